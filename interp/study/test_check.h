// Expectations against what came out.
#ifndef POL_STUDY_TEST_CHECK_H
#define POL_STUDY_TEST_CHECK_H
#include "interp/study/test.h"

struct test_check {
    const struct policy *policy;
    const struct decisions *d;
    const struct workspace *w;
    const struct node **values;  // of the test's values, in order
    uint32_t row;                // of the block
    const uint32_t *groups;      // of the world, as plan->worlds
    enum lang lang;
    struct line_writer *lines;    // as in explain_options
    struct test_outcome *result;  // gets the failures, in its arena
    struct text *line;            // scratch, the caller's to free
    const struct offer **offers;  // about which something else was expected
    uint32_t offer_count;
};

// The expressions that a test's values are read from, in order; how many. `out` has room for one per expectation.
size_t test_values(const struct policy_test *t, const struct expr **out);
void test_check(struct test_check *c, const struct policy_test *t);
#endif
