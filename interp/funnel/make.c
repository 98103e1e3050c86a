// A tally laid out: offers, their rules, and of each rule what it cannot do without.
#include <stdlib.h>
#include <string.h>

#include "interp/funnel/internal.h"

struct maker {
    struct tally *t;
    uint32_t *known;  // by node id, twice for the truths wanted, twice for the sides: index of a threshold, from 1
    struct tally_rule *rule;
    bool placing;  // the second walk, which fills what the first counted
};

static const struct tally_threshold *threshold(struct maker *m, const struct node *n, uint8_t wanted,
                                               const struct tally_range *r, bool at_least) {
    uint32_t *known = &m->known[n->id * 4 + (wanted == TRUTH_YES ? 2u : 0u) + at_least];
    if (!*known) *known = ++m->t->threshold_count;
    if (!m->placing) return NULL;
    m->t->thresholds[*known - 1] = tally_threshold_of(m->t->plan, r, at_least);
    return &m->t->thresholds[*known - 1];
}

static struct tally_gap *gap(struct maker *m, const struct tally_threshold *t) {
    uint32_t at = m->rule->gap_count++;
    if (!m->placing) return NULL;
    m->rule->gaps[at].threshold = t;
    return &m->rule->gaps[at];
}

static void put_leaf(struct maker *m, const struct node *n, uint8_t wanted) {
    struct tally_leaf leaf = {.node = n, .wanted = wanted};
    struct tally_range r;
    bool ordered = tally_range_of(n, wanted, &r);
    if (ordered && r.has_low) leaf.at_least = gap(m, threshold(m, n, wanted, &r, true));
    if (ordered && r.has_high) leaf.at_most = gap(m, threshold(m, n, wanted, &r, false));
    if (m->placing) m->rule->leaves[m->rule->leaf_count] = leaf;
    m->rule->leaf_count++;
}

// Where `wanted` needs all kids to come to it.
static void put_leaves(struct maker *m, const struct node *n, uint8_t wanted) {
    bool all = n->operation == OPERATION_AND ? wanted == TRUTH_YES : n->operation == OPERATION_OR && wanted == TRUTH_NO;
    if (n->constant) return;
    if (n->operation == OPERATION_NOT) put_leaves(m, n->kids[0], truth_not(wanted));
    else if (!all) put_leaf(m, n, wanted);
    for (uint32_t i = 0; all && i < n->count; i++) put_leaves(m, n->kids[i], wanted);
}

static void walk_rule(struct maker *m, struct tally_rule *r, const struct planned_rule *p) {
    m->rule = r;
    if (m->placing) r->leaves = ARENA_ARRAY(&m->t->arena, struct tally_leaf, r->leaf_count);
    if (m->placing) r->gaps = ARENA_ARRAY(&m->t->arena, struct tally_gap, r->gap_count);
    r->planned = p;
    r->leaf_count = r->gap_count = 0;
    if (p->decides) put_leaves(m, p->condition, truth_not(p->bad));
}

static void walk(struct maker *m, bool placing) {
    m->placing = placing;
    for (uint32_t i = 0; i < m->t->offer_count; i++)
        for (uint32_t k = 0; k < m->t->offers[i].planned->rule_count; k++)
            walk_rule(m, &m->t->offers[i].rules[k], &m->t->offers[i].planned->rules[k]);
}

static bool is_counted(const struct tally_options *o, uint32_t scheme) { return !o->schemes || o->schemes[scheme]; }

static void put_offers(struct tally *t, const struct tally_options *options) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < t->plan->scheme_count; i++) most += t->plan->schemes[i].offer_count;
    t->offers = ARENA_ARRAY(&t->arena, struct tally_offer, most);
    for (uint32_t i = 0; i < t->plan->scheme_count; i++)
        for (uint32_t k = 0; is_counted(options, i) && k < t->plan->schemes[i].offer_count; k++) {
            const struct planned_offer *p = &t->plan->schemes[i].offers[k];
            struct tally_rule *rules = ARENA_ARRAY(&t->arena, struct tally_rule, p->rule_count);
            t->offers[t->offer_count++] = (struct tally_offer){.planned = p, .scheme = i, .offer = k, .rules = rules};
        }
}

static uint8_t *row_bytes(struct tally *t, uint32_t capacity) {
    return ARENA_ARRAY(&t->arena, uint8_t, (size_t)tally_strips(capacity) * TALLY_STRIP);
}

static void put_room(struct tally *t, uint32_t capacity) {
    struct tally_room *r = t->room = ARENA_NEW(&t->arena, struct tally_room);
    uint8_t **bytes[] = {&r->yes,  &r->counted,  &r->live, &r->alive, &r->several,
                         &r->open, &r->eligible, &r->bits, &r->passed};
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) *bytes[i] = row_bytes(t, capacity);
    memset(r->yes, TRUTH_YES, (size_t)tally_strips(capacity) * TALLY_STRIP);
    r->close = ARENA_ARRAY(&t->arena, uint8_t *, t->threshold_count);
    for (uint32_t i = 0; i < t->threshold_count && t->near_percent; i++) r->close[i] = row_bytes(t, capacity);
}

static void make(struct tally *t, uint32_t capacity, const struct tally_options *options) {
    put_offers(t, options);
    struct maker m = {.t = t, .known = ARENA_ARRAY(&t->arena, uint32_t, (size_t)t->plan->node_count * 4 + 1)};
    walk(&m, false);
    t->thresholds = ARENA_ARRAY(&t->arena, struct tally_threshold, t->threshold_count);
    walk(&m, true);
    put_room(t, capacity);
}

static bool try_make(struct tally *t, uint32_t capacity, const struct tally_options *options) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(&t->arena, &out_of_memory);
    make(t, capacity, options);
    t->arena.out_of_memory = NULL;
    return true;
}

struct tally *tally_new(const struct plan *plan, uint32_t capacity, const struct tally_options *options) {
    struct tally *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->plan = plan;
    t->near_percent = options->near_percent;
    if (try_make(t, capacity, options)) return t;
    tally_free(t);
    return NULL;
}

static void free_bins(struct tally_rule *r) {
    for (uint32_t i = 0; r->gaps && i < r->gap_count; i++) free(r->gaps[i].bins);
}

void tally_free(struct tally *t) {
    if (!t) return;
    for (uint32_t i = 0; i < t->offer_count; i++)
        for (uint32_t k = 0; k < t->offers[i].planned->rule_count; k++) free_bins(&t->offers[i].rules[k]);
    arena_free(&t->arena);
    free(t);
}
