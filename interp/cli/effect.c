#include "interp/cli/effect.h"

#include <string.h>

#include "interp/cli/eval_summary.h"
#include "interp/cli/overwrite.h"
#include "interp/cli/stamp.h"
#include "interp/cli/whatif_stamp.h"

#define SAMPLE 20u
#define MIN_CELL 5u

const struct option effect_options[] = {
    {.name = "no-sample",
     .kind = OPTION_FLAG,
     .about = {"with --data: name no record, for a report that leaves the house",
               "与 --data 同用：不列出任何记录，供对外的报告使用"}},
    {0},
};

static bool is_in(const struct option *table, const struct option *o) {
    for (; table->name; table++)
        if (table == o) return true;
    return false;
}

int effect_check(struct cli *cli) {
    for (size_t i = 0; !option_given(cli, "data") && i < cli->given_count; i++) {
        const struct option *o = cli->given[i].option;
        bool data = is_in(data_options, o) || is_in(policy_options, o) || is_in(trouble_options, o);
        if (data || is_in(jobs_options, o) || is_in(effect_options, o))
            return cli_complain(cli, DIAG_DIFF_NO_DATA, A(o->name)), CLI_USAGE;
    }
    return CLI_OK;
}

// ---- through the records

static void on_fault(void *context, const struct record_fault *fault) {
    struct effect *e = context;
    run_talk_fault(&e->talk, fault);
    results_refuse(&e->results, fault);
}

static bool on_progress(void *context, const struct run_counts *so_far) {
    struct effect *e = context;
    progress_show(&e->talk.progress, so_far->records, so_far->bytes);
    return !e->results.rejects_failed;
}

static void ask(struct effect *e, enum lang lang) {
    const struct policy *p = e->in->policies.policy;
    uint32_t jobs = inputs_jobs(e->cli);
    e->how = (struct whatif_options){
        .ask = {.policy = p,
                .edition = &p->worlds[0],
                .as_of = e->in->as_of,
                .where = e->in->where,
                .base = e->in->settings,
                .base_count = e->in->setting_count,
                .near = 100000,
                .sample = option_given(e->cli, "no-sample") ? 0 : SAMPLE,
                .min_cell = MIN_CELL,
                .lang = lang},
        .lines = line_writer_new(&e->in->policies.compilation),
        .records = e->in->records,
        .jobs = jobs,
        .duplicates = (enum duplicates)option_choice(e->cli, "duplicates", DUPLICATES_KEPT),
        .seed = e->in->list_limits.seed,
        .callbacks = {.context = e, .fault = on_fault, .progress = on_progress},
    };
}

static int code_of(struct effect *e, enum run_status status) {
    if (status == RUN_MEMORY) return inputs_ran_out(e->cli, e->in);
    if (status == RUN_STOPPED) return rejects_cant_write(&e->results);
    if (status != RUN_OK) return e->talk.too_long ? CLI_LIMIT : CLI_IO;
    if (e->in->stamps && !inputs_kept(e->cli, e->in)) return CLI_IO;
    return e->summary.counts.rejected ? CLI_REJECTED : CLI_OK;
}

static int open_records(struct effect *e, enum lang lang) {
    struct inputs *in = e->in;
    const struct results_places places = {.rejects = option_text(e->cli, "rejects")};
    in->stamps = true;
    int code = inputs_open_records(e->cli, in, inputs_jobs(e->cli));
    if (code != CLI_OK) return code;
    if (!records_last(in->records)) in->stamps = false;
    code = stamp_gather(e->cli, in, lang, &e->stamp);
    return code == CLI_OK ? results_open(&e->results, e->cli, &places, NULL, lang) : code;
}

int effect_run(struct effect *e, struct cli *cli, struct inputs *in, enum lang lang) {
    *e = (struct effect){.cli = cli, .in = in, .talk = {.cli = cli, .in = in}};
    int code = open_records(e, lang);
    if (code != CLI_OK) return code;
    ask(e, lang);
    if (!results_begin(&e->results, in)) return cli_out_of_memory(cli);
    progress_start(&e->talk.progress, cli, in->file);
    enum run_status status = whatif_run(&e->how, cli->arena, &e->result, &e->summary);
    progress_hide(&e->talk.progress);
    code = code_of(e, results_end(&e->results, status));
    run_talk_unprinted(&e->talk);
    if (code == CLI_OK || code == CLI_REJECTED) whatif_tell_made(cli, &e->stamp, &e->how.ask, &e->result.stamp);
    return code;
}

int effect_end(struct effect *e, int code) {
    code = results_commit(&e->results, code);
    if (code != CLI_OK && code != CLI_REJECTED) return code;
    if (!output_flush(e->cli->out)) return CLI_IO;  // main says why
    if (records_have_header(e->in->records)) run_talk_unfed(&e->talk, e->result.plan);
    code = run_talk_end(&e->talk, e->result.plan, &e->summary, code);
    summary_strict(e->cli, e->cli->warnings);
    return code;
}

void effect_free(struct effect *e) {
    results_abandon(&e->results);
    run_summary_free(&e->summary);
    whatif_free(&e->result);
}
