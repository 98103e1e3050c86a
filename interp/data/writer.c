#include "interp/data/writer.h"

#include <stdlib.h>

#include "grammar/calendar.h"
#include "interp/data/writer_internal.h"

const struct writer_format *format_of(const struct writer *w) {
    static const struct writer_format *const formats[] = {&writer_jsonl, &writer_csv, &writer_long, &writer_table};
    return formats[w->format];
}

const char *decision_word(const struct writer *w, uint8_t decision) { return decision_names[decision][w->lang]; }

static uint32_t field_places(const struct policy *p) {
    uint32_t count = p->field_count;
    for (uint32_t i = 0; i < p->field_count; i++) count += p->fields[i].item_count;
    return count;
}

static bool make_offer(struct writer *w, struct offer_words *words, const struct planned_offer *planned) {
    words->planned = planned;
    words->rule_words = calloc(planned->rule_count + planned->grant_count + 1, sizeof *words->rule_words);
    words->missing_bits = calloc(field_places(w->policy) + 1, 1);
    words->cache = calloc(MASK_CACHE, sizeof *words->cache);
    words->grants = calloc(planned->grant_count + 1, sizeof *words->grants);
    words->grant_columns = calloc(planned->grant_count + 1, sizeof *words->grant_columns);
    return words->rule_words && words->missing_bits && words->cache && words->grants && words->grant_columns;
}

static bool prepare_offer(struct writer *w, struct offer_words *words, const struct planned_offer *planned) {
    if (!make_offer(w, words, planned)) return false;
    text_put(&words->name, name_text(w->policy, &planned->offer->def.name, w->lang));
    for (uint32_t i = 0; i < planned->rule_count; i++)
        words->rule_words[i] = reason_word_find(&w->reasons, &planned->rules[i].rule->def.name, NULL);
    for (uint32_t i = 0; i < planned->grant_count; i++)
        words->rule_words[planned->rule_count + i] = reason_word_find(&w->reasons, &planned->grants[i].grant->def.name, NULL);
    return !words->name.failed;
}

static bool prepare_scheme(struct writer *w, uint32_t s) {
    const struct planned_scheme *planned = &w->plan->schemes[s];
    struct scheme_words *words = &w->schemes[s];
    words->offers = calloc(planned->offer_count + 1, sizeof *words->offers);
    text_put(&words->name, name_text(w->policy, &planned->scheme->def.name, w->lang));
    if (!words->offers || words->name.failed) return false;
    for (uint32_t o = 0; o < planned->offer_count; o++)
        if (!prepare_offer(w, &words->offers[o], &planned->offers[o])) return false;
    return true;
}

static bool prepare_reasons(struct writer *w) {
    if (!reason_words_init(&w->reasons, w->plan, w->lang)) return false;
    for (int i = 0; i < REASONS; i++) {
        w->found[i] = calloc(w->reasons.count + 1, sizeof *w->found[i]);
        if (!w->found[i]) return false;
        text_put(&w->joined[i], "");
        if (w->joined[i].failed) return false;
    }
    return true;
}

static bool prepare_groups(struct writer *w) {
    w->group_first = calloc(w->policy->group_count + 1, sizeof *w->group_first);
    w->schemes = calloc(w->plan->scheme_count + 1, sizeof *w->schemes);
    if (!w->group_first || !w->schemes) return false;
    for (uint32_t s = w->plan->scheme_count; s--;) w->group_first[w->plan->schemes[s].scheme->group] = s;
    for (uint32_t s = 0; s < w->plan->scheme_count; s++)
        if (!prepare_scheme(w, s)) return false;
    return true;
}

static bool prepare(struct writer *w) {
    char date[11];
    if (w->plan->as_of) date_format(w->plan->as_of, date);
    text_put(&w->as_of, w->plan->as_of ? date : "");
    return !w->as_of.failed && prepare_reasons(w) && prepare_groups(w) && format_of(w)->prepare(w);
}

struct writer *writer_new(const struct plan *plan, enum result_format format, enum lang lang) {
    struct writer *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->plan = plan;
    w->policy = plan->policy;
    w->format = format;
    w->lang = lang;
    if (prepare(w)) return w;
    writer_free(w);
    return NULL;
}

static void free_texts(struct text *texts, uint32_t count) {
    for (uint32_t i = 0; texts && i < count; i++) text_free(&texts[i]);
}

static void free_offer(struct offer_words *words) {
    text_free(&words->name);
    free_texts(words->heads, DECISION_COUNT);
    if (words->planned) free_texts(words->grants, words->planned->grant_count);
    for (uint32_t i = 0; words->cache && i < MASK_CACHE; i++) text_free(&words->cache[i].text);
    free(words->cache);
    free(words->missing_bits);
    free(words->grants);
    free(words->grant_columns);
    free(words->rule_words);
}

static void free_scheme(struct scheme_words *words, uint32_t offers) {
    text_free(&words->name);
    free_texts(words->heads, DECISION_COUNT);
    for (uint32_t o = 0; words->offers && o < offers; o++) free_offer(&words->offers[o]);
    free(words->offers);
}

void writer_free(struct writer *w) {
    if (!w) return;
    for (uint32_t s = 0; w->schemes && s < w->plan->scheme_count; s++) free_scheme(&w->schemes[s], w->plan->schemes[s].offer_count);
    free(w->schemes);
    free(w->group_first);
    reason_words_free(&w->reasons);
    for (int i = 0; i < REASONS; i++) free(w->found[i]);
    free_texts(w->joined, REASONS);
    free_texts(w->columns, w->column_count);
    free(w->columns);
    text_free(&w->reasons_text);
    text_free(&w->as_of);
    text_free(&w->scratch);
    free(w);
}

void writer_head(const struct writer *w, struct text *out) {
    if (format_of(w)->head) format_of(w)->head(w, out);
}

static void put_strip(struct row_out *r, uint32_t rows) {
    void (*row)(const struct row_out *) = format_of(r->w)->row;
    find_open_rows(r, r->strip, rows);
    for (r->row = r->strip; r->row < r->strip + rows; r->row++)
        if (!r->decisions->fault[r->row]) row(r);
}

void writer_block(struct writer *w, const struct block *b, const struct workspace *work, const struct decisions *d, struct text *out) {
    struct row_out r = {.w = w, .block = b, .work = work, .decisions = d, .out = out};
    for (; r.strip < d->rows; r.strip += WRITER_STRIP)
        put_strip(&r, d->rows - r.strip < WRITER_STRIP ? d->rows - r.strip : WRITER_STRIP);
    out->failed |= w->no_memory || w->scratch.failed;
    if (text_reserve(out, 0)) out->bytes[out->length] = '\0';
}

struct slice row_key(const struct row_out *r) {
    return ((const struct slice *)r->block->columns[r->w->policy->key->index].data)[r->row];
}

void put_as_of(const struct row_out *r) {
    char date[11];
    if (!r->block->as_of || r->w->plan->as_of) {
        put_text(r->out, &r->w->as_of);
        return;
    }
    date_format(r->block->as_of[r->row], date);
    put_fragment(r->out, date, 10);
}
