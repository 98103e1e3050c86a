#include "interp/explain/explain.h"

#include <string.h>

#include "interp/cli/advise.h"
#include "interp/cli/eval_summary.h"
#include "interp/cli/inputs.h"
#include "interp/cli/overwrite.h"
#include "interp/cli/stories.h"
#include "interp/cli/terminal.h"
#include "interp/eval/eval.h"
#include "interp/run/alike.h"
#include "interp/run/asked.h"
#include "interp/run/fault_places.h"

#define SAMPLE_MOST 1000
#define MISSED_SHOWN 100u  // numbers that no record bears

static const struct option options[] = {
    {.name = "id",
     .kind = OPTION_TEXT,
     .repeats = true,
     .argument = {"ID", "编号"},
     .about = {"the applicant's number; several one after the other", "申请人的编号；可给出多个"}},
    {.name = "ids",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"a file of numbers, one on each line", "编号清单文件，每行一个编号"}},
    {.name = "sample",
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 1,
     .high = SAMPLE_MOST,
     .about = {"so many records, chosen by chance", "随机抽取若干条记录"}},
    {.name = "seed",
     .kind = OPTION_NUMBER,
     .argument = {"N", "N"},
     .low = 0,
     .high = INT64_MAX,
     .about = {"which records the sample takes: another number, other ones (default: 0)",
               "抽样的种子，换一个数即换一批记录（默认：0）"}},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|json", "text|json"},
     .choices = "text|json",
     .about = {"for people or for programs (default: text)", "供人阅读或供程序读取（默认：text）"}},
    {.name = "brief",
     .kind = OPTION_FLAG,
     .about = {"only what was decided, and what decided it", "只说明结论和起决定作用的条款"}},
    {.name = "scheme",
     .kind = OPTION_TEXT,
     .argument = {"SCHEME", "方案"},
     .about = {"tell of this scheme alone", "只说明该方案"}},
    {.name = "color",
     .kind = OPTION_CHOICE,
     .argument = {"auto|always|never", "auto|always|never"},
     .choices = "auto|always|never",
     .about = {"colour the signs ✓ ✗ ! ? (default: auto, on a terminal unless NO_COLOR is set)",
               "为 ✓ ✗ ! ? 着色（默认：auto，即在终端上，且未设置 NO_COLOR）"}},
    {.name = "what-would-help",
     .kind = OPTION_FLAG,
     .about =
         {"instead: what would make the offers eligible that are not, or the limits of the others larger, and from "
          "when",
          "改为说明：怎样改变、补充什么资料、自何时起，可使尚不符合条件的产品符合条件，或提高其余产品的额度"}},
    {0},
};

struct search {
    struct cli *cli;
    struct inputs in;
    struct asked asked;
    bool any;   // no number is asked for: any record, as far as the condition takes it
    bool many;  // stories are told as they come
    struct stories stories;
    struct where_mask *where;  // NULL: any record that bears a number that is asked for
    struct where_counts counts;
    uint64_t considered;  // records the condition was asked of
    bool decided;         // the block at hand is
    struct line_writer *lines;
    struct explain_operands *operands;
    size_t operands_at;
    const struct scheme *scheme;  // NULL: all are told of
    struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
    struct record_parser *parser;
    struct chunk chunk;
    struct explanation *found;
    struct adviser *adviser;  // NULL: the story itself is asked for
    uint64_t rejected;        // records that cannot be read, whichever they are
    uint64_t last_rejected;   // the last of them in the chunk at hand, which may have several faults
    int code;                 // CLI_OK until something went wrong
};

static bool out_of_memory(struct search *s) {
    cli_complain(s->cli, DIAG_OUT_OF_MEMORY, {0});
    s->code = CLI_MEMORY;
    return false;
}

// Behind what the condition on records asks.
static bool add_operands(struct search *s, struct plan_options *po) {
    size_t count, asked = po->extra_count;
    const struct expr **operands = explain_operands_exprs(s->operands, &count);
    const struct expr **all = ARENA_ARRAY(s->cli->arena, const struct expr *, asked + count + 1);
    for (size_t i = 0; i < asked; i++) all[i] = po->extra[i];
    for (size_t i = 0; i < count; i++) all[asked + i] = operands[i];
    s->operands_at = asked;
    po->extra = all;
    po->extra_count = asked + count;
    return all != NULL;
}

