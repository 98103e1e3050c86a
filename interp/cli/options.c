// The command line, read by the tables of the command.
#include <assert.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/base/nearest.h"
#include "interp/cli/cli.h"

const struct option common_options[] = {
    {.name = "lang",
     .kind = OPTION_CHOICE,
     .argument = {"en|zh", "en|zh"},
     .choices = "en|zh",
     .also = "eng english us uk gb 英文 英语|cn ch chi zho chs cht chinese mandarin zhongwen 中文 汉语 简体中文 简体",
     .about = {"language of messages and names", "消息与名称所用的语言"}},
    {.name = "help", .letter = 'h', .kind = OPTION_FLAG, .about = {"show this help", "显示本帮助"}},
    {0},
};

const struct option text_or_json_options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|json", "text|json"},
     .choices = "text|json",
     .about = {"for people or for programs (default: text)", "供人阅读或供程序读取（默认：text）"}},
    {0},
};

// A walk over the command's tables, then the common ones.
struct walk {
    const struct cli *cli;
    size_t table;
    const struct option *at;
};

static const struct option *walk_table(const struct cli *cli, size_t table) {
    if (table < COMMAND_TABLES && cli->command->options[table]) return cli->command->options[table];
    return table <= COMMAND_TABLES ? common_options : NULL;
}

static struct walk walk_start(const struct cli *cli) { return (struct walk){cli, 0, walk_table(cli, 0)}; }

static const struct option *walk_next(struct walk *w) {
    while (!w->at->name) {
        if (w->at == &common_options[2]) return NULL;
        w->at = walk_table(w->cli, ++w->table);
    }
    return w->at++;
}

static const struct option *find_long(const struct cli *cli, const char *name, size_t length) {
    struct walk w = walk_start(cli);
    for (const struct option *o; (o = walk_next(&w));)
        if (strlen(o->name) == length && memcmp(o->name, name, length) == 0) return o;
    return NULL;
}

static const struct option *find_letter(const struct cli *cli, char letter) {
    struct walk w = walk_start(cli);
    for (const struct option *o; (o = walk_next(&w));)
        if (o->letter == letter) return o;
    return NULL;
}

bool option_takes_value(const struct cli *cli, const char *word) {
    for (size_t i = 0; cli->commands[i]; i++) {
        const struct cli with = {.command = cli->commands[i]};
        const struct option *o = word[1] == '-' ? find_long(&with, word + 2, strlen(word + 2))
                                                : find_letter(&with, word[1]);
        bool attached = word[1] != '-' && word[2];
        if (o && !attached && o->kind != OPTION_FLAG) return true;
    }
    return false;
}

static const struct option *known(const struct cli *cli, const char *name) {
    const struct option *o = find_long(cli, name, strlen(name));
    assert(o);
    return o;
}

size_t option_count(const struct cli *cli, const char *name) {
    const struct option *o = known(cli, name);
    size_t count = 0;
    for (size_t i = 0; i < cli->given_count; i++) count += cli->given[i].option == o;
    return count;
}

const char *option_at(const struct cli *cli, const char *name, size_t index) {
    const struct option *o = known(cli, name);
    for (size_t i = 0; i < cli->given_count; i++)
        if (cli->given[i].option == o && index-- == 0) return cli->given[i].text;
    return NULL;
}

bool option_given(const struct cli *cli, const char *name) { return option_count(cli, name) > 0; }

const char *option_text(const struct cli *cli, const char *name) {
    size_t count = option_count(cli, name);
    return count ? option_at(cli, name, count - 1) : NULL;
}

// Index of `text` among "a|b|c", -1 where it is none of them.
static int choice_index(const char *choices, const char *text) {
    size_t length = strlen(text);
    for (int i = 0;; i++) {
        size_t step = strcspn(choices, "|");
        if (step == length && memcmp(choices, text, length) == 0) return i;
        if (!choices[step]) return -1;
        choices += step + 1;
    }
}

bool option_has_json(const struct option *o) {
    return o->kind == OPTION_CHOICE && strcmp(o->name, "format") == 0 && choice_index(o->choices, "json") >= 0;
}

int option_choice(const struct cli *cli, const char *name, int otherwise) {
    const char *text = option_text(cli, name);
    return text ? choice_index(known(cli, name)->choices, text) : otherwise;
}

