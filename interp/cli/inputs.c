#include "interp/cli/inputs.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "grammar/base/calendar.h"
#include "grammar/base/nearest.h"
#include "interp/cli/data_place.h"
#include "interp/cli/settings.h"
#include "interp/data/header_file.h"
#include "interp/report/words.h"
#include "interp/run/list_load.h"
#include "interp/value/field_names.h"

// A field by either of its names; NULL after a message with the nearest one. `option` is what asked for it.
static const struct field *find_field(struct cli *cli, const struct policy *p, const char *option, const char *name) {
    const struct field *f = field_find(p, name, strlen(name));
    const char *near = f ? NULL : field_nearest(p, name);
    if (near) cli_complain_hint(cli, DIAG_UNKNOWN_FIELD_OPTION, DIAG_HINT_DID_YOU_MEAN, A(near), A(option), A(name));
    else if (!f) cli_complain(cli, DIAG_UNKNOWN_FIELD_OPTION, A(option), A(name));
    return f;
}

static int find_as_of(struct cli *cli, struct inputs *in) {
    const char *name = option_text(cli, "as-of-field");
    in->as_of = option_date(cli, "as-of");
    in->as_of_source = AS_OF_GIVEN;
    if (name && in->as_of) return cli_complain(cli, DIAG_OPTIONS_EXCLUDE, A("as-of"), A("as-of-field")), CLI_USAGE;
    if (name) {
        in->as_of_source = AS_OF_FIELD;
        in->as_of_field = find_field(cli, in->policies.policy, "as-of-field", name);
        if (!in->as_of_field) return CLI_USAGE;
        if (in->as_of_field->type.kind != TYPE_DATE) return cli_complain(cli, DIAG_AS_OF_NO_DATE, A(name)), CLI_USAGE;
    } else if (!in->as_of) {
        in->as_of_source = AS_OF_TODAY;
        in->as_of = cli_today();
    }
    return CLI_OK;
}

static int find_where(struct cli *cli, struct inputs *in) {
    if (!in->policies.policy->asked) return CLI_OK;
    in->where = where_new(in->policies.policy->asked);
    return in->where ? CLI_OK : cli_out_of_memory(cli);
}

static bool is_stdin(const char *path) { return path && strcmp(path, "-") == 0; }

// How many things are to be read from standard input.
static size_t stdin_uses(const struct cli *cli) {
    size_t uses = is_stdin(option_text(cli, "data")) + is_stdin(option_text(cli, "header"));
    for (size_t i = 0; i < cli->operand_count; i++) uses += is_stdin(cli->operands[i]);
    return uses;
}

// Before anything is read: a mistake in the command line should not wait for a large file.
static int check_usage(struct cli *cli) {
    const char *data = option_text(cli, "data");
    if (!data) {
        cli_complain(cli, DIAG_OPTION_MISSING, A(cli->command->name), A("data"), A2("FILE", "文件"));
        return CLI_USAGE;
    }
    const char *where = option_text(cli, "where");
    if (where && !where[strspn(where, " \t\r\n")]) return cli_complain(cli, DIAG_WHERE_EMPTY, {0}), CLI_USAGE;
    if (stdin_uses(cli) > 1) return cli_complain(cli, DIAG_STDIN_TWICE, {0}), CLI_USAGE;
    for (size_t i = 0; i < option_count(cli, "list"); i++) {
        const char *text = option_at(cli, "list", i), *equals = strchr(text, '=');
        if (!equals || equals == text || !equals[1]) return cli_complain(cli, DIAG_BAD_LIST_OPTION, A(text)), CLI_USAGE;
    }
    return CLI_OK;
}

static struct diag_arg schemes_of(struct cli *cli, const struct policy *p) {
    struct name_list list = {0};
    for (uint32_t g = 0; g < p->group_count; g++)
        name_list_add(&list, scheme_group_name(p, g, LANG_EN), scheme_group_name(p, g, LANG_ZH));
    return name_list_end(&list, cli->arena);
}

