// What the parts of proving share.
#ifndef POL_PROVE_INTERNAL_H
#define POL_PROVE_INTERNAL_H
#include "interp/decide/decide.h"
#include "interp/prove/prove.h"
#include "interp/run/where.h"
#include "interp/solve/solve.h"

struct claimed {        // the conditions of a claim, among the plan's further expressions
    struct where *who;  // NULL: there is none
    struct where *then;
    size_t who_at, then_at;
};

struct prover {
    const struct policy *policy;
    struct prove_options options;
    struct claimed *claims;  // as policy->claims
    const struct expr **extra;
    size_t extra_count;
    struct explain_operands *operands;  // story.c
    size_t operands_at;
    struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
    struct block *plain;    // the usual applicant, of one row
    struct solver *solver;  // of claims on one world, from the first on
    // Claims that name reforms are asked of a prover of those.
    struct plan_world own;  // of nothing and no date: of the options alone
    struct prover *next;    // of other reforms
};

// The world that claims on one world are of: the later edition, where there are two, or what the reforms make of it
// that the claim names; else the policy as it stands.
static inline uint32_t own_world(const struct prover *p) {
    return p->own.of || (p->options.world && p->options.world->of && p->options.world->of->whole);
}

// unread.c: the first field that a claim on somebody who gets something asks of, and that scheme does not; NULL: there
// is none. False: out of memory.
bool find_unread(const struct prover *p, const struct policy_claim *claim, const struct field **field);
// story.c: what is decided in a world of the applicant in row 0.
bool put_story(struct text *out, const struct prover *p, const struct proof *proof, const struct block *b,
               uint32_t world);
// brief.c: the record of who was found, as far as it matters; an object of JSON, which may end in a sign of omission.
void put_brief(struct text *out, const struct prover *p, const struct policy_claim *c, const struct finding *found);
// Why the applicant in row 0 can't be decided, where that is sought.
bool put_error(struct text *out, const struct prover *p);
bool story_operands(struct prover *p, const struct expr *const **exprs, size_t *count);  // made ready
void story_free(struct prover *p);
#endif
