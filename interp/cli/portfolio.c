#include "interp/cli/portfolio.h"

#include "interp/cli/eval_summary.h"
#include "interp/cli/stamp.h"
#include "interp/run/unfed.h"

struct portfolio portfolio_of(struct cli *cli, struct inputs *in, enum lang lang) {
    return (struct portfolio){.cli = cli, .in = in, .lang = lang, .talk = {.cli = cli, .in = in}};
}

int portfolio_open(struct portfolio *p) {
    struct inputs *in = p->in;
    in->stamps = in->hashes = true;
    int code = inputs_open_records(p->cli, in, inputs_jobs(p->cli));
    if (code == CLI_OK && !records_last(in->records)) in->stamps = false;
    if (code == CLI_OK) stamp_gather(p->cli, in, p->lang, &p->stamp);
    return code;
}

// ---- through the records

static void on_fault(void *context, const struct record_fault *fault) {
    struct portfolio *p = context;
    run_talk_fault(&p->talk, fault);
    results_refuse(&p->results, fault);
}

static bool on_progress(void *context, const struct run_counts *so_far) {
    struct portfolio *p = context;
    progress_show(&p->talk.progress, so_far->records, so_far->bytes);
    return !p->results.rejects_failed;
}

static int code_of(struct portfolio *p, enum run_status status) {
    if (status == RUN_MEMORY) return inputs_ran_out(p->cli, p->in);
    if (status == RUN_STOPPED) return rejects_cant_write(&p->results);
    if (status != RUN_OK) return p->talk.too_long ? CLI_LIMIT : CLI_IO;
    if (p->in->stamps && !inputs_kept(p->cli, p->in)) return CLI_IO;
    return p->summary.counts.rejected ? CLI_REJECTED : CLI_OK;
}

static enum run_status run_records(struct portfolio *p) {
    p->how.records = p->in->records;
    p->how.lines = line_writer_new(&p->in->policies.compilation);
    p->how.jobs = inputs_jobs(p->cli);
    p->how.duplicates = (enum duplicates)option_choice(p->cli, "duplicates", DUPLICATES_KEPT);
    p->how.seed = p->in->list_limits.seed;
    p->how.callbacks = (struct run_callbacks){.context = p, .fault = on_fault, .progress = on_progress};
    if (!results_begin(&p->results, p->in)) return RUN_MEMORY;
    progress_start(&p->talk.progress, p->cli, p->in->file);
    enum run_status status = whatif_run(&p->how, p->cli->arena, &p->result, &p->summary);
    progress_hide(&p->talk.progress);
    return results_end(&p->results, status);
}

int portfolio_run(struct portfolio *p) {
    int code = code_of(p, run_records(p)), told = CLI_OK;
    if (code == CLI_OK || code == CLI_REJECTED) told = stamp_digest(p->cli, p->in, &p->stamp);
    run_talk_unprinted(&p->talk);
    return told == CLI_OK ? code : told;
}

// ---- at the end

// Fields that only --by reads.
static void warn_of_groups(struct portfolio *p) {
    const struct whatif_ask *ask = &p->how.ask;
    struct slice by = slice_of(p->lang == LANG_ZH ? "选项 --by " : "option --by");
    for (uint32_t i = 0; i < ask->by_count; i++) {
        const struct field *f = ask->by[i].field;
        if (p->result.plan->used_fields[f - ask->policy->fields] || records_give(p->in->records, f)) continue;
        run_warn_unfed_field(ask->policy, p->in->records, f, by, p->lang, &p->in->faults);
    }
    inputs_print_faults(p->cli, &p->in->faults);
}

int portfolio_end(struct portfolio *p, int code) {
    code = results_commit(&p->results, code);
    if (code != CLI_OK && code != CLI_REJECTED) return code;
    if (!output_flush(p->cli->out)) return CLI_IO;  // main says why
    if (records_have_header(p->in->records)) run_talk_unfed(&p->talk, p->result.plan);
    warn_of_groups(p);
    code = run_talk_end(&p->talk, p->result.plan, &p->summary, code);
    summary_strict(p->cli, p->cli->warnings);
    return code;
}

void portfolio_free(struct portfolio *p) {
    results_abandon(&p->results);
    run_summary_free(&p->summary);
    whatif_free(&p->result);
}
