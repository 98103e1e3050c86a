#include "interp/cli/eval.h"

#include <string.h>
#include <strings.h>

#include "interp/cli/eval_summary.h"
#include "interp/cli/overwrite.h"
#include "interp/cli/results.h"
#include "interp/cli/run_talk.h"
#include "interp/cli/stamp.h"
#include "interp/cli/terminal.h"
#include "interp/funnel/tell.h"
#include "interp/run/run.h"
#include "interp/tally/run_counts.h"

#define NEAR_PERCENT 10

// "|jsonl|csv…"
static const char formats[] =
#define RESULT_FORMAT(id, name) "|" #name
#define MATCH_FORMAT(id, name, word)
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT
    ;

static const struct option format_options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {formats + 1, formats + 1},
     .choices = formats + 1,
     .about = {"how results are written (default: as the name of -o ends, .csv, .xlsx or .db; else table on a "
               "terminal, jsonl elsewhere)",
               "结果的格式（默认：按 -o 文件名的结尾 .csv、.xlsx、.db 而定；其他情况终端上为 table，否则为 jsonl）"}},
    {0},
};

const struct option results_options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"write results to this file, whole or not at all", "结果写入该文件，要么完整，要么没有"}},
    {.name = "summary",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"write what it came to into this file as JSON, which 'pol summary' adds up",
               "将汇总数写入该 JSON 文件，可用“pol summary”合计"}},
    {.name = "stats",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"write which rule excludes how many, alone and in turn, into this file: JSON where it ends in .json",
               "各条件排除多少户（依次、单独）写入该文件，以 .json 结尾的为 JSON"}},
    {.name = "bom",
     .kind = OPTION_FLAG,
     .about = {"begin CSV with the mark by which Excel knows UTF-8", "CSV 以 BOM 开头，Excel 据此识别 UTF-8"}},
    {.name = "no-header",
     .kind = OPTION_FLAG,
     .about = {"leave out the header line of CSV, for results that are put together",
               "CSV 结果不写表头，便于多份结果拼接"}},
    {.name = "spreadsheet-safe",
     .kind = OPTION_FLAG,
     .about = {"in CSV put an apostrophe before texts that a spreadsheet would run as formulas",
               "CSV 中会被电子表格当作公式的文本，前面加撇号"}},
    {.name = "stamp",
     .kind = OPTION_FLAG,
     .about = {"put into the results what made them: date, settings, SHA-256 of policies and data",
               "结果中写明其由来：基准日、参数值、政策与数据的 SHA-256"}},
    {.name = "timing", .kind = OPTION_FLAG, .about = {"say where the time went", "报告各步耗时"}},
    {0},
};

struct eval {
    struct cli *cli;
    struct inputs in;
    const struct eval_kind *kind;
    enum result_format format;
    enum lang lang;  // of results
    struct results results;
    struct stamp stamp;  // with --stamp and --summary, and where results are rows
    struct tally_faults refused;
    struct run_talk talk;
};

static bool on_write(void *context, const char *bytes, size_t length) {
    struct eval *e = context;
    return results_write(&e->results, bytes, length);
}

static void on_fault(void *context, const struct record_fault *fault) {
    struct eval *e = context;
    run_talk_fault(&e->talk, fault);
    tally_note_fault(&e->refused, fault);
    results_refuse(&e->results, fault);
}

static bool on_progress(void *context, const struct run_counts *so_far) {
    struct eval *e = context;
    progress_show(&e->talk.progress, so_far->records, so_far->bytes);
    return !e->results.rejects_failed;
}

static uint64_t on_clock(void *context) {
    (void)context;
    return cli_nanoseconds();
}

static enum run_status run_records(struct eval *e, const struct plan *plan, struct run_summary *summary) {
    const struct tally_options stats = {.near_percent = NEAR_PERCENT};
    const struct plan_options options = inputs_plan(&e->in);
    const struct run_options how = {
        .plan = plan,
        .where = e->in.where,
        .records = e->in.records,
        .format = e->format,
        .lang = e->lang,
        .jobs = inputs_jobs(e->cli),
        .rank = (enum rank_by)e->kind->rank(e->cli),
        .advice = e->kind->advice ? &options : NULL,
        .width = terminal_width_for(e->cli, option_text(e->cli, "output")),
        .guards = option_given(e->cli, "spreadsheet-safe"),
        .headless = option_given(e->cli, "no-header"),
        .stamp = e->in.stamps ? &e->stamp : NULL,
        .stats = e->results.stats ? &stats : NULL,
        .seed = e->in.list_limits.seed,
        .duplicates = (enum duplicates)option_choice(e->cli, "duplicates", DUPLICATES_KEPT),
        .callbacks = {.context = e,
                      .write = on_write,
                      .fault = on_fault,
                      .progress = on_progress,
                      .clock = option_given(e->cli, "timing") ? on_clock : NULL},
    };
    if (!results_begin(&e->results, &e->in)) return RUN_MEMORY;
    progress_start(&e->talk.progress, e->cli, e->in.file);
    enum run_status status = run(&how, summary);
    progress_hide(&e->talk.progress);
    if (status == RUN_OK) status = results_tell_run(&e->results, &e->stamp, e->lang, &summary->counts);
    return results_end(&e->results, status);
}

