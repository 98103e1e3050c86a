// A change, tried on a portfolio.
#include "interp/whatif/whatif.h"

#include <errno.h>
#include <string.h>

#include "grammar/base/nearest.h"
#include "grammar/base/path.h"
#include "interp/cli/folder.h"
#include "interp/cli/overwrite.h"
#include "interp/cli/portfolio.h"
#include "interp/cli/settings.h"
#include "interp/cli/terminal.h"
#include "interp/cli/whatif_stamp.h"
#include "interp/whatif/write/write.h"

#define SEED_MOST INT64_MAX

enum whatif_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_HTML };

static const struct option options[] = {
    {.name = "base-set",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"scheme.param=VALUE", "方案.参数=值"},
     .about = {"another value in the baseline too", "基线中也改用另一个参数值"}},
    {.name = "scheme",
     .kind = OPTION_TEXT,
     .argument = {"SCHEME", "方案"},
     .about = {"tell of this scheme alone", "只报告该方案"}},
    {.name = "by",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"FIELD[=VALUES]", "字段[=界限]"},
     .about = {"group records by a field; numbers and dates are parted at these values, else into tenths and years",
               "按字段分组；数值与日期按所给界限分段，未给界限的数值分为十等份，日期按年"}},
    {.name = "sweep",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"PARAM=LOW..HIGH/STEP", "参数=起..止/步长"},
     .about = {"try the values of a parameter one by one", "逐点试算一个参数的取值"}},
    {.name = "robustness",
     .kind = OPTION_TEXT,
     .argument = {"10%", "10%"},
     .about = {"move each number of the scenario by so much, alone", "将方案中的每个数值参数单独上下浮动"}},
    {.name = "near",
     .kind = OPTION_TEXT,
     .argument = {"10%", "10%"},
     .about = {"what counts as just missed, or just passed (default: 10%)", "距门槛多近算“差一点”（默认：10%）"}},
    {.name = "sample",
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 0,
     .high = 1000,
     .about = {"affected records to tell of each kind (default: 20)", "每类变化列出的记录数（默认：20）"}},
    {.name = "no-sample",
     .kind = OPTION_FLAG,
     .about = {"name no record: for a report that leaves the house", "不列出任何记录，供对外的报告使用"}},
    {.name = "seed",
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 0,
     .high = SEED_MOST,
     .about = {"which records are told: another number, other ones (default: 0)",
               "抽样的种子，换一个数即换一批记录（默认：0）"}},
    {.name = "min-cell",
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 0,
     .high = 1000000,
     .about = {"groups of fewer records are not told; of one alone the smallest other group neither (default: 5)",
               "记录不足此数的分组不列明细；仅有一组时，连同最小的另一组也不列，以免由合计推得（默认：5）"}},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|json|csv|html", "text|json|csv|html"},
     .choices = "text|json|csv|html",
     .about = {"how it is written (default: by the name of --output, else text)",
               "报告的格式（默认：由 --output 的文件名决定，否则为 text）"}},
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .argument = {"FILE|FOLDER", "文件|文件夹"},
     .about = {"write it to this file (of csv: this folder, new or empty), whole or not at all",
               "报告写入该文件（csv 为新建或空的文件夹），要么完整，要么没有"}},
    {0},
};

struct asking {
    struct cli *cli;
    struct inputs in;
    enum whatif_format format;
    enum lang lang;  // of the report
    struct portfolio p;
};

// ---- what is asked

// A folder where it ends in a slash.
static enum whatif_format format_of(const struct cli *cli) {
    static const char *const html[] = {".html", ".htm", NULL}, *const json[] = {".json", NULL},
                             *const csv[] = {".csv", "/", NULL};
    const char *path = option_text(cli, "output");
    int named = !path                      ? FORMAT_TEXT
                : path_ends_in(path, html) ? FORMAT_HTML
                : path_ends_in(path, json) ? FORMAT_JSON
                : path_ends_in(path, csv)  ? FORMAT_CSV
                                           : FORMAT_TEXT;
    return (enum whatif_format)option_choice(cli, "format", named);
}

// In millionths.
static int ask_percent(struct asking *a, const char *option, int64_t otherwise, int64_t *value) {
    const char *text = option_text(a->cli, option);
    const struct type percent = {.kind = TYPE_PERCENT};
    bool no_memory = false;
    *value = otherwise;
    if (!text) return CLI_OK;
    bool read = plan_parse_value(a->in.policies.policy, &percent, slice_of(text), value, &no_memory);
    if (no_memory) return cli_out_of_memory(a->cli);
    if (read && *value > 0 && *value <= 1000000) return CLI_OK;
    return cli_complain(a->cli, DIAG_PERCENT_OPTION, A(option), A(text)), CLI_USAGE;
}

