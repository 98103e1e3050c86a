#include <stdio.h>

#include "interp/cli/policies.h"

enum check_format { CHECK_TEXT, CHECK_JSON };

static const struct option options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"text|json", "text|json"},
     .choices = "text|json",
     .about = {"for people, or one JSON object", "供人阅读，或输出一个 JSON 对象"}},
    {0},
};

static void put_json(struct text *out, enum lang lang, struct policies *p) {
    struct compilation *c = &p->compilation;
    text_format(out, "{\"files\":%u,\"errors\":%u,\"warnings\":%u,\"diagnostics\":[", c->tree_count, p->errors,
                p->warnings);
    for (uint32_t i = 0; i < c->diags.count; i++) {
        text_put(out, i ? ",\n" : "\n");
        diag_render_json(out, lang, &c->sources, c->diags.items[i]);
    }
    text_put(out, c->diags.count ? "\n]}\n" : "]}\n");
}

static void note_number(char out[16], uint32_t number) { snprintf(out, 16, "%u", number); }

static void put_summary(struct cli *cli, const struct policies *p) {
    char files[16], errors[16], warnings[16], dropped[16];
    note_number(files, p->compilation.tree_count);
    note_number(errors, p->errors);
    note_number(warnings, p->warnings);
    note_number(dropped, p->compilation.diags.dropped);
    if (p->compilation.diags.dropped) cli_note(cli, DIAG_NOTE_DROPPED, A(dropped));
    cli_note(cli, DIAG_NOTE_CHECKED, A(files), A(errors), A(warnings));
}

static void report(struct cli *cli, struct policies *p) {
    struct text t = {0};
    if (option_choice(cli, "format", CHECK_TEXT) == CHECK_JSON) put_json(&t, cli->lang, p);
    else policies_render(&t, cli->lang, p);
    cli_print(cli, &t);
    output_flush(cli->out);  // so that the summary comes behind it on a terminal
    text_free(&t);
    put_summary(cli, p);
}

static int run(struct cli *cli) {
    struct policies p;
    int code = policies_load_quietly(cli, cli->operands, cli->operand_count, NULL, &p);
    if (code == CLI_OK) report(cli, &p);
    if (code == CLI_OK && p.errors) code = CLI_NO;
    policies_free(&p);
    return code;
}

static const struct example examples[] = {
    {"pol check policies", {"every .pol file in the folder and the folders in it", "文件夹及其下级中的全部 .pol 文件"}},
    {"pol check policies/ccb.pol", {"one file, with what it uses", "一个文件及其引用的文件"}},
    {"pol check --format json policies", {"for an editor or a script", "供编辑器或脚本读取"}},
    {0},
};

const struct command command_check = {
    .name = "check",
    .about = {"say what is wrong with policy files", "检查政策文件"},
    .operands = {"FILE|DIR...", "文件或文件夹..."},
    .least = 1,
    .most = ANY_NUMBER,
    .options = {options},
    .examples = examples,
    .more = {"The files are checked together: they share one vocabulary.", "这些文件一并检查：它们共用一份词汇表。"},
    .run = run,
};
