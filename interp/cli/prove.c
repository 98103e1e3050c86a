// Claims on all applicants, proved or broken.
#include "interp/prove/prove.h"

#include <stdlib.h>
#include <string.h>

#include "interp/cli/inputs.h"
#include "interp/cli/terminal.h"
#include "interp/findings/findings.h"

#define ROOMY 100  // columns from which on two stories stand side by side

static const struct option options[] = {
    {.name = "missing",
     .kind = OPTION_FLAG,
     .about = {"data may be missing too (default: all are there)", "资料可以缺失（默认：资料齐全）"}},
    {.name = "as-of",
     .kind = OPTION_DATE,
     .argument = {"DATE", "日期"},
     .about = {"on this date alone (default: on every date)", "仅就该基准日证明（默认：所有基准日）"}},
    {.name = "then-as-of",
     .kind = OPTION_DATE,
     .argument = {"DATE", "日期"},
     .about = {"the same applicants on that date and on this later one are compared",
               "同一申请人在该基准日与此后的这一基准日比较"}},
    {.name = "set",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"scheme.param=VALUE", "方案.参数=值"},
     .about = {"another value for a parameter in the change", "调整中改用另一个参数值"}},
    {.name = "base-set",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"scheme.param=VALUE", "方案.参数=值"},
     .about = {"another value in the policies as they stand too", "现行政策中也改用另一个参数值"}},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|json|junit", "text|json|junit"},
     .choices = "text|json|junit",
     .about = {"for people (text, the default), for programs (json), or for test harnesses (junit)",
               "供人阅读（text，默认）、供程序读取（json），或供测试框架读取（junit）"}},
    {.name = "verbose",
     .kind = OPTION_FLAG,
     .about = {"whoever is shown with all data, not only what the claim turns on",
               "列出所找到申请人的全部资料，而不只是与断言有关的"}},
    {.name = "before",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"POLICY", "政策"},
     .about = {"an earlier edition, a file or folder, with which the policies are compared",
               "与之比较的原版本（政策文件或文件夹）"}},
    {0},
};

struct proving {
    struct cli *cli;
    struct inputs in;
    struct setting *settings;  // of the change
    uint32_t setting_count;
    struct plan_world world;
    struct prove_options how;
    const struct policy_claim *claims;
    uint32_t claim_count;
    struct proof *proofs;
    uint32_t count;
};

// Those that were given, which come first; where none was, those that stand in the files.
static void take_claims(struct proving *p) {
    const struct policy *policy = p->in.policies.policy;
    p->claims = policy->claims;
    while (p->claim_count < policy->claim_count && p->claims[p->claim_count].given) p->claim_count++;
    if (!p->claim_count) p->claim_count = policy->claim_count;
}

// There is nothing to compare with.
static bool lacks_world(const struct proving *p, const struct policy_claim *c) {
    return claim_compares(c->written->kind) && !p->how.world && !claim_is_paired(c);
}

static int check_claims(struct proving *p) {
    take_claims(p);
    if (!p->claim_count) return cli_complain(p->cli, DIAG_NO_CLAIMS, {0}), CLI_USAGE;
    uint32_t lacking = 0;
    const struct policy_claim *first = NULL;
    for (uint32_t i = 0; i < p->claim_count; i++) {
        if (!lacks_world(p, &p->claims[i])) continue;
        if (!lacking++) first = &p->claims[i];
    }
    if (!lacking || (!first->given && lacking < p->claim_count)) return CLI_OK;  // of the others it is told
    return cli_complain(p->cli, DIAG_CLAIM_OF_ONE_WORLD, A(first->written->text)), CLI_USAGE;
}

// Nothing is proved of nobody.
static int check_assumed(struct proving *p) {
    struct policies *policies = &p->in.policies;
    struct text t = {0};
    if (findings_assumed(&policies->compilation, policies->policy)) return CLI_OK;
    policies_render(&t, p->cli->lang, policies);
    cli_say(p->cli, &t);
    text_free(&t);
    return CLI_POLICY;
}

// What does not hold outweighs what is not settled.
static int code_of(const struct proving *p) {
    int code = CLI_OK;
    for (uint32_t i = 0; i < p->count; i++) {
        if (p->proofs[i].answer == PROOF_UNASKED) continue;
        if (p->proofs[i].answer == PROOF_OPEN) code = code == CLI_OK ? CLI_OPEN : code;
        else if (!p->proofs[i].holds) code = CLI_NO;
    }
    return code;
}

static int report(const struct proving *p) {
    struct text out = {0};
    enum prove_format format = (enum prove_format)option_choice(p->cli, "format", PROVE_TEXT);
    prove_report(&out, format, &p->how, p->proofs, p->count);
    cli_print_result(p->cli, &out, format == PROVE_TEXT);
    return code_of(p);
}

static int ask_all(struct proving *p, struct prover *prover) {
    p->proofs = ARENA_ARRAY(p->cli->arena, struct proof, p->claim_count);
    bool good = true;
    for (; good && p->count < p->claim_count; p->count++)
        good = prover_ask(prover, &p->claims[p->count], &p->proofs[p->count]);
    int code = good ? report(p) : cli_out_of_memory(p->cli);
    for (uint32_t i = 0; i < p->count; i++) proof_free(&p->proofs[i]);
    return code;
}

static int prove(struct proving *p) {
    struct prover *prover = prover_new(p->in.policies.policy, &p->how);
    int code = prover ? ask_all(p, prover) : cli_out_of_memory(p->cli);
    prover_free(prover);
    return code;
}

