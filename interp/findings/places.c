// Where a policy's rules and offers are written: an offer inherits rules, and versions of a scheme share them.
#include <stdlib.h>

#include "interp/findings/internal.h"

static const struct decl *decl_of(const struct place *p) { return p->rule ? p->rule->decl : p->offer->decl; }

static int compare_numbers(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static int compare_spans(struct span a, struct span b) {
    int by_source = compare_numbers(a.source, b.source);
    return by_source ? by_source : compare_numbers(a.offset, b.offset);
}

static int compare_written(const struct place *a, const struct place *b, bool offers) {
    int order = compare_spans(decl_of(a)->at, decl_of(b)->at);
    return order || !offers ? order : compare_spans(a->offer->decl->at, b->offer->decl->at);
}

static int compare_places(const void *left, const void *right) {
    const struct place *a = left, *b = right;
    int order = compare_written(a, b, true);
    if (!order) order = compare_numbers(a->scheme, b->scheme);
    if (!order) order = compare_numbers(a->offer_index, b->offer_index);
    return order ? order : compare_numbers(a->rule_index, b->rule_index);
}

uint32_t places_end(const struct places *all, uint32_t at, bool offers) {
    uint32_t end = at + 1;
    while (end < all->count && !compare_written(&all->items[at], &all->items[end], offers)) end++;
    return end;
}

const struct place *places_offer(const struct places *all, const struct offer *o) {
    const struct place wanted = {.offer = o};
    uint32_t low = 0, high = all->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_written(&all->items[middle], &wanted, true) < 0) low = middle + 1;
        else high = middle;
    }
    return &all->items[low];
}

static void add_offer(struct arena *a, struct places *all, uint32_t scheme, const struct offer *o) {
    struct place place = {.offer = o, .scheme = scheme, .offer_index = o->index};
    ARENA_PUSH(a, all->items, all->count, place);
    for (uint32_t i = 0; i < o->rule_count; i++) {
        place.rule = o->rules[i];
        place.rule_index = i;
        ARENA_PUSH(a, all->items, all->count, place);
    }
}

struct places places_of(struct arena *a, const struct policy *p) {
    struct places all = {NULL, 0};
    for (uint32_t i = 0; i < p->scheme_count; i++)
        for (uint32_t k = 0; k < p->schemes[i]->offer_count; k++) add_offer(a, &all, i, p->schemes[i]->offers[k]);
    if (all.count) qsort(all.items, all.count, sizeof *all.items, compare_places);
    return all;
}