int inputs_find_scheme(struct cli *cli, const struct inputs *in, const struct scheme **scheme) {
    const struct policy *p = in->policies.policy;
    const char *name = option_text(cli, "scheme");
    struct nearest near = nearest_to(name ? name : "");
    for (uint32_t i = 0; name && i < p->scheme_count; i++) {
        const struct name *n = &p->schemes[i]->def.name;
        if (name_has_text(p, n, name, strlen(name))) return *scheme = p->schemes[i], CLI_OK;
        nearest_offer(&near, name_text(p, n, LANG_EN));
        nearest_offer(&near, name_text(p, n, LANG_ZH));
    }
    if (!name) return CLI_OK;
    if (near.best) cli_complain_hint(cli, DIAG_SCHEME_OPTION, DIAG_HINT_DID_YOU_MEAN, A(near.best), A(name));
    else cli_complain_hint(cli, DIAG_SCHEME_OPTION, DIAG_HINT_THERE_ARE, schemes_of(cli, p), A(name));
    return CLI_USAGE;
}

int inputs_check_part(struct cli *cli, const char *option) {
    bool dated = option_given(cli, "as-of") || option_given(cli, "as-of-field");
    if (dated || !option_given(cli, option)) return CLI_OK;
    cli_complain_hint(cli, DIAG_PART_NO_AS_OF, DIAG_HINT_PART_AS_OF, {0}, A(option));
    return CLI_USAGE;
}

static int open_policies(struct cli *cli, struct inputs *in) {
    int code = check_usage(cli);
    if (code != CLI_OK) return code;
    code = policies_load(cli, cli->operands, cli->operand_count, &in->reforms, option_text(cli, "where"),
                         &in->policies);
    if (code == CLI_OK) code = find_as_of(cli, in);
    return code == CLI_OK ? find_where(cli, in) : code;
}

int inputs_open_policies(struct cli *cli, struct inputs *in, bool whole) {
    *in = (struct inputs){.reforms = reforms_asked(cli)};
    in->reforms.no_tests = true;
    in->reforms.cuts_texts = !whole;
    int code = open_policies(cli, in);
    return code == CLI_OK ? settings_parse(cli, in->policies.policy, "set", &in->settings, &in->setting_count) : code;
}

static struct check_options scenario_asked(const struct cli *cli) {
    const struct check_options asked = reforms_asked(cli);
    return (struct check_options){
        .scenario = asked.reforms, .scenario_count = asked.reform_count, .others = (uint32_t)option_count(cli, "set")};
}

static int parse_scenario(struct cli *cli, struct inputs *in) {
    int code = settings_parse(cli, in->policies.policy, "base-set", &in->settings, &in->setting_count);
    return code == CLI_OK ? settings_parse(cli, in->policies.policy, "set", &in->scenario, &in->scenario_count) : code;
}

int inputs_open_scenario(struct cli *cli, struct inputs *in) {
    *in = (struct inputs){.reforms = scenario_asked(cli)};
    in->reforms.no_tests = true;
    int code = open_policies(cli, in);
    return code == CLI_OK ? parse_scenario(cli, in) : code;
}

int inputs_open_claims(struct cli *cli, struct inputs *in) {
    *in = (struct inputs){.as_of_source = AS_OF_GIVEN, .reforms = scenario_asked(cli)};
    int code = policies_load(cli, cli->operands, cli->operand_count, &in->reforms, NULL, &in->policies);
    return code == CLI_OK ? parse_scenario(cli, in) : code;
}

static int ask_editions(struct cli *cli, struct inputs *in) {
    int code = find_as_of(cli, in);
    if (code == CLI_OK) code = find_where(cli, in);
    return code == CLI_OK ? settings_parse(cli, in->policies.policy, "set", &in->settings, &in->setting_count) : code;
}

int inputs_open_editions(struct cli *cli, struct inputs *in) {
    bool data = option_given(cli, "data");
    const char *where = data ? option_text(cli, "where") : NULL;
    *in = (struct inputs){0};
    int code = data ? check_usage(cli) : CLI_OK;
    if (code == CLI_OK) code = policies_load_editions(cli, cli->operands[0], cli->operands[1], where, &in->policies);
    return code == CLI_OK && data ? ask_editions(cli, in) : code;
}

