// Mutants: a policy with one small slip in it, as a tired person might make it. Whether some test of the policy fails
// for it is asked of each; one that no test notices shows what the tests leave open.
// Slips are patches of the checked tree, put in while a world of the plan is made and taken out again; many worlds are
// decided in one plan, over a block that holds the records of all tests.
// Ownership: mutants belong to their `struct mutation` and must not outlive the policy.
#ifndef POL_MUTATE_MUTATE_H
#define POL_MUTATE_MUTATE_H
#include "interp/study/shown.h"
#include "interp/study/test.h"

enum mutant_kind {
    MUTANT_VALUE,     // a literal by one unit, a choice for another, yes for no
    MUTANT_COMPARE,   // another comparison; a range with or without its end
    MUTANT_CONNECT,   // `and` for `or`, all for any
    MUTANT_NEGATE,    // the opposite
    MUTANT_ROUND,     // rounded another way
    MUTANT_DROP,      // an operand, a rule, a row, a waiver, a `when`, a filter, a member of a list left out
    MUTANT_SWAP,      // a row and the next
    MUTANT_STRENGTH,  // a requirement in principle, a veto that only refers, and the other way
    MUTANT_KIND_COUNT
};
enum mutant_part {  // what is dropped, or turned
    DROPPED_OPERAND,
    DROPPED_RULE,
    DROPPED_ROW,
    DROPPED_WAIVER,
    DROPPED_CONDITION,  // `when`
    DROPPED_FILTER,
    DROPPED_MEMBER,
    DROPPED_KEY,  // of the items of a list
    DROPPED_COUNT
};
enum mutant_fate {
    FATE_NOTICED,   // some test fails
    FATE_SURVIVED,  // none does
    FATE_SAME,      // it comes to the same for everybody, and so there is nothing to notice
    FATE_COUNT
};

#define MUTANT_OFFERS UINT32_MAX
struct mutant {
    enum mutant_kind kind;
    enum mutant_part part;
    struct span at;
    const char *was, *now;  // as written, in the language asked for; NULL where something is dropped or swapped
    struct plan_patch *patches;
    uint32_t patch_count;
    uint8_t *groups;  // by the policy's groups of schemes: 1 where it can change something
    uint32_t offer;   // the number of the only one that it can change, all of the policy's counted; else MUTANT_OFFERS
    enum mutant_fate fate;
    const struct diag_witness *witness;  // of a survivor: an applicant for whom it shows; NULL: not settled
};

struct mutation;
// All mutants of what the schemes are decided by, none tried yet; in order of file and place. The policy's tree is
// written to while they are tried, and stands as before afterwards. NULL: out of memory.
struct mutation *mutation_new(const struct policy *policy, enum lang lang);
void mutation_free(struct mutation *m);
const struct mutant *mutation_mutants(const struct mutation *m, uint32_t *count);

enum mutate_status {
    MUTATE_OK,
    MUTATE_NO_MEMORY,
    MUTATE_TESTS_FAIL,  // of the policy as it stands: nothing can be said then
};
// Tries the tests of the policy on each; `options` as in test_suite_new, without a watch. Of those that no test notices
// `found` gets few applicants for whom they show, numbered as the mutants; it must outlive them.
enum mutate_status mutation_try(struct mutation *m, const struct test_options *options, struct shown_list *found);
#endif
