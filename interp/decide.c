#include "interp/decide.h"

#include <stdlib.h>
#include <string.h>

#include "interp/eval_internal.h"
#include "interp/vectorised.h"

const char *const decision_names[DECISION_COUNT][2] = {
#define DECISION(id, en, zh) {en, zh},
#include "grammar/decisions.def"
#undef DECISION
};

struct reasons {  // one plane's results, by row
    uint8_t *failed, *asks, *unknown;
};

VECTORISED static void plane_rows(const uint8_t *const c[8], const struct planned_plane *p, uint8_t *restrict failed,
                                  uint8_t *restrict asks, uint8_t *restrict unknown, uint32_t n) {
    const uint8_t *c0 = c[0], *c1 = c[1], *c2 = c[2], *c3 = c[3], *c4 = c[4], *c5 = c[5], *c6 = c[6], *c7 = c[7];
    uint8_t b0 = p->bad[0], b1 = p->bad[1], b2 = p->bad[2], b3 = p->bad[3], hard = p->hard;
    uint8_t b4 = p->bad[4], b5 = p->bad[5], b6 = p->bad[6], b7 = p->bad[7];
    for (uint32_t i = 0; i < n; i++) {
        uint8_t worst = (uint8_t)((c0[i] == b0) | (c1[i] == b1) << 1 | (c2[i] == b2) << 2 | (c3[i] == b3) << 3 | (c4[i] == b4) << 4 |
                                  (c5[i] == b5) << 5 | (c6[i] == b6) << 6 | (c7[i] == b7) << 7);
        failed[i] = worst & hard;
        asks[i] = (uint8_t)(worst & ~hard);
        unknown[i] = (uint8_t)((c0[i] & 1) | (c1[i] & 1) << 1 | (c2[i] & 1) << 2 | (c3[i] & 1) << 3 | (c4[i] & 1) << 4 |
                               (c5[i] & 1) << 5 | (c6[i] & 1) << 6 | (c7[i] & 1) << 7);
    }
}

// A requirement that is no: waived it asks for a person, where the waiver is unknown so is the requirement.
VECTORISED static void waive_rows(uint8_t *restrict failed, uint8_t *restrict asks, uint8_t *restrict unknown, const uint8_t *restrict waiver,
                       uint8_t bit, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t bad = failed[i] & bit, waived = waiver[i] == TRUTH_YES ? bad : 0, open = waiver[i] == TRUTH_UNKNOWN ? bad : 0;
        failed[i] = (uint8_t)(failed[i] & ~(waived | open));
        asks[i] |= waived;
        unknown[i] |= open;
    }
}

VECTORISED static void gather(uint8_t *restrict any, const uint8_t *restrict plane, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) any[i] |= plane[i];
}
VECTORISED static void gather_plane(struct reasons any, struct reasons plane, uint32_t n) {
    uint8_t *restrict failed = any.failed, *restrict asks = any.asks, *restrict unknown = any.unknown;
    for (uint32_t i = 0; i < n; i++) {
        failed[i] |= plane.failed[i];
        asks[i] |= plane.asks[i];
        unknown[i] |= plane.unknown[i];
    }
}

static const uint8_t *truths(const struct workspace *w, const struct node *n) { return vector_of(w, n)->data; }

static void decide_plane(struct decisions *d, const struct workspace *w, struct offer_result *o, uint32_t plane) {
    const struct planned_plane *p = &o->planned->planes[plane];
    struct reasons found = {o->failed[plane], o->asks[plane], o->unknown[plane]};
    const uint8_t *conditions[8];
    uint32_t rows = d->rows;
    for (uint32_t i = 0; i < 8; i++) conditions[i] = p->conditions[i] ? truths(w, p->conditions[i]) : d->yes;
    plane_rows(conditions, p, found.failed, found.asks, found.unknown, rows);
    for (uint32_t i = 0; p->waivable >> i; i++)
        if (p->waivers[i])
            waive_rows(found.failed, found.asks, found.unknown, truths(w, p->waivers[i]), (uint8_t)(1u << i), rows);
    gather_plane((struct reasons){d->failed, d->asks, d->unknown}, found, rows);
}

VECTORISED static void gather_states(uint8_t *restrict unknown, uint8_t *restrict asks, const uint8_t *restrict state, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        unknown[i] |= (state[i] == STATE_UNKNOWN) | (state[i] == STATE_FAULT);
        asks[i] |= state[i] == STATE_SILENT;
    }
}

