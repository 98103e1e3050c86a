#include "interp/cli/results.h"

#include <errno.h>
#include <string.h>

int results_open(struct results *r, struct cli *cli) {
    const char *path = option_text(cli, "output"), *rejects = option_text(cli, "rejects");
    bool to_file = path && strcmp(path, "-") != 0;
    *r = (struct results){.cli = cli};
    r->out = to_file ? output_open(path, cli->interrupt) : cli->out;
    if (!r->out) return cli_cant_write(cli, path, errno);
    r->rejects = rejects ? output_open(rejects, cli->interrupt) : NULL;
    if (rejects && !r->rejects) return cli_cant_write(cli, rejects, errno);
    return CLI_OK;
}

static void put_rejects(struct results *r, struct text *t) {
    bool done = !t->failed && output_write(r->rejects, text_string(t), t->length);
    r->rejects_failed |= !done;
    text_free(t);
}

static bool begin_rejects(struct results *r, const struct inputs *in) {
    struct text t = {0};
    r->refused = rejects_new(in->format, records_header(in->records), records_separator(in->records),
                             cli_result_lang(r->cli, false));
    if (!r->refused) return false;
    if (option_given(r->cli, "spreadsheet-safe")) rejects_guard(r->refused);
    rejects_head(r->refused, &t);
    put_rejects(r, &t);
    return true;
}

bool results_begin(struct results *r, const struct inputs *in) {
    if (r->rejects && !begin_rejects(r, in)) return false;
    if (option_given(r->cli, "bom")) output_put(r->out, "\xEF\xBB\xBF");  // the run says where that fails
    return true;
}

void results_refuse(struct results *r, const struct record_fault *fault) {
    struct text t = {0};
    if (!r->refused || !fault->record || record_fault_severity(fault) != SEVERITY_ERROR) return;
    rejects_add(r->refused, fault, &t);
    put_rejects(r, &t);
}

enum run_status results_end(struct results *r, enum run_status status) {
    struct text t = {0};
    if (!r->refused) return status;
    rejects_finish(r->refused, &t);
    put_rejects(r, &t);
    return status == RUN_OK && r->rejects_failed ? RUN_STOPPED : status;
}

static int cant_write(struct cli *cli, const struct output *o, const char *option) {
    if (!output_error(o)) return cli_complain(cli, DIAG_OUT_OF_MEMORY, {0}), CLI_MEMORY;
    if (o == cli->out) return CLI_IO;  // main says why
    return cli_cant_write(cli, option_text(cli, option), output_error(o));
}

int results_cant_write(const struct results *r) { return cant_write(r->cli, r->out, "output"); }
int rejects_cant_write(const struct results *r) { return cant_write(r->cli, r->rejects, "rejects"); }

static int commit(struct cli *cli, struct output **o, const char *option) {
    int error = *o && *o != cli->out ? output_commit(*o) : 0;
    *o = NULL;
    return error ? cli_cant_write(cli, option_text(cli, option), error) : CLI_OK;
}

int results_commit(struct results *r, int code) {
    if (code != CLI_OK && code != CLI_REJECTED) return code;
    int results = commit(r->cli, &r->out, "output"), rejects = commit(r->cli, &r->rejects, "rejects");
    return results != CLI_OK ? results : rejects != CLI_OK ? rejects : code;
}

void results_abandon(struct results *r) {
    if (r->cli && r->out != r->cli->out) output_abandon(r->out);
    output_abandon(r->rejects);
    rejects_free(r->refused);
}
