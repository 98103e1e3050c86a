// Where records stop, and by which rules they fail, from the planes that decided them.
#include <string.h>

#include "interp/funnel/internal.h"
#include "interp/value/vectorised.h"

static inline uint8_t all_if(bool holds) { return (uint8_t)(-(uint32_t)holds); }

VECTORISED static void live_rows(uint8_t *restrict live, const uint8_t *restrict counted, const uint8_t *restrict when,
                                 uint32_t strips) {
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++) live[i] = counted[i] & all_if(when[i] != TRUTH_NO);
}

VECTORISED static void open_whens(uint8_t *restrict open, const uint8_t *restrict when, uint32_t strips) {
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++)
        open[i] = (uint8_t)(when[i] == TRUTH_UNKNOWN ? TALLY_OPEN_WHEN : 0);
}

VECTORISED static void eligible_rows(uint8_t *restrict eligible, const uint8_t *restrict live,
                                     const uint8_t *restrict decision, uint32_t strips) {
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++)
        eligible[i] = live[i] & all_if(decision[i] == DECISION_ELIGIBLE);
}

// The lowest bit is the first rule in the notice's order. Each answers with all bits that it put down.
VECTORISED static uint8_t stopped_rows(uint8_t *restrict out, const uint8_t *restrict failed,
                                       const uint8_t *restrict alive, uint32_t strips) {
    uint8_t seen = 0;
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++) {
        out[i] = (uint8_t)(failed[i] & -(uint32_t)failed[i] & alive[i]);
        seen |= out[i];
    }
    return seen;
}

// Those that come up to and including the first that fails.
VECTORISED static uint8_t open_rows(uint8_t *restrict out, const uint8_t *restrict failed,
                                    const uint8_t *restrict unknown, const uint8_t *restrict alive, uint32_t strips) {
    uint8_t seen = 0;
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++) {
        out[i] = (uint8_t)(unknown[i] & alive[i] & (failed[i] ^ (failed[i] - 1u)));
        seen |= out[i];
    }
    return seen;
}

VECTORISED static uint8_t masked_rows(uint8_t *restrict out, const uint8_t *restrict bits, const uint8_t *restrict mask,
                                      uint32_t strips) {
    uint8_t seen = 0;
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++) seen |= out[i] = bits[i] & mask[i];
    return seen;
}

VECTORISED static uint8_t only_rows(uint8_t *restrict out, const uint8_t *restrict failed, const uint8_t *restrict live,
                                    const uint8_t *restrict several, uint32_t strips) {
    uint8_t seen = 0;
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++) {
        out[i] = failed[i] & live[i] & (uint8_t)~several[i];
        seen |= out[i];
    }
    return seen;
}

VECTORISED static uint8_t known_rows(uint8_t *restrict bits, const uint8_t *restrict open, uint32_t strips) {
    uint8_t seen = 0;
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++) seen |= bits[i] &= all_if(!(open[i] & TALLY_OPEN_RULE));
    return seen;
}

// Behind a plane: who goes on, and who has more against him than one rule.
VECTORISED static void pass_rows(const struct tally_room *r, const uint8_t *restrict failed,
                                 const uint8_t *restrict unknown, uint32_t strips) {
    uint8_t *restrict alive = r->alive, *restrict several = r->several, *restrict open = r->open;
    const uint8_t *restrict live = r->live;
    for (uint32_t i = 0; i < strips * TALLY_STRIP; i++) {
        bool two = (failed[i] & (failed[i] - 1u)) != 0, again = (failed[i] != 0) & (alive[i] != live[i]);
        several[i] |= all_if(two | again);
        open[i] |= (uint8_t)(unknown[i] ? TALLY_OPEN_RULE : 0);
        alive[i] &= all_if(failed[i] == 0);
    }
}

