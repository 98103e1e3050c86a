#include "interp/decide/decide.h"

#include <string.h>

#include "interp/decide/internal.h"

// Rules 1 to 6 stand in the order of the decisions they lead to, the gravest first: so an offer's decision is the
// gravest that any of them gives it, in whatever order they are asked. Here the first two, and a `when` that is
// unknown.
VECTORISED static void begin_rows(uint8_t *restrict decision, const uint8_t *restrict in_force,
                                  const uint8_t *restrict when, uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++) {
        uint8_t no = only_if(when[i] == TRUTH_NO, DECISION_NOT_APPLICABLE);
        uint8_t open = only_if(when[i] == TRUTH_UNKNOWN, DECISION_INCOMPLETE);
        decision[i] = worse(only_if(!in_force[i], DECISION_NOT_IN_FORCE), worse(no, open));
    }
}

// A `when` that only a person can tell, while nothing else has been asked.
VECTORISED static void refer_when(uint8_t *restrict decision, const uint8_t *restrict state, uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++) {
        bool referred = (decision[i] == DECISION_INCOMPLETE) & (state[i] == STATE_REFERRED);
        decision[i] = referred ? (uint8_t)DECISION_REFER : decision[i];
    }
}

// A grant without a value.
VECTORISED static void grant_rows(uint8_t *restrict decision, const uint8_t *restrict state, uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++) {
        uint8_t asks = only_if((state[i] == STATE_SILENT) | (state[i] == STATE_REFERRED), DECISION_REFER);
        decision[i] = worse(decision[i], worse(only_if(state[i] == STATE_UNKNOWN, DECISION_INCOMPLETE), asks));
    }
}
VECTORISED static void grant_truths(uint8_t *restrict decision, const uint8_t *restrict truth, uint32_t strips) {
    for (uint32_t i = 0; i < strips * DECIDE_STRIP; i++)
        decision[i] = worse(decision[i], only_if(truth[i] == TRUTH_UNKNOWN, DECISION_INCOMPLETE));
}

static void decide_grant(const struct decisions *d, const struct workspace *w, struct offer_result *o,
                         const struct node *n) {
    const struct vector *v = node_vector(w, n);
    if (v->all_known) return;
    if (v->state) grant_rows(o->decision, v->state, strips_of(d->rows));
    else grant_truths(o->decision, v->data, strips_of(d->rows));
}

// A fault counts where the offer is in force and its `when` is not no.
static void fault_rows(const struct decisions *d, const struct workspace *w, const struct offer_result *o,
                       const struct planned_fault *f, uint8_t *fault) {
    const struct vector *v = node_vector(w, f->node);
    const uint8_t *condition = f->condition ? truths(w, f->condition) : NULL;
    if (v->all_known) return;
    for (uint32_t i = 0; i < d->rows; i++) {
        bool reached = o->decision[i] < DECISION_NOT_APPLICABLE && (!condition || condition[i] == f->bad);
        if (reached && v->state[i] == STATE_FAULT) fault[i] = 1;
    }
}

static void decide_when(struct decisions *d, const struct workspace *w, const struct scheme_result *s, uint32_t offer) {
    const struct offer_result *o = &s->offers[offer];
    const struct node *when = o->planned->when;
    begin_rows(o->decision, s->in_force, when ? truths(w, when) : d->yes, strips_of(d->rows));
    if (when && when->may_be_referred) refer_when(o->decision, truth_states(d, w, when), strips_of(d->rows));
}

static void decide_grants(struct decisions *d, const struct workspace *w, struct offer_result *o) {
    for (uint32_t i = 0; i < o->planned->grant_count; i++) decide_grant(d, w, o, o->planned->grants[i].value);
}

static void decide_offer(struct decisions *d, const struct workspace *w, uint32_t scheme, uint32_t offer) {
    struct offer_result *o = &d->schemes[scheme].offers[offer];
    decide_when(d, w, &d->schemes[scheme], offer);
    for (uint32_t i = 0; i < o->planes; i++) {
        if (planned_at(o->planned->planes[i].owner, scheme, offer)) decide_plane(d, w, o, i);
        else decide_by_plane(d, o, i);
    }
    decide_grants(d, w, o);
}

static void note_faults(const struct decisions *d, const struct workspace *w, struct scheme_result *s) {
    if (s->fault != d->fault) memset(s->fault, 0, d->rows);
    for (uint32_t i = 0; i < s->planned->offer_count; i++)
        for (uint32_t k = 0; k < s->offers[i].planned->fault_count; k++)
            fault_rows(d, w, &s->offers[i], &s->offers[i].planned->faults[k], s->fault);
}

static int32_t date_of(const struct planned_scheme *p, const struct block *b, uint32_t row) {
    return p->as_of ? p->as_of : b->as_of[row];
}

static void decide_in_force(struct decisions *d, const struct block *b, const struct planned_scheme *p) {
    for (uint32_t i = 0; i < d->rows; i++) d->in_force[i] = is_in_force(p->scheme, date_of(p, b, i));
}

static void choose_version(struct decisions *d, const struct block *b, uint32_t version) {
    const struct planned_scheme *p = d->schemes[version].planned;
    uint16_t *chosen = d->chosen + (size_t)d->plan->schemes[version].group * d->capacity;
    bool first = is_first_version(d, version);
    for (uint32_t i = 0; i < d->rows; i++)
        chosen[i] = first || date_of(p, b, i) >= p->scheme->from ? (uint16_t)version : chosen[i];
}

static void decide_scheme(struct decisions *d, const struct workspace *w, const struct block *b, uint32_t version) {
    struct scheme_result *s = &d->schemes[version];
    if (!d->plan->as_of) decide_in_force(d, b, s->planned);
    if (!d->plan->as_of) choose_version(d, b, version);
    for (uint32_t i = 0; i < s->planned->offer_count; i++)
        if (planned_at(s->planned->offers[i].owner, version, i)) decide_offer(d, w, version, i);
    note_faults(d, w, s);
    decide_best(d, w, s);
    for (uint32_t i = 0; i < d->rows && s->planned->offer_count == 0; i++)
        s->decision[i] = s->in_force[i] ? DECISION_NOT_APPLICABLE : DECISION_NOT_IN_FORCE;
}

void decide(struct decisions *d, const struct workspace *w, const struct block *b) {
    d->rows = b->rows;
    memset(d->fault, 0, d->rows);
    for (uint32_t i = 0; i < d->plan->scheme_count; i++) decide_scheme(d, w, b, i);
}

enum decision decide_alone(struct decisions *d, const struct workspace *w, const struct block *b, uint32_t scheme,
                           uint32_t offer) {
    struct scheme_result *s = &d->schemes[scheme];
    struct offer_result *o = &s->offers[offer];
    d->rows = b->rows;
    if (!d->plan->as_of) decide_in_force(d, b, s->planned);
    decide_when(d, w, s, offer);
    for (uint32_t i = 0; i < o->planes; i++) decide_plane(d, w, o, i);
    decide_grants(d, w, o);
    return (enum decision)o->decision[0];
}