// Those of the change come first: they take the place of the others.
static void add_settings(struct proving *p, const struct setting *settings, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!plan_setting_of(p->settings, p->setting_count, settings[i].param))
            ARENA_PUSH(p->cli->arena, p->settings, p->setting_count, settings[i]);
}

// What reforms and settings make of the policies, beside which they stand.
static void take_world(struct proving *p) {
    const struct policy *policy = p->in.policies.policy;
    add_settings(p, p->in.scenario, p->in.scenario_count);
    add_settings(p, p->in.settings, p->in.setting_count);
    p->world = (struct plan_world){.of = policy->world_count ? &policy->worlds[0] : NULL,
                                   .settings = p->settings,
                                   .setting_count = p->setting_count,
                                   .rejects = true};
    p->world.as_of = option_date(p->cli, "then-as-of");
    if (policy->world_count || p->in.scenario_count || p->world.as_of) p->how.world = &p->world;
}

// An edition is a change by itself, and so is a date.
static int check_alone(struct cli *cli, const char *one) {
    static const char *const changes[] = {"reform", "set", "base-set", "before"};
    for (size_t i = 0; option_given(cli, one) && i < sizeof changes / sizeof *changes; i++)
        if (strcmp(changes[i], one) != 0 && option_given(cli, changes[i]))
            return cli_complain(cli, DIAG_BEFORE_ALONE, A(one), A(changes[i])), CLI_USAGE;
    return CLI_OK;
}

// Whatever is so on the earlier date is a record on the later one too.
static int check_dates(struct cli *cli) {
    int32_t first = option_date(cli, "as-of"), then = option_date(cli, "then-as-of");
    if (!then || (first && first < then)) return CLI_OK;
    return cli_complain(cli, DIAG_THEN_AS_OF, {0}), CLI_USAGE;
}

static int check_usage(struct cli *cli) {
    int code = check_alone(cli, "before");
    if (code == CLI_OK) code = check_alone(cli, "then-as-of");
    return code == CLI_OK ? check_dates(cli) : code;
}

static int run_prove(struct cli *cli) {
    struct proving p = {.cli = cli};
    int code = check_usage(cli);
    if (code == CLI_OK) code = inputs_open_claims(cli, &p.in);
    p.how = (struct prove_options){.lang = cli_result_lang(cli, option_choice(cli, "format", PROVE_TEXT) == PROVE_TEXT),
                                   .as_of = option_date(cli, "as-of"),
                                   .missing = option_given(cli, "missing"),
                                   .whole = option_given(cli, "verbose"),
                                   .settings = p.in.settings,
                                   .setting_count = p.in.setting_count};
    if (code == CLI_OK) take_world(&p);
    if (code == CLI_OK) code = check_claims(&p);
    if (code == CLI_OK) code = check_assumed(&p);
    if (code == CLI_OK) {
        p.how.lines = line_writer_new(&p.in.policies.compilation);
        p.how.sources = &p.in.policies.compilation.sources;
        bool text = option_choice(cli, "format", PROVE_TEXT) == PROVE_TEXT;
        p.how.width = text && terminal_width(cli) >= ROOMY ? terminal_width(cli) : 0;
        code = prove(&p);
    }
    inputs_close(&p.in);
    return code;
}

static const struct example examples[] = {
    {"pol prove policies --claim 'nobody where age < 18 gets ccb'",
     {"that nobody under 18 gets an offer of this scheme", "证明没有 18 岁以下的人能获得该方案的产品"}},
    {"pol prove policies --claim '凡 年龄 < 18岁 者 无人获得 ccb' --lang zh", {"the same in Chinese", "用中文书写"}},
    {"pol prove policies examples/reforms --reform 建行降低收入门槛 --claim 'nobody worse'",
     {"that nobody comes off worse by a reform, or who does", "证明改革后无人变差，或给出变差的人"}},
    {"pol prove policies --as-of 2024-07-01 --then-as-of 2025-07-01 --claim 'nobody worse'",
     {"that whoever gets an offer gets it a year later too, all else being equal", "证明资料不变时一年后没有人变差"}},
    {"pol prove policies --claims claims.txt --format json",
     {"all claims of a file, for a program", "文件中的全部断言，供程序读取"}},
    {0},
};

const struct command command_prove = {
    .name = "prove",
    .about = {"prove a claim for every applicant, or show one who breaks it", "证明断言对所有申请人成立，或给出反例"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {claim_options, options, reform_options},
    .examples = examples,
    .more =
        {"Claims: 'nobody where CONDITION gets NAME', 'nobody gets NAME', 'somebody where CONDITION gets NAME', "
         "'somebody gets NAME', 'CONDITION implies CONDITION', 'never errors'; and of '--reform', '--set', '--before' "
         "or "
         "'--then-as-of', beside the policies as they stand, 'same', 'nobody worse', 'nobody better', 'never more "
         "generous'. Who is eligible or goes to a person gets the offer. Where none is given, those in the files are "
         "proved, as 'pol test' does. The exit code is 1 where a claim does not hold, and 8 where none fails but one "
         "could not be settled.",
         "断言的写法：“凡 条件 者 无人获得 名称”“无人获得 名称”“凡 条件 者 有人获得 名称”“有人获得 名称”"
         "“凡 条件 者 必 条件”“绝不出错”；给出“--reform”“--set”“--before”或“--then-as-of”时，与现行政策、原版本或"
         "前一基准日相比：“结论相同”“无人变差”“无人变好”“绝不更宽松”。符合条件或转人工，均视为可获得。"
         "不给出断言的，证明政策文件中的断言，与 pol test 相同。有断言不成立时退出码为 1；没有不成立的，"
         "但有未能判定的，退出码为 8。"},
    .run = run_prove,
};
