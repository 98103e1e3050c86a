#include "interp/funnel/tally.h"

#include <stdlib.h>
#include <string.h>

#include "interp/funnel/internal.h"
#include "interp/value/vectorised.h"

// Whether a version is in force stands in the decision: the byte of its own may be another version's by now. Nobody is
// counted behind the last row.
VECTORISED static void count_rows(uint8_t *restrict counted, const uint8_t *restrict decision,
                                  const uint8_t *restrict fault, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        counted[i] = (uint8_t)(-(uint32_t)((decision[i] != DECISION_NOT_IN_FORCE) & (fault[i] == 0)));
}

static void begin_offer(struct tally_room *r, const struct decisions *d, const struct tally_offer *o) {
    memset(r->counted + d->rows, 0, (size_t)tally_strips(d->rows) * TALLY_STRIP - d->rows);
    count_rows(r->counted, d->schemes[o->scheme].offers[o->offer].decision, d->fault, d->rows);
}

static uint32_t faults(const struct decisions *d) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->rows; i++) count += d->fault[i] != 0;
    return count;
}

bool tally_block(struct tally *t, const struct decisions *d, const struct workspace *w) {
    t->records += d->rows - faults(d);
    tally_find_close(t, w, d->rows);
    for (uint32_t i = 0; i < t->offer_count; i++) {
        struct tally_offer *o = &t->offers[i];
        begin_offer(t->room, d, o);
        if (!tally_funnel(t, o, d, w)) return false;
        tally_count_close(t, o, d->rows);
    }
    return true;
}

static void add_counts(uint64_t *into, const uint64_t *from, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += from[i];
}

static bool merge_gap(struct tally_gap *into, const struct tally_gap *from) {
    into->close += from->close;
    into->misses_upper += from->misses_upper;
    add_counts(into->within_upper, from->within_upper, TALLY_SHARES);
    if (!from->bins) return true;
    if (!into->bins) into->bins = calloc(TALLY_BINS, sizeof *into->bins);
    if (!into->bins) return false;
    into->misses += from->misses;
    into->farther += from->farther;
    add_counts(into->within, from->within, TALLY_SHARES);
    add_counts(into->bins, from->bins, TALLY_BINS);
    if (!into->nearest || from->nearest < into->nearest) into->nearest = from->nearest;
    return true;
}

static bool merge_rule(struct tally_rule *into, const struct tally_rule *from) {
    into->reached += from->reached;
    into->stopped += from->stopped;
    into->unknown += from->unknown;
    into->fails += from->fails;
    into->asks += from->asks;
    into->only += from->only;
    into->only_upper += from->only_upper;
    into->without += from->without;
    for (uint32_t i = 0; i < into->gap_count; i++)
        if (!merge_gap(&into->gaps[i], &from->gaps[i])) return false;
    return true;
}

static bool merge_offer(struct tally_offer *into, const struct tally_offer *from) {
    into->applies += from->applies;
    into->when_unknown += from->when_unknown;
    into->close += from->close;
    add_counts(into->decisions, from->decisions, DECISION_COUNT);
    for (uint32_t i = 0; i < into->planned->rule_count; i++)
        if (!merge_rule(&into->rules[i], &from->rules[i])) return false;
    return true;
}

bool tally_merge(struct tally *into, const struct tally *from) {
    into->records += from->records;
    for (uint32_t i = 0; i < into->offer_count; i++)
        if (!merge_offer(&into->offers[i], &from->offers[i])) return false;
    return true;
}

bool tally_admitting(const struct tally_gap *g, uint64_t wanted, int64_t *gap, uint64_t *admitted) {
    *admitted = 0;
    for (uint32_t i = 0; g->bins && wanted && i < TALLY_BINS; i++) {
        *admitted += g->bins[i];
        if (*admitted >= wanted) return !__builtin_mul_overflow(g->threshold->step, (int64_t)i + 1, gap);
    }
    return false;
}

bool tally_next_percent(const struct tally *t, const struct tally_gap *g, int64_t *value, uint64_t *admitted) {
    int64_t gap;
    return tally_admitting(g, t->records / 100 + (t->records % 100 != 0), &gap, admitted) &&
           tally_moved(g->threshold, gap, value);
}