// Digits only, capped before conversion: 18 of them always fit.
static bool parse_number(const char *text, int64_t *value) {
    size_t length = strlen(text);
    if (length == 0 || length > 18 || strspn(text, "0123456789") != length) return false;
    *value = 0;
    for (size_t i = 0; i < length; i++) *value = *value * 10 + (text[i] - '0');
    return true;
}

int64_t option_number(const struct cli *cli, const char *name, int64_t otherwise) {
    const char *text = option_text(cli, name);
    if (text) parse_number(text, &otherwise);
    return otherwise;
}

int32_t option_date(const struct cli *cli, const char *name) {
    const char *text = option_text(cli, name);
    int32_t date = 0;
    if (text) date_parse(text, (uint32_t)strlen(text), &date);
    return date;
}

enum lang cli_result_lang(const struct cli *cli, bool for_people) {
    return option_given(cli, "lang") || for_people ? cli->lang : LANG_EN;
}

// In whatever case, and with a region or an encoding behind it: zh_CN.UTF-8.
static bool means(const char *text, const char *word, size_t length) {
    return length && !strncasecmp(text, word, length) && (!text[length] || strchr("_-.@", text[length]));
}

// Which of the groups that `|` parts holds a word that the text means, -1: none.
static int group_meant(const char *groups, const char *text) {
    for (int i = 0; *groups; groups += *groups != '\0') {
        size_t length = strcspn(groups, " |");
        if (means(text, groups, length)) return i;
        groups += length;
        i += *groups == '|';
    }
    return -1;
}

int option_choice_meant(const struct option *o, const char *text) {
    int choice = group_meant(o->choices, text);
    return choice >= 0 || !o->also ? choice : group_meant(o->also, text);
}

// Of two letters one is half of the word: that `es` is nearly `en` says nothing.
static void offer_choice(struct nearest *near, const char *word) {
    if (strlen(near->word) > 2) nearest_offer(near, word);
}

static int refuse_choice(struct cli *cli, const struct option *o, const char *text) {
    struct nearest near = nearest_to(text);
    char *words = arena_copy(cli->arena, o->choices, strlen(o->choices));
    int meant = option_choice_meant(o, text), at = 0;
    for (char *word, *rest = words; (word = strtok_r(rest, "|", &rest));)
        if (meant < 0) offer_choice(&near, word);
        else if (meant == at++) near.best = word;
    if (near.best)
        cli_complain_hint(cli, DIAG_BAD_CHOICE, DIAG_HINT_DID_YOU_MEAN, A(near.best), A(o->name), A(text),
                          A(o->choices));
    else cli_complain(cli, DIAG_BAD_CHOICE, A(o->name), A(text), A(o->choices));
    return CLI_USAGE;
}

static int refuse_number(struct cli *cli, const struct option *o, const char *text) {
    struct text range = {0};
    text_format(&range, "%lld..%lld", (long long)o->low, (long long)o->high);
    cli_complain(cli, DIAG_BAD_NUMBER, A(o->name), A(text), A(text_string(&range)));
    text_free(&range);
    return CLI_USAGE;
}

static int check_value(struct cli *cli, const struct option *o, const char *text) {
    int64_t number;
    int32_t date;
    if (o->kind == OPTION_CHOICE && choice_index(o->choices, text) < 0) return refuse_choice(cli, o, text);
    if (o->kind == OPTION_NUMBER && (!parse_number(text, &number) || number < o->low || number > o->high))
        return refuse_number(cli, o, text);
    if (o->kind == OPTION_DATE && !date_parse(text, (uint32_t)strnlen(text, 16), &date)) {
        cli_complain(cli, DIAG_BAD_DATE_OPTION, A(o->name), A(text));
        return CLI_USAGE;
    }
    return CLI_OK;
}

static int add_given(struct cli *cli, const struct option *o, const char *text) {
    if (!o->repeats && o->kind != OPTION_FLAG && option_given(cli, o->name)) {
        cli_complain(cli, DIAG_OPTION_TWICE, A(o->name));
        return CLI_USAGE;
    }
    int code = text ? check_value(cli, o, text) : CLI_OK;
    if (code == CLI_OK) ARENA_PUSH(cli->arena, cli->given, cli->given_count, ((struct given_option){o, text}));
    return code;
}

