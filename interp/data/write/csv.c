// A CSV row per applicant; words and names in the language asked for.
#include "grammar/base/calendar.h"
#include "interp/data/record/csv_cell.h"
#include "interp/data/write/row.h"

// Whether a byte lies below '-', as all that needs quotes does, and little else.
static inline bool has_mark(uint64_t word) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    return (word - ones * '-') & ~word & ones << 7;
}

static void put_head(const struct writer *w, struct text *out) {
    static const enum result_column parts[] = {COLUMN_DECISION, COLUMN_OFFER, COLUMN_LIMIT,
                                               COLUMN_FAILED,   COLUMN_REFER, COLUMN_MISSING};
    text_format(out, "%s,%s", column_word(w, COLUMN_ID), column_word(w, COLUMN_AS_OF));
    for (uint32_t g = 0; g < w->policy->group_count; g++)
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            text_format(out, ",%s.%s", text_string(&w->schemes[w->group_first[g]].name), column_word(w, parts[i]));
    put_head_end(w, out);
}

static uint32_t put_cell(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out) {
    text_char(out, ',');
    text_put(out, decision_word(w, decision));
    text_char(out, ',');
    if (!decided_alone(decision)) text_add(out, words->name.bytes, words->name.length);
    text_char(out, ',');
    uint32_t head = (uint32_t)out->length;
    put_csv_names(out, w->joined, REASONS);
    return head;
}

// Where a row is being put together, by values that can stay in registers; `out` hears of it when there is no more
// room, and at the end of the row.
struct pen {
    char *to, *end;  // NULL: out of memory
    uint32_t i;      // row of the strip
    const uint16_t *cells;
    const struct cell_text *said;
    const struct limit_texts *limits;
};

static char *make_room(struct text *out, char *to, size_t more) {
    if (to) out->length = (size_t)(to - out->bytes);
    return text_reserve(out, more) ? out->bytes + out->length : NULL;
}

// Where the text ends and where its room does; NULL where it has none.
static inline char *end_of(const struct text *out) { return out->bytes ? out->bytes + out->length : NULL; }
static inline char *end_of_room(const struct text *out) { return out->bytes ? out->bytes + out->capacity : NULL; }

static inline struct pen with_room(struct text *out, struct pen p, size_t more) {
    if ((size_t)(p.end - p.to) > more) return p;
    p.to = make_room(out, p.to, more);
    p.end = end_of_room(out);
    return p;
}

static const struct cell_text *best_in_full(const struct row_out *r, uint32_t group) {
    const struct decisions *d = r->decisions;
    uint32_t version = d->chosen[(size_t)group * d->capacity + r->row];
    const struct scheme_result *result = &d->schemes[version];
    return cell_in_full(r, &r->w->schemes[version].offers[result->best[r->row]], result->decision[r->row]);
}

static char *put_long_limit(const struct row_out *r, uint32_t group, char *to) {
    const struct decisions *d = r->decisions;
    return print_money(to, d->schemes[d->chosen[(size_t)group * d->capacity + r->row]].limit[r->row]);
}

// A limit is put down in any case, and counts for nothing where there is none.
static inline char *put_limit(const struct limit_texts *t, uint32_t i, char *to) {
    store_word(to, t->whole[i]);
    store_half(to + t->digits[i], t->rest[i]);
    return to + t->length[i];
}

static inline struct pen put_scheme(const struct row_out *r, struct pen p, uint32_t group) {
    uint32_t cell = p.cells[(size_t)group * WRITE_STRIP + p.i];
    const struct cell_text *said = cell == IN_FULL ? best_in_full(r, group) : &p.said[cell];
    const struct limit_texts *limits = &p.limits[group];
    p = with_room(r->out, p, said->length + PRINTED_DIGITS + 2 * SHORT_COPY);
    if (!p.to) return p;
    const char *text = cell_bytes(said);
    char *to = copy_short(p.to, text, said->head);
    to = limits->length[p.i] == LONG_LIMIT ? put_long_limit(r, group, to) : put_limit(limits, p.i, to);
    p.to = copy_short(to, text + said->head, said->length - said->head);
    return p;
}

// Most ids are some letters and digits: eight bytes are copied, and the last eight over them. NULL: it is not such an
// id.
static inline char *put_plain_key(char *to, struct slice key) {
    uint64_t first, last;
    if (key.length < sizeof first || key.length > 2 * sizeof first) return NULL;
    memcpy(&first, key.text, sizeof first);
    memcpy(&last, key.text + key.length - sizeof last, sizeof last);
    if (has_mark(first) || has_mark(last)) return NULL;
    memcpy(to, &first, sizeof first);
    memcpy(to + key.length - sizeof last, &last, sizeof last);
    return to + key.length;
}

static char *put_key(const struct row_out *r, char *to) {
    struct slice key = row_key(r);
    char *behind = r->w->guards ? NULL : put_plain_key(to, key);
    if (behind) return behind;
    put_text_cell(r, key.text, key.length);
    return make_room(r->out, end_of(r->out), 2 * SHORT_COPY);
}

static char *put_date(const struct row_out *r, char *to) {
    const struct text *as_of = &r->w->as_of;
    *to++ = ',';
    if (as_of->length) return copy_short(to, as_of->bytes, as_of->length);
    date_format(r->block->as_of[r->row], to);
    return to + 10;
}

static inline char *put_end(const struct text *end, char *to) {
    if (end->length == 1) *to = '\n';
    else memcpy(to, end->bytes, end->length);
    return to + end->length;
}

static inline void put_row(const struct row_out *r) {
    const struct writer *w = r->w;
    uint32_t groups = w->policy->group_count;
    struct pen p = {.i = r->row - r->first, .cells = w->cells, .said = w->texts.items, .limits = w->limits};
    p.to = end_of(r->out);
    p.end = end_of_room(r->out);
    p = with_room(r->out, p, 2 * SHORT_COPY);
    if (p.to) p.to = put_key(r, p.to);
    if (p.to) p.to = put_date(r, p.to);
    p.end = end_of_room(r->out);
    for (uint32_t g = 0; p.to && g < groups; g++) p = put_scheme(r, p, g);
    if (p.to) p = with_room(r->out, p, w->row_end.length);
    if (!p.to) return;
    p.to = put_end(&w->row_end, p.to);
    r->out->length = (size_t)(p.to - r->out->bytes);
}

const char *const csv_endings[] = {".csv", NULL};

const struct writer_format writer_csv = {
    .head = put_head, .row = put_row, .cell = put_cell, .tells_best = true, .endings = csv_endings};
