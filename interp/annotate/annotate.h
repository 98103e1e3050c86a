// What is wrong with policies, in the formats of other programs: what shows findings beside the lines of a change.
#ifndef POL_ANNOTATE_ANNOTATE_H
#define POL_ANNOTATE_ANNOTATE_H
#include "grammar/diag/diag.h"
#include "interp/annotate/cases.h"

struct annotations {
    enum lang lang;
    struct source_set *sources;
    const struct diag **items;  // sorted
    uint32_t count;
    bool whole;             // everything that was asked for could be read
    const uint32_t *files;  // sources that were looked at, whatever was found
    uint32_t file_count;
    enum severity failing;  // what is as bad, or worse, fails as a case of a test
};

enum annotate_format { ANNOTATE_SARIF, ANNOTATE_GITHUB, ANNOTATE_CHECKSTYLE, ANNOTATE_JUNIT, ANNOTATE_TAP };
void annotate_write(struct text *out, enum annotate_format format, const struct annotations *a);

// SARIF 2.1.0: one run, with a rule for each code that is said, a fingerprint that does not change as lines move, the
// other place as a related location, what is accepted as suppressed, and what a hint says to write as a fix.
void annotate_sarif(struct text *out, const struct annotations *a);
// The commands by which a job of GitHub tells what is wrong, and where. What is accepted is left out, as from the next.
void annotate_github(struct text *out, const struct annotations *a);
// Checkstyle's XML, which Jenkins and many others read.
void annotate_checkstyle(struct text *out, const struct annotations *a);

// A case for each finding that is not accepted, and one that passes for each file without any; in the sources' arena.
struct report_case *cases_of_findings(const struct annotations *a, uint32_t *count);

// One command of GitHub. `end_line` 0: not known.
struct github_place {
    const char *file;  // NULL: none
    uint32_t line, column, end_line, end_column;
};
void github_command(struct text *out, enum severity severity, const struct github_place *at, const char *title,
                    const char *message);

// What a code means, what to do about it and an example, wrong and right: for people, in lines of `width` columns, and
// as one JSON object: {code, severity, message, means, remedy, kind, wrong, right}, null where the registry says
// nothing.
void code_write_text(struct text *out, enum lang lang, enum diag_id id, size_t width);
void code_write_json(struct text *out, enum lang lang, enum diag_id id);

// The message, and behind it the hint, as they are shown.
void annotate_message(struct text *out, enum lang lang, const struct diag *d);
static inline bool annotate_is_placed(const struct source_set *sources, struct span at) {
    return at.source < sources->count;
}
#endif
