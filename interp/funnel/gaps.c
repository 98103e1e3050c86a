// How far records are off, asked only of those that a single rule excludes; and who passes by little.
#include <stdlib.h>
#include <string.h>

#include "interp/funnel/internal.h"
#include "interp/value/vectorised.h"

#define EVERY_BYTE UINT64_C(0x0101010101010101)

static bool is_within(const struct tally_threshold *t, int64_t gap, uint32_t percent) {
    return (__int128)gap * 100 <= (__int128)t->size * percent;
}

static bool add_gap(struct tally_gap *g, int64_t gap) {
    if (!g->bins) g->bins = calloc(TALLY_BINS, sizeof *g->bins);
    if (!g->bins) return false;
    int64_t bin = (gap - 1) / g->threshold->step;
    g->misses++;
    if (bin < TALLY_BINS) g->bins[bin]++;
    else g->farther++;
    for (int i = 0; i < TALLY_SHARES; i++) g->within[i] += is_within(g->threshold, gap, tally_percents[i]);
    if (!g->nearest || gap < g->nearest) g->nearest = gap;
    return true;
}

static void add_upper(struct tally_gap *g, int64_t gap) {
    g->misses_upper++;
    for (int i = 0; i < TALLY_SHARES; i++) g->within_upper[i] += is_within(g->threshold, gap, tally_percents[i]);
}

// The one leaf that fails; NULL: there are several. Leaves that are unknown are told.
static const struct tally_leaf *missed_leaf(const struct tally_rule *r, const struct workspace *w, uint32_t row,
                                            bool *unknown) {
    const struct tally_leaf *missed = NULL;
    for (uint32_t i = 0; i < r->leaf_count; i++) {
        uint8_t truth = ((const uint8_t *)node_vector(w, r->leaves[i].node)->data)[row];
        if (truth == TRUTH_UNKNOWN) *unknown = true;
        if (truth == TRUTH_UNKNOWN || truth == r->leaves[i].wanted) continue;
        if (missed) return NULL;
        missed = &r->leaves[i];
    }
    return missed;
}

// The side of its range on which a value is beyond; NULL: none.
static struct tally_gap *missed_side(const struct tally_leaf *leaf, const struct workspace *w, uint32_t row,
                                     int64_t *gap) {
    struct tally_gap *sides[] = {leaf->at_least, leaf->at_most};
    for (int i = 0; i < 2; i++) {
        if (!sides[i]) continue;
        *gap = tally_distance(sides[i]->threshold, node_value_at(w, sides[i]->threshold->value, row).value);
        if (*gap > 0) return sides[i];
    }
    return NULL;
}

// Who passes the rule as well may still be granted nothing, as what he would be granted is unknown.
static bool lacks_grant(const struct planned_offer *p, const struct workspace *w, uint32_t row) {
    bool unknown = false;
    for (uint32_t i = 0; i < p->grant_count; i++)
        unknown |= state_at(node_vector(w, p->grants[i].value), row) == STATE_UNKNOWN;
    return unknown;
}

static bool miss(const struct planned_offer *p, struct tally_rule *r, const struct workspace *w, uint32_t row,
                 uint8_t open) {
    int64_t gap;
    bool unknown = open != 0;
    const struct tally_leaf *leaf = missed_leaf(r, w, row, &unknown);
    struct tally_gap *side = leaf ? missed_side(leaf, w, row, &gap) : NULL;
    if (side) add_upper(side, gap);
    return !side || unknown || lacks_grant(p, w, row) || add_gap(side, gap);
}

// The bits of the rules that compare anything with a threshold.
static uint8_t comparing(const struct tally_offer *o, uint32_t plane) {
    uint8_t bits = 0;
    for (uint32_t i = plane * 8; i < o->planned->rule_count && i < plane * 8 + 8; i++)
        bits |= (uint8_t)((o->rules[i].gap_count > 0) << i % 8);
    return bits;
}

