// Help, made from the commands' tables: examples first.
#include <stdio.h>
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/cli/cli.h"

#define ABOUT_COLUMN 30

struct help {
    struct text *out;
    enum lang lang;
};

static void put(struct help *h, const char *en, const char *zh) { text_put(h->out, h->lang == LANG_ZH ? zh : en); }

// "  left        right", the right on a line of its own where the left is too wide.
static void put_row(struct help *h, const char *left, const char *right) {
    size_t width = utf8_columns(left, strlen(left)) + 2;
    text_put(h->out, "  ");
    text_put(h->out, left);
    if (width + 2 > ABOUT_COLUMN) text_char(h->out, '\n');
    text_repeat(h->out, ' ', width + 2 > ABOUT_COLUMN ? ABOUT_COLUMN : ABOUT_COLUMN - width);
    text_put(h->out, right);
    text_char(h->out, '\n');
}

static void put_options(struct help *h, const struct option *table) {
    for (const struct option *o = table; o && o->name; o++) {
        struct text left = {0};
        if (o->letter) text_format(&left, "-%c, ", o->letter);
        text_format(&left, "--%s", o->name);
        if (o->kind != OPTION_FLAG) text_format(&left, " %s", o->argument[h->lang]);
        put_row(h, text_string(&left), o->about[h->lang]);
        if (option_has_json(o))
            put_row(h, "--json", h->lang == LANG_ZH ? "即 --format json" : "short for --format json");
        h->out->failed |= left.failed;
        text_free(&left);
    }
}

static void put_examples(struct help *h, const struct example *examples) {
    if (!examples) return;
    put(h, "Examples:\n", "示例：\n");
    for (const struct example *e = examples; e->line; e++)
        text_format(h->out, "  %s\n      %s\n", e->line, e->about[h->lang]);
    text_char(h->out, '\n');
}

static void put_exit_codes(struct help *h) {
    static const char *const codes[][2] = {
        {"all is well", "一切正常"},
        {"the answer is no: check found errors, a test failed, fmt --check would change a file, summaries differ",
         "答案是否：检查发现错误、测试未通过、fmt --check 会改动文件、汇总文件不能合计"},
        {"the command line makes no sense", "命令行用法有误"},
        {"a policy that is needed does not compile", "所需的政策文件无法通过编译"},
        {"some records were rejected, or items found no applicant; the others are done",
         "部分记录被拒，或有明细找不到申请人；其余已完成"},
        {"a limit was exceeded", "超出限额"},
        {"input or output failed", "输入或输出失败"},
        {"out of memory", "内存不足"},
        {"a claim could neither be proved nor broken", "有断言未能判定"},
    };
    put(h, "Exit codes:\n", "退出码：\n");
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) text_format(h->out, "  %zu  %s\n", i, codes[i][h->lang]);
}

void help_program(struct text *out, const struct cli *cli) {
    static const struct example examples[] = {
        {"pol check policies", {"is everything in the folder written correctly?", "文件夹中的政策写得都对吗？"}},
        {"pol eval policies --data applicants.csv", {"what does each applicant get?", "每位申请人的结论是什么？"}},
        {0},
    };
    struct help h = {out, cli->lang};
    put(&h, "pol: lending policies as rules that people can read and a computer can apply\n\n",
        "pol：把信贷政策写成人能读、机器能执行的规则\n\n");
    put_examples(&h, examples);
    put(&h, "Usage: pol COMMAND [OPTION…] …\n\nCommands:\n", "用法：pol 命令 [选项…] …\n\n命令：\n");
    for (size_t i = 0; cli->commands[i]; i++) put_row(&h, cli->commands[i]->name, cli->commands[i]->about[h.lang]);
    put(&h, "\n'pol COMMAND --help' tells about a command. '-' stands for standard input.\n\n",
        "\n“pol 命令 --help”介绍该命令。“-”表示标准输入。\n\n");
    put_exit_codes(&h);
}

void help_command(struct text *out, enum lang lang, const struct command *c) {
    struct help h = {out, lang};
    text_format(out, "pol %s: %s\n\n", c->name, c->about[lang]);
    put_examples(&h, c->examples);
    text_format(out, lang == LANG_ZH ? "用法：pol %s%s%s [选项…]\n\n" : "Usage: pol %s%s%s [OPTION…]\n\n", c->name,
                *c->operands[lang] ? " " : "", c->operands[lang]);
    put(&h, "Options:\n", "选项：\n");
    for (size_t i = 0; i < COMMAND_TABLES; i++) put_options(&h, c->options[i]);
    put_options(&h, common_options);
    if (c->more[lang]) text_format(out, "\n%s\n", c->more[lang]);
}

static int run(struct cli *cli) {
    const struct command *about = cli->operand_count ? command_find(cli, cli->operands[0]) : NULL;
    if (cli->operand_count && !about) return command_unknown(cli, cli->operands[0]);
    struct text t = {0};
    if (about) help_command(&t, cli->lang, about);
    else help_program(&t, cli);
    cli_print(cli, &t);
    text_free(&t);
    return CLI_OK;
}

static const struct example help_examples[] = {{"pol help eval", {"the same as pol eval --help", "同 pol eval --help"}},
                                               {0}};

const struct command command_help = {
    .name = "help",
    .about = {"tell about the program or a command", "介绍本程序或某个命令"},
    .operands = {"[COMMAND]", "[命令]"},
    .most = 1,
    .examples = help_examples,
    .run = run,
};
