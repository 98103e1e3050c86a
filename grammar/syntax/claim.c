// Claims that stand by themselves, and files of them.
#include <string.h>

#include "grammar/base/project.h"
#include "grammar/syntax/load.h"
#include "grammar/syntax/pass_over.h"

static void take_claims(struct compilation *c, const struct tree *tree) {
    for (uint32_t i = 0; i < tree->count; i++) {
        const struct decl *d = tree->decls[i];
        if (d->claim) ARENA_PUSH(&c->arena, c->claims, c->claim_count, *d->claim);
        else if (d->kind != DECL_CLAIM) diag(&c->diags, DIAG_CLAIM_UNKNOWN, d->head, A(""));
    }
}

// All forms are told, once.
static void hint_forms(struct compilation *c, uint32_t first) {
    for (uint32_t i = 0; i < first; i++)
        if (c->diags.items[i]->hint == DIAG_HINT_CLAIM) return;
    struct diag *d = c->diags.items[first];
    if (d->hint == DIAG_NONE) diag_hint(&c->diags, d, DIAG_HINT_CLAIM, A(""));
}

static void read_claim(struct compilation *c, uint32_t source, const char *at, const char *end) {
    uint32_t before = c->diags.count;
    struct span part = {source, (uint32_t)(at - c->sources.items[source]->bytes), (uint32_t)(end - at)};
    take_claims(c, parse_claim(c, part));
    if (c->diags.count > before) hint_forms(c, before);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static void read_lines(struct compilation *c, uint32_t source) {
    const struct source *text = c->sources.items[source];
    const char *at = text->bytes, *end = at + text->size;
    for (const char *line = at; line < end; line = at + 1) {
        at = memchr(line, '\n', (size_t)(end - line));
        if (!at) at = end;
        while (line < at && is_blank(*line)) line++;
        const char *last = at;
        while (last > line && is_blank(last[-1])) last--;
        if (line < last && *line != '#') read_claim(c, source, line, last);
    }
}

void compilation_load_claim(struct compilation *c, const char *path, const char *claim) {
    uint32_t source = source_add(&c->sources, path, claim, strlen(claim));
    struct source *text = c->sources.items[source];
    text->is_condition = true;
    read_claim(c, source, text->bytes, text->bytes + text->size);
}

void compilation_load_claims(struct compilation *c, const char *path) {
    struct project_file file;
    uint32_t source;
    enum source_status status = project_open(&c->sources, path, &file);
    if (status == SOURCE_OK) status = project_read(&c->sources, &file, &source);
    if (status != SOURCE_OK) {
        compilation_refuse(c, status, path, file.root, (struct span){UINT32_MAX, 0, 0});
        return;
    }
    struct source *text = c->sources.items[source];
    bool blocks = begins_with_claim(lexer_keywords(c), text->bytes, text->size);
    if (blocks) take_claims(c, parse_source(c, source));
    text->is_condition = true;
    if (!blocks) read_lines(c, source);
}
