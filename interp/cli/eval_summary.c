#include "interp/cli/eval_summary.h"

#include "interp/run/unfed.h"
#include "interp/tally/tell.h"

static void put_unfed(struct cli *cli, const struct inputs *in, const struct plan *plan, struct text *t) {
    struct text names = {0};
    run_put_unfed(plan, in->records, in->lists, cli->lang, &names);
    if (names.length) diag_message(t, cli->lang, DIAG_NOTE_UNFED, &(struct diag_arg){text_string(&names), NULL});
    if (names.length) text_char(t, '\n');
    t->failed |= names.failed;
    text_free(&names);
}

static void put_bare(struct cli *cli, const char *path, struct text *t) {
    if (path) diag_message(t, cli->lang, DIAG_NOTE_BARE_END, &(struct diag_arg){path, NULL});
    if (path) text_char(t, '\n');
}

static void put_bare_ends(struct cli *cli, const struct inputs *in, struct text *t) {
    put_bare(cli, records_end_bare(in->records) ? in->path : NULL, t);
    for (uint32_t i = 0; in->lists && i < in->policies.policy->field_count; i++)
        if (in->lists[i]) put_bare(cli, list_bare_path(in->lists[i]), t);
}

// What made the results, beside the policies and the date.
static void note_changes(struct cli *cli, const struct inputs *in) {
    struct text settings = {0};
    for (size_t i = 0; i < option_count(cli, "set"); i++)
        text_format(&settings, "%s%s", i ? (cli->lang == LANG_ZH ? "，" : ", ") : "", option_at(cli, "set", i));
    for (size_t i = 0; i < in->reforms.reform_count; i++) cli_note(cli, DIAG_NOTE_REFORM, A(in->reforms.reforms[i]));
    if (settings.length) cli_note(cli, DIAG_NOTE_SETTINGS, A(text_string(&settings)));
    cli->no_memory |= settings.failed;
    text_free(&settings);
}

void summary_strict(struct cli *cli, uint64_t warnings) {
    if (warnings && option_given(cli, "strict")) cli_note(cli, DIAG_NOTE_STRICT, A(cli_count(cli, warnings)));
}

// How an input was read that is not UTF-8 with commas.
static void note_reading(struct cli *cli, const struct inputs *in) {
    struct text reading = {0};
    if (records_put_reading(&reading, cli->lang, in->records))
        cli_note(cli, DIAG_NOTE_READ_AS, A(text_string(&reading)));
    text_free(&reading);
}

void summary_where(struct cli *cli, const struct where_counts *where, uint64_t records) {
    cli_note(cli, DIAG_NOTE_WHERE, A(cli_count(cli, where->wanted)), A(cli_count(cli, records)),
             A(option_text(cli, "where")));
    if (where->unknown) cli_note(cli, DIAG_NOTE_WHERE_UNKNOWN, A(cli_count(cli, where->unknown)));
}

void summary_print(struct cli *cli, const struct inputs *in, const struct plan *plan,
                   const struct run_summary *summary) {
    struct text t = {0}, as_of = {0};
    inputs_as_of_text(&as_of, cli->lang, in);
    const char *records = cli_count(cli, summary->counts.records), *rejected = cli_count(cli, summary->counts.rejected);
    cli_note(cli, DIAG_NOTE_EVALUATED, A(records), A(rejected), A(text_string(&as_of)));
    if (in->where) summary_where(cli, &summary->where, summary->counts.records);
    note_changes(cli, in);
    note_reading(cli, in);
    t.failed = as_of.failed;
    for (uint32_t g = 0; g < plan->policy->group_count; g++)
        tally_put_decisions(&t, cli->lang, scheme_group_name(plan->policy, g, cli->lang), summary->decisions[g]);
    put_unfed(cli, in, plan, &t);
    put_bare_ends(cli, in, &t);
    cli_say(cli, &t);
    summary_strict(cli, cli->warnings);
    text_free(&t);
    text_free(&as_of);
}

void summary_print_timing(struct cli *cli, const struct run_summary *summary) {
    static const char *const names[][2] = {
        {"read", "读取"}, {"parse", "解析"}, {"evaluate", "计算"}, {"format", "成文"}, {"write", "写出"}};
    const struct run_timing *spent = &summary->timing;
    const uint64_t steps[] = {spent->read, spent->parse, spent->evaluate, spent->format, spent->write};
    struct text t = {0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        uint64_t microseconds = steps[i] / 1000,
                 each = summary->counts.records ? steps[i] / summary->counts.records : 0;
        text_format(&t,
                    cli->lang == LANG_ZH ? "%s：%llu.%03llu 毫秒，每条 %llu 纳秒\n"
                                         : "%s: %llu.%03llu ms, %llu ns a record\n",
                    names[i][cli->lang], (unsigned long long)(microseconds / 1000),
                    (unsigned long long)(microseconds % 1000), (unsigned long long)each);
    }
    cli_say(cli, &t);
    text_free(&t);
}

void summary_unprinted(struct cli *cli, uint64_t count, const char *rejects) {
    if (rejects) cli_note(cli, DIAG_NOTE_MORE_REJECTS, A(cli_count(cli, count)), A(rejects));
    else cli_note(cli, DIAG_NOTE_MORE_FAULTS, A(cli_count(cli, count)));
}