static bool has_fault(const struct record_faults *faults, enum diag_id id) {
    for (uint32_t i = 0; i < faults->count; i++)
        if (faults->items[i].id == id) return true;
    return false;
}

int inputs_failed(struct cli *cli, struct inputs *in) {
    bool memory = in->faults.failed, too_long = has_fault(&in->faults, DIAG_RECORD_TOO_LONG);
    bool unowned = has_fault(&in->faults, DIAG_LIST_NO_OWNER);
    inputs_print_faults(cli, &in->faults);
    if (memory) cli_complain(cli, DIAG_OUT_OF_MEMORY, {0});
    return memory ? CLI_MEMORY : too_long ? CLI_LIMIT : unowned ? CLI_REJECTED : CLI_IO;
}

int inputs_ran_out(struct cli *cli, struct inputs *in) {
    bool told = false;
    for (uint32_t i = 0; in->lists && i < in->policies.policy->field_count; i++)
        if (in->lists[i]) told |= list_add_failure(in->lists[i], &in->faults);
    inputs_print_faults(cli, &in->faults);
    if (!told) cli_complain(cli, DIAG_OUT_OF_MEMORY, {0});
    return told ? CLI_IO : CLI_MEMORY;
}

static int open_list(struct cli *cli, struct inputs *in, const char *text) {
    const struct policy *p = in->policies.policy;
    const char *equals = strchr(text, '=');
    const char *name = arena_copy(cli->arena, text, (size_t)(equals - text));
    const struct field *f = find_field(cli, p, "list", name);
    if (!f) return CLI_USAGE;
    if (f->type.kind != TYPE_LIST) return cli_complain(cli, DIAG_LIST_NO_LIST, A(name)), CLI_USAGE;
    if (in->lists[f->index]) return cli_complain(cli, DIAG_LIST_TWICE, A(name)), CLI_USAGE;
    const struct data_place place = data_place(cli, equals + 1);
    const struct list_file file = {place.path, place.file, place.table};
    in->lists[f->index] = list_load(p, f, &file, in->as_of, &in->list_limits, &in->faults);
    return in->lists[f->index] ? CLI_OK : inputs_failed(cli, in);
}

uint32_t inputs_processors(void) {
    cpu_set_t processors;
    bool known = sched_getaffinity(0, sizeof processors, &processors) == 0;
    uint32_t count = known ? (uint32_t)CPU_COUNT(&processors) : 1;
    return count < MAX_JOBS ? count : MAX_JOBS;
}

// Without one from the system, hashes are as good as any but for who means ill.
static struct hash_seed random_seed(void) {
    struct hash_seed seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed) seed = (struct hash_seed){cli_nanoseconds(), 0};
    return seed;
}

// What the user says, whatever the file's name says and whatever is in it.
static enum record_format format_of(struct cli *cli) {
    return (enum record_format)option_choice(cli, "input-format", RECORDS_UNNAMED);
}

static enum record_encoding encoding_of(struct cli *cli) {
    int named = option_choice(cli, "encoding", -1);
    return named < 0 ? RECORD_ENCODING_GUESSED : (enum record_encoding)(named + RECORD_ENCODING_GUESSED + 1);
}

static int open_lists(struct cli *cli, struct inputs *in) {
    const char *folder = getenv("TMPDIR");
    in->lists = ARENA_ARRAY(cli->arena, struct list_index *, in->policies.policy->field_count);
    if (!folder || !*folder) folder = "/tmp";
    in->list_limits = (struct list_limits){.folder = folder,
                                           .memory = LIST_MEMORY,
                                           .sorting = LIST_SORTING,
                                           .seed = random_seed(),
                                           .jobs = in->jobs,
                                           .encoding = encoding_of(cli),
                                           .digests = in->stamps};
    for (size_t i = 0; i < option_count(cli, "list"); i++) {
        int code = open_list(cli, in, option_at(cli, "list", i));
        if (code != CLI_OK) return code;
    }
    return CLI_OK;
}

