// How mutants are found and kept.
#ifndef POL_MUTATE_INTERNAL_H
#define POL_MUTATE_INTERNAL_H
#include "grammar/base/hash.h"
#include "interp/mutate/mutate.h"

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
    uint32_t group;  // of the scheme that is being walked
};

// keep.c
// The mutant of that place, made where it is new, which can change the group that is being walked. `fresh`: the caller
// has to say what it is; its patches are added in any case.
struct mutant *mutant_at(struct mutation *m, struct span at, enum mutant_kind kind, uint32_t variant, bool *fresh);
// One more thing that is other there. `size` bytes at `value` are copied.
void mutant_patch(struct mutation *m, struct mutant *mutant, void *at, const void *value, size_t size);
bool is_first_walk(struct mutation *m, const void *what);
#define PATCH(m, mutant, place, value)                                     \
    do {                                                                   \
        __typeof__(place) patched_ = (value);                              \
        mutant_patch((m), (mutant), &(place), &patched_, sizeof patched_); \
    } while (0)

// slips.c: those of an expression by itself
void slip_expression(struct mutation *m, struct expr *e);
// prove.c: whether it comes to the same for everybody; false too where that could not be settled
bool mutant_is_same(const struct mutation *m, const struct mutant *mutant, bool *no_memory);
// walk.c: all of the policy
void walk_policy(struct mutation *m);
#endif
