// What the parts of deciding share. Everything known by row is a byte, and rows are taken in strips: whole vectors
// everywhere, so that no loop has a remainder. Rows beyond the last are worked out too, from whatever stands there, and
// never looked at; every vector of bytes, a workspace's and a block's too, has room for them.
#ifndef POL_DECIDE_INTERNAL_H
#define POL_DECIDE_INTERNAL_H
#include "grammar/base/calendar.h"
#include "interp/decide/decide.h"
#include "interp/value/vectorised.h"

#define DECIDE_STRIP 64u
static inline uint32_t strips_of(uint32_t rows) { return (rows + DECIDE_STRIP - 1) / DECIDE_STRIP; }

static inline const uint8_t *truths(const struct workspace *w, const struct node *n) { return node_vector(w, n)->data; }

// The states of a condition that is not known. Where it has none, no row's says anything.
static inline const uint8_t *truth_states(const struct decisions *d, const struct workspace *w, const struct node *n) {
    const struct vector *v = node_vector(w, n);
    return v->state && !v->all_known ? v->state : d->no;
}

static inline bool is_in_force(const struct scheme *s, int32_t as_of) {
    return date_is_within(as_of, s->from, s->until);
}
// Versions stand in order of their beginning, so the last one begun is also the one in force, if any is.
static inline bool is_first_version(const struct decisions *d, uint32_t version) {
    return version == 0 || d->plan->schemes[version - 1].group != d->plan->schemes[version].group;
}

// Without branches, which loops over vectors can't have.
static inline uint8_t only_if(bool holds, uint32_t x) { return (uint8_t)(-(uint32_t)holds & x); }
static inline uint8_t worse(uint8_t a, uint8_t b) { return a > b ? a : b; }  // of two decisions

// One plane of an offer: its rules' results, and the offer's decision no better than they allow.
void decide_plane(const struct decisions *d, const struct workspace *w, struct offer_result *o, uint32_t plane);
// Likewise, by a plane that another offer has worked out.
void decide_by_plane(const struct decisions *d, struct offer_result *o, uint32_t plane);
// Of the offers' decisions the scheme's, and the offer and the limit that go with it.
void decide_best(const struct decisions *d, const struct workspace *w, struct scheme_result *s);
#endif
