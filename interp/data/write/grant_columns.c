#include "interp/data/write/grant_columns.h"

#include <stdlib.h>

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

bool grant_columns_prepare(struct writer *w) {
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

const struct planned_grant *grant_in_column(const struct offer_words *words, uint32_t column) {
    for (uint32_t g = 0; g < words->planned->grant_count; g++)
        if (words->grant_columns[g] == column) return &words->planned->grants[g];
    return NULL;
}
