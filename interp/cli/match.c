// Applicants and the offers of all schemes, side by side, the best first.
#include "interp/cli/eval.h"
#include "interp/cli/inputs.h"
#include "interp/cli/run_talk.h"

// "|jsonl|csv…"
static const char formats[] =
#define RESULT_FORMAT(id, name)
#define MATCH_FORMAT(id, name, word) "|" #word
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT
    ;

static const struct option options[] = {
    {.name = "rank",
     .kind = OPTION_CHOICE,
     .argument = {"limit|rate|tenor", "limit|rate|tenor"},
     .choices = "limit|rate|tenor",
     .also = "amount|interest|term",
     .about = {"what makes an offer better: a larger limit, a lower rate, a longer tenor (default: limit)",
               "产品排序的依据：额度高、利率低、期限长者在前（默认：limit，按额度）"}},
    {.name = "what-would-help",
     .kind = OPTION_FLAG,
     .about = {"beside what an offer still needs: what would make it eligible or its limit larger, and from when",
               "在尚缺条件之外，另列怎样可以符合条件或提高额度、自何时起"}},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {formats + 1, formats + 1},
     .choices = formats + 1,
     .about = {"how results are written (default: as the name of -o ends, .csv or .html; else table on a terminal, "
               "jsonl elsewhere)",
               "结果的格式（默认：按 -o 文件名的结尾 .csv、.html 而定；其他情况终端上为 table，否则为 jsonl）"}},
    {0},
};

static const enum result_format match_formats[] = {
#define RESULT_FORMAT(id, name)
#define MATCH_FORMAT(id, name, word) RESULTS_##id,
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT
};

static int rank_of(const struct cli *cli) { return option_choice(cli, "rank", RANK_LIMIT); }

static int run_match(struct cli *cli) {
    const struct eval_kind kind = {.formats = match_formats,
                                   .format_count = sizeof match_formats / sizeof *match_formats,
                                   .watched = RESULTS_MATCH_TABLE,
                                   .piped = RESULTS_MATCH_JSONL,
                                   .notes = true,
                                   .advice = option_given(cli, "what-would-help"),
                                   .rank = rank_of};
    return eval_records(cli, &kind);
}

static const struct example examples[] = {
    {"pol match policies --data applicants.csv",
     {"what each applicant can have, the best first", "每位申请人可得的产品，优者在前"}},
    {"pol match policies --data applicants.csv --rank rate --format csv -o offers.csv",
     {"a list for the banks, by rate, into a file", "按利率排序的清单，交给银行"}},
    {"pol match policies --data applicants.csv --format html --lang zh -o sheets.html",
     {"a sheet to print for each applicant", "每位申请人一张可打印的清单"}},
    {0},
};

const struct command command_match = {
    .name = "match",
    .about = {"for each applicant the offers of all schemes, the best first", "为每位申请人列出各方案的产品，优者在前"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options, results_options, jobs_options, trouble_options, data_options, policy_options, reform_options},
    .examples = examples,
    .more = {"Offers that can be had have a rank; those that are as good share it. What does not apply, or is not in "
             "force, is left out.",
             "可得的产品有名次，条件相同者并列；不适用或未施行的产品不列出。"},
    .run = run_match,
};
