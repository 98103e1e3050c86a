// A CSV row per applicant, scheme and offer, with a column for every grant any offer makes.
#include <stdlib.h>

#include "interp/data/write/csv_cell.h"
#include "interp/data/write/row.h"

#define NO_COLUMN UINT32_MAX

static const char *grant_name(const struct writer *w, const struct planned_grant *g) {
    return name_text(w->policy, &g->grant->def.name, w->lang);
}

// Grants of one name share a column. The limit has one of its own.
static uint32_t column_of(struct writer *w, const struct planned_grant *g) {
    if (g->is_limit) return NO_COLUMN;
    const char *name = grant_name(w, g);
    for (uint32_t i = 0; i < w->column_count; i++)
        if (!strcmp(text_string(&w->columns[i]), name)) return i;
    text_put(&w->columns[w->column_count], name);
    return w->column_count++;
}

static uint32_t count_grants(const struct plan *plan) {
    uint32_t count = 0;
    for (uint32_t s = 0; s < plan->scheme_count; s++)
        for (uint32_t o = 0; o < plan->schemes[s].offer_count; o++) count += plan->schemes[s].offers[o].grant_count;
    return count;
}

static bool prepare(struct writer *w) {
    bool good = true;
    w->columns = calloc(count_grants(w->plan) + 1, sizeof *w->columns);
    if (!w->columns) return false;
    for (uint32_t o = 0; o < w->offer_count; o++) {
        struct offer_words *offer = &w->offers[o];
        for (uint32_t g = 0; offer->planned && g < offer->planned->grant_count; g++)
            offer->grant_columns[g] = column_of(w, &offer->planned->grants[g]);
    }
    for (uint32_t c = 0; c < w->column_count; c++) good &= !w->columns[c].failed;
    return good;
}

static void put_head(const struct writer *w, struct text *out) {
    text_put(out, w->lang == LANG_ZH ? "编号,基准日,方案,产品,决定,额度,未满足,转人工,缺失"
                                     : "id,as_of,scheme,offer,decision,limit,failed,refer,missing");
    for (uint32_t i = 0; i < w->column_count; i++) text_format(out, ",%s", text_string(&w->columns[i]));
    put_head_end(w, out);
}

static const struct planned_grant *grant_in(const struct offer_words *words, uint32_t column) {
    for (uint32_t g = 0; g < words->planned->grant_count; g++)
        if (words->grant_columns[g] == column) return &words->planned->grants[g];
    return NULL;
}

static void put_limit(const struct row_out *r, const struct offer_words *words, uint8_t decision) {
    const struct planned_grant *limit = grant_in(words, NO_COLUMN);
    if (limit && may_grant(decision)) put_grant(r, limit, "");
}

static void put_grants(const struct row_out *r, const struct offer_words *words, uint8_t decision) {
    for (uint32_t c = 0; c < r->w->column_count; c++) {
        const struct planned_grant *g = may_grant(decision) ? grant_in(words, c) : NULL;
        put_literal(r->out, ",");
        if (g) put_grant(r, g, "");
    }
}

static void put_offer(const struct row_out *r, uint32_t scheme, uint32_t offer, uint8_t decision) {
    const struct offer_words *words = &r->w->schemes[scheme].offers[offer];
    const struct cell_text *said = cell_at(r, r->w->schemes[scheme].first + offer);
    if (!said) said = cell_in_full(r, words, decision);
    struct slice key = row_key(r);
    put_text_cell(r, key.text, key.length);
    put_literal(r->out, ",");
    put_as_of(r);
    put_fragment(r->out, cell_bytes(said), said->head);
    put_limit(r, words, decision);
    put_fragment(r->out, cell_bytes(said) + said->head, said->length - said->head);
    put_grants(r, words, decision);
    put_text(r->out, &r->w->row_end);
}

static void put_row(const struct row_out *r) {
    const struct decisions *d = r->decisions;
    for (uint32_t g = 0; g < r->w->policy->group_count; g++) {
        uint32_t s = d->chosen[(size_t)g * d->capacity + r->row];
        const struct scheme_result *result = &d->schemes[s];
        bool closed = result->decision[r->row] == DECISION_NOT_IN_FORCE;
        for (uint32_t o = 0; o < result->planned->offer_count; o++)
            put_offer(r, s, o, closed ? DECISION_NOT_IN_FORCE : result->offers[o].decision[r->row]);
    }
}

const struct writer_format writer_long = {.prepare = prepare, .head = put_head, .row = put_row, .cell = put_offer_cell};
