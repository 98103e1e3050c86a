// Trees to a model.
#ifndef POL_CHECK_CHECK_H
#define POL_CHECK_CHECK_H
#include "grammar/tree/compilation.h"
#include "grammar/tree/model.h"

struct check_options {
    bool no_tests;               // whoever loads the files passes samples and tests over (compilation.h)
    bool cuts_texts;             // likewise forgets what is of no more use: nobody asks for the digests of the files
    const char *const *reforms;  // titles of those to apply, in this order
    size_t reform_count;
    const char *const *scenario;  // of those that make worlds beside the policy as it stands
    size_t scenario_count;
    uint32_t more_fields;  // for which room is left behind those of the policy
    uint32_t others;       // further changes that a run makes, which are told apart like edits
};

// Builds and checks the model of the compilation's trees. Faults go to its diags; what comes back is safe to run only
// where they hold no error. Unwinds through the arena when memory runs out.
struct policy *check_policy(struct compilation *c, const struct check_options *options);
#endif
