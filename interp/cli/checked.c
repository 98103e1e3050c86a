#include "interp/cli/checked.h"

#include "grammar/check/accept.h"
#include "interp/findings/findings.h"

// What a reform that is asked for changes may not be there to accept.
static void finish(struct policies *p, bool as_it_stands) {
    struct diags *ds = &p->compilation.diags;
    if (!ds->errors) findings_add(&p->compilation, p->policy);
    accept_findings(&p->compilation);
    if (as_it_stands) accept_report_idle(&p->compilation, false);
    diag_sort(ds);
    p->errors = ds->errors;
    p->warnings = ds->warnings;
}

int checked_load(struct cli *cli, const struct source_draft *drafts, uint32_t count, struct policies *p) {
    const struct check_options reforms = reforms_asked(cli);
    int code = policies_load_drafts(cli, drafts, count, &reforms, p);
    if (code == CLI_OK) finish(p, reforms.reform_count == 0);
    return code;
}
