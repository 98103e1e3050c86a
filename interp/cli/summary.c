// What runs over the parts of some data came to, added up.
#include "interp/cli/inputs.h"
#include "interp/tally/add.h"
#include "interp/tally/read.h"
#include "interp/tally/tell.h"
#include "interp/whatif/join/join.h"

enum summary_format { FORMAT_TEXT, FORMAT_JSON };

static int failed(struct cli *cli, struct record_faults *faults) {
    bool memory = faults->failed;
    inputs_print_faults(cli, faults);
    if (memory) cli_complain(cli, DIAG_OUT_OF_MEMORY, {0});
    record_faults_free(faults);
    return memory ? CLI_MEMORY : CLI_IO;
}

// The first file stands for all before this one: they were added up.
static int refuse(struct cli *cli, const struct tally_clash *clash, const char *path) {
    const char *where = text_string(&clash->path), *values = text_string(&clash->values);
    const struct diag_arg *what = clash->rule && clash->rule->what[0]
                                      ? &(struct diag_arg){clash->rule->what[LANG_EN], clash->rule->what[LANG_ZH]}
                                      : &(struct diag_arg){where, NULL};
    const struct diag_arg args[] = {A(cli->operands[0]), A(path), *what, A(values)};
    cli_complain_with(cli, DIAG_SUMMARIES_DIFFER, args, 4, DIAG_NONE, NULL, 0);
    return CLI_NO;
}

static bool is_given_before(const struct cli *cli, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(cli->operands[i], cli->operands[index]) == 0) return true;
    return false;
}

static int add_file(struct cli *cli, struct sums *t, size_t index) {
    const char *path = cli->operands[index];
    struct record_faults faults = {0};
    if (is_given_before(cli, index)) return cli_complain(cli, DIAG_SUMMARY_TWICE, A(path)), CLI_USAGE;
    struct json_value *v = tally_read(cli->arena, path, &faults);
    if (!v) return failed(cli, &faults);
    record_faults_free(&faults);
    if (sums_of_whatif(v) && !whatif_may_join(v)) return cli_complain(cli, DIAG_REPORT_NO_JOINS, A(path)), CLI_IO;
    return sums_add(t, v) ? CLI_OK : refuse(cli, &t->clash, path);
}

static void print_total(struct cli *cli, const struct sums *t) {
    struct text out = {0};
    bool json = option_choice(cli, "format", FORMAT_TEXT) == FORMAT_JSON;
    if (json) json_tree_put(&out, t->total);
    if (json) text_char(&out, '\n');
    else tally_tell(&out, cli->lang, t->total);
    cli_print_result(cli, &out, !json);
    if (t->again.length) cli_note(cli, DIAG_NOTE_DATA_AGAIN, A(arena_copy(cli->arena, t->again.text, t->again.length)));
    for (size_t i = 0; i < t->left_out_count; i++) cli_note(cli, DIAG_NOTE_NO_SUM, A(t->left_out[i]));
}

// Of whatif what does not add up is made anew.
static int join(struct cli *cli, struct sums *t) {
    const struct join_options options = {cli->operand_count, option_number(cli, "min-cell", JOIN_AS_ASKED)};
    if (!sums_of_whatif(t->total)) return CLI_OK;
    enum join_status status = whatif_join(t, &options);
    if (t->parted.length) cli_note(cli, DIAG_NOTE_PARTED, A(arena_copy(cli->arena, t->parted.text, t->parted.length)));
    if (status == JOIN_HIDDEN) cli_note(cli, DIAG_NOTE_FEW_HIDDEN, {0});
    return status == JOIN_MEMORY ? cli_complain(cli, DIAG_OUT_OF_MEMORY, {0}), CLI_MEMORY : CLI_OK;
}

static int run_summary(struct cli *cli) {
    struct sums t = {.arena = cli->arena};
    int code = CLI_OK;
    for (size_t i = 0; code == CLI_OK && i < cli->operand_count; i++) code = add_file(cli, &t, i);
    if (code == CLI_OK) code = join(cli, &t);
    if (code == CLI_OK) print_total(cli, &t);
    sums_free(&t);
    return code;
}

static const struct example examples[] = {
    {"pol summary part-*.json", {"what all parts came to", "各片合计"}},
    {"pol summary part-*.json --format json > whole.json",
     {"the same as a file that can be added up in turn", "合计写成 JSON，可再次合计"}},
    {"pol summary part-*.json --format json --min-cell 5 > whole.json",
     {"of whatif: the report on all parts, without groups of fewer than 5 records",
      "合计各片的 whatif 结果，不足 5 条记录的分组不列明细"}},
    {0},
};

static const struct option options[] = {
    {.name = "min-cell",
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 0,
     .high = 1000000,
     .about = {"of whatif: groups of fewer records in all are not told; the parts are made with --min-cell 0",
               "用于 whatif 的结果：合计后不足此数的分组不列明细；各片须用 --min-cell 0 生成"}},
    {0},
};

const struct command command_summary = {
    .name = "summary",
    .about = {"add up what runs over the parts of some data came to", "合计分片处理的汇总数"},
    .operands = {"FILE...", "文件..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {text_or_json_options, options},
    .examples = examples,
    .more = {"The files are those of 'pol eval --summary', or those of 'pol whatif --format json': of the parts comes, "
             "but for its stamp, the report on the whole, as JSON; the text tells the decisions alone, and there is no "
             "page of it. Files of another date, of other policies or other settings are not added up: exit code 1.",
             "文件由“pol eval --summary”或“pol whatif --format json”写出。whatif 各片合计的 JSON 除 stamp "
             "外与整体试算的结果"
             "完全相同；文本只列结论数，不生成网页。基准日、政策或参数值不同的文件不能合计，退出码为 1。"},
    .run = run_summary,
};
