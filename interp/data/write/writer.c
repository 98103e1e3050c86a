#include "interp/data/write/writer.h"

#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "grammar/base/path.h"
#include "interp/data/record/csv_cell.h"
#include "interp/data/write/row.h"

// Ids lie where their records were read from, each in a place of its own: they are fetched before they are wanted.
#define IDS_AHEAD 24u
#define TABLE_WIDTH 100u  // of a page that nobody looks at

static const struct writer_format *const formats[] = {
#define RESULT_FORMAT(id, name) &writer_##name,
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT
};

static uint32_t field_places(const struct policy *p) {
    uint32_t count = p->field_count;
    for (uint32_t i = 0; i < p->field_count; i++) count += p->fields[i].item_count;
    return count;
}

static bool make_offer(struct writer *w, struct offer_words *words) {
    uint32_t rules = words->planned->rule_count, grants = words->planned->grant_count;
    words->is_wide = rules + grants > MASK_BITS;
    words->rule_words = calloc(rules + grants + 1, sizeof *words->rule_words);
    words->needs = calloc(planned_part_count(words->planned), sizeof *words->needs);
    words->missing_bits = calloc(field_places(w->policy) + 1, 1);
    words->grants = calloc(grants + 1, sizeof *words->grants);
    words->grant_columns = calloc(grants + 1, sizeof *words->grant_columns);
    return words->rule_words && words->needs && words->missing_bits && words->grants && words->grant_columns;
}

static bool prepare_offer(struct writer *w, struct offer_words *words) {
    const struct planned_offer *planned = words->planned;
    if (!make_offer(w, words)) return false;
    text_put(&words->name, name_text(w->policy, &planned->offer->def.name, w->lang));
    for (uint32_t i = 0; i < planned->rule_count; i++)
        words->rule_words[i] = reason_word_find(&w->reasons, &planned->rules[i].rule->def.name, NULL);
    for (uint32_t i = 0; i < planned->grant_count; i++)
        words->rule_words[planned->rule_count + i] = reason_word_find(&w->reasons, &planned->grants[i].grant->def.name,
                                                                      NULL);
    return !words->name.failed;
}

static bool prepare_scheme(struct writer *w, uint32_t s) {
    const struct planned_scheme *planned = &w->plan->schemes[s];
    struct scheme_words *words = &w->schemes[s];
    words->offers = w->offers + words->first;
    text_put(&words->name, name_text(w->policy, &planned->scheme->def.name, w->lang));
    if (words->name.failed) return false;
    for (uint32_t o = 0; o < planned->offer_count; o++) {
        words->offers[o] = (struct offer_words){
            .planned = &planned->offers[o], .scheme = words, .version = s, .offer = o};
        if (!prepare_offer(w, &words->offers[o])) return false;
    }
    return true;
}

static bool prepare_reasons(struct writer *w) {
    if (!reason_words_init(&w->reasons, w->plan, w->lang)) return false;
    for (int i = 0; i < REASONS; i++) {
        text_put(&w->joined[i], "");
        if (w->joined[i].failed) return false;
    }
    return true;
}

// A scheme without offers has one that stands in, so that what is said of it has a number too.
static void count_offers(struct writer *w) {
    for (uint32_t s = 0; s < w->plan->scheme_count; s++) {
        w->schemes[s].first = w->offer_count;
        w->offer_count += w->plan->schemes[s].offer_count ? w->plan->schemes[s].offer_count : 1;
    }
}

static bool prepare_schemes(struct writer *w) {
    w->group_first = calloc(w->policy->group_count + 1, sizeof *w->group_first);
    w->schemes = calloc(w->plan->scheme_count + 1, sizeof *w->schemes);
    if (!w->group_first || !w->schemes) return false;
    for (uint32_t s = w->plan->scheme_count; s--;) w->group_first[w->plan->schemes[s].scheme->group] = s;
    count_offers(w);
    w->offers = calloc(w->offer_count + 1, sizeof *w->offers);
    for (uint32_t s = 0; w->offers && s < w->plan->scheme_count; s++)
        if (!prepare_scheme(w, s)) return false;
    return w->offers != NULL;
}

static bool prepare_cells(struct writer *w) {
    uint32_t places = w->how->tells_best ? w->policy->group_count : w->offer_count;
    if (!w->how->cell) return true;
    w->cells = calloc((size_t)places * WRITE_STRIP + 1, sizeof *w->cells);
    w->column_states = calloc(w->policy->field_count + 1, sizeof *w->column_states);
    w->limits = calloc(w->how->tells_best ? places + 1 : 1, sizeof *w->limits);
    return w->cells && w->column_states && w->limits && cell_texts_init(&w->texts, w->offer_count) && prepare_needs(w);
}

static bool prepare(struct writer *w) {
    char date[11];
    if (w->plan->as_of) date_format(w->plan->as_of, date);
    text_put(&w->as_of, w->plan->as_of ? date : "");
    text_char(&w->row_end, '\n');
    return !w->row_end.failed && text_reserve(&w->as_of, SHORT_COPY) && prepare_reasons(w) && prepare_schemes(w) &&
           prepare_cells(w) && (!w->how->prepare || w->how->prepare(w));
}