// Gaps are counted by whole percents.
static int ask_near(struct asking *a) {
    int code = ask_percent(a, "near", 100000, &a->p.how.ask.near);
    if (code != CLI_OK || a->p.how.ask.near % 10000 == 0) return code;
    return cli_complain(a->cli, DIAG_NEAR_OPTION, A(option_text(a->cli, "near"))), CLI_USAGE;
}

static int ask_by(struct asking *a) {
    size_t count = option_count(a->cli, "by");
    struct whatif_ask *ask = &a->p.how.ask;
    struct diag why = {0};
    ask->by = ARENA_ARRAY(a->cli->arena, struct whatif_by, count + 1);
    for (; ask->by_count < count; ask->by_count++) {
        const char *text = option_at(a->cli, "by", ask->by_count);
        struct whatif_by *by = &ask->by[ask->by_count];
        if (!whatif_parse_by(a->cli->arena, ask->policy, text, a->lang, by, &why))
            return settings_complain(a->cli, ask->policy, &why);
        for (uint32_t i = 0; i < ask->by_count; i++)
            if (ask->by[i].field == by->field) return cli_complain(a->cli, DIAG_BY_TWICE, A(text)), CLI_USAGE;
    }
    return CLI_OK;
}

// Groups that are found in the records want these to be read twice.
static int check_by(struct asking *a) {
    const struct whatif_ask *ask = &a->p.how.ask;
    for (uint32_t i = 0; i < ask->by_count && !records_last(a->in.records); i++) {
        const struct diag_arg wanted = plan_value_wanted(&ask->by[i].field->type);
        if (!ask->by[i].is_open) continue;
        return cli_complain(a->cli, DIAG_BY_CUTS_MISSING, A(option_at(a->cli, "by", i)), wanted), CLI_USAGE;
    }
    return CLI_OK;
}

static int ask_sweeps(struct asking *a) {
    size_t count = option_count(a->cli, "sweep");
    struct whatif_ask *ask = &a->p.how.ask;
    struct diag why = {0};
    if (count > SWEEPS_MOST) return cli_complain(a->cli, DIAG_SWEEPS_MANY, {0}), CLI_USAGE;
    ask->sweeps = ARENA_ARRAY(a->cli->arena, struct whatif_range, count + 1);
    for (; ask->sweep_count < count; ask->sweep_count++)
        if (!whatif_parse_range(a->cli->arena, ask->policy, option_at(a->cli, "sweep", ask->sweep_count), a->lang,
                                &ask->sweeps[ask->sweep_count], &why))
            return settings_complain(a->cli, ask->policy, &why);
    return CLI_OK;
}

static int ask_all(struct asking *a) {
    struct cli *cli = a->cli;
    a->p.how.ask = (struct whatif_ask){
        .policy = a->in.policies.policy,
        .as_of = a->in.as_of,
        .where = a->in.where,
        .base = a->in.settings,
        .base_count = a->in.setting_count,
        .scenario = a->in.scenario,
        .scenario_count = a->in.scenario_count,
        .sample = option_given(cli, "no-sample") ? 0 : (uint32_t)option_number(cli, "sample", 20),
        .min_cell = (uint32_t)option_number(cli, "min-cell", 5),
        .seed = (uint64_t)option_number(cli, "seed", 0),
        .lang = a->lang,
    };
    int code = inputs_find_scheme(a->cli, &a->in, &a->p.how.ask.only);
    if (code == CLI_OK) code = ask_by(a);
    if (code == CLI_OK) code = ask_sweeps(a);
    if (code == CLI_OK) code = ask_near(a);
    return code == CLI_OK ? ask_percent(a, "robustness", 0, &a->p.how.ask.shift) : code;
}

// ---- what is told

static void put_result(struct asking *a, const struct whatif_result *r, struct text *out) {
    switch (a->format) {
    case FORMAT_TEXT:
        whatif_write_text(out, r, a->lang, terminal_page_width(a->cli, option_text(a->cli, "output")), a->cli->arena);
        break;
    case FORMAT_HTML: whatif_write_page(out, r, a->lang, a->cli->arena); break;
    default: whatif_write_json(out, r, a->lang, true);
    }
}

