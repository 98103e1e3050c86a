// The claims that stand in policy files, as tests that are run beside the others.
//
//     struct claim_tests *all = claim_tests_new(policy, &options, filter);  // NULL: out of memory
//     for (uint32_t i = 0; i < claim_tests_count(all); i++) claim_test_run(all, i, &outcome) …
//     claim_tests_free(all);
#ifndef POL_PROVE_CLAIM_TESTS_H
#define POL_PROVE_CLAIM_TESTS_H
#include "interp/prove/prove.h"
#include "interp/study/test.h"

struct claim_tests;
// Those whose title or file holds the filter's text; NULL: all. The options must outlive it, and the policy.
struct claim_tests *claim_tests_new(const struct policy *p, const struct prove_options *options, const char *filter);
void claim_tests_free(struct claim_tests *all);
uint32_t claim_tests_count(const struct claim_tests *all);
// As test_suite_run: a claim passes where it holds. False: out of memory.
bool claim_test_run(struct claim_tests *all, uint32_t test, struct test_outcome *out);
#endif
