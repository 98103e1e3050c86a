// A CSV row per applicant; words and names in the language asked for.
#include "interp/data/writer_internal.h"

static void put_quoted(struct text *out, const char *text, size_t length) {
    put_literal(out, "\"");
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') put_literal(out, "\"");
        put_fragment(out, text + i, 1);
    }
    put_literal(out, "\"");
}

static inline uint64_t with_byte(uint64_t word, char c) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t zero = word ^ ones * (unsigned char)c;
    return (zero - ones) & ~zero & ones << 7;
}

// Eight bytes at a time: ids are mostly as long as that.
static bool needs_quotes(const char *text, size_t length) {
    uint64_t found = 0, word = 0;
    for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
        memcpy(&word, text, sizeof word);
        found |= with_byte(word, ',') | with_byte(word, '"') | with_byte(word, '\n') | with_byte(word, '\r');
    }
    for (size_t i = 0; i < length; i++) found |= text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
    return found != 0;
}

void put_csv_cell(struct text *out, const char *text, size_t length) {
    if (needs_quotes(text, length)) put_quoted(out, text, length);
    else put_fragment(out, text, length);
}

static const char *word(const struct writer *w, const char *en, const char *zh) { return w->lang == LANG_ZH ? zh : en; }

static void put_head(const struct writer *w, struct text *out) {
    static const char *const parts[][2] = {{"decision", "决定"}, {"offer", "产品"}, {"limit", "额度"},
                                           {"failed", "未满足"}, {"refer", "转人工"}, {"missing", "缺失"}};
    text_put(out, word(w, "id,as_of", "编号,基准日"));
    for (uint32_t g = 0; g < w->policy->group_count; g++)
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            text_format(out, ",%s.%s", text_string(&w->schemes[w->group_first[g]].name), parts[i][w->lang]);
    text_char(out, '\n');
}

// ",decision,,,,," of a scheme of which no offer has anything to say; ",decision,offer," of every offer.
static bool prepare_scheme(const struct writer *w, uint32_t s) {
    struct scheme_words *words = &w->schemes[s];
    bool good = true;
    for (uint8_t d = 0; d < DECISION_COUNT; d++) {
        text_format(&words->heads[d], ",%s,,,,,", decision_word(w, d));
        good &= text_reserve(&words->heads[d], SHORT_COPY);
        for (uint32_t o = 0; o < w->plan->schemes[s].offer_count; o++) {
            struct text *head = &words->offers[o].heads[d];
            text_format(head, ",%s,%s,", decision_word(w, d), text_string(&words->offers[o].name));
            good &= text_reserve(head, SHORT_COPY);
        }
    }
    return good;
}

static bool prepare(struct writer *w) {
    bool good = true;
    for (uint32_t s = 0; s < w->plan->scheme_count; s++) good &= prepare_scheme(w, s);
    return good;
}

void csv_reasons(struct text *out, const struct text joined[REASONS]) {
    for (int i = 0; i < REASONS; i++) {
        put_literal(out, ",");
        put_text(out, &joined[i]);
    }
}

// A row is put together at a pointer of its own, which can stay in a register; `out` hears of it when room is asked for.
// NULL: out of memory.
static inline char *make_room(struct text *out, char *to, size_t more) {
    out->length = (size_t)(to - out->bytes);
    if (out->capacity - out->length <= more && !text_reserve(out, more)) return NULL;
    return out->bytes + out->length;
}

static char *put_scheme(const struct row_out *r, uint32_t scheme, char *to) {
    static const char nothing[SHORT_COPY] = ",,,";
    const struct scheme_result *result = &r->decisions->schemes[scheme];
    const struct scheme_words *words = &r->w->schemes[scheme];
    uint8_t decision = result->decision[r->row];
    uint32_t best = result->best[r->row];
    bool alone = decided_alone(decision);
    const struct text *head = alone ? &words->heads[decision] : &words->offers[best].heads[decision];
    struct fragment tail = {nothing, 3};
    if (decision != DECISION_ELIGIBLE && !alone) tail = row_reasons(r, scheme, best);
    to = make_room(r->out, to, head->length + VALUE_DIGITS + tail.length + 2 * SHORT_COPY);
    if (!to) return NULL;
    to = copy_short(to, head->bytes, head->length);
    if (alone) return to;
    if (may_grant(decision) && result->has_limit[r->row]) to = money_digits(to, result->limit[r->row]);
    return copy_short(to, tail.text, tail.length);
}

static void put_row(const struct row_out *r) {
    const struct decisions *d = r->decisions;
    struct slice key = row_key(r);
    put_csv_cell(r->out, key.text, key.length);
    put_literal(r->out, ",");
    put_as_of(r);
    char *to = r->out->bytes + r->out->length;
    for (uint32_t g = 0; to && g < r->w->policy->group_count; g++)
        to = put_scheme(r, d->chosen[(size_t)g * d->capacity + r->row], to);
    if (to) to = make_room(r->out, to, 1);
    if (!to) return;
    *to = '\n';
    r->out->length++;
}

const struct writer_format writer_csv = {.prepare = prepare, .head = put_head, .row = put_row, .reasons = csv_reasons};
