// The command line by its tables: what is understood, and which message a mistake gets.
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "interp/cli/cli.h"
#include "tests/unit/check_main.h"

static const struct option test_options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"a|b", "a|b"},
     .choices = "jsonl|csv|long",
     .about = {"", ""}},
    {.name = "output", .letter = 'o', .kind = OPTION_TEXT, .argument = {"FILE", "文件"}, .about = {"", ""}},
    {.name = "jobs", .kind = OPTION_NUMBER, .argument = {"N", "N"}, .low = 1, .high = 256, .about = {"", ""}},
    {.name = "list", .kind = OPTION_TEXT, .repeats = true, .argument = {"F=FILE", "F=文件"}, .about = {"", ""}},
    {.name = "as-of", .kind = OPTION_DATE, .argument = {"DATE", "日期"}, .about = {"", ""}},
    {.name = "timing", .kind = OPTION_FLAG, .about = {"", ""}},
    {0},
};
static int nothing(struct cli *cli) { return cli->command ? CLI_OK : CLI_NO; }
static const struct command command = {
    .name = "try", .operands = {"FILE", "文件"}, .least = 1, .most = 2, .options = {test_options}, .run = nothing};
static const struct command *const commands[] = {&command, NULL};

struct run {
    struct cli cli;
    struct arena arena;
    jmp_buf memory;
    char message[1024];
    int code;
};

#define MAX_WORDS 24
static int split(char *line, char **words) {
    int count = 0;
    for (char *word, *rest = line; (word = strtok_r(rest, " ", &rest));)
        words[count++] = strcmp(word, "''") ? word : (char *)"";
    return count;
}

// Parses `line`, keeping what was said on standard error.
static struct run *parse(const char *line) {
    struct run *r = calloc(1, sizeof *r);
    char *words[MAX_WORDS], *copy;
    int kept = dup(STDERR_FILENO), held = memfd_create("messages", 0);
    if (setjmp(r->memory)) ck_abort_msg("out of memory");
    arena_init(&r->arena, &r->memory);
    copy = arena_copy(&r->arena, line, strlen(line));
    r->cli = (struct cli){.commands = commands, .command = &command, .arena = &r->arena, .out_of_memory = &r->memory};
    dup2(held, STDERR_FILENO);
    r->code = options_parse(&r->cli, split(copy, words), words);
    dup2(kept, STDERR_FILENO);
    ck_assert(pread(held, r->message, sizeof r->message - 1, 0) >= 0);
    close(kept);
    close(held);
    return r;
}

static void drop(struct run *r) {
    arena_free(&r->arena);
    free(r);
}

static const struct {
    const char *line, *says;  // says NULL: understood
} lines[] = {
    {"x", NULL},
    {"x y", NULL},
    {"x y z", "U0110"},
    {"", "U0109"},
    {"--help", NULL},
    {"''", "U0111"},
    {"-", NULL},
    {"x --format csv", NULL},
    {"--format=csv x", NULL},
    {"x --format cvs", "'csv'"},
    {"x --format json", "'jsonl'"},
    {"x --format", "U0103"},
    {"x --format=", "U0106"},
    {"x --format csv|long", "U0106"},
    {"x --fromat csv", "'--format'"},
    {"x --format csv --format csv", "U0105"},
    {"x --output --timing", "U0103"},
    {"x --output=--timing", NULL},
    {"x --output -", NULL},
    {"x -o f", NULL},
    {"x -of", "U0102"},
    {"x -q", "U0102"},
    {"x --jobs 1", NULL},
    {"x --jobs 256", NULL},
    {"x --jobs 0", "U0107"},
    {"x --jobs 257", "U0107"},
    {"x --jobs -1", "U0103"},
    {"x --jobs=-1", "U0107"},
    {"x --jobs 1x", "U0107"},
    {"x --jobs 18446744073709551617", "U0107"},
    {"x --as-of 2024-02-29", NULL},
    {"x --as-of 2023-02-29", "U0108"},
    {"x --as-of 2024-2-9", "U0108"},
    {"x --as-of 2024-02-29x", "U0108"},
    {"x --timing --timing", NULL},
    {"x --timing=yes", "U0104"},
    {"x --lang zh", NULL},
    {"x --lang de", "U0106"},
    {"x --lang cn", "'zh'"},
    {"x --lang zh-CN", "'zh'"},
    {"x --lang zh_CN.UTF-8", "'zh'"},
    {"x --lang Chinese", "'zh'"},
    {"x --lang 中文", "'zh'"},
    {"x --lang EN", "'en'"},
    {"x --lang en_US", "'en'"},
    {"x --lang english", "'en'"},
    {"x --format CSV", "'csv'"},
    {"-- --format", NULL},
    {"x -- -- --", "U0110"},
};