// False where it is asked for and can't be written.
static bool summarize(struct eval *e, const struct run_summary *summary) {
    struct text t = {0};
    if (!e->results.summary) return true;
    tally_put_run(&t, e->in.policies.policy, summary, &e->refused, &e->stamp);
    bool done = results_summarize(&e->results, &t);
    text_free(&t);
    return done;
}

static bool put_stats(struct eval *e, const struct run_summary *summary) {
    const char *path = option_text(e->cli, "stats"), *end = path ? strrchr(path, '.') : NULL;
    struct text t = {0};
    if (!e->results.stats) return true;
    bool json = end && strcasecmp(end, ".json") == 0;
    if (json) tally_put_json(&t, summary->stats, cli_result_lang(e->cli, false));
    else
        tally_put_text(&t, summary->stats, cli_result_lang(e->cli, true), terminal_width_for(e->cli, path),
                       e->cli->arena);
    bool done = results_count(&e->results, &t);
    text_free(&t);
    return done;
}

static int code_of(struct eval *e, enum run_status status, const struct run_summary *summary) {
    switch (status) {
    case RUN_OK:
        if (e->in.stamps && !inputs_kept(e->cli, &e->in)) return CLI_IO;
        if (!summarize(e, summary)) return summary_cant_write(&e->results);
        if (!put_stats(e, summary)) return stats_cant_write(&e->results);
        return summary->counts.rejected ? CLI_REJECTED : CLI_OK;
    case RUN_INPUT: return e->talk.too_long ? CLI_LIMIT : CLI_IO;
    case RUN_OUTPUT: return results_cant_write(&e->results);
    case RUN_MEMORY: return inputs_ran_out(e->cli, &e->in);
    case RUN_STOPPED: return rejects_cant_write(&e->results);
    }
    return CLI_IO;
}

static int finish(struct eval *e, const struct plan *plan, enum run_status status, const struct run_summary *summary) {
    int code = results_commit(&e->results, code_of(e, status, summary));
    run_talk_unprinted(&e->talk);
    if (code != CLI_OK && code != CLI_REJECTED) return code;
    if (!output_flush(e->cli->out)) return CLI_IO;  // main says why
    code = run_talk_end(&e->talk, plan, summary, code);
    summary_print(e->cli, &e->in, plan, summary);
    if (option_given(e->cli, "timing")) summary_print_timing(e->cli, summary);
    return code;
}

static struct results_places places_of(const struct cli *cli) {
    return (struct results_places){.output = option_text(cli, "output"),
                                   .rejects = option_text(cli, "rejects"),
                                   .summary = option_text(cli, "summary"),
                                   .stats = option_text(cli, "stats"),
                                   .guards = option_given(cli, "spreadsheet-safe"),
                                   .headless = option_given(cli, "no-header"),
                                   .bom = option_given(cli, "bom")};
}

static int evaluate(struct eval *e) {
    struct plan_options po = inputs_plan(&e->in);
    po.notes = e->kind->notes;
    struct plan *plan = plan_new(e->in.policies.policy, &po);
    if (!plan) return cli_out_of_memory(e->cli);
    struct run_summary summary = {0};
    const struct results_places places = places_of(e->cli);
    int code = results_open(&e->results, e->cli, &places, result_sink(e->format), e->lang);
    if (code == CLI_OK && records_have_header(e->in.records)) run_talk_unfed(&e->talk, plan);
    if (code == CLI_OK) {
        enum run_status status = run_records(e, plan, &summary);
        code = finish(e, plan, status, &summary);
        run_summary_free(&summary);
    }
    plan_free(plan);
    return code;
}

static const char *const format_names[] = {
#define RESULT_FORMAT(id, name) #name,
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT
};

static int check_rows(struct cli *cli, enum result_format format) {
    const char *output = option_text(cli, "output"), *name = format_names[format];
    const struct row_sink_format *sink = result_sink(format);
    if (!sink->open) return cli_complain(cli, DIAG_ROWS_NOT_BUILT, A(name)), CLI_USAGE;
    if (sink->missing()) return cli_complain(cli, DIAG_ROWS_NO_LIBRARY, A(name), A(sink->missing())), CLI_USAGE;
    if (output && strcmp(output, "-") != 0) return CLI_OK;
    return cli_complain(cli, DIAG_ROWS_NO_FILE, {0}), CLI_USAGE;
}

// What is asked for that only CSV has.
static int check_csv(struct cli *cli) {
    static const char *const of_csv[] = {"bom", "no-header"};
    for (size_t i = 0; i < sizeof of_csv / sizeof *of_csv; i++)
        if (option_given(cli, of_csv[i])) return cli_complain(cli, DIAG_OPTION_NO_CSV, A(of_csv[i])), CLI_USAGE;
    return CLI_OK;
}