// To one count of each of up to eight rules, whose bits are seen.
static void add_bits(struct tally_rule *rules, size_t count, const uint8_t *bytes, uint8_t seen, uint32_t rows) {
    for (uint32_t rest = seen; rest; rest &= rest - 1) {
        struct tally_rule *rule = &rules[__builtin_ctz(rest)];
        *(uint64_t *)((char *)rule + count) += tally_count_bits(bytes, (uint8_t)(rest & -rest), rows);
    }
}
#define ADD_BITS(count, seen) add_bits(rules, offsetof(struct tally_rule, count), r->bits, (seen), rows)

static void count_plane(const struct tally_room *r, struct tally_rule *rules, const struct offer_result *o,
                        uint32_t plane, uint32_t rows) {
    const uint8_t *failed = o->failed[plane], *unknown = o->unknown[plane];
    uint32_t strips = tally_strips(rows);
    ADD_BITS(stopped, stopped_rows(r->bits, failed, r->alive, strips));
    ADD_BITS(unknown, open_rows(r->bits, failed, unknown, r->alive, strips));
    ADD_BITS(fails, masked_rows(r->bits, failed, r->live, strips));
    ADD_BITS(asks, masked_rows(r->bits, o->asks[plane], r->live, strips));
    pass_rows(r, failed, unknown, strips);
}

// False: out of memory.
static bool count_only(const struct tally_room *r, const struct tally_offer *of, const struct offer_result *o,
                       const struct workspace *w, uint32_t plane, uint32_t rows) {
    struct tally_rule *rules = of->rules + (size_t)plane * 8;
    uint32_t strips = tally_strips(rows);
    uint8_t seen = only_rows(r->bits, o->failed[plane], r->live, r->several, strips);
    if (!seen) return true;
    ADD_BITS(only_upper, seen);
    if (!tally_misses(r, of, plane, w, rows)) return false;
    ADD_BITS(only, known_rows(r->bits, r->open, strips));
    return true;
}

static uint64_t misses_of(const struct tally_rule *r) {
    uint64_t misses = 0;
    for (uint32_t i = 0; i < r->gap_count; i++) misses += r->gaps[i].misses;
    return misses;
}

// Who stops at a rule does not reach the next. Of whom nothing is unknown, nothing that rules say is.
static void settle(struct tally_offer *o) {
    uint64_t rest = o->applies + o->when_unknown;
    for (uint32_t i = 0; i < o->planned->rule_count; i++) {
        struct tally_rule *r = &o->rules[i];
        r->reached = rest;
        rest -= r->stopped;
        r->without = r->only - misses_of(r);
    }
}

static void begin(struct tally *t, struct tally_offer *o, const struct offer_result *r, const uint8_t *when,
                  uint32_t rows) {
    struct tally_room *room = t->room;
    size_t whole = (size_t)tally_strips(rows) * TALLY_STRIP;
    live_rows(room->live, room->counted, when, tally_strips(rows));
    memcpy(room->alive, room->live, whole);
    memset(room->several, 0, whole);
    open_whens(room->open, when, tally_strips(rows));
    o->applies += tally_count_of(when, room->live, TRUTH_YES, rows);
    o->when_unknown += tally_count_of(when, room->live, TRUTH_UNKNOWN, rows);
    for (uint8_t i = 0; i <= DECISION_INELIGIBLE; i++)
        o->decisions[i] += tally_count_of(r->decision, room->live, i, rows);
    eligible_rows(room->eligible, room->live, r->decision, tally_strips(rows));
}

bool tally_funnel(struct tally *t, struct tally_offer *o, const struct decisions *d, const struct workspace *w) {
    const struct offer_result *r = &d->schemes[o->scheme].offers[o->offer];
    const uint8_t *when = o->planned->when ? node_vector(w, o->planned->when)->data : t->room->yes;
    begin(t, o, r, when, d->rows);
    for (uint32_t i = 0; i < r->planes; i++) count_plane(t->room, o->rules + (size_t)i * 8, r, i, d->rows);
    for (uint32_t i = 0; i < r->planes; i++)
        if (!count_only(t->room, o, r, w, i, d->rows)) return false;
    settle(o);
    return true;
}
