#include "interp/cli/findings.h"

#include <string.h>

const struct option findings_options[] = {
    {.name = "format",
     .kind = OPTION_CHOICE,
     .argument = {"FORMAT", "格式"},
     .choices = FINDINGS_CHOICES,
     .about = {"for people (text, the default), one JSON object (json), SARIF 2.1.0 (sarif), annotations of GitHub "
               "(github), Checkstyle's XML (checkstyle), or as tests (junit, tap)",
               "供人阅读（text，默认）、一个 JSON 对象（json）、SARIF 2.1.0（sarif）、GitHub 标注（github）、"
               "Checkstyle 的 XML（checkstyle），或作为测试结果（junit、tap）"}},
    {0},
};

enum findings_format findings_format(const struct cli *cli) {
    return (enum findings_format)option_choice(cli, "format", FINDINGS_TEXT);
}

struct annotations findings_none(struct cli *cli, struct policies *p, uint32_t most) {
    struct compilation *c = &p->compilation;
    uint32_t *files = ARENA_ARRAY(cli->arena, uint32_t, (size_t)c->tree_count + 1);
    for (uint32_t i = 0; i < c->tree_count; i++) files[i] = c->trees[i]->source;
    return (struct annotations){.lang = cli->lang,
                                .sources = &c->sources,
                                .items = ARENA_ARRAY(cli->arena, const struct diag *, (size_t)most + 1),
                                .whole = !p->unread,
                                .files = files,
                                .file_count = c->tree_count};
}

void findings_sort(struct annotations *a) {
    struct diags sorted = {.arena = a->sources->arena};
    for (uint32_t i = 0; i < a->count; i++)
        ARENA_PUSH(sorted.arena, sorted.items, sorted.count, (struct diag *)a->items[i]);
    diag_sort(&sorted);
    for (uint32_t i = 0; i < a->count; i++) a->items[i] = sorted.items[i];
}

void findings_put(struct text *out, enum findings_format format, const struct annotations *a) {
    static const enum annotate_format formats[] = {[FINDINGS_SARIF] = ANNOTATE_SARIF,
                                                   [FINDINGS_GITHUB] = ANNOTATE_GITHUB,
                                                   [FINDINGS_CHECKSTYLE] = ANNOTATE_CHECKSTYLE,
                                                   [FINDINGS_JUNIT] = ANNOTATE_JUNIT,
                                                   [FINDINGS_TAP] = ANNOTATE_TAP};
    annotate_write(out, formats[format], a);
}

static bool is_for_findings(enum findings_format format) { return format > FINDINGS_JSON && format < FINDINGS_COUNT; }

void findings_refused(struct text *out, struct cli *cli, enum findings_format format, struct policies *p, int code) {
    const struct diags *ds = &p->compilation.diags;
    if (code == CLI_OK || !is_for_findings(format)) return;
    struct annotations a = findings_none(cli, p, ds->count);
    a.whole &= code == CLI_POLICY;
    for (uint32_t i = 0; i < ds->count; i++)
        if (diag_is_wrong(ds->items[i])) a.items[a.count++] = ds->items[i];
    findings_put(out, format, &a);
}

void findings_idle_with(struct text *out, struct cli *cli, enum findings_format format, struct policies *p,
                        enum diag_id id, enum diag_id hint, const struct diag_arg *args, size_t count) {
    struct diag *d = ARENA_NEW(cli->arena, struct diag);
    *d = (struct diag){.id = id, .at = {UINT32_MAX, 0, 0}, .hint = hint};
    if (count) memcpy(d->args, args, count * sizeof *args);
    cli_complain_with(cli, id, args, count, hint, NULL, 0);
    if (!is_for_findings(format)) return;
    struct annotations a = findings_none(cli, p, 1);
    a.items[a.count++] = d;
    a.file_count = 0;
    a.whole = false;
    findings_put(out, format, &a);
}