// Most rows have none, and are passed over eight at a time; bytes behind the last are zero.
bool tally_misses(const struct tally_room *r, const struct tally_offer *o, uint32_t plane, const struct workspace *w,
                  uint32_t rows) {
    struct tally_rule *rules = o->rules + (size_t)plane * 8;
    const uint8_t wanted = comparing(o, plane);
    for (uint32_t i = 0; i < rows; i += 8) {
        uint64_t eight;
        memcpy(&eight, r->bits + i, sizeof eight);
        if (!(eight & (wanted * EVERY_BYTE))) continue;
        for (uint32_t k = i; k < i + 8; k++)
            if ((r->bits[k] & wanted) && !miss(o->planned, &rules[__builtin_ctz(r->bits[k])], w, k, r->open[k]))
                return false;
    }
    return true;
}

struct close_range {
    int64_t low, high;  // both included
};

// The values that pass by no more than so many percent.
static struct close_range close_range_of(const struct tally_threshold *t, uint32_t percent) {
    int64_t margin = (int64_t)((__int128)t->size * percent / 100), end;
    if (!tally_moved(t, -margin, &end)) end = t->at_least ? INT64_MAX : INT64_MIN;
    return t->at_least ? (struct close_range){t->bound, end} : (struct close_range){end, t->bound};
}

#define CLOSE_LOOP(name, type)                                                                                    \
    VECTORISED static void name(uint8_t *restrict out, const type *restrict x, type low, type high, uint32_t n) { \
        for (uint32_t i = 0; i < n; i++) out[i] = (uint8_t)(-(uint32_t)((x[i] >= low) & (x[i] <= high)));         \
    }
CLOSE_LOOP(close_short, int32_t)
CLOSE_LOOP(close_wide, int64_t)
#undef CLOSE_LOOP

static int32_t shortened(int64_t x) { return x < INT32_MIN ? INT32_MIN : x > INT32_MAX ? INT32_MAX : (int32_t)x; }

// A number that was clamped says itself whether it is close.
static void close_beyond(uint8_t *out, const struct vector *v, struct close_range s, uint32_t rows) {
    for (uint32_t i = 0; i < rows; i++) {
        int32_t clamped = ((const int32_t *)v->data)[i];
        if (state_at(v, i) != STATE_KNOWN || !number_is_beyond(clamped)) continue;
        out[i] = (uint8_t)(-(uint32_t)((v->exact[i] >= s.low) & (v->exact[i] <= s.high)));
    }
}

static void find_close(uint8_t *out, const struct tally_threshold *t, struct close_range s, const struct workspace *w,
                       uint32_t rows) {
    const struct vector *v = node_vector(w, t->value);
    if (t->value->lane == LANE_WIDE) close_wide(out, v->data, s.low, s.high, rows);
    else close_short(out, v->data, shortened(s.low), shortened(s.high), rows);
    bool beyond = s.low <= NUMBER_LEAST || s.high >= NUMBER_MOST;
    if (t->value->lane == LANE_NUMBER && beyond) close_beyond(out, v, s, rows);
}

void tally_find_close(struct tally *t, const struct workspace *w, uint32_t rows) {
    for (uint32_t i = 0; i < t->threshold_count && t->near_percent; i++)
        find_close(t->room->close[i], &t->thresholds[i], close_range_of(&t->thresholds[i], t->near_percent), w, rows);
}

VECTORISED static void join_rows(uint8_t *restrict all, const uint8_t *restrict bytes, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) all[i] |= bytes[i];
}

static void count_close(struct tally *t, struct tally_gap *g, uint32_t rows) {
    const uint8_t *close = t->room->close[g->threshold - t->thresholds];
    g->close += tally_count_of(close, t->room->eligible, UINT8_MAX, rows);
    join_rows(t->room->passed, close, rows);
}

void tally_count_close(struct tally *t, struct tally_offer *o, uint32_t rows) {
    if (!t->near_percent || !memchr(t->room->eligible, UINT8_MAX, rows)) return;
    memset(t->room->passed, 0, rows);
    for (uint32_t i = 0; i < o->planned->rule_count; i++)
        for (uint32_t k = 0; k < o->rules[i].gap_count; k++) count_close(t, &o->rules[i].gaps[k], rows);
    o->close += tally_count_of(t->room->passed, t->room->eligible, UINT8_MAX, rows);
}