static bool make_ready(struct search *s) {
    struct plan_options po = inputs_plan(&s->in);
    po.keep_names = true;
    po.notes = true;
    s->lines = line_writer_new(&s->in.policies.compilation);
    s->operands = explain_operands_new(s->in.policies.policy);
    if (!s->operands) return out_of_memory(s);
    if (!add_operands(s, &po)) return out_of_memory(s);
    s->plan = plan_new(s->in.policies.policy, &po);
    s->workspace = s->plan ? plan_workspace_new(s->plan, RECORDS_BLOCK_ROWS) : NULL;
    s->decisions = s->workspace ? decisions_new(s->plan, RECORDS_BLOCK_ROWS) : NULL;
    s->parser = s->decisions ? record_parser_new(s->in.records) : NULL;
    if (s->in.where) s->where = where_mask_new(s->in.where, s->plan, 0, RECORDS_BLOCK_ROWS);
    if (option_given(s->cli, "what-would-help") && !(s->adviser = advise_ready(&s->in, s->scheme)))
        return out_of_memory(s);
    return (s->parser && (s->where || !s->in.where)) || out_of_memory(s);
}

static struct slice key_at(const struct search *s, const struct block *b, uint32_t row) {
    struct node_value v = vector_value(&b->columns[s->in.policies.policy->key->index], LANE_TEXT, row);
    return v.state == STATE_KNOWN ? v.text : (struct slice){"", 0};
}

static bool has_id(struct search *s, const struct block *b, uint32_t row) {
    struct slice key = key_at(s, b, row);
    return s->any || (key.length && asked_meet(&s->asked, key));
}

// A record whose number can't be told may be the one that is sought if it holds it somewhere.
static bool bears_id(const struct search *s, const struct record_fault *f) {
    if (s->any || !f->key.text) return s->any || asked_within(&s->asked, f->raw);
    return f->key.length && key_set_has(&s->asked.ids, f->key);
}

// Of the records that cannot be read only those that bear the number are of interest.
static void look_at_faults(struct search *s) {
    struct record_faults *faults = &s->in.faults;
    struct text t = {0};
    for (uint32_t i = 0; i < faults->count; i++) {
        const struct record_fault *f = &faults->items[i];
        bool error = record_fault_severity(f) == SEVERITY_ERROR;
        s->rejected += error && f->record && f->record != s->last_rejected;
        if (error && f->record) s->last_rejected = f->record;
        if (bears_id(s, f) || (error && !f->record)) record_fault_render(&t, s->cli->lang, f);
    }
    cli_say(s->cli, &t);
    text_free(&t);
    record_faults_clear(faults);
}

static bool refused(struct search *s, const struct block *b, uint32_t row) {
    const struct node *at = decision_fault(s->decisions, s->workspace, row);
    struct fault_places places = {.plan = s->plan};
    run_record_fault(&s->in.faults, s->parser, &s->chunk, b, row, &places, s->workspace, at);
    fault_places_free(&places);
    look_at_faults(s);
    s->code = CLI_REJECTED;
    return s->many;
}

static bool put(struct search *s, struct text *story) { return stories_put(&s->stories, story) || out_of_memory(s); }

static bool tell(struct search *s) {
    struct text out = {0};
    const struct explain_looks looks = {terminal_width(s->cli), option_given(s->cli, "brief")};
    if (s->stories.format == STORY_JSON) explain_write_json(&out, s->found);
    else explain_write_text(&out, s->found, &looks);
    return put(s, &out);
}

static bool advise(struct search *s, const struct block *b, uint32_t row) {
    struct text out = {0};
    int32_t as_of = b->as_of ? b->as_of[row] : s->plan->as_of;
    bool made = advise_put(s->cli, &out, s->adviser, b, row, as_of, s->stories.format == STORY_TEXT);
    return made ? put(s, &out) : out_of_memory(s);
}

static bool explain_row(struct search *s, const struct block *b, uint32_t row) {
    if (s->decisions->fault[row]) return refused(s, b, row);
    if (!stories_want(&s->stories, key_at(s, b, row))) return true;
    if (s->adviser) return advise(s, b, row);
    const struct explain_options how = {
        .lang = cli_result_lang(s->cli, s->stories.format == STORY_TEXT),
        .lines = s->lines,
        .operands = s->operands,
        .operands_at = s->operands_at,
        .as_of = b->as_of ? b->as_of[row] : s->plan->as_of,
        .reforms = s->in.reforms.reforms,
        .reform_count = s->in.reforms.reform_count,
        .settings = s->in.settings,
        .setting_count = s->in.setting_count,
        .only_scheme = s->scheme,
    };
    s->found = explain_build(s->decisions, s->workspace, b, row, &how);
    if (!s->found) return out_of_memory(s);
    if (!s->many) return true;
    bool good = tell(s);
    explain_free(s->found);
    s->found = NULL;
    return good;
}

