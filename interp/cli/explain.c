#include "interp/explain/explain.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "interp/cli/inputs.h"
#include "interp/cli/overwrite.h"
#include "interp/eval/eval.h"
#include "interp/run/fault_places.h"

enum explain_format { FORMAT_TEXT, FORMAT_JSON };

static const struct option options[] = {
    {.name = "id",
     .kind = OPTION_TEXT,
     .argument = {"ID", "编号"},
     .about = {"the applicant's number", "申请人的编号"}},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|json", "text|json"},
     .choices = "text|json",
     .about = {"for people or for programs (default: text)", "供人阅读或供程序读取（默认：text）"}},
    {0},
};

struct search {
    struct cli *cli;
    struct inputs in;
    const char *id;
    enum explain_format format;
    struct line_writer *lines;
    struct explain_operands *operands;
    struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
    struct record_parser *parser;
    struct chunk chunk;
    struct explanation *found;
    uint64_t rejected;       // records that cannot be read, whichever they are
    uint64_t last_rejected;  // the last of them in the chunk at hand, which may have several faults
    int code;                // CLI_OK until something went wrong
};

static bool out_of_memory(struct search *s) {
    cli_complain(s->cli, DIAG_OUT_OF_MEMORY, {0});
    s->code = CLI_MEMORY;
    return false;
}

static bool make_ready(struct search *s) {
    struct plan_options po = inputs_plan(&s->in);
    po.keep_names = true;
    po.notes = true;
    s->lines = line_writer_new(&s->in.policies.compilation);
    s->operands = explain_operands_new(s->in.policies.policy);
    if (!s->operands) return out_of_memory(s);
    po.extra = explain_operands_exprs(s->operands, &po.extra_count);
    s->plan = plan_new(s->in.policies.policy, &po);
    s->workspace = s->plan ? plan_workspace_new(s->plan, RECORDS_BLOCK_ROWS) : NULL;
    s->decisions = s->workspace ? decisions_new(s->plan, RECORDS_BLOCK_ROWS) : NULL;
    s->parser = s->decisions ? record_parser_new(s->in.records) : NULL;
    return s->parser || out_of_memory(s);
}

static bool has_id(const struct search *s, const struct block *b, uint32_t row) {
    struct node_value v = vector_value(&b->columns[s->in.policies.policy->key->index], LANE_TEXT, row);
    return v.state == STATE_KNOWN && v.text.length == strlen(s->id) && !memcmp(v.text.text, s->id, v.text.length);
}

static bool is_letter(const struct slice *text, size_t at) {
    unsigned char c = at < text->length ? (unsigned char)text->text[at] : ' ';
    return isalnum(c) || c == '_' || c == '-' || c >= 0x80;
}

// "1" is not in "21,A1", but in "21,1".
static bool holds_word(struct slice text, const char *word) {
    size_t length = strlen(word);
    for (size_t at = 0; length && at + length <= text.length; at++) {
        if (memcmp(text.text + at, word, length) != 0) continue;
        if ((!at || !is_letter(&text, at - 1)) && !is_letter(&text, at + length)) return true;
    }
    return false;
}

// A record whose number can't be told may be the one that is sought if it holds it somewhere.
static bool bears_id(const struct search *s, const struct record_fault *f) {
    bool known = f->key.length && f->key.length == strlen(s->id) && !memcmp(f->key.text, s->id, f->key.length);
    return known || (!f->key.text && holds_word(f->raw, s->id));
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
    return false;
}

static bool explain_row(struct search *s, const struct block *b, uint32_t row) {
    if (!eval_block(s->workspace, b)) return out_of_memory(s);
    decide(s->decisions, s->workspace, b);
    if (s->decisions->fault[row]) return refused(s, b, row);
    const struct explain_options how = {
        .lang = cli_result_lang(s->cli, s->format == FORMAT_TEXT),
        .lines = s->lines,
        .operands = s->operands,
        .as_of = b->as_of ? b->as_of[row] : s->plan->as_of,
        .reforms = s->in.reforms.reforms,
        .reform_count = s->in.reforms.reform_count,
        .settings = s->in.settings,
        .setting_count = s->in.setting_count,
    };
    s->found = explain_build(s->decisions, s->workspace, b, row, &how);
    return s->found || out_of_memory(s);
}

static bool look_at_block(struct search *s, const struct block *b) {
    for (uint32_t row = 0; row < b->rows; row++) {
        if (!has_id(s, b, row)) continue;
        if (s->found) s->found->duplicate = true;
        else if (!explain_row(s, b, row)) return false;
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

static int not_found(struct search *s) {
    struct cli *cli = s->cli;
    if (!s->rejected) return cli_complain(cli, DIAG_NO_SUCH_ID, A(s->in.path), A(s->id)), CLI_NO;
    cli_complain(cli, DIAG_NO_SUCH_ID_REJECTED, A(s->in.path), A(s->id), A(cli_count(cli, s->rejected)));
    return CLI_REJECTED;
}

static int show(struct search *s) {
    struct text out = {0};
    if (s->format == FORMAT_JSON) explain_write_json(&out, s->found);
    else explain_write_text(&out, s->found);
    if (out.failed) out_of_memory(s);
    else (s->format == FORMAT_JSON ? cli_print : cli_print_shown)(s->cli, &out);
    text_free(&out);
    return s->code;
}

static int search(struct search *s) {
    if (!make_ready(s)) return s->code;
    look_at_all(s);
    if (s->code != CLI_OK) return s->code;
    return s->found ? show(s) : not_found(s);
}

static void clean_up(struct search *s) {
    explain_free(s->found);
    if (s->parser) record_parser_free(s->parser);
    if (s->decisions) decisions_free(s->decisions);
    if (s->workspace) workspace_free(s->workspace);
    if (s->plan) plan_free(s->plan);
    explain_operands_free(s->operands);
    chunk_free(&s->chunk);
    inputs_close(&s->in);
}

static int run_explain(struct cli *cli) {
    struct search s = {.cli = cli, .id = option_text(cli, "id")};
    s.format = (enum explain_format)option_choice(cli, "format", FORMAT_TEXT);
    if (!s.id)
        return cli_complain(cli, DIAG_OPTION_MISSING, A(cli->command->name), A("id"), A2("ID", "编号")), CLI_USAGE;
    int code = inputs_open_policies(cli, &s.in);
    if (code == CLI_OK) code = overwrite_check(cli, &s.in, NULL, NULL, NULL);
    if (code == CLI_OK) code = inputs_open_records(cli, &s.in, inputs_processors());
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
    .more = {"Where a number occurs more than once, its first record is explained and a line says so.",
             "同一编号出现多次时，说明其首条记录，并另作提示。"},
    .run = run_explain,
};