static int check_parts(struct cli *cli) {
    static const char *const of_parts[] = {"header", "first-line", "no-header"};
    int code = CLI_OK;
    for (size_t i = 0; code == CLI_OK && i < sizeof of_parts / sizeof *of_parts; i++)
        code = inputs_check_part(cli, of_parts[i]);
    return code;
}

// By --format, else by how the name of the file ends, else by who reads it.
static int choose_format(struct eval *e) {
    struct cli *cli = e->cli;
    const struct eval_kind *kind = e->kind;
    const char *output = option_text(cli, "output");
    int chosen = option_choice(cli, "format", -1);
    e->format = chosen >= 0 ? kind->formats[chosen] : cli->terminal_out && !output ? kind->watched : kind->piped;
    bool named = chosen < 0 && output && result_format_of_name(output, kind->formats, kind->format_count, &e->format);
    if (named && result_sink(e->format) && !kind->rows)
        return cli_complain(cli, DIAG_ROWS_NOT_HERE, A(format_names[e->format]), A(cli->command->name)), CLI_USAGE;
    e->lang = cli_result_lang(cli, e->format == kind->watched);
    bool csv = e->format == RESULTS_CSV || e->format == RESULTS_LONG || e->format == RESULTS_MATCH_CSV;
    int code = csv ? CLI_OK : check_csv(cli);
    return code == CLI_OK && result_sink(e->format) ? check_rows(cli, e->format) : code;
}

static bool has_rows(const struct eval *e) { return result_sink(e->format) != NULL; }

// Whether it is told what made the results.
static bool is_stamped(const struct eval *e) {
    return has_rows(e) || option_given(e->cli, "stamp") || option_given(e->cli, "summary");
}

// Rows say what made them in any case; of data that can be read only once as far as that is known.
static int open_records(struct eval *e) {
    bool asked = option_given(e->cli, "stamp"), rows = has_rows(e);
    e->in.stamps = asked || rows;
    int code = inputs_open_records(e->cli, &e->in, inputs_jobs(e->cli));
    if (code == CLI_OK && !asked && !records_last(e->in.records)) e->in.stamps = false;
    if (code != CLI_OK || !is_stamped(e)) return code;
    stamp_gather(e->cli, &e->in, e->lang, &e->stamp);
    return stamp_digest(e->cli, &e->in, &e->stamp);
}

int eval_records(struct cli *cli, const struct eval_kind *kind) {
    struct eval e = {.cli = cli, .kind = kind};
    e.talk = (struct run_talk){.cli = cli, .in = &e.in};
    int code = choose_format(&e);
    if (code == CLI_OK) code = check_parts(cli);
    if (code != CLI_OK) return code;
    code = inputs_open_policies(cli, &e.in, is_stamped(&e));
    if (code == CLI_OK)
        code = overwrite_check(cli, &e.in, option_text(cli, "output"), option_text(cli, "rejects"),
                               option_text(cli, "summary"), option_text(cli, "stats"));
    if (code == CLI_OK) code = open_records(&e);
    if (code == CLI_OK) code = evaluate(&e);
    results_abandon(&e.results);
    inputs_close(&e.in);
    return code;
}

static const enum result_format all_formats[] = {
#define RESULT_FORMAT(id, name) RESULTS_##id,
#define MATCH_FORMAT(id, name, word)
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT
};

static int no_rank(const struct cli *cli) {
    (void)cli;
    return RANK_LIMIT;
}

static int run_eval(struct cli *cli) {
    const struct eval_kind kind = {.formats = all_formats,
                                   .format_count = sizeof all_formats / sizeof *all_formats,
                                   .watched = RESULTS_TABLE,
                                   .piped = RESULTS_JSONL,
                                   .rows = true,
                                   .rank = no_rank};
    return eval_records(cli, &kind);
}

static const struct example examples[] = {
    {"pol eval policies --data applicants.csv", {"decide every applicant of the file", "对文件中的每位申请人作出结论"}},
    {"pol eval policies --data applicants.csv --list overdue=overdue.csv -o decisions.csv --format csv",
     {"with the items of a list field, results into a file", "带列表字段的明细，结果写入文件"}},
    {"pol eval policies --data applicants.jsonl --as-of 2024-07-01 --rejects rejected.jsonl",
     {"as of a date; what can't be read is kept for correction", "以某日为基准日；读不懂的记录另存以便更正"}},
    {"pol eval policies --data applicants.csv --set ccb.min_revenue_growth=20万元",
     {"what if a figure were another?", "如果某个数改了会怎样？"}},
    {"pol eval policies --data applicants.csv --where 'ccb is refer and annual_revenue > 50万元'",
     {"only those of interest, by fields and decisions", "只看关心的记录，按字段和结论筛选"}},
    {0},
};

const struct command command_eval = {
    .name = "eval",
    .about = {"decide records by policies", "按政策对记录作出结论"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {format_options, results_options, jobs_options, trouble_options, data_options, policy_options,
                reform_options},
    .examples = examples,
    .more = {"A summary goes to standard error. JSON and CSV use English names unless --lang zh is given.",
             "摘要写到标准错误。JSON 与 CSV 默认用英文名称，--lang zh 改用中文名称。"},
    .run = run_eval,
};
