#include "interp/cli/folder.h"
#include "interp/cli/inputs.h"
#include "interp/sampling/write.h"

enum format { FORMAT_POL, FORMAT_CSV, FORMAT_JSONL };

static const struct option options[] = {
    {.name = "scheme",
     .kind = OPTION_TEXT,
     .argument = {"SCHEME", "方案"},
     .about = {"records for this scheme alone", "只生成该方案的记录"}},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"pol|csv|jsonl", "pol|csv|jsonl"},
     .choices = "pol|csv|jsonl",
     .about = {"samples with tests, or records (default: pol)", "样例和测试，或数据记录（默认：pol）"}},
    {.name = "count",
     .kind = OPTION_NUMBER,
     .low = 1,
     .high = 1000000,
     .argument = {"N", "N"},
     .about = {"no more than so many, the most telling ones (default: all)",
               "至多生成此数，优先最说明问题的（默认：全部）"}},
    {.name = "as-of",
     .kind = OPTION_DATE,
     .argument = {"DATE", "日期"},
     .about = {"decide as of this date (default: today in China, UTC+8)", "以该日为基准日（默认：北京时间今天）"}},
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .argument = {"FOLDER", "文件夹"},
     .about = {"of csv: the folder, new or empty, for records.csv and a file for each list",
               "csv 格式写入的文件夹（新建或空的）：records.csv 和每个列表一个文件"}},
    {0},
};

struct job {
    struct cli *cli;
    struct inputs in;
    struct sampling s;
    struct sampling_choice choice;
    enum format format;
    enum lang lang;
};

static int check_usage(struct job *j) {
    const char *path = option_text(j->cli, "output");
    if (j->format == FORMAT_CSV && path) return folder_check(j->cli, path);
    if (j->format == FORMAT_CSV) return cli_complain(j->cli, DIAG_SAMPLE_FOLDER, {0}), CLI_USAGE;
    return path ? (cli_complain(j->cli, DIAG_SAMPLE_NO_FOLDER, {0}), CLI_USAGE) : CLI_OK;
}

static int write_csv(struct job *j) {
    struct sampling_file *made;
    uint32_t count, left_out = sampling_write_csv(&j->s, &j->choice, j->lang, &made, &count);
    struct folder_file *files = ARENA_ARRAY(j->cli->arena, struct folder_file, count);
    bool failed = j->s.failed;
    for (uint32_t i = 0; i < count; i++) {
        files[i] = (struct folder_file){made[i].name, made[i].bytes};
        failed |= made[i].bytes.failed;
    }
    int code = failed ? cli_out_of_memory(j->cli) : folder_write(j->cli, option_text(j->cli, "output"), files, count);
    for (uint32_t i = 0; i < count; i++) text_free(&made[i].bytes);
    if (code == CLI_OK && left_out) cli_note(j->cli, DIAG_SAMPLE_LEFT_OUT, A(cli_count(j->cli, left_out)));
    return code;
}

static int write_text(struct job *j) {
    struct text out = {0};
    if (j->format == FORMAT_JSONL) sampling_write_jsonl(&out, &j->s, &j->choice, j->lang);
    else sampling_write_pol(&out, &j->s, &j->choice, j->lang);
    bool failed = out.failed || j->s.failed;
    if (!failed) cli_print(j->cli, &out);
    text_free(&out);
    return failed ? cli_out_of_memory(j->cli) : CLI_OK;
}

static void tell(struct job *j) {
    cli_note(j->cli, DIAG_SAMPLE_COUNT, A(cli_count(j->cli, j->choice.count)), A(cli_count(j->cli, j->s.count)));
    if (j->s.gap_count) cli_note(j->cli, DIAG_SAMPLE_NOBODY, A(cli_count(j->cli, j->s.gap_count)));
}

static int make(struct job *j) {
    const struct scheme *scheme = NULL;
    int32_t as_of = option_date(j->cli, "as-of");
    int code = inputs_find_scheme(j->cli, &j->in, &scheme);
    if (code != CLI_OK) return code;
    if (!sampling_make(&j->s, j->cli->arena, j->in.policies.policy, scheme, as_of ? as_of : cli_today()))
        return cli_out_of_memory(j->cli);
    if (!j->s.count) return cli_complain(j->cli, DIAG_SAMPLE_NONE, {0}), CLI_NO;
    j->choice = sampling_choose(&j->s, (uint32_t)option_number(j->cli, "count", UINT32_MAX));
    code = j->format == FORMAT_CSV ? write_csv(j) : write_text(j);
    if (code == CLI_OK) tell(j);
    return code;
}

static int run_sample(struct cli *cli) {
    const struct check_options none = {0};
    struct job j = {.cli = cli, .format = (enum format)option_choice(cli, "format", FORMAT_POL)};
    j.lang = cli_result_lang(cli, j.format == FORMAT_POL);
    int code = check_usage(&j);
    if (code == CLI_OK) code = policies_load(cli, cli->operands, cli->operand_count, &none, NULL, &j.in.policies);
    if (code == CLI_OK) code = make(&j);
    sampling_free(&j.s);
    policies_free(&j.in.policies);
    return code;
}

static const struct example examples[] = {
    {"pol sample policies --scheme ccb --as-of 2024-07-01 > ccb_shown_test.pol",
     {"samples and tests that show a scheme's rules one by one", "逐条展示某方案各规则的样例和测试"}},
    {"pol sample policies --format jsonl --count 20",
     {"twenty records to try a system with", "二十条用于试运行的记录"}},
    {"pol sample policies --format csv --output shown/",
     {"a folder with records.csv and a file for each list", "一个文件夹：records.csv 和每个列表一个文件"}},
    {0},
};

const struct command command_sample = {
    .name = "sample",
    .about = {"make records that show the rules one by one", "生成逐条展示规则的示例记录"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options},
    .examples = examples,
    .more =
        {"Each offer eligible; each rule failing alone, and beside it the record that just passes; each rule that asks "
         "for a person; each field without which nothing is decided. Records are invented, as near to the policies' "
         "first sample as they can be, and the same every time. Where nobody can show a thing, that is said.",
         "包括：各产品符合条件的记录；每条规则单独不通过的记录，以及与之相邻、刚好通过的记录；每条转人工的规则；"
         "缺了便无法判断的每个字段。记录均为虚构，尽量贴近政策的第一个样例，每次生成都相同。无人能展示的，另作说明。"},
    .run = run_sample,
};
