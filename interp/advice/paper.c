// What to supply where data are missing: field by field, whatever is asked for next, with the value that is best for
// the offer. What turns out needless is left out again.
#include "interp/advice/internal.h"

// What stands against an offer: those that fail weigh most, then those that ask, then those that are not known.
static uint64_t weight(const struct adviser *a, const struct target *t, uint32_t row) {
    struct target_place p;
    uint64_t weights[] = {0, 0, 0};
    if (a->decisions->fault[row] || !target_find(a, t, row, &p)) return UINT64_MAX;
    const struct offer_result *o = &a->decisions->schemes[p.scheme].offers[p.offer];
    for (uint32_t i = 0; i < o->planes; i++) {
        weights[0] += (uint64_t)__builtin_popcount(o->failed[i][row]);
        weights[1] += (uint64_t)__builtin_popcount(o->asks[i][row]);
        weights[2] += (uint64_t)__builtin_popcount(o->unknown[i][row]);
    }
    uint64_t decision = o->decision[row];
    return decision << 48 | weights[0] << 32 | weights[1] << 16 | weights[2];
}

// The first lever whose field is missing; NULL: nothing is.
static const struct lever *next_missing(const struct levers *l) {
    for (uint32_t i = 0; i < l->count; i++)
        if (l->items[i].missing && l->items[i].count) return &l->items[i];
    return NULL;
}

// Which of its values is best.
static uint32_t best_value(struct adviser *a, const struct target *t, const struct lever *l) {
    uint64_t least = UINT64_MAX;
    uint32_t best = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        const struct advice_change *one = &l->values[i];
        trial_add(a, a->as_of, &one, 1);
    }
    trial_run(a);
    for (uint32_t i = 0; i < l->count; i++) {
        if (weight(a, t, i) >= least) continue;
        least = weight(a, t, i);
        best = i;
    }
    trial_clear(a);
    return best;
}

static bool add_paper(struct adviser *a, const struct target *t, struct advice_change *papers, uint32_t count) {
    trial_add(a, a->as_of, NULL, 0);
    trial_run(a);
    struct levers levers = find_levers(a, t);
    const struct lever *l = next_missing(&levers);
    trial_clear(a);
    if (!l) return false;
    papers[count] = l->values[best_value(a, t, l)];
    return true;
}

uint32_t find_papers(struct adviser *a, const struct target *t, struct advice_change *papers) {
    uint32_t count = 0;
    while (count < PAPERS_MOST && add_paper(a, t, papers, count)) trial_papers(a, papers, ++count);
    return count;
}

static bool is_needless(struct adviser *a, const struct target *t, const struct advice_way *way, uint32_t paper) {
    struct advice_change missing = way->papers[paper];
    const struct advice_change *changes[TRIAL_CHANGES] = {&missing};
    missing.kind = ADVICE_MISSING;
    for (uint32_t i = 0; i < way->change_count; i++) changes[i + 1] = &way->changes[i];
    trial_add(a, way->from_date ? way->from_date : a->as_of, changes, way->change_count + 1);
    trial_run(a);
    bool same = target_is_met(a, t, 0);
    trial_clear(a);
    return same;
}

void drop_needless_papers(struct adviser *a, const struct target *t, struct advice_way *way) {
    for (uint32_t i = way->paper_count; i-- > 0;) {
        if (!is_needless(a, t, way, i)) continue;
        for (uint32_t k = i; k + 1 < way->paper_count; k++) way->papers[k] = way->papers[k + 1];
        trial_papers(a, way->papers, --way->paper_count);
    }
}
