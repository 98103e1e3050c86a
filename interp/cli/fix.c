#include "interp/cli/fix.h"

#include <string.h>

#include "interp/cli/checked.h"
#include "interp/report/words.h"

const struct option fix_options[] = {
    {.name = "fix",
     .kind = OPTION_FLAG,
     .about = {"write what a hint says to write, where that is beyond doubt and leaves less to be found; nothing that "
               "compiles comes to mean something else",
               "按提示改写文件：只改没有疑义、改后问题更少的地方；能够通过检查的内容，含义不变"}},
    {.name = "dry-run",
     .kind = OPTION_FLAG,
     .about = {"with --fix: show what would be written, and write nothing",
               "与 --fix 同用：只显示将作的改动，不写文件"}},
    {0},
};

struct fixing {
    struct cli *cli;
    struct policies *p;
    struct fixes *f;
    const struct diag **all;  // of the policies, with a fix, by place; none overlaps another
    uint32_t count;
    bool loosely;           // what errors of the text hid may come to light
    struct policies *kept;  // what there is to go back to
};

static bool is_policy(const struct compilation *c, uint32_t source) {
    for (uint32_t i = 0; i < c->tree_count; i++)
        if (c->trees[i]->source == source) return c->sources.items[source]->real != NULL;
    return false;
}

static bool is_behind(struct span at, struct span before) {
    return at.source != before.source || at.offset >= before.offset + before.length;
}

static int by_place(const struct diag *a, const struct diag *b) {
    if (a->fix->at.source != b->fix->at.source) return a->fix->at.source < b->fix->at.source ? -1 : 1;
    return a->fix->at.offset < b->fix->at.offset ? -1 : a->fix->at.offset > b->fix->at.offset;
}

// Hints mostly stand where their faults are, so that the list is all but sorted.
static void add(struct fixing *x, const struct diag *d) {
    ARENA_PUSH(x->cli->arena, x->all, x->count, d);
    for (uint32_t i = x->count - 1; i && by_place(x->all[i], x->all[i - 1]) < 0; i--) {
        const struct diag *later = x->all[i - 1];
        x->all[i - 1] = x->all[i];
        x->all[i] = later;
    }
}

static void gather(struct fixing *x) {
    const struct compilation *c = &x->p->compilation;
    uint32_t kept = 0;
    x->all = NULL, x->count = 0;
    for (uint32_t i = 0; i < c->diags.count; i++) {
        const struct diag *d = c->diags.items[i];
        if (d->fix && !d->accepted && is_policy(c, d->fix->at.source)) add(x, d);
    }
    for (uint32_t i = 0; i < x->count; i++)
        if (!kept || is_behind(x->all[i]->fix->at, x->all[kept - 1]->fix->at)) x->all[kept++] = x->all[i];
    x->count = kept;
}

// ---- drafts

static struct source_draft *draft_for(struct fixing *x, struct fixes *f, const struct source *s) {
    for (uint32_t i = 0; i < f->count; i++)
        if (!strcmp(f->drafts[i].real, s->real)) return &f->drafts[i];
    const struct source_draft draft = {.real = arena_copy(x->cli->arena, s->real, strlen(s->real))};
    ARENA_PUSH(x->cli->arena, f->drafts, f->count, draft);
    return &f->drafts[f->count - 1];
}

// The file of the fix at `from`, with that and those behind it; which is the first of another file.
static uint32_t put_file(struct fixing *x, struct fixes *f, uint32_t from, uint32_t to) {
    const struct source_set *sources = &x->p->compilation.sources;
    uint32_t source = x->all[from]->fix->at.source, at = 0;
    const struct source *s = sources->items[source];
    struct text t = {0};
    for (; from < to && x->all[from]->fix->at.source == source; from++) {
        const struct diag_fix *fix = x->all[from]->fix;
        text_add(&t, s->bytes + at, fix->at.offset - at);
        text_put(&t, diag_fix_text(sources, fix));
        at = fix->at.offset + fix->at.length;
    }
    text_add(&t, s->bytes + at, s->size - at);
    struct source_draft *draft = draft_for(x, f, s);
    draft->size = t.length;
    draft->bytes = text_keep(&t, x->cli->arena);
    return from;
}

static void copy_drafts(struct fixing *x, struct fixes *to) {
    *to = (struct fixes){0};
    for (uint32_t i = 0; i < x->f->count; i++) ARENA_PUSH(x->cli->arena, to->drafts, to->count, x->f->drafts[i]);
}

// ---- what is told

