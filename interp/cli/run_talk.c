#include "interp/cli/run_talk.h"

#include "interp/cli/eval_summary.h"
#include "interp/run/alike.h"
#include "interp/run/unfed.h"

#define MAX_PRINTED_FAULTS 100u

const struct option trouble_options[] = {
    {.name = "rejects",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"write the rejected records to this file, each with the reason", "被拒的记录及原因写入该文件"}},
    {.name = "duplicates",
     .kind = OPTION_CHOICE,
     .argument = {"keep|reject", "keep|reject"},
     .choices = "keep|reject",
     .about = {"records whose number another had before (default: decide them, and end with exit code 4)",
               "编号与前面相同的记录（默认：照常作出结论，退出码为 4）"}},
    {.name = "rejects-ok",
     .kind = OPTION_FLAG,
     .about = {"exit code 0, not 4, where records were rejected or items found no applicant; both are told",
               "有记录被拒、明细找不到申请人时照样报告，但退出码为 0 而不是 4"}},
    {.name = "strict", .kind = OPTION_FLAG, .about = {"warnings count: exit code 4", "有警告也算不通过：退出码为 4"}},
    {0},
};

static void print(struct run_talk *t, const struct record_fault *fault) {
    struct text line = {0};
    progress_hide(&t->progress);
    record_fault_render(&line, t->cli->lang, fault);
    cli_say(t->cli, &line);
    text_free(&line);
}

void run_talk_fault(struct run_talk *t, const struct record_fault *fault) {
    t->too_long |= fault->id == DIAG_RECORD_TOO_LONG;
    t->cli->warnings += record_fault_severity(fault) == SEVERITY_WARNING;
    if (t->printed == MAX_PRINTED_FAULTS) {
        t->unprinted++;
        return;
    }
    t->printed++;
    print(t, fault);
}

void run_talk_unprinted(const struct run_talk *t) {
    if (t->unprinted) summary_unprinted(t->cli, t->unprinted, option_text(t->cli, "rejects"));
}

// Whether there were any.
static bool warn_of_unclaimed(struct run_talk *t, const struct key_watch *keys) {
    struct inputs *in = t->in;
    uint32_t count = in->lists ? in->policies.policy->field_count : 0;
    for (uint32_t i = 0; i < count; i++)
        if (in->lists[i]) list_warn_unclaimed(in->lists[i], &in->faults);
    bool any = in->faults.count;
    for (uint32_t i = 0; i < in->faults.count; i++) {
        struct record_fault *fault = &in->faults.items[i];
        if (fault->id != DIAG_LIST_UNCLAIMED) continue;
        run_hint_alike(&keys->set, slice_of(fault->args[2].en), &in->faults, fault);
    }
    inputs_print_faults(t->cli, &in->faults);
    return any;
}

void run_talk_unfed(struct run_talk *t, const struct plan *plan) {
    run_warn_unfed(plan, t->in->records, t->in->lists, t->cli->lang, &t->in->faults);
    inputs_print_faults(t->cli, &t->in->faults);
}

int run_talk_end(struct run_talk *t, const struct plan *plan, const struct run_summary *summary, int code) {
    struct cli *cli = t->cli;
    struct inputs *in = t->in;
    run_warn_again(&summary->keys, in->records, in->policies.policy, cli->lang, &in->faults);
    if (in->faults.count && !option_given(cli, "duplicates")) code = CLI_REJECTED;
    run_warn_shapes(&summary->shapes, in->records, in->policies.policy, cli->lang, &in->faults);
    records_warn(in->records, &in->faults);
    inputs_print_faults(cli, &in->faults);
    if (!records_have_header(in->records)) run_talk_unfed(t, plan);
    if (warn_of_unclaimed(t, &summary->keys)) code = CLI_REJECTED;
    if (option_given(cli, "strict") && cli->warnings) return CLI_REJECTED;
    return option_given(cli, "rejects-ok") ? CLI_OK : code;
}