static bool decide_block(struct search *s, const struct block *b) {
    if (!s->decided && !eval_block(s->workspace, b)) return out_of_memory(s);
    if (!s->decided) decide(s->decisions, s->workspace, b);
    return s->decided = true;
}

// Of a record that faults nobody knows whether it is wanted: it is refused.
static bool is_wanted(struct search *s, uint32_t row) {
    const uint8_t *wanted = s->where ? where_mask_rows(s->where, s->workspace, s->decisions) : NULL;
    if (!wanted || s->decisions->fault[row]) return true;
    s->considered++;
    s->counts.wanted += wanted[row] == TRUTH_YES;
    s->counts.unknown += wanted[row] == TRUTH_UNKNOWN;
    return wanted[row] == TRUTH_YES;
}

static bool look_at_block(struct search *s, const struct block *b) {
    s->decided = false;
    for (uint32_t row = 0; row < b->rows; row++) {
        if (!has_id(s, b, row)) continue;
        if (s->found) s->found->duplicate = true;
        else if (!decide_block(s, b) || (is_wanted(s, row) && !explain_row(s, b, row))) return false;
    }
    return true;
}

static bool ran_out(struct search *s) {
    record_faults_clear(&s->in.faults);
    s->code = inputs_ran_out(s->cli, &s->in);
    return false;
}

static bool look_at_chunk(struct search *s) {
    const struct block *b;
    s->last_rejected = 0;
    while ((b = record_parser_next(s->parser, &s->chunk, &s->in.faults)) != NULL) {
        if (!s->in.faults.failed) look_at_faults(s);
        if (!look_at_block(s, b)) return false;
    }
    if (s->in.faults.failed) return ran_out(s);
    look_at_faults(s);
    return true;
}

// To the end even when the record is found: a number that occurs twice must not go unnoticed.
static void look_at_all(struct search *s) {
    for (;;) {
        enum records_status status = records_next(s->in.records, &s->chunk, &s->in.faults);
        if (status == RECORDS_END) return;
        if (status == RECORDS_FAILED) {
            bool memory = s->in.faults.failed;
            inputs_print_faults(s->cli, &s->in.faults);
            if (memory) out_of_memory(s);
            else s->code = CLI_IO;
            return;
        }
        if (!look_at_chunk(s)) return;
    }
}

static void not_found(struct search *s, struct slice id) {
    struct cli *cli = s->cli;
    struct slice near = {"", 0};
    const char *text = arena_copy(cli->arena, id.text, id.length);
    enum diag_id hint = run_alike(&s->asked.near, id, &near);
    const char *like = hint ? arena_copy(cli->arena, near.text, near.length) : NULL;
    if (!s->rejected) cli_complain_hint(cli, DIAG_NO_SUCH_ID, hint, A(like), A(s->in.path), A(text));
    else
        cli_complain_hint(cli, DIAG_NO_SUCH_ID_REJECTED, hint, A(like), A(s->in.path), A(text),
                          A(cli_count(cli, s->rejected)));
}

// Where a record can't be read, it may be the one.
static void tell_missed(struct search *s) {
    uint64_t missed = 0;
    struct slice id;
    for (size_t at = 0; asked_next_missed(&s->asked, &at, &id);)
        if (missed++ < MISSED_SHOWN) not_found(s, id);
    if (missed > MISSED_SHOWN)
        cli_complain(s->cli, DIAG_NO_SUCH_IDS, A(cli_count(s->cli, missed - MISSED_SHOWN)), A(s->in.path));
    if (missed && s->code != CLI_REJECTED) s->code = s->rejected ? CLI_REJECTED : CLI_NO;
}

static int search(struct search *s) {
    if (!make_ready(s)) return s->code;
    look_at_all(s);
    if (asked_failed(&s->asked)) out_of_memory(s);
    if (s->code != CLI_OK && s->code != CLI_REJECTED) return s->code;
    if (s->found && !tell(s)) return s->code;
    stories_end(&s->stories);
    if (s->where) summary_where(s->cli, &s->counts, s->considered);
    if (s->any && s->rejected) s->code = CLI_REJECTED;
    if (s->many || s->code == CLI_OK) tell_missed(s);
    return s->code;
}