START_TEST(lines_parse) {
    struct run *r = parse(lines[_i].line);
    bool understood = lines[_i].says == NULL;
    ck_assert_msg(r->code == (understood ? CLI_OK : CLI_USAGE), "'%s' gives %d: %s", lines[_i].line, r->code,
                  r->message);
    if (understood) ck_assert_str_eq(r->message, "");
    else ck_assert_msg(strstr(r->message, lines[_i].says) != NULL, "'%s' says: %s", lines[_i].line, r->message);
    drop(r);
}
END_TEST

START_TEST(what_is_not_understood_has_no_hint) {
    static const char *const none[] = {"x --lang es", "x --lang fr", "x --lang ''", "x --format ''"};
    struct run *r = parse(none[_i]);
    ck_assert_int_eq(r->code, CLI_USAGE);
    ck_assert_msg(!strstr(r->message, "hint"), "'%s' says: %s", none[_i], r->message);
    drop(r);
}
END_TEST

START_TEST(values_are_read) {
    struct run *r = parse("a --list p=q --format long b --jobs 12 --list r=s --as-of=2024-07-01 -o out");
    struct cli *c = &r->cli;
    ck_assert_int_eq(r->code, CLI_OK);
    ck_assert_uint_eq(c->operand_count, 2);
    ck_assert_str_eq(c->operands[1], "b");
    ck_assert_uint_eq(option_count(c, "list"), 2);
    ck_assert_str_eq(option_at(c, "list", 0), "p=q");
    ck_assert_str_eq(option_at(c, "list", 1), "r=s");
    ck_assert_ptr_null(option_at(c, "list", 2));
    ck_assert_int_eq(option_choice(c, "format", 0), 2);
    ck_assert_int_eq(option_number(c, "jobs", 0), 12);
    ck_assert_int_eq(option_date(c, "as-of"), (2024 * 12 + 6) << 5 | 1);
    ck_assert_str_eq(option_text(c, "output"), "out");
    ck_assert(!option_given(c, "timing"));
    drop(r);
}
END_TEST

START_TEST(absent_values_have_defaults) {
    struct run *r = parse("a");
    ck_assert_int_eq(option_choice(&r->cli, "format", 1), 1);
    ck_assert_int_eq(option_number(&r->cli, "jobs", 7), 7);
    ck_assert_int_eq(option_date(&r->cli, "as-of"), 0);
    ck_assert_ptr_null(option_text(&r->cli, "output"));
    ck_assert_int_eq(cli_result_lang(&r->cli, false), LANG_EN);
    drop(r);
}
END_TEST

START_TEST(results_are_english_unless_asked) {
    struct run *r = parse("a --lang zh");
    r->cli.lang = LANG_ZH;  // as main sets it from --lang
    ck_assert_int_eq(cli_result_lang(&r->cli, false), LANG_ZH);
    drop(r);
    r = parse("a");
    r->cli.lang = LANG_ZH;  // as main sets it from the environment
    ck_assert_int_eq(cli_result_lang(&r->cli, false), LANG_EN);
    ck_assert_int_eq(cli_result_lang(&r->cli, true), LANG_ZH);
    drop(r);
}
END_TEST

START_TEST(a_value_before_the_command_is_known_as_such) {
    const struct cli cli = {.commands = commands};
    ck_assert(option_takes_value(&cli, "--format"));
    ck_assert(option_takes_value(&cli, "--lang"));
    ck_assert(option_takes_value(&cli, "-o"));
    ck_assert(!option_takes_value(&cli, "--timing"));
    ck_assert(!option_takes_value(&cli, "--format=csv"));
    ck_assert(!option_takes_value(&cli, "--nothing"));
}
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("options");
    TCase *t = tcase_create("options");
    tcase_add_loop_test(t, lines_parse, 0, sizeof lines / sizeof *lines);
    tcase_add_loop_test(t, what_is_not_understood_has_no_hint, 0, 4);
    tcase_add_test(t, values_are_read);
    tcase_add_test(t, absent_values_have_defaults);
    tcase_add_test(t, results_are_english_unless_asked);
    tcase_add_test(t, a_value_before_the_command_is_known_as_such);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(suite); }