static int write_result(struct asking *a, const struct whatif_result *r, int code) {
    struct text t = {0};
    put_result(a, r, &t);
    if (t.failed) return text_free(&t), cli_out_of_memory(a->cli);
    bool written = results_write(&a->p.results, text_string(&t), t.length);
    text_free(&t);
    return written ? code : results_cant_write(&a->p.results);
}

static int write_folder(struct asking *a, const struct whatif_result *r, int code) {
    struct folder_file files[WHATIF_CSV_FILES] = {{0}};
    bool made = true;
    for (uint32_t i = 0; i < WHATIF_CSV_FILES; i++) {
        files[i].name = whatif_csv_name(i);
        whatif_write_csv(&files[i].bytes, r, a->lang, i, a->cli->arena);
        made &= !files[i].bytes.failed;
    }
    int written = made ? folder_write(a->cli, option_text(a->cli, "output"), files, WHATIF_CSV_FILES) : CLI_MEMORY;
    if (!made) cli_complain(a->cli, DIAG_OUT_OF_MEMORY, {0});
    for (uint32_t i = 0; i < WHATIF_CSV_FILES; i++) text_free(&files[i].bytes);
    return written == CLI_OK ? code : written;
}

static int tell(struct asking *a, int code) {
    struct whatif_result *result = &a->p.result;
    whatif_tell_stamp(a->cli, &a->p.stamp, &a->p.how.ask, &result->stamp);
    return a->format == FORMAT_CSV ? write_folder(a, result, code) : write_result(a, result, code);
}

static int study(struct asking *a) {
    int code = portfolio_run(&a->p);
    return code == CLI_OK || code == CLI_REJECTED ? portfolio_end(&a->p, tell(a, code)) : code;
}

// ---- the command

static int open_output(struct asking *a) {
    struct results_places places = {.output = option_text(a->cli, "output"), .rejects = option_text(a->cli, "rejects")};
    int code = a->format == FORMAT_CSV ? folder_check(a->cli, places.output) : CLI_OK;
    if (a->format == FORMAT_CSV) places.output = NULL;
    return code == CLI_OK ? results_open(&a->p.results, a->cli, &places, NULL, a->lang) : code;
}

static int run_whatif(struct cli *cli) {
    const char *path = option_text(cli, "output");
    struct asking a = {.cli = cli, .format = format_of(cli)};
    a.lang = cli_result_lang(cli, a.format == FORMAT_TEXT || a.format == FORMAT_HTML);
    a.p = portfolio_of(cli, &a.in, a.lang);
    if (a.format == FORMAT_CSV && (!path || strcmp(path, "-") == 0))
        return cli_complain(cli, DIAG_FOLDER_NEEDED, {0}), CLI_USAGE;
    int code = inputs_open_scenario(cli, &a.in);
    if (code == CLI_OK) code = ask_all(&a);
    if (code == CLI_OK) code = overwrite_check(cli, &a.in, path, option_text(cli, "rejects"), NULL, NULL);
    if (code == CLI_OK) code = portfolio_open(&a.p);
    if (code == CLI_OK) code = check_by(&a);
    if (code == CLI_OK) code = open_output(&a);
    if (code == CLI_OK) code = study(&a);
    portfolio_free(&a.p);
    inputs_close(&a.in);
    return code;
}

static const struct example examples[] = {
    {"pol whatif policies examples/reforms --reform 建行降低收入门槛 --data applicants.csv --by type --format json",
     {"what a reform does to a portfolio, by type", "一项改革对存量客户的影响，按类型分组"}},
    {"pol whatif policies --set ccb.min_revenue_growth=20万元 --data applicants.csv --format json "
     "--sweep ccb.min_revenue_growth=10万元..40万元/2万元",
     {"another threshold, and what lies beside it", "换一个门槛，并逐点试算其附近的取值"}},
    {0},
};

const struct command command_whatif = {
    .name = "whatif",
    .about = {"what a change does to a portfolio", "试算一项调整对一批客户的影响"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options, jobs_options, trouble_options, data_options, policy_options, reform_options},
    .examples = examples,
    .more =
        {"All reforms and settings together are the scenario; the baseline is the policies as they stand, with "
         "--base-set. A record that faults in either is rejected from both; in a sweep it is left out of that point "
         "alone.",
         "所有改革与参数设置合为一个情景；基线为政策现状（加上 --base-set）。任一情景中计算出错的记录，两边都不计；"
         "逐点试算中出错的，只在该点不计。"},
    .run = run_whatif,
};
