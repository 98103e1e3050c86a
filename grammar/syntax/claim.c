// Claims that stand by themselves, as forms of words (claims.def) with conditions and names between them. Chinese words
// needn't be parted there: 凡年龄 < 18岁者无人获得 ccb.
#include <string.h>

#include "grammar/base/project.h"
#include "grammar/syntax/keywords.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/load.h"
#include "grammar/syntax/parser.h"

enum tail { TAIL_NOTHING, TAIL_NAME, TAIL_CONDITION };
struct shape {
    enum claim_kind kind;
    int opening, middle;  // keywords; 0: nothing stands there
    enum tail tail;
};
#define TOK_NOTHING 0
static const struct shape shapes[] = {
#define CLAIM(id, opening, middle, tail) {CLAIM_##id, TOK_##opening, TOK_##middle, TAIL_##tail},
#include "grammar/tree/claims.def"
#undef CLAIM
};
#define SHAPE_COUNT (sizeof shapes / sizeof *shapes)

struct piece {
    const char *at, *end;
};

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static struct piece trimmed(struct piece p) {
    while (p.at < p.end && is_blank(*p.at)) p.at++;
    while (p.at < p.end && is_blank(p.end[-1])) p.end--;
    return p;
}

// Chinese words need no blanks beside them.
static bool is_apart(char before, char after) {
    return (before & 0x80) || is_blank(before) || (after & 0x80) || is_blank(after);
}

// Behind the words, which begin here with any blanks between them; NULL where they do not stand here.
static const char *behind(struct piece p, const char *words) {
    const char *at = p.at;
    for (; *words; words++) {
        if (*words == ' ') {
            while (at < p.end && is_blank(*at)) at++;
            continue;
        }
        if (at == p.end || *at++ != *words) return NULL;
    }
    return at == p.end || at == p.at || is_apart(at[-1], *at) ? at : NULL;
}

// Behind the keyword, in whichever spelling it stands here; NULL where it does not.
static const char *behind_keyword(struct piece p, int keyword) {
    const char *words, *end = keyword ? NULL : p.at;
    enum lang lang;
    int token;
    for (size_t i = 0; !end && (words = keyword_at(i, &token, &lang)); i++)
        if (token == keyword) end = behind(p, words);
    return end;
}

// The last place where the keyword stands; NULL: it does not.
static const char *last_of(struct piece p, int keyword, const char **end) {
    for (const char *at = p.end; at-- > p.at;) {
        if (at > p.at && !is_apart(at[-1], *at)) continue;
        const char *found = behind_keyword((struct piece){at, p.end}, keyword);
        if (found) return *end = found, at;
    }
    return NULL;
}

struct parts {
    struct piece who, tail;
};

static bool fits(const struct shape *s, struct piece text, struct parts *parts) {
    const char *after = behind_keyword(text, s->opening);
    if (!after) return false;
    *parts = (struct parts){.who = {after, after}, .tail = trimmed((struct piece){after, text.end})};
    if (s->middle) {
        const char *end = NULL, *middle = last_of((struct piece){after, text.end}, s->middle, &end);
        if (!middle) return false;
        *parts = (struct parts){trimmed((struct piece){after, middle}), trimmed((struct piece){end, text.end})};
        if (parts->who.at == parts->who.end) return false;
    }
    return (parts->tail.at < parts->tail.end) == (s->tail != TAIL_NOTHING);
}

static struct span span_of(const struct compilation *c, uint32_t source, struct piece p) {
    return (struct span){source, (uint32_t)(p.at - c->sources.items[source]->bytes), (uint32_t)(p.end - p.at)};
}

// A condition, or the name of what is got.
static struct expr *part_of(struct compilation *c, uint32_t source, struct piece p) {
    const struct tree *tree = parse_part(c, span_of(c, source, p));
    return tree->count ? tree->decls[0]->expr : NULL;
}

static void add(struct compilation *c, uint32_t source, struct piece text, const struct shape *s,
                const struct parts *parts) {
    struct claim_text claim = {.kind = s->kind, .at = span_of(c, source, text)};
    claim.text = arena_copy(&c->arena, text.at, (size_t)(text.end - text.at));
    if (s->middle) claim.who = part_of(c, source, parts->who);
    if (s->tail == TAIL_CONDITION) claim.then = part_of(c, source, parts->tail);
    if (s->tail == TAIL_NAME) claim.name = part_of(c, source, parts->tail);
    ARENA_PUSH(&c->arena, c->claims, c->claim_count, claim);
}

static void read_claim(struct compilation *c, uint32_t source, struct piece text) {
    struct parts parts;
    for (size_t i = 0; i < SHAPE_COUNT; i++)
        if (fits(&shapes[i], text, &parts)) {
            add(c, source, text, &shapes[i], &parts);
            return;
        }
    struct diag *d = diag(&c->diags, DIAG_CLAIM_UNKNOWN, span_of(c, source, text), A(""));
    diag_hint(&c->diags, d, DIAG_HINT_CLAIM, A(""));
}

static void read_lines(struct compilation *c, uint32_t source) {
    const struct source *text = c->sources.items[source];
    const char *at = text->bytes, *end = at + text->size;
    for (const char *line = at; line < end; line = at + 1) {
        at = memchr(line, '\n', (size_t)(end - line));
        if (!at) at = end;
        struct piece claim = trimmed((struct piece){line, at});
        if (claim.at < claim.end && *claim.at != '#') read_claim(c, source, claim);
    }
}

void compilation_load_claim(struct compilation *c, const char *path, const char *claim) {
    uint32_t source = source_add(&c->sources, path, claim, strlen(claim));
    const struct source *text = c->sources.items[source];
    c->sources.items[source]->is_condition = true;
    read_claim(c, source, trimmed((struct piece){text->bytes, text->bytes + text->size}));
}

// Whether the text is one of the language, which begins with a block.
static bool begins_with_block(struct piece p) {
    while (p.at < p.end && (is_blank(*p.at) || *p.at == '\n' || *p.at == '#')) {
        const char *end = *p.at == '#' ? memchr(p.at, '\n', (size_t)(p.end - p.at)) : p.at + 1;
        p.at = end ? end : p.end;
    }
    const char *after = behind_keyword(p, TOK_CLAIM);
    while (after && after < p.end && is_blank(*after)) after++;
    return after && literal_quote(after, (uint32_t)(p.end - after));
}

static void read_blocks(struct compilation *c, uint32_t source) {
    const struct tree *tree = parse_source(c, source);
    for (uint32_t i = 0; i < tree->count; i++) {
        const struct decl *d = tree->decls[i];
        if (d->claim) ARENA_PUSH(&c->arena, c->claims, c->claim_count, *d->claim);
        else if (d->kind != DECL_CLAIM) diag(&c->diags, DIAG_CLAIM_UNKNOWN, d->head, A(""));
    }
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
    bool blocks = begins_with_block((struct piece){text->bytes, text->bytes + text->size});
    if (blocks) read_blocks(c, source);
    text->is_condition = true;
    if (!blocks) read_lines(c, source);
}
