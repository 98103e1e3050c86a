#include "interp/cli/results.h"

#include <errno.h>
#include <string.h>

static int open_rows(struct results *r, const struct row_sink_format *rows, enum lang lang) {
    int file = output_file(r->out);
    if (file < 0) return cli_complain(r->cli, DIAG_ROWS_NO_FILE, {0}), CLI_USAGE;
    r->sink = row_sink_open(rows, file, lang);
    return r->sink ? CLI_OK : cli_out_of_memory(r->cli);
}

// NULL: nowhere. CLI_OK, or an exit code after its message.
static int open_file(struct cli *cli, const char *path, struct output **o) {
    *o = path ? output_open(path, cli->interrupt) : NULL;
    return path && !*o ? cli_cant_write(cli, path, errno) : CLI_OK;
}

int results_open(struct results *r, struct cli *cli, const struct results_places *places,
                 const struct row_sink_format *rows, enum lang lang) {
    bool to_file = places->output && strcmp(places->output, "-") != 0;
    *r = (struct results){.cli = cli, .places = *places, .out = cli->out};
    int code = to_file ? open_file(cli, places->output, &r->out) : CLI_OK;
    if (code == CLI_OK) code = open_file(cli, places->rejects, &r->rejects);
    if (code == CLI_OK) code = open_file(cli, places->summary, &r->summary);
    if (code == CLI_OK) code = open_file(cli, places->stats, &r->stats);
    return code == CLI_OK && rows ? open_rows(r, rows, lang) : code;
}

static void put_rejects(struct results *r, struct text *t) {
    bool done = !t->failed && output_write(r->rejects, text_string(t), t->length);
    r->rejects_failed |= !done;
    text_free(t);
}

static bool begin_rejects(struct results *r, const struct inputs *in) {
    struct text t = {0};
    r->refused = rejects_new(in->format, records_header(in->records), records_separator(in->records),
                             records_place(in->records), cli_result_lang(r->cli, false));
    if (!r->refused) return false;
    if (r->places.guards) rejects_guard(r->refused);
    rejects_head(r->refused, &t);
    if (r->places.headless) text_clear(&t);
    put_rejects(r, &t);
    return true;
}

bool results_begin(struct results *r, const struct inputs *in) {
    if (r->rejects && !begin_rejects(r, in)) return false;
    if (r->places.bom) output_put(r->out, "\xEF\xBB\xBF");  // the run says where that fails
    return true;
}

// What is not the output's own fault is noted as one; that there is no memory is told by there being none.
static bool fail(struct results *r) {
    int error = row_sink_error(r->sink);
    if (error != ENOMEM) output_fail(r->out, error);
    return false;
}

bool results_write(struct results *r, const char *bytes, size_t length) {
    if (!r->sink) return output_write(r->out, bytes, length);
    return row_sink_write(r->sink, bytes, length) || fail(r);
}

enum run_status results_tell_run(struct results *r, const struct stamp *stamp, enum lang lang,
                                 const struct run_counts *counts) {
    struct text rows = {0};
    if (!r->sink) return RUN_OK;
    stamp_put_rows(&rows, stamp, lang, counts->records, counts->rejected);
    enum run_status status = rows.failed ? RUN_MEMORY : RUN_OK;
    if (status == RUN_OK && !results_write(r, text_string(&rows), rows.length)) status = RUN_OUTPUT;
    if (status == RUN_OK && !row_sink_finish(r->sink)) status = fail(r) ? RUN_OK : RUN_OUTPUT;
    text_free(&rows);
    return status;
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

bool results_summarize(struct results *r, const struct text *summary) {
    return !summary->failed && output_write(r->summary, text_string(summary), summary->length);
}

bool results_count(struct results *r, const struct text *stats) {
    return !stats->failed && output_write(r->stats, text_string(stats), stats->length);
}

static int cant_write(struct cli *cli, const struct output *o, const char *path) {
    if (!output_error(o)) return cli_out_of_memory(cli);
    if (o == cli->out) return CLI_IO;  // main says why
    return cli_cant_write(cli, path, output_error(o));
}

int results_cant_write(const struct results *r) { return cant_write(r->cli, r->out, r->places.output); }
int rejects_cant_write(const struct results *r) { return cant_write(r->cli, r->rejects, r->places.rejects); }
int stats_cant_write(const struct results *r) { return cant_write(r->cli, r->stats, r->places.stats); }
int summary_cant_write(const struct results *r) { return cant_write(r->cli, r->summary, r->places.summary); }

static int commit(struct cli *cli, struct output **o, const char *path) {
    int error = *o && *o != cli->out ? output_commit(*o) : 0;
    *o = NULL;
    return error ? cli_cant_write(cli, path, error) : CLI_OK;
}

int results_commit(struct results *r, int code) {
    const struct results_places *p = &r->places;
    if (code != CLI_OK && code != CLI_REJECTED) return code;
    const int codes[] = {commit(r->cli, &r->out, p->output), commit(r->cli, &r->rejects, p->rejects),
                         commit(r->cli, &r->summary, p->summary), commit(r->cli, &r->stats, p->stats)};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i] != CLI_OK) return codes[i];
    return code;
}

void results_abandon(struct results *r) {
    row_sink_close(r->sink);
    if (r->cli && r->out != r->cli->out) output_abandon(r->out);
    output_abandon(r->rejects);
    output_abandon(r->summary);
    output_abandon(r->stats);
    rejects_free(r->refused);
}