struct writer *writer_new(const struct plan *plan, enum result_format format, enum lang lang) {
    struct writer *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->plan = plan;
    w->policy = plan->policy;
    w->how = formats[format];
    w->lang = lang;
    w->width = TABLE_WIDTH;
    if (prepare(w)) return w;
    writer_free(w);
    return NULL;
}

void writer_rank_by(struct writer *w, enum rank_by by) {
    if (w->ranking) ranking_by(w->ranking, by);
}

const struct row_sink_format *result_sink(enum result_format format) { return formats[format]->sink; }

static bool ends_as(const char *path, enum result_format format) {
    const struct writer_format *f = formats[format];
    const char *const *endings = f->sink ? f->sink->endings : f->endings;
    return endings && path_ends_in(path, endings);
}

bool result_format_of_name(const char *path, const enum result_format *among, size_t count,
                           enum result_format *format) {
    for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i]->sink && ends_as(path, (enum result_format)i)) return *format = (enum result_format)i, true;
    for (size_t i = 0; i < count; i++)
        if (ends_as(path, among[i])) return *format = among[i], true;
    return false;
}

void writer_fit(struct writer *w, size_t width) {
    w->width = width;
    w->fits = true;
}

void writer_advise(struct writer *w, const struct plan_options *options) { w->advised = options; }

void writer_guard(struct writer *w) { w->guards = true; }

bool writer_stamp(struct writer *w, const struct stamp *stamp) {
    struct text cell = {0};
    w->stamp = stamp;
    stamp_put_cell(&cell, stamp, w->lang);
    text_clear(&w->row_end);
    text_char(&w->row_end, ',');
    put_csv_cell(&w->row_end, text_string(&cell), cell.length);
    text_char(&w->row_end, '\n');
    bool good = !cell.failed && !w->row_end.failed;
    text_free(&cell);
    return good;
}

static void free_texts(struct text *texts, uint32_t count) {
    for (uint32_t i = 0; texts && i < count; i++) text_free(&texts[i]);
}

static void free_offer(struct offer_words *words) {
    text_free(&words->name);
    if (words->planned) free_texts(words->grants, words->planned->grant_count);
    free(words->missing_bits);
    free(words->needs);
    free(words->grants);
    free(words->grant_columns);
    free(words->rule_words);
}

static void free_scheme(struct scheme_words *words) {
    text_free(&words->name);
    free_texts(words->heads, DECISION_COUNT);
}

void writer_free(struct writer *w) {
    if (!w) return;
    for (uint32_t s = 0; w->schemes && s < w->plan->scheme_count; s++) free_scheme(&w->schemes[s]);
    for (uint32_t o = 0; w->offers && o < w->offer_count; o++) free_offer(&w->offers[o]);
    free(w->schemes);
    free(w->offers);
    free(w->group_first);
    free(w->cells);
    free(w->column_states);
    free(w->limits);
    cell_texts_free(&w->texts);
    reason_words_free(&w->reasons);
    free_texts(w->joined, REASONS);
    free_texts(w->columns, w->column_count);
    free(w->columns);
    ranking_free(w->ranking);
    adviser_free(w->adviser);
    free(w->column_kinds);
    text_free(&w->as_of);
    text_free(&w->row_end);
    text_free(&w->scratch);
    free(w);
}

void writer_head(const struct writer *w, struct text *out) {
    if (w->how->head) w->how->head(w, out);
}

void writer_tail(const struct writer *w, struct text *out) {
    if (w->how->tail) w->how->tail(w, out);
}

static void put_advised(struct row_out *r) {
    struct writer *w = r->w;
    if (!w->adviser) {
        w->adviser = adviser_new(w->policy, w->advised);
        if (w->adviser) adviser_narrow(w->adviser, NULL, true);
    }
    bool good = w->adviser && advice_make(&w->advice, w->adviser, r->block, r->row, row_as_of(r));
    if (good) w->how->row(r);
    else w->no_memory = true;
    if (w->adviser) advice_free(&w->advice);
}

// The rows of a strip that have no fault.
static void put_rows(struct row_out *r) {
    for (r->row = r->first; r->row < r->first + r->count; r->row++) {
        if (r->row + IDS_AHEAD < r->decisions->rows) __builtin_prefetch(row_keys(r)[r->row + IDS_AHEAD].text);
        if (r->decisions->fault[r->row]) continue;
        if (r->w->advised) put_advised(r);
        else r->w->how->row(r);
    }
}

void writer_block(struct writer *w, const struct block *b, const struct workspace *work, const struct decisions *d,
                  struct text *out) {
    struct row_out r = {.w = w, .block = b, .work = work, .decisions = d, .out = out};
    if (w->how->cell) missing_block(w, b);
    for (; r.first < d->rows; r.first += r.count) {
        r.count = d->rows - r.first < WRITE_STRIP ? d->rows - r.first : WRITE_STRIP;
        if (w->how->cell) word_strip(&r);
        put_rows(&r);
    }
    out->failed |= w->no_memory || w->scratch.failed;
    if (text_reserve(out, 0)) out->bytes[out->length] = '\0';
}
