// A CSV row per applicant; words and names in the language asked for.
#include "interp/data/writer_internal.h"

void put_csv_cell(struct text *out, const char *text, size_t length) {
    bool plain = true;
    for (size_t i = 0; i < length; i++) plain &= text[i] != ',' && text[i] != '"' && text[i] != '\n' && text[i] != '\r';
    if (plain) {
        put_fragment(out, text, length);
        return;
    }
    put_literal(out, "\"");
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') put_literal(out, "\"");
        put_fragment(out, text + i, 1);
    }
    put_literal(out, "\"");
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

// ",decision," of a scheme.
static bool prepare(struct writer *w) {
    bool good = true;
    for (uint32_t s = 0; s < w->plan->scheme_count; s++)
        for (uint8_t d = 0; d < DECISION_COUNT; d++) {
            struct text *head = &w->schemes[s].heads[d];
            text_format(head, ",%s,", decision_word(w, d));
            good &= !head->failed;
        }
    return good;
}

static void put_reason(struct text *out, struct fragment reason) {
    put_literal(out, ",");
    put_fragment(out, reason.text, reason.length);
}

static void put_scheme(const struct row_out *r, uint32_t scheme) {
    const struct scheme_result *result = &r->decisions->schemes[scheme];
    const struct scheme_words *words = &r->w->schemes[scheme];
    uint8_t decision = result->decision[r->row];
    put_text(r->out, &words->heads[decision]);
    if (decided_alone(decision)) {  // no offer has anything to say
        put_literal(r->out, ",,,,");
        return;
    }
    uint32_t best = result->best[r->row];
    put_text(r->out, &words->offers[best].name);
    put_literal(r->out, ",");
    if (may_grant(decision) && result->has_limit[r->row]) put_money(r->out, result->limit[r->row]);
    if (decision == DECISION_ELIGIBLE) {
        put_literal(r->out, ",,,");
        return;
    }
    struct fragment reasons[REASONS];
    row_reasons(r, scheme, best, reasons);
    put_reason(r->out, reasons[REASON_FAILED]);
    put_reason(r->out, reasons[REASON_REFER]);
    put_reason(r->out, reasons[REASON_MISSING]);
}

static void put_row(const struct row_out *r) {
    const struct decisions *d = r->decisions;
    struct slice key = row_key(r);
    put_csv_cell(r->out, key.text, key.length);
    put_literal(r->out, ",");
    put_as_of(r);
    for (uint32_t g = 0; g < r->w->policy->group_count; g++) put_scheme(r, d->chosen[(size_t)g * d->capacity + r->row]);
    put_literal(r->out, "\n");
}

const struct writer_format writer_csv = {.prepare = prepare, .head = put_head, .row = put_row};
