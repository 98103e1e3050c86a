// Whatever passes or fails, as the cases of a test: for the programs that read JUnit's XML or TAP.
#ifndef POL_ANNOTATE_CASES_H
#define POL_ANNOTATE_CASES_H
#include "grammar/base/text.h"

enum case_state {
    CASE_PASSED,
    CASE_FAILED,
    CASE_OPEN,     // not as it might be, which does not count: skipped, or TODO
    CASE_SKIPPED,  // not run, as the message says
};

struct report_case {
    const char *file, *title;  // valid UTF-8
    uint32_t line;             // 0: of the file as a whole
    enum case_state state;
    const char *sort;     // what sort of failure; the rest too is NULL where it passed
    const char *message;  // a line
    const char *details;  // lines, or NULL
    const char *yaml;     // further lines of TAP's block, indented by two, or NULL
    uint64_t nanoseconds;
};

// Cases of one file stand together.
void cases_put_junit(struct text *out, const struct report_case *cases, uint32_t count);
void cases_put_tap(struct text *out, const struct report_case *cases, uint32_t count);
// "  KEY: VALUE" in TAP's block, which is YAML; a JSON string is one there too.
void cases_put_yaml(struct text *out, const char *key, const char *value);
#endif