static void clean_up(struct search *s) {
    explain_free(s->found);
    stories_close(&s->stories);
    asked_close(&s->asked);
    where_mask_free(s->where);
    adviser_free(s->adviser);
    if (s->parser) record_parser_free(s->parser);
    if (s->decisions) decisions_free(s->decisions);
    if (s->workspace) workspace_free(s->workspace);
    if (s->plan) plan_free(s->plan);
    explain_operands_free(s->operands);
    chunk_free(&s->chunk);
    inputs_close(&s->in);
}

static int find_asked(struct search *s) {
    struct cli *cli = s->cli;
    const char *file = option_text(cli, "ids");
    size_t count = option_count(cli, "id");
    asked_open(&s->asked, s->in.list_limits.seed);
    for (size_t i = 0; i < count; i++) asked_add(&s->asked, slice_of(option_at(cli, "id", i)));
    if (file && !asked_read(&s->asked, file, s->in.list_limits.encoding, &s->in.faults))
        return inputs_failed(cli, &s->in);
    s->any = !count && !file;
    s->many = count != 1 || file || option_given(cli, "where") || option_given(cli, "sample");
    return asked_failed(&s->asked) ? inputs_ran_out(cli, &s->in) : CLI_OK;
}

static bool is_stdin(const char *path) { return path && strcmp(path, "-") == 0; }

static int check_usage(struct cli *cli) {
    static const char *const askers[] = {"id", "ids", "where", "sample"};
    if (is_stdin(option_text(cli, "data")) && is_stdin(option_text(cli, "ids")))
        return cli_complain(cli, DIAG_STDIN_TWICE, {0}), CLI_USAGE;
    for (size_t i = 0; i < sizeof askers / sizeof *askers; i++)
        if (option_given(cli, askers[i])) return CLI_OK;
    return cli_complain(cli, DIAG_OPTION_MISSING, A(cli->command->name), A("id"), A2("ID", "编号")), CLI_USAGE;
}

static int run_explain(struct cli *cli) {
    struct search s = {.cli = cli};
    int code = check_usage(cli);
    if (code != CLI_OK) return code;
    stories_open(&s.stories, cli);
    code = inputs_open_policies(cli, &s.in, false);
    if (code == CLI_OK) code = inputs_find_scheme(cli, &s.in, &s.scheme);
    if (code == CLI_OK) code = overwrite_check(cli, &s.in, NULL, NULL, NULL, NULL);
    if (code == CLI_OK) code = inputs_open_records(cli, &s.in, inputs_processors());
    if (code == CLI_OK) code = find_asked(&s);
    if (code == CLI_OK) code = search(&s);
    clean_up(&s);
    return code;
}

static const struct example examples[] = {
    {"pol explain policies --data applicants.csv --id A1",
     {"why this applicant got these decisions", "该申请人为何得到这些结论"}},
    {"pol explain policies --data applicants.jsonl --id A1 --as-of 2024-07-01 --lang zh",
     {"as of a date, in Chinese", "以某日为基准日，用中文"}},
    {"pol explain policies --data applicants.csv --id A1 --format json", {"the same for a program", "供程序读取"}},
    {"pol explain policies --data applicants.csv --where 'ccb is refer' --format json",
     {"all that go to a person, a line of JSON each", "所有转人工的申请，每件一行 JSON"}},
    {"pol explain policies --data applicants.csv --id A1 --what-would-help --lang zh",
     {"what this applicant could do to get more", "该申请人怎样可以获得更多产品"}},
    {"pol explain policies --data applicants.csv --ids complaints.txt",
     {"those of a list of numbers", "清单中各编号的申请"}},
    {"pol explain policies --data applicants.csv --sample 20 --seed 7",
     {"twenty to look at, the same ones whenever the seed is", "抽查二十件；种子相同，抽到的记录也相同"}},
    {0},
};

const struct command command_explain = {
    .name = "explain",
    .about = {"tell one applicant's whole story, clause by clause", "逐条说明一位申请人的结论"},
    .operands = {"POLICY...", "政策文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options, data_options, policy_options, reform_options},
    .examples = examples,
    .more =
        {"Where a number occurs more than once, its first record is explained and a line says so. Of several numbers, "
         "or with '--where' or '--sample', every record is explained in the order of the data.",
         "同一编号出现多次时，说明其首条记录，并另作提示；给出多个编号，或用“--where”“--"
         "sample”时，按数据顺序逐条说明。"},
    .run = run_explain,
};
