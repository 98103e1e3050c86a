// Tables of two editions: rows are known by their conditions.
#include <string.h>

#include "interp/diff/compare.h"

// From the first word of its conditions to the last one of its results: what is cited behind them is not compared.
static struct span row_span(const struct table_row *r) {
    struct span last = r->result_count ? r->results[r->result_count - 1]->at : r->at;
    return span_join((struct span){r->at.source, r->at.offset, 0}, last);
}

static struct span conditions_span(const struct table_row *r) {
    if (!r->result_count) return r->at;
    return (struct span){r->at.source, r->at.offset, r->results[0]->at.offset - r->at.offset};
}

struct rows {
    const struct comparing *c;
    const struct decl *was, *is;
    const char **conditions[2];  // of the earlier edition's rows, and the later one's
    uint32_t *match;             // by rows of the later edition: those of the earlier one; its row_count: none
    bool *taken;
};

static const char **conditions_of(const struct comparing *c, const struct decl *t) {
    const char **texts = ARENA_ARRAY(&c->d->compilation->arena, const char *, t->row_count);
    for (uint32_t i = 0; i < t->row_count; i++) texts[i] = compared_text(c, conditions_span(&t->rows[i]));
    return texts;
}

static uint32_t row_like(const struct rows *r, const char *conditions, uint32_t from) {
    for (uint32_t k = 0; k < r->was->row_count; k++) {
        uint32_t i = (from + k) % r->was->row_count;
        if (!r->taken[i] && strcmp(r->conditions[0][i], conditions) == 0) return i;
    }
    return r->was->row_count;
}

static void match_rows(struct rows *r) {
    for (uint32_t i = 0, next = 0; i < r->is->row_count; i++) {
        r->match[i] = row_like(r, r->conditions[1][i], next);
        if (r->match[i] < r->was->row_count) r->taken[r->match[i]] = true, next = r->match[i] + 1;
    }
}

// Rows whose conditions are altered stand between the same neighbours.
static void match_altered(struct rows *r) {
    for (uint32_t i = 0; i < r->is->row_count; i++) {
        uint32_t at = i ? r->match[i - 1] + 1 : 0;
        if (r->match[i] < r->was->row_count || at >= r->was->row_count || r->taken[at]) continue;
        r->match[i] = at;
        r->taken[at] = true;
    }
}

static struct span results_span(const struct table_row *r) {
    return r->result_count ? span_join(r->results[0]->at, r->results[r->result_count - 1]->at) : r->at;
}

static void compare_results(const struct rows *r, const struct table_row *was, const struct table_row *is) {
    const char *from = compared_text(r->c, results_span(was)), *to = compared_text(r->c, results_span(is));
    bool same = from && to && strcmp(from, to) == 0;
    if (!same) compare_spans(r->c, DIFFERENCE_OF_ROW, r->was, r->is, row_span(was), row_span(is));
}

static void compare_row(const struct rows *r, uint32_t i) {
    const struct table_row *is = &r->is->rows[i];
    if (r->match[i] >= r->was->row_count) {
        compare_spans(r->c, DIFFERENCE_OF_ROW, r->was, r->is, nowhere, row_span(is));
        return;
    }
    const struct table_row *was = &r->was->rows[r->match[i]];
    if (strcmp(r->conditions[0][r->match[i]], r->conditions[1][i]) == 0) compare_results(r, was, is);
    else compare_spans(r->c, DIFFERENCE_OF_ROW, r->was, r->is, row_span(was), row_span(is));
}

static void compare_order(const struct rows *r) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < r->is->row_count; i++) {
        if (r->match[i] >= r->was->row_count) continue;
        if (r->match[i] < last) {
            struct difference x = {.kind = DIFFERENCE_ALTERED, .of = DIFFERENCE_OF_ORDER, .was = r->was, .is = r->is};
            x.was_at = r->was->rows[r->match[i]].at, x.is_at = r->is->rows[i].at;
            add_difference(r->c, x);
            return;
        }
        last = r->match[i];
    }
}

static struct span head_span(const struct decl *t) {
    return t->column_count ? span_join(t->columns[0]->at, t->columns[t->column_count - 1]->at) : t->head;
}

void compare_tables(const struct comparing *c, const struct decl *was, const struct decl *is) {
    struct arena *a = &c->d->compilation->arena;
    struct rows r = {.c = c, .was = was, .is = is, .conditions = {conditions_of(c, was), conditions_of(c, is)}};
    r.match = ARENA_ARRAY(a, uint32_t, is->row_count);
    r.taken = ARENA_ARRAY(a, bool, was->row_count);
    compare_spans(c, DIFFERENCE_OF_HEAD, was, is, head_span(was), head_span(is));
    if (was->hit != is->hit) compare_spans(c, DIFFERENCE_OF_HEAD, was, is, was->head, is->head);
    match_rows(&r);
    match_altered(&r);
    for (uint32_t i = 0; i < is->row_count; i++) compare_row(&r, i);
    for (uint32_t i = 0; i < was->row_count; i++)
        if (!r.taken[i]) compare_spans(c, DIFFERENCE_OF_ROW, was, is, row_span(&was->rows[i]), nowhere);
    compare_order(&r);
}
