// A notice becomes the first draft of a policy. It is checked in memory before a file is made of it, so that what is
// written checks cleanly; nothing is ever written over.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "grammar/base/path.h"
#include "grammar/base/project.h"
#include "grammar/base/utf8.h"
#include "grammar/check/check.h"
#include "grammar/format/format.h"
#include "grammar/syntax/load.h"
#include "grammar/syntax/word.h"
#include "interp/cli/cli.h"
#include "interp/draft/draft.h"

#define VOCABULARY "vocabulary.pol"

static const struct option options[] = {
    {.name = "notice",
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"the notice, as plain text in UTF-8", "文件（通知、办法等）的正文，UTF-8 纯文本"}},
    {.name = "output",
     .letter = 'o',
     .kind = OPTION_TEXT,
     .argument = {"FILE", "文件"},
     .about = {"where to write (default: NAME.pol here; '-' is standard output)",
               "写到哪里（默认为当前文件夹的“名称.pol”；“-”为标准输出）"}},
    {0},
};

struct drafting {
    struct cli *cli;
    struct compilation read, checked;
    const char *notice;  // its path, as given
    const char *path;    // of the policy, as the checker and people name it
    bool to_stdout;
    struct draft draft;
    struct draft_wish wish;
};

static int show_faults(struct drafting *d, struct compilation *c, int code) {
    struct text t = {0};
    diag_sort(&c->diags);
    for (uint32_t i = 0; i < c->diags.count; i++)
        if (diag_is_wrong(c->diags.items[i])) diag_render(&t, d->cli->lang, &c->sources, c->diags.items[i]);
    cli_say(d->cli, &t);
    text_free(&t);
    return code;
}

static int read_notice(struct drafting *d) {
    struct compilation *c = &d->read;
    struct project_file file;
    uint32_t source;
    enum source_status status = project_open(&c->sources, d->notice, &file);
    if (status == SOURCE_OK) status = project_read(&c->sources, &file, &source);
    if (status != SOURCE_OK) {
        compilation_refuse(c, status, d->notice, file.root, (struct span){UINT32_MAX, 0, 0});
        return show_faults(d, c, CLI_IO);
    }
    const struct source *s = c->sources.items[source];
    d->draft = draft_read(&c->arena, s->bytes, s->size);
    return CLI_OK;
}

// Seen from the policy's folder, where the user has not said it so already.
static const char *notice_from_policy(struct drafting *d) {
    const char *folder = path_folder(&d->read.arena, d->path);
    if (d->notice[0] != '/' && strcmp(folder, ".") == 0) return d->notice;
    char *real_folder = realpath(folder, NULL), *real = realpath(d->notice, NULL);
    const char *way = real_folder && real ? path_from(&d->read.arena, real_folder, real) : d->notice;
    free(real_folder);
    free(real);
    return way;
}

static bool may_stand_in_quotes(const char *path) {
    uint32_t c;
    for (size_t at = 0, length = strlen(path), step; at < length; at += step) {
        step = utf8_decode(path + at, length - at, &c);
        if (!step || c == '"' || !diag_may_show(c)) return false;
    }
    return true;
}

// A folder's files are checked together, and there is one vocabulary for all.
static const char *vocabulary_beside(struct drafting *d) {
    struct stat st;
    const char *folder = path_folder(&d->read.arena, d->path);
    return stat(path_join(&d->read.arena, folder, VOCABULARY), &st) == 0 ? VOCABULARY : NULL;
}

static int make_wish(struct drafting *d) {
    d->wish = (struct draft_wish){.name = d->cli->operands[0], .path = d->path};
    d->wish.lang = cli_result_lang(d->cli, true);
    d->wish.source = notice_from_policy(d);
    d->wish.vocabulary = vocabulary_beside(d);
    if (may_stand_in_quotes(d->wish.source)) return CLI_OK;
    return cli_complain(d->cli, DIAG_NEW_BAD_PATH, A(d->notice)), CLI_USAGE;
}

static int check_draft(struct drafting *d, struct text *formatted) {
    struct compilation *c = &d->checked;
    struct text t = {0};
    draft_write(&t, &d->draft, &d->wish);
    const char *text = text_keep(&t, &d->read.arena);
    compilation_load_text(c, d->path, text, strlen(text));
    const struct check_options nothing = {0};
    check_policy(c, &nothing);
    if (c->diags.errors) return show_faults(d, c, CLI_POLICY);
    format_tree(c, c->trees[c->tree_count - 1], d->wish.lang == LANG_ZH ? FORMAT_ZH : FORMAT_EN, formatted);
    if (formatted->failed) longjmp(*d->cli->out_of_memory, 1);
    return CLI_OK;
}

static int refuse_existing(struct drafting *d) {
    cli_complain_hint(d->cli, DIAG_NEW_EXISTS, DIAG_HINT_NEW_EXISTS, {0}, A(d->path));
    return CLI_USAGE;
}