static void put_lines(struct text *out, char sign, const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t line = end ? (size_t)(end - bytes) - at : length - at;
        size_t shown = line && bytes[at + line - 1] == '\r' ? line - 1 : line;
        text_format(out, "%c ", sign);
        text_add(out, bytes + at, shown);
        text_char(out, '\n');
        at += line + 1;
    }
}

// The lines that a fix is in.
static struct span lines_of(const struct source *s, struct span at) {
    uint32_t from = at.offset, behind = at.offset + at.length, to = behind;
    while (from && s->bytes[from - 1] != '\n') from--;
    while (to < s->size && s->bytes[to] != '\n' && (to == at.offset || s->bytes[to - 1] != '\n')) to++;
    return (struct span){at.source, from, to - from};
}

// As they were, and as they are to be.
static void put_change(struct text *out, const struct source_set *sources, const struct diag_fix *fix) {
    const struct source *s = sources->items[fix->at.source];
    struct span lines = lines_of(s, fix->at);
    uint32_t behind = fix->at.offset + fix->at.length;
    struct text after = {0};
    text_add(&after, s->bytes + lines.offset, fix->at.offset - lines.offset);
    text_put(&after, diag_fix_text(sources, fix));
    text_add(&after, s->bytes + behind, lines.offset + lines.length - behind);
    put_lines(out, '-', s->bytes + lines.offset, lines.length);
    put_lines(out, '+', text_string(&after), after.length);
    out->failed |= after.failed;
    text_free(&after);
}

static void tell(struct fixing *x, const struct diag *d) {
    enum phrase_id done = option_given(x->cli, "dry-run") ? WORDS_WOULD_FIX : WORDS_FIXED;
    source_describe(&x->p->compilation.sources, d->fix->at, &x->f->told);
    words_put(&x->f->told, x->cli->lang, done, diag_info(d->id)->code, NULL);
    text_char(&x->f->told, '\n');
    put_change(&x->f->told, &x->p->compilation.sources, d->fix);
}

// ---- the search

// Each fix has to be worth itself: what it leads to may be as wrong. Warnings come only where there are no errors.
static bool is_better(const struct fixing *x, const struct policies *now, uint32_t fixes) {
    const struct policies *before = x->p;
    if (now->unread && !before->unread) return false;
    if (x->loosely && before->unparsed) return now->unparsed + fixes <= before->unparsed;
    if (before->errors) return now->errors + fixes <= before->errors;
    return !now->errors && now->warnings + fixes <= before->warnings;
}

// On which line of which file a fix is.
struct line {
    const char *real;
    uint32_t number;
};

static struct line line_of(struct policies *p, const struct diag_fix *fix) {
    struct source_set *sources = &p->compilation.sources;
    return (struct line){sources->items[fix->at.source]->real, source_locate(sources, fix->at).line};
}

static bool is_on(struct policies *p, const struct diag_fix *fix, struct line line) {
    struct line other = line_of(p, fix);
    return other.number == line.number && !strcmp(other.real, line.real);
}

// What is tried: drafts, and what the policies are with them.
struct attempt {
    struct fixes fixes;
    struct policies *now;
};

static int load(struct fixing *x, struct attempt *a) {
    struct policies *next = ARENA_NEW(x->cli->arena, struct policies);
    int code = checked_load(x->cli, a->fixes.drafts, a->fixes.count, next);
    if (a->now) policies_free(a->now);
    a->now = next;
    return code;
}

#define SLIPS_MOST 4  // of one line

// Of a line one slip is told: what the first one hid is put right as well, or none of it.
static int put_hidden(struct fixing *x, struct attempt *a, struct line line) {
    int code = CLI_OK;
    for (int i = 0; i < SLIPS_MOST && code == CLI_OK && !is_better(x, a->now, 1); i++) {
        struct fixing inner = {.cli = x->cli, .p = a->now, .f = &a->fixes};
        uint32_t at = 0;
        gather(&inner);
        while (at < inner.count && !is_on(a->now, inner.all[at]->fix, line)) at++;
        if (at == inner.count) break;
        tell(&inner, inner.all[at]);
        put_file(&inner, &a->fixes, at, at + 1);
        a->fixes.fixed++;
        code = load(x, a);
    }
    return code;
}

static void take(struct fixing *x, const struct attempt *a, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) tell(x, x->all[i]);
    text_add(&x->f->told, text_string(&a->fixes.told), a->fixes.told.length);
    x->f->told.failed |= a->fixes.told.failed;
    x->f->fixed += to - from + a->fixes.fixed;
    x->f->drafts = a->fixes.drafts, x->f->count = a->fixes.count;
    if (x->p != x->kept) policies_free(x->p);
    x->p = a->now;
}

