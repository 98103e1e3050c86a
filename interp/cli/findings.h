// What a command finds, in the formats of other programs.
#ifndef POL_CLI_FINDINGS_H
#define POL_CLI_FINDINGS_H
#include "interp/annotate/annotate.h"
#include "interp/cli/policies.h"

// --format of a command that finds something; others may stand behind these choices, in their order.
#define FINDINGS_CHOICES "text|json|sarif|github|checkstyle|junit|tap"
enum findings_format {
    FINDINGS_TEXT,
    FINDINGS_JSON,
    FINDINGS_SARIF,
    FINDINGS_GITHUB,
    FINDINGS_CHECKSTYLE,
    FINDINGS_JUNIT,
    FINDINGS_TAP,
    FINDINGS_COUNT
};
extern const struct option findings_options[];
enum findings_format findings_format(const struct cli *cli);  // FINDINGS_COUNT or more: one of the command's own

// Of the policies' files, with room for `most` findings, and none yet.
struct annotations findings_none(struct cli *cli, struct policies *p, uint32_t most);
// By file and place, what was added first coming first.
void findings_sort(struct annotations *a);
// Where policies can't be used (`code`, after its messages), tells whoever reads one of the formats behind json why.
void findings_refused(struct text *out, struct cli *cli, enum findings_format format, struct policies *p, int code);
// Where there is nothing for a command to do: complains of it, and tells whoever reads one of the formats behind json,
// for whom it is all that was found.
#define findings_idle(out, cli, format, p, id, hint, ...) \
    findings_idle_with((out), (cli), (format), (p), (id), (hint), DIAG_ARGS(__VA_ARGS__))
void findings_idle_with(struct text *out, struct cli *cli, enum findings_format format, struct policies *p,
                        enum diag_id id, enum diag_id hint, const struct diag_arg *args, size_t count);
// Puts what was found in one of the formats behind json.
void findings_put(struct text *out, enum findings_format format, const struct annotations *a);
#endif