static void decide_grant(struct decisions *d, const struct workspace *w, const struct node *n) {
    const struct vector *v = vector_of(w, n);
    if (v->all_known) return;
    for (uint32_t i = 0; !v->state && i < d->rows; i++) d->unknown[i] |= ((const uint8_t *)v->data)[i] == TRUTH_UNKNOWN;
    if (v->state) gather_states(d->unknown, d->asks, v->state, d->rows);
}

// Rules 1 to 6, the last first, so that each lies over those behind it.
VECTORISED static void rank_rows(uint8_t *restrict out, const uint8_t *restrict in_force, const uint8_t *restrict when,
                      const uint8_t *restrict failed, const uint8_t *restrict unknown, const uint8_t *restrict asks, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint8_t found = asks[i] ? DECISION_REFER : DECISION_ELIGIBLE;
        found = unknown[i] | (when[i] & 1) ? (uint8_t)DECISION_INCOMPLETE : found;
        found = failed[i] ? (uint8_t)DECISION_INELIGIBLE : found;
        found = when[i] == TRUTH_NO ? (uint8_t)DECISION_NOT_APPLICABLE : found;
        out[i] = in_force[i] ? found : (uint8_t)DECISION_NOT_IN_FORCE;
    }
}

// A fault counts where the offer is in force and its `when` is not no.
static void fault_rows(struct decisions *d, const struct workspace *w, const struct offer_result *o, const struct node *n,
                       const struct node *needed) {
    if (!n->may_fault) return;
    const struct vector *v = vector_of(w, n);
    if (v->all_known) return;
    for (uint32_t i = 0; i < d->rows; i++) {
        bool reached = o->decision[i] < DECISION_NOT_APPLICABLE && (!needed || truths(w, needed)[i] == TRUTH_NO);
        if (reached && v->state[i] == STATE_FAULT) d->fault[i] = 1;
    }
}

static void decide_faults(struct decisions *d, const struct workspace *w, const struct offer_result *o) {
    const struct planned_offer *p = o->planned;
    if (p->when) fault_rows(d, w, o, p->when, NULL);
    for (uint32_t i = 0; i < p->rule_count; i++) {
        fault_rows(d, w, o, p->rules[i].condition, NULL);
        if (p->rules[i].waiver) fault_rows(d, w, o, p->rules[i].waiver, p->rules[i].condition);
    }
    for (uint32_t i = 0; i < p->grant_count; i++) fault_rows(d, w, o, p->grants[i].value, NULL);
}

static void decide_offer(struct decisions *d, const struct workspace *w, struct offer_result *o) {
    const struct planned_offer *p = o->planned;
    memset(d->failed, 0, d->rows);
    memset(d->asks, 0, d->rows);
    memset(d->unknown, 0, d->rows);
    for (uint32_t i = 0; i < o->planes; i++) decide_plane(d, w, o, i);
    for (uint32_t i = 0; i < p->grant_count; i++) decide_grant(d, w, p->grants[i].value);
    rank_rows(o->decision, d->in_force, p->when ? truths(w, p->when) : d->yes, d->failed, d->unknown, d->asks, d->rows);
    if (p->may_fault) decide_faults(d, w, o);
}

VECTORISED static void best_decision(uint8_t *restrict best, const uint8_t *restrict decision, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) best[i] = decision[i] < best[i] ? decision[i] : best[i];
}

// Of the offers with the best decision the one with the largest limit, then the first. Walked from the last to the
// first, an offer without a limit gives way to any other behind it that has one. In steps of one width each, which
// vectors want.
VECTORISED static void granted_rows(uint8_t *restrict granted, const uint8_t *restrict offer, const uint8_t *restrict scheme,
                                    const uint8_t *restrict state, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        granted[i] = (uint8_t)((offer[i] == scheme[i]) & (scheme[i] <= DECISION_REFER) & (state[i] == STATE_KNOWN));
}
VECTORISED static void larger_rows(uint8_t *restrict larger, const int64_t *restrict fen, const int64_t *restrict limit, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) larger[i] = fen[i] >= limit[i];
}
VECTORISED static void winning_rows(uint8_t *restrict larger, const uint8_t *restrict granted, const uint8_t *restrict has_limit, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) larger[i] = (uint8_t)(granted[i] & (larger[i] | (has_limit[i] ^ 1)));
}
VECTORISED static void best_rows(uint16_t *restrict best, const uint8_t *restrict offer, const uint8_t *restrict scheme,
                                 const uint8_t *restrict has_limit, uint16_t number, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) best[i] = (offer[i] == scheme[i]) & (has_limit[i] ^ 1) ? number : best[i];
}
VECTORISED static void limit_rows(int64_t *restrict limit, const int64_t *restrict fen, const uint8_t *restrict larger, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) limit[i] = larger[i] ? fen[i] : limit[i];
}
VECTORISED static void number_rows(uint16_t *restrict best, const uint8_t *restrict larger, uint16_t number, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) best[i] = larger[i] ? number : best[i];
}