static int unknown_option(struct cli *cli, const char *shown, const char *name) {
    struct nearest near = nearest_to(name);
    struct walk w = walk_start(cli);
    for (const struct option *o; (o = walk_next(&w));) nearest_offer(&near, o->name);
    const char *command = cli->command->name;
    if (near.best) cli_complain_hint(cli, DIAG_UNKNOWN_OPTION, DIAG_HINT_OPTION, A(near.best), A(command), A(shown));
    else cli_complain_hint(cli, DIAG_UNKNOWN_OPTION, DIAG_HINT_SEE_HELP, A(command), A(command), A(shown));
    return CLI_USAGE;
}

// The value is what stands behind `=`, or the next word, which may be "-" but not another option.
static int take_value(struct cli *cli, const struct option *o, const char *attached, int *i, int argc, char **argv) {
    if (o->kind == OPTION_FLAG && !attached) return add_given(cli, o, NULL);
    if (o->kind == OPTION_FLAG) return cli_complain(cli, DIAG_OPTION_TAKES_NONE, A(o->name), A(attached)), CLI_USAGE;
    if (attached) return add_given(cli, o, attached);
    if (*i + 1 >= argc || (argv[*i + 1][0] == '-' && argv[*i + 1][1])) {
        cli_complain(cli, DIAG_OPTION_NEEDS_VALUE, A(o->name), A2(o->argument[LANG_EN], o->argument[LANG_ZH]));
        return CLI_USAGE;
    }
    return add_given(cli, o, argv[++*i]);
}

// `--json` is `--format json` for short, where the command has that.
static const struct option *short_for(const struct cli *cli, const char *name) {
    const struct option *format = find_long(cli, "format", strlen("format"));
    return format && strcmp(name, "json") == 0 && option_has_json(format) ? format : NULL;
}

static int take_long(struct cli *cli, int *i, int argc, char **argv) {
    const char *name = argv[*i] + 2;
    const struct option *format = short_for(cli, name);
    if (format) return add_given(cli, format, name);
    size_t length = strcspn(name, "=");
    const struct option *o = find_long(cli, name, length);
    const char *alone = arena_copy(cli->arena, argv[*i], length + 2);
    if (!o) return unknown_option(cli, alone, alone + 2);
    return take_value(cli, o, name[length] ? name + length + 1 : NULL, i, argc, argv);
}

// A number may stand right behind it: -j4. Of texts that would take a long name with one dash for a file's.
static int take_letter(struct cli *cli, int *i, int argc, char **argv) {
    const struct option *o = find_letter(cli, argv[*i][1]);
    const char *attached = argv[*i][2] ? argv[*i] + 2 : NULL;
    if (!o || (attached && o->kind != OPTION_NUMBER)) return unknown_option(cli, argv[*i], argv[*i] + 1);
    return take_value(cli, o, attached, i, argc, argv);
}

static int take_operand(struct cli *cli, const char *word) {
    if (!*word) return cli_complain(cli, DIAG_EMPTY_OPERAND, A(cli->command->name)), CLI_USAGE;
    ARENA_PUSH(cli->arena, cli->operands, cli->operand_count, word);
    return CLI_OK;
}

static int take_word(struct cli *cli, bool *only_operands, int *i, int argc, char **argv) {
    const char *word = argv[*i];
    if (*only_operands || word[0] != '-' || !word[1]) return take_operand(cli, word);
    if (strcmp(word, "--") == 0) return *only_operands = true, CLI_OK;
    return word[1] == '-' ? take_long(cli, i, argc, argv) : take_letter(cli, i, argc, argv);
}

int options_too_few(struct cli *cli) {
    const struct command *c = cli->command;
    cli_complain_hint(cli, DIAG_TOO_FEW_OPERANDS, DIAG_HINT_SEE_HELP, A(c->name), A(c->name),
                      A2(c->operands[LANG_EN], c->operands[LANG_ZH]));
    return CLI_USAGE;
}

static int check_operands(struct cli *cli) {
    const struct command *c = cli->command;
    if (option_given(cli, "help")) return CLI_OK;
    if (cli->operand_count < c->least) return options_too_few(cli);
    if (cli->operand_count > c->most) {
        cli_complain_hint(cli, DIAG_TOO_MANY_OPERANDS, DIAG_HINT_SEE_HELP, A(c->name), A(c->name),
                          A(cli->operands[c->most]));
        return CLI_USAGE;
    }
    return CLI_OK;
}

int options_parse(struct cli *cli, int argc, char **argv) {
    bool only_operands = false;
    for (int i = 0; i < argc; i++) {
        int code = take_word(cli, &only_operands, &i, argc, argv);
        if (code != CLI_OK) return code;
    }
    return check_operands(cli);
}
