// How mutants are found and kept.
#ifndef POL_MUTATE_INTERNAL_H
#define POL_MUTATE_INTERNAL_H
#include "grammar/base/hash.h"
#include "interp/mutate/mutate.h"
#include "interp/solve/lone.h"

// The same slip in all copies that amendments and worlds made of one place.
struct mutant_key {
    struct span at;
    uint32_t kind, variant;
};
struct known_mutant {
    struct mutant_key key;
    uint32_t index;
    UT_hash_handle hh;
};
struct visit {
    const void *what;
    uint64_t group;
};
struct known_visit {
    struct visit key;
    uint32_t offer;  // as `struct mutant` has it
    UT_hash_handle hh;
};

struct mutation {
    const struct policy *policy;
    enum lang lang;
    struct arena arena;
    struct mutant *mutants;
    uint32_t count;
    struct known_mutant *known;
    struct known_visit *visits;
    uint32_t group;   // of the scheme that is being walked
    uint32_t offer;   // that is being walked; MUTANT_OFFERS: what is walked can change several
    bool asks_about;  // some offer asks about another one
};

// keep.c
// The mutant of that place, made where it is new, which can change the group that is being walked. `fresh`: the caller
// has to say what it is; its patches are added in any case.
struct mutant *mutant_at(struct mutation *m, struct span at, enum mutant_kind kind, uint32_t variant, bool *fresh);
// One more thing that is other there. `size` bytes at `value` are copied.
void mutant_patch(struct mutation *m, struct mutant *mutant, void *at, const void *value, size_t size);
// Whether it is to be walked: it was not, or it was found to be of one offer alone and now is not; then `offer` is no
// longer that, until the caller puts it back.
bool is_new_walk(struct mutation *m, const void *what);
#define PATCH(m, mutant, place, value)                                     \
    do {                                                                   \
        __typeof__(place) patched_ = (value);                              \
        mutant_patch((m), (mutant), &(place), &patched_, sizeof patched_); \
    } while (0)

// slips.c: those of an expression by itself
void slip_expression(struct mutation *m, struct expr *e);
// differs.c: what came of an applicant in the worlds of a plan.
struct told {
    struct arena *arena;
    const struct decisions *d;  // of one row
    const struct workspace *w;
};
// Whether a test of what the policy's group makes of him would fail in that world, and he can be decided as it stands.
bool worlds_differ(const struct told *t, uint32_t world, uint32_t group);
#define BUDGET 4000u  // boxes for one question; what takes more is hardly ever settled
// prove.c: whether anybody fares another way in that world.
enum asked_how {
    ASKED_CLOSELY,  // whether any of what differs comes to something else
    ASKED_WHOLE,    // whether a condition, a waiver or a grant does
    ASKED_TOLD,     // whether a test could tell: by a decision, by a rule's answer, by what is granted
    ASKED_USUAL,    // the same of somebody of whom all is known, on the usual date: no proof
};
struct asking {
    const struct plan *plan;
    struct solver *solver;
    struct lone *lone;  // begun where items are first asked about
    int32_t as_of;      // the usual date
};
enum answer ask_about(const struct asking *asking, uint32_t world, enum asked_how how, struct finding *found);
struct parts;
// settle.c: of all that no test noticed. False: out of memory.
bool settle_survivors(struct mutation *m, struct parts *parts, struct shown_list *found);
// part.c: offers and tests apart from the others. NULL: out of memory.
struct parts *parts_new(const struct policy *policy);
void parts_free(struct parts *s);
// Whatever tests ask for that some slips in a row can change; and these tests. NULL: that may be anything.
const struct plan_part *parts_for_tests(struct parts *s, const struct mutant *mutants, uint32_t count);
const uint32_t *parts_tests(const struct parts *s, uint32_t *count);
// Whatever some slips can change for anybody, and what may leave him no decision, likewise.
const struct plan_part *parts_for_all(struct parts *s, const struct mutant *mutants, const uint32_t *slips,
                                      uint32_t count);
// Whether two slips may be tried at once: both change but one offer, or neither does.
static inline bool goes_with(const struct mutant *a, const struct mutant *b) {
    return (a->offer == MUTANT_OFFERS) == (b->offer == MUTANT_OFFERS);
}
// walk.c: all of the policy
void walk_policy(struct mutation *m);
#endif
