// Eight rules at a time: what their conditions came to as bits of failed, asking and unknown.
#include "interp/decide/internal.h"

// Rules 3 to 5: what an offer comes to by some of its rules.
static inline uint8_t ranked(uint8_t failed, uint8_t asks, uint8_t unknown) {
    uint8_t open = only_if(unknown != 0, DECISION_INCOMPLETE), asking = only_if(asks != 0, DECISION_REFER);
    return worse(only_if(failed != 0, DECISION_INELIGIBLE), worse(open, asking));
}

// Each loop takes the conditions of so many rules, since one that is not there would cost as much as any other.
#define PLANE_LOOP(rules)                                                                                             \
    VECTORISED static void plane_of_##rules(const uint8_t *const *conditions, const struct planned_plane *p,          \
                                            uint8_t *restrict failed, uint8_t *restrict asks,                         \
                                            uint8_t *restrict unknown, uint8_t *restrict decision, uint32_t strips) { \
        uint8_t hard = p->hard;                                                                                       \
        for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++) {                                                        \
            uint8_t bad = 0, open = 0, fails, ask;                                                                    \
            for (uint32_t r = 0; r < rules; r++) {                                                                    \
                bad |= only_if(conditions[r][i] == p->bad[r], 1u << r);                                               \
                open |= only_if(conditions[r][i] == TRUTH_UNKNOWN, 1u << r);                                          \
            }                                                                                                         \
            failed[i] = fails = bad & hard;                                                                           \
            asks[i] = ask = (uint8_t)(bad & ~hard);                                                                   \
            unknown[i] = open;                                                                                        \
            decision[i] = worse(decision[i], ranked(fails, ask, open));                                               \
        }                                                                                                             \
    }

PLANE_LOOP(2)
PLANE_LOOP(4)
PLANE_LOOP(6)
PLANE_LOOP(8)
#undef PLANE_LOOP

typedef void plane_loop(const uint8_t *const *, const struct planned_plane *, uint8_t *restrict, uint8_t *restrict,
                        uint8_t *restrict, uint8_t *restrict, uint32_t);
static plane_loop *const plane_loops[] = {plane_of_2, plane_of_4, plane_of_6, plane_of_8};

// A rule that is unknown only because a person decides asks for one.
VECTORISED static void refer_rows(uint8_t *restrict asks, uint8_t *restrict unknown, const uint8_t *restrict state,
                                  uint8_t bit, uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++) {
        uint8_t referred = only_if(state[i] == STATE_REFERRED, unknown[i] & bit);
        unknown[i] = (uint8_t)(unknown[i] & ~referred);
        asks[i] |= referred;
    }
}

// A rule that is bad: waived it asks for a person, where the waiver is unknown so is the rule, and where a person
// decides about the waiver one is asked for too.
VECTORISED static void waive_rows(uint8_t *restrict failed, uint8_t *restrict asks, uint8_t *restrict unknown,
                                  const uint8_t *restrict waiver, const uint8_t *restrict state, uint8_t bit,
                                  uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++) {
        uint8_t bad = failed[i] & bit;
        uint8_t waived = only_if(waiver[i] == TRUTH_YES, bad), open = only_if(waiver[i] == TRUTH_UNKNOWN, bad);
        uint8_t referred = only_if(state[i] == STATE_REFERRED, open);
        failed[i] = (uint8_t)(failed[i] & ~(waived | open));
        asks[i] |= waived | referred;
        unknown[i] |= open & ~referred;
    }
}

VECTORISED static void rank_rows(uint8_t *restrict decision, const uint8_t *restrict failed,
                                 const uint8_t *restrict asks, const uint8_t *restrict unknown, uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++)
        decision[i] = worse(decision[i], ranked(failed[i], asks[i], unknown[i]));
}

void decide_by_plane(const struct decisions *d, struct offer_result *o, uint32_t plane) {
    rank_rows(o->decision, o->failed[plane], o->asks[plane], o->unknown[plane], strips_of(d->rows));
}

static void refer(const struct decisions *d, const struct workspace *w, struct offer_result *o, uint32_t plane) {
    const struct planned_plane *p = &o->planned->planes[plane];
    for (uint32_t i = 0; p->referable >> i; i++)
        if (p->referable >> i & 1)
            refer_rows(o->asks[plane], o->unknown[plane], truth_states(d, w, p->conditions[i]), (uint8_t)(1u << i),
                       strips_of(d->rows));
}

static void waive(const struct decisions *d, const struct workspace *w, struct offer_result *o, uint32_t plane) {
    const struct planned_plane *p = &o->planned->planes[plane];
    for (uint32_t i = 0; p->waivable >> i; i++)
        if (p->waivers[i])
            waive_rows(o->failed[plane], o->asks[plane], o->unknown[plane], truths(w, p->waivers[i]),
                       truth_states(d, w, p->waivers[i]), (uint8_t)(1u << i), strips_of(d->rows));
}

void decide_plane(const struct decisions *d, const struct workspace *w, struct offer_result *o, uint32_t plane) {
    const struct planned_plane *p = &o->planned->planes[plane];
    const uint8_t *conditions[9];
    for (uint32_t i = 0; i < p->count; i++) conditions[i] = truths(w, p->conditions[i]);
    conditions[p->count] = d->yes;  // neither bad, since nothing else stands there in `bad`, nor unknown
    plane_loops[(p->count - 1) / 2](conditions, p, o->failed[plane], o->asks[plane], o->unknown[plane],
                                    p->waivable | p->referable ? d->unsettled : o->decision, strips_of(d->rows));
    if (!(p->waivable | p->referable)) return;
    refer(d, w, o, plane);
    waive(d, w, o, plane);
    decide_by_plane(d, o, plane);
}
