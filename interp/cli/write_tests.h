// --write-tests: tests that were missing, in a file of their own that is not there yet.
#ifndef POL_CLI_WRITE_TESTS_H
#define POL_CLI_WRITE_TESTS_H
#include "interp/cli/policies.h"
#include "interp/study/shown.h"

extern const struct option write_tests_options[];
bool write_tests_asked(const struct cli *cli);
// Whether the file can be made. CLI_OK, or CLI_USAGE or CLI_IO after its message.
int write_tests_check(struct cli *cli);
// The list to be filled: of the policy, with its plain applicant. write_tests_end in any case.
struct shown_list write_tests_begin(struct cli *cli, const struct policy *policy);
// Puts what the list holds into the file, as `tests` has it, with what it uses, formatted. CLI_OK, or an exit code
// after its message.
int write_tests(struct cli *cli, struct policies *p, const struct shown_list *list, const struct text *tests,
                enum lang lang);
void write_tests_end(struct shown_list *list);
#endif