// Names have commas between them; what has none is a file.
static int find_header(struct cli *cli, struct inputs *in, struct given_header *header) {
    const char *asked = option_text(cli, "header");
    struct text line = {0};
    if (!asked) return CLI_OK;
    *header = (struct given_header){slice_of(asked), "--header", 0};
    if (strchr(asked, ',')) return CLI_OK;
    bool good = header_file_read(&line, asked, encoding_of(cli), &in->faults);
    uint32_t length = (uint32_t)line.length;
    *header = (struct given_header){{text_keep(&line, cli->arena), length}, asked, 1};
    return good ? CLI_OK : inputs_failed(cli, in);
}

// A workbook's sheet is as a database's table.
static const char *table_of(const struct cli *cli) {
    const char *sheet = option_text(cli, "sheet");
    return sheet ? sheet : option_text(cli, "table");
}

int inputs_open_records(struct cli *cli, struct inputs *in, uint32_t jobs) {
    struct given_header header = {0};
    in->jobs = jobs;
    int code = open_lists(cli, in);
    if (code == CLI_OK) code = find_header(cli, in, &header);
    if (code != CLI_OK) return code;
    const struct data_place place = data_place_of(cli, option_text(cli, "data"), table_of(cli));
    in->path = place.path;
    in->file = place.file;
    const struct records_options options = {.policy = in->policies.policy,
                                            .format = format_of(cli),
                                            .encoding = encoding_of(cli),
                                            .path = in->path,
                                            .header = header,
                                            .first_line = (uint64_t)option_number(cli, "first-line", 1),
                                            .file = in->file,
                                            .table = place.table,
                                            .as_of = in->as_of,
                                            .as_of_field = in->as_of_field,
                                            .lists = in->lists,
                                            .is_hashed = in->hashes};
    in->records = records_open(&options, &in->faults);
    if (!in->records) return inputs_failed(cli, in);
    in->format = records_format(in->records);
    inputs_print_faults(cli, &in->faults);
    return CLI_OK;
}

struct plan_options inputs_plan(const struct inputs *in) {
    struct plan_options po = {.as_of = in->as_of, .settings = in->settings, .setting_count = in->setting_count};
    if (in->where) po.extra = where_exprs(in->where, &po.extra_count);
    return po;
}

bool inputs_kept(struct cli *cli, struct inputs *in) {
    bool kept = records_are_kept(in->records, &in->faults);
    inputs_print_faults(cli, &in->faults);
    return kept;
}

void inputs_close(struct inputs *in) {
    if (in->records) records_close(in->records);
    uint32_t lists = in->lists ? in->policies.policy->field_count : 0;
    for (uint32_t i = 0; i < lists; i++)
        if (in->lists[i]) list_free(in->lists[i]);
    record_faults_free(&in->faults);
    where_free(in->where);
    policies_free(&in->policies);
}

uint32_t inputs_print_faults(struct cli *cli, struct record_faults *faults) {
    struct text t = {0};
    uint32_t errors = 0;
    for (uint32_t i = 0; i < faults->count; i++) {
        record_fault_render(&t, cli->lang, &faults->items[i]);
        errors += record_fault_severity(&faults->items[i]) == SEVERITY_ERROR;
        cli->warnings += record_fault_severity(&faults->items[i]) == SEVERITY_WARNING;
    }
    cli_say(cli, &t);
    text_free(&t);
    record_faults_clear(faults);
    return errors;
}

void inputs_as_of_text(struct text *out, enum lang lang, const struct inputs *in) {
    static const char *const sources[][2] = {{" (today in China, UTC+8)", "（北京时间今天）"},
                                             {" (--as-of)", "（--as-of）"}};
    char date[11];
    if (in->as_of_source == AS_OF_FIELD) {
        const char *name = name_text(in->policies.policy, &in->as_of_field->def.name, lang);
        words_put(out, lang, WORDS_AS_OF_FIELD, name, NULL);
        return;
    }
    date_format(in->as_of, date);
    text_put(out, date);
    text_put(out, sources[in->as_of_source][lang]);
}