// Puts in the fixes from..to, if things are better then.
static int try(struct fixing *x, uint32_t from, uint32_t to, bool *taken) {
    struct attempt a = {.now = NULL};
    copy_drafts(x, &a.fixes);
    for (uint32_t i = from; i < to;) i = put_file(x, &a.fixes, i, to);
    int code = load(x, &a);
    if (code == CLI_OK && to - from == 1) code = put_hidden(x, &a, line_of(x->p, x->all[from]->fix));
    *taken = code == CLI_OK && is_better(x, a.now, to - from);
    if (*taken) take(x, &a, from, to);
    else policies_free(a.now);
    text_free(&a.fixes.told);
    return code;
}

// All at once; where one of them makes nothing better half of them, until one is alone, which is then left for good.
static int put_some(struct fixing *x, bool *taken) {
    uint32_t *left = &x->f->left, to = x->count;
    int code = CLI_OK;
    *taken = false;
    while (code == CLI_OK && !*taken && *left < x->count) {
        code = try(x, *left, to, taken);
        if (to - *left > 1) to = *left + (to - *left) / 2;
        else *left += !*taken, to = x->count;
    }
    return code;
}

static int put_all(struct fixing *x) {
    bool taken = true;
    int code = CLI_OK;
    x->f->left = 0;
    for (gather(x); code == CLI_OK && taken && x->count > x->f->left; gather(x)) code = put_some(x, &taken);
    return code;
}

static void go_back(struct fixing *x, const struct fixes *to) {
    struct text told = x->f->told;
    if (x->p != x->kept) policies_free(x->p);
    x->p = x->kept;
    *x->f = *to;
    x->f->told = told;
    if (told.length > to->told.length) x->f->told.length = to->told.length;
    if (x->f->told.bytes) x->f->told.bytes[x->f->told.length] = '\0';
}

// An error of the text hides others of its file, which may have fixes of their own: if there is less in the end.
static int put_loosely(struct fixing *x) {
    const struct fixes before = *x->f;
    x->kept = x->p, x->loosely = true;
    int code = put_all(x);
    if (code != CLI_OK || x->p->errors >= x->kept->errors) go_back(x, &before);
    else policies_free(x->kept);
    return code;
}

int fixes_find(struct cli *cli, struct policies **p, struct fixes *f) {
    struct fixing x = {.cli = cli, .p = *p, .f = f};
    int code = put_all(&x);
    if (code == CLI_OK && x.p->unparsed) code = put_loosely(&x);
    *p = x.p;
    if (f->told.failed) return cli_out_of_memory(cli);
    return code;
}

// ---- the files

static const char *path_of(const struct policies *p, const char *real) {
    const struct source_set *sources = &p->compilation.sources;
    for (uint32_t i = 0; i < sources->count; i++)
        if (sources->items[i]->real && !strcmp(sources->items[i]->real, real)) return sources->items[i]->path;
    return real;
}

int fixes_write(struct cli *cli, const struct policies *p, const struct fixes *f) {
    int code = CLI_OK;
    for (uint32_t i = 0; i < f->count && code == CLI_OK && !option_given(cli, "dry-run"); i++) {
        struct text t = {0};
        text_add(&t, f->drafts[i].bytes, f->drafts[i].size);
        code = cli_write_result(cli, path_of(p, f->drafts[i].real), &t, false);
    }
    return code;
}

void fixes_note(struct cli *cli, const struct fixes *f) {
    enum diag_id done = option_given(cli, "dry-run") ? DIAG_NOTE_WOULD_FIX : DIAG_NOTE_FIXED;
    if (f->fixed) cli_note(cli, done, A(cli_count(cli, f->fixed)), A(cli_count(cli, f->count)));
    else cli_note(cli, DIAG_NOTE_FIXED_NOTHING, {0});
    if (f->left) cli_note(cli, DIAG_NOTE_FIXES_LEFT, A(cli_count(cli, f->left)));
}

int fixes_refuse(struct cli *cli) {
    bool fix = option_given(cli, "fix");
    if (!fix && option_given(cli, "dry-run")) return cli_complain(cli, DIAG_DRY_RUN_ALONE, {0}), CLI_USAGE;
    for (size_t i = 0; fix && i < cli->operand_count; i++)
        if (!strcmp(cli->operands[i], "-")) return cli_complain(cli, DIAG_FIX_STDIN, {0}), CLI_USAGE;
    if (fix && option_count(cli, "reform")) return cli_complain(cli, DIAG_FIX_REFORM, {0}), CLI_USAGE;
    return CLI_OK;
}
