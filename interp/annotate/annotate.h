// What is wrong with policies, in the formats of other programs: what shows findings beside the lines of a change.
#ifndef POL_ANNOTATE_ANNOTATE_H
#define POL_ANNOTATE_ANNOTATE_H
#include "grammar/diag/diag.h"

struct annotations {
    enum lang lang;
    struct source_set *sources;
    struct diag *const *items;  // sorted
    uint32_t count;
    bool whole;  // everything that was asked for could be read
};

// SARIF 2.1.0: one run, with a rule for each code that is said, a fingerprint that does not change as lines move, the
// other place as a related location, and what is accepted as suppressed.
void annotate_sarif(struct text *out, const struct annotations *a);
// The commands by which a job of GitHub tells what is wrong, and where. What is accepted is left out, as from the next.
void annotate_github(struct text *out, const struct annotations *a);
// Checkstyle's XML, which Jenkins and many others read.
void annotate_checkstyle(struct text *out, const struct annotations *a);

// One command of GitHub. `end_line` 0: not known.
struct github_place {
    const char *file;  // NULL: none
    uint32_t line, column, end_line, end_column;
};
void github_command(struct text *out, enum severity severity, const struct github_place *at, const char *title,
                    const char *message);

// The message, and behind it the hint, as they are shown.
void annotate_message(struct text *out, enum lang lang, const struct diag *d);
static inline bool annotate_is_placed(const struct source_set *sources, struct span at) {
    return at.source < sources->count;
}
#endif