static int cant_write(struct drafting *d, int error) {
    return error == EEXIST ? refuse_existing(d) : cli_cant_write(d->cli, d->path, error);
}

static int write_draft(struct drafting *d, const struct text *t) {
    if (d->to_stdout) return output_write(d->cli->out, text_string(t), t->length), CLI_OK;
    struct output *o = output_create(d->path, d->cli->interrupt);
    if (!o) return cant_write(d, errno);
    output_write(o, text_string(t), t->length);
    int error = output_commit(o);
    return error ? cant_write(d, error) : CLI_OK;
}

static void add_missing(struct text *t, const char *word, enum lang lang, const char *found) {
    if (!found) text_format(t, "%s%s", !t->length ? "" : lang == LANG_ZH ? "、" : ", ", word);
}

static const char *missing_words(struct drafting *d, enum lang lang) {
    static const char *const words[][2] = {{"the title", "标题"},
                                           {"who issued it", "发布机构"},
                                           {"its number", "文号"},
                                           {"from when it is in force", "施行日期"}};
    const struct front *f = &d->draft.front;
    const char *found[] = {f->title, f->issuer, f->number, f->origin == DATE_NOT_FOUND ? NULL : "found"};
    struct text t = {0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) add_missing(&t, words[i][lang], lang, found[i]);
    return text_keep(&t, &d->read.arena);
}

static void say_done(struct drafting *d) {
    const char *en = missing_words(d, LANG_EN), *zh = missing_words(d, LANG_ZH);
    if (!d->to_stdout) cli_note(d->cli, DIAG_NOTE_NEW, A(d->path), A(cli_count(d->cli, d->draft.outline.count)));
    if (*en) cli_note(d->cli, DIAG_NOTE_NEW_MISSING, A2(en, zh));
}

static int draft_policy(struct drafting *d) {
    struct text formatted = {0};
    int code = read_notice(d);
    if (code == CLI_OK) code = make_wish(d);
    if (code == CLI_OK) code = check_draft(d, &formatted);
    if (code == CLI_OK) code = write_draft(d, &formatted);
    if (code == CLI_OK) say_done(d);
    text_free(&formatted);
    return code;
}

static const char *default_path(struct cli *cli) {
    struct text t = {0};
    text_format(&t, "%s.pol", cli->operands[0]);
    return text_keep(&t, cli->arena);
}

static int refuse_name(struct cli *cli) {
    cli_complain_hint(cli, DIAG_NEW_BAD_NAME, DIAG_HINT_NEW_NAME, {0}, A(cli->operands[0]));
    return CLI_USAGE;
}

static int begin(struct drafting *d) {
    struct cli *cli = d->cli;
    const char *output = option_text(cli, "output");
    struct stat st;
    d->notice = option_text(cli, "notice");
    d->to_stdout = output && strcmp(output, "-") == 0;
    d->path = output && !d->to_stdout ? output : default_path(cli);
    if (!word_is_name(&d->read, cli->operands[0])) return refuse_name(cli);
    if (!d->notice) return cli_complain(cli, DIAG_OPTION_MISSING, A("new"), A("notice"), A2("FILE", "文件")), CLI_USAGE;
    if (d->to_stdout) return CLI_OK;
    if (lstat(d->path, &st) == 0) return refuse_existing(d);
    return stat(path_folder(&d->read.arena, d->path), &st) == 0 ? CLI_OK : cli_cant_write(cli, d->path, errno);
}

static int run(struct cli *cli) {
    struct drafting d = {.cli = cli};
    compilation_init(&d.read, cli->out_of_memory);
    compilation_init(&d.checked, cli->out_of_memory);
    int code = begin(&d);
    if (code == CLI_OK) code = draft_policy(&d);
    compilation_free(&d.checked);
    compilation_free(&d.read);
    return code;
}

static const struct example examples[] = {
    {"pol new growth_2025 --notice notice.txt",
     {"growth_2025.pol, with the notice's clauses to work through", "写成 growth_2025.pol，条款列在注释里待改写"}},
    {"pol new 普惠贷 --notice sources/通知.txt --lang zh",
     {"the same in Chinese: 普惠贷.pol", "写成中文的 普惠贷.pol"}},
    {0},
};

const struct command command_new = {
    .name = "new",
    .about = {"begin a policy from a notice", "根据通知、办法等文件起草规则"},
    .operands = {"NAME", "名称"},
    .least = 1,
    .most = 1,
    .options = {options},
    .examples = examples,
    .more =
        {"The notice stays where it is: the policy names it, and quotes are compared with it. The number, the issuer "
         "and the date are taken from it where they are found. A vocabulary.pol in the policy's folder is used; else "
         "the policy begins a vocabulary of its own. A file that is there is never written over.",
         "所依据的文件留在原处：规则文件会注明它的位置，引文与它逐字核对。文号、发布机构、日期能找到的就填上。"
         "规则文件所在的文件夹里有 vocabulary.pol 的，直接引用；没有的，在文件开头另起一份词汇。已有的文件绝不覆盖。"},
    .run = run,
};