static void best_with_limit(struct decisions *d, struct scheme_result *s, uint16_t offer, const struct vector *limit) {
    const int64_t *fen = limit->data;
    uint8_t *granted = d->asks, *larger = d->failed;  // the offers are done with them
    granted_rows(granted, s->offers[offer].decision, s->decision, limit->state, d->rows);
    larger_rows(larger, fen, s->limit, d->rows);
    winning_rows(larger, granted, s->has_limit, d->rows);
    number_rows(s->best, larger, offer, d->rows);
    limit_rows(s->limit, fen, larger, d->rows);
    gather(s->has_limit, granted, d->rows);
}

static void decide_best(struct decisions *d, struct scheme_result *s, const struct workspace *w) {
    uint32_t n = d->rows;
    memset(s->decision, DECISION_NOT_IN_FORCE, n);
    memset(s->has_limit, 0, n);
    memset(s->best, 0, n * sizeof *s->best);
    for (uint32_t i = 0; i < s->planned->offer_count; i++) best_decision(s->decision, s->offers[i].decision, n);
    for (uint32_t i = s->planned->offer_count; i-- > 0;) {
        const struct node *limit = s->offers[i].planned->limit;
        best_rows(s->best, s->offers[i].decision, s->decision, s->has_limit, (uint16_t)i, n);
        if (limit) best_with_limit(d, s, (uint16_t)i, vector_of(w, limit));
    }
}

static bool is_in_force(const struct scheme *s, int32_t as_of) {
    return (s->from == 0 || as_of >= s->from) && (s->until == 0 || as_of <= s->until);
}

static void decide_in_force(struct decisions *d, const struct block *b, const struct scheme *s) {
    if (d->plan->as_of) {
        memset(d->in_force, is_in_force(s, d->plan->as_of), d->rows);
        return;
    }
    for (uint32_t i = 0; i < d->rows; i++) d->in_force[i] = is_in_force(s, b->as_of[i]);
}

// Versions stand in order of their beginning, so the last one begun is also the one in force, if any is.
static void choose_version(struct decisions *d, const struct block *b, uint32_t version, bool first_of_group) {
    const struct scheme *s = d->schemes[version].planned->scheme;
    uint16_t *chosen = d->chosen + (size_t)s->group * d->capacity, choice = (uint16_t)version;
    if (first_of_group || (d->plan->as_of && d->plan->as_of >= s->from))
        for (uint32_t i = 0; i < d->rows; i++) chosen[i] = choice;
    else if (!d->plan->as_of)
        for (uint32_t i = 0; i < d->rows; i++) chosen[i] = b->as_of[i] >= s->from ? choice : chosen[i];
}

static void decide_scheme(struct decisions *d, const struct workspace *w, const struct block *b, uint32_t version) {
    struct scheme_result *s = &d->schemes[version];
    decide_in_force(d, b, s->planned->scheme);
    for (uint32_t i = 0; i < s->planned->offer_count; i++) decide_offer(d, w, &s->offers[i]);
    decide_best(d, s, w);
    for (uint32_t i = 0; i < d->rows && s->planned->offer_count == 0; i++)
        s->decision[i] = d->in_force[i] ? DECISION_NOT_APPLICABLE : DECISION_NOT_IN_FORCE;
}

void decide(struct decisions *d, const struct workspace *w, const struct block *b) {
    d->rows = b->rows;
    memset(d->fault, 0, d->rows);
    for (uint32_t i = 0; i < d->plan->scheme_count; i++) {
        uint32_t group = d->schemes[i].planned->scheme->group;
        decide_scheme(d, w, b, i);
        choose_version(d, b, i, i == 0 || d->schemes[i - 1].planned->scheme->group != group);
    }
}
