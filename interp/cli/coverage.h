// `pol test --coverage`: what was asked for, and what it came to.
#ifndef POL_CLI_COVERAGE_H
#define POL_CLI_COVERAGE_H
#include "interp/annotate/annotate.h"
#include "interp/cli/policies.h"
#include "interp/cover/cover.h"

// Whether it was asked for (--coverage, --min or --write-tests). CLI_OK, or CLI_USAGE after its message where --format
// does not suit.
int coverage_asked(struct cli *cli, bool *asked);
// CLI_OK, or CLI_NO after the message that it is less than --min.
int coverage_judge(struct cli *cli, const struct coverage *coverage);
// Behind the tests' outcomes those of what no test shows (cover/report.h).
void coverage_put_cases(struct cli *cli, const struct coverage *coverage, const struct policy *policy, enum lang lang,
                        struct test_outcome *out, uint32_t *count);
// Adds what no test shows to what was found, which has room for all places.
void coverage_add_findings(struct cli *cli, struct annotations *a, const struct coverage *coverage,
                           const struct policy *policy);
// Writes the tests that are missing, as they were found. CLI_OK, or an exit code after its message.
int coverage_write_tests(struct cli *cli, struct policies *p, const struct coverage *coverage, enum lang lang,
                         const struct shown_list *found);
// Appends it in the format asked for. CLI_OK, or CLI_NO after the message that it is less than --min.
int coverage_report(struct cli *cli, struct text *out, const struct coverage *coverage, const struct policy *policy,
                    enum lang lang, uint32_t test_count, uint32_t failed_count);
#endif
