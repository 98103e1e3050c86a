// Coverage as text, as JSON, for the tools that show coverage of programs, and as a page of the policies' text.
// `places` in all of them are outcomes: a requirement that was seen yes and no but never unknown has two of three.
#ifndef POL_COVER_REPORT_H
#define POL_COVER_REPORT_H
#include "interp/annotate/annotate.h"
#include "interp/cover/cover.h"

enum cover_format {
    COVER_TEXT,  // what no test shows, each with its line; then a table of sums
    COVER_JSON,
    COVER_LCOV,       // tracefile of geninfo(1): a line for each place, a branch for each outcome
    COVER_COBERTURA,  // coverage-04.dtd: likewise
    COVER_HTML,       // the text of the policies, coloured
    COVER_FORMAT_COUNT
};

struct cover_report {
    const struct coverage *coverage;
    const struct policy *policy;
    enum lang lang;
    size_t width;                       // of lines of text
    struct arena *arena;                // scratch; unwinds where memory runs out
    uint32_t test_count, failed_count;  // of the tests that were run
};
void cover_write(struct text *out, enum cover_format format, const struct cover_report *r);
// Behind the tests' outcomes, which have room for all places, those of what no test shows: that they failed. They live
// in the report's arena.
void cover_put_cases(const struct cover_report *r, struct test_outcome *out, uint32_t *count);
// Tests of what no test shows, as coverage_rule_out found them. False: out of memory.
bool cover_write_tests(struct text *out, const struct cover_report *r, const struct shown_list *found);
// Per cent with one decimal, "98.5", rounded down, so that 100.0 is all.
void cover_put_percent(struct text *out, struct cover_sum sum);
// Adds what no test shows to what was found, which has room for all places.
void cover_add_findings(struct annotations *a, const struct cover_report *r);
#endif
