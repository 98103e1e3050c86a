// Declarations as the grammar's actions make them.
#include <string.h>

#include "grammar/base/nearest.h"
#include "grammar/syntax/build.h"
#include "grammar/syntax/parser.h"

// A word of the rule's own syntax with a text behind it was to be just that, and the name before it was forgotten.
static void check_forgotten(struct parser *p, const struct name *name) {
    static const int words[] = {TOK_CITE, TOK_QUOTE, TOK_WHEN, TOK_REPLACE, TOK_SOURCE, TOK_AS};
    const char *text = arena_copy(p->passing, p->bytes + name->at.offset, name->at.length);
    int token = keyword_index_find(p->lexer->keywords, text, name->at.length);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token != words[i]) continue;
        struct diag *d = diag(p->diags, DIAG_NAME_FORGOTTEN, name->at, A(text));
        diag_hint(p->diags, d, DIAG_HINT_NAME_FORGOTTEN, A(text));
    }
}

struct head *build_head(struct parser *p, const struct name *name, const char *title, struct span title_at,
                        const struct citation *citation) {
    struct head *h = ARENA_NEW(p->passing, struct head);
    if (name) h->name = *name;
    if (citation) h->citation = *citation;
    h->title = title;
    if (title) h->title_at = title_at;
    if (title && name) check_forgotten(p, name);
    return h;
}

struct decl *with_expr(struct decl *d, struct expr *e) {
    d->expr = e;
    return d;
}

struct decl *with_name(struct decl *d, const struct name *name) {
    d->name = *name;
    d->head = span_join(d->head, name->at);
    return d;
}

struct decl *with_type(struct decl *d, struct type_expr *stated) {
    d->type = stated;
    return d;
}

struct decl *with_span(struct decl *d, struct span at) {
    d->at = at;
    return d;
}

struct decl *with_citation(struct decl *d, const struct citation *citation) {
    if (citation) d->citation = *citation;
    return d;
}

struct decl *with_replace(struct decl *d, int replace) {
    d->replace = replace;
    return d;
}

struct decl *build_decl(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                        const struct head *head) {
    struct decl *d = decl_new(p->arena, kind, at);
    d->head = keyword;
    if (!head) return d;
    if (head->name.at.length) with_name(d, &head->name);
    d->text = head->title;
    d->text_at = head->title_at;
    d->citation = head->citation;
    return d;
}

struct decl *build_titled(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                          struct span title) {
    struct decl *d = build_decl(p, kind, at, keyword, NULL);
    d->text = build_text(p, title);
    d->text_at = title;
    d->head = span_join(keyword, title);
    return d;
}

static struct decl *named(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                          const struct name *name) {
    return with_name(build_decl(p, kind, at, keyword, NULL), name);
}

struct decl *build_text_decl(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                             struct span text_at, const struct citation *citation, struct expr *when) {
    struct decl *d = with_expr(build_decl(p, kind, at, keyword, NULL), when);
    d->text = build_text(p, text_at);
    d->text_at = text_at;
    if (citation) d->citation = *citation;
    return d;
}

struct decl *build_manual(struct parser *p, struct span at, struct span keyword, const struct name *name,
                          struct span text_at, const struct citation *citation, struct expr *when) {
    check_forgotten(p, name);
    return with_name(build_text_decl(p, DECL_MANUAL, at, keyword, text_at, citation, when), name);
}

struct decl *build_source(struct parser *p, struct span at, struct span keyword, struct span path, struct span number) {
    struct decl *d = build_text_decl(p, DECL_SOURCE, at, keyword, path, NULL, NULL);
    d->document_number = build_text(p, number);
    return d;
}

struct decl *build_in_force(struct parser *p, struct span at, struct span keyword, int32_t from, struct span from_at,
                            int32_t until, struct span until_at) {
    struct decl *d = build_decl(p, DECL_IN_FORCE, at, keyword, NULL);
    d->from = from;
    d->from_at = from_at;
    d->until = until;
    d->until_at = until_at;
    return d;
}

struct decl *build_accept(struct parser *p, struct span at, struct span keyword, struct span code, struct span why) {
    struct decl *d = build_text_decl(p, DECL_ACCEPT, at, keyword, why, NULL, NULL);
    d->target = build_word(p, code);
    d->target_at = code;
    return d;
}

struct decl *build_rule(struct parser *p, struct span at, struct span keyword, int replace, int word,
                        const struct head *head, struct expr *when, struct expr *condition) {
    enum decl_kind kind = word == TOK_VETO ? DECL_VETO : word == TOK_REFER ? DECL_REFER : DECL_REQUIRE;
    struct decl *d = with_expr(build_decl(p, kind, at, keyword, head), condition);
    d->in_principle = word == TOK_REQUIRE_IN_PRINCIPLE;
    d->when = when;
    d->replace = replace;
    return d;
}

struct decl *build_waiver(struct parser *p, struct decl *rule, const struct citation *citation, struct expr *waiver) {
    if (citation) {
        struct citation *kept = ARENA_NEW(p->arena, struct citation);
        *kept = *citation;
        rule->waiver_citation = kept;
    }
    rule->waiver = waiver;
    return rule;
}

struct decl *build_grant(struct parser *p, struct span at, struct span keyword, int replace, const struct head *head,
                         struct expr *value) {
    struct decl *d = with_expr(build_decl(p, DECL_GRANT, at, keyword, head), value);
    d->replace = replace;
    return d;
}

struct decl *build_define(struct parser *p, struct span keyword, const struct name *name, const struct names *params) {
    struct decl *d = named(p, DECL_DEFINE, keyword, keyword, name);
    d->params = params ? params->items : NULL;
    d->param_count = params ? params->count : 0;
    return d;
}

struct decl *build_definition(struct decl *head, struct span at, int replace, const struct citation *citation,
                              struct expr *body) {
    return with_span(with_replace(with_expr(with_citation(head, citation), body), replace), at);
}

struct decl *build_param(struct parser *p, struct span at, struct span keyword, int replace, const struct name *name,
                         const struct dated_values *values) {
    struct decl *d = named(p, DECL_PARAM, at, keyword, name);
    d->values = values->items;
    d->value_count = values->count;
    d->replace = replace;
    return d;
}

struct decl *build_sample(struct parser *p, struct span at, struct span keyword, const struct name *name,
                          struct expr *record) {
    struct decl *d = named(p, DECL_SAMPLE, at, keyword, name);
    struct given *given = ARENA_NEW(p->arena, struct given);
    given->record = record;
    d->given = given;
    return d;
}

struct decl *build_value(struct parser *p, struct span at, const struct name *name, struct span code) {
    struct decl *d = with_name(decl_new(p->arena, DECL_VALUE, at), name);
    if (!code.length) return d;
    d->text = build_text(p, code);
    d->text_at = code;
    return d;
}

struct decl *build_choices(struct parser *p, struct span at, struct span keyword, const struct name *name,
                           const struct decls *values) {
    struct decl *d = named(p, DECL_CHOICES, at, keyword, name);
    d->members = values->items;
    d->member_count = values->count;
    return d;
}

struct decl *build_field(struct parser *p, struct span at, struct span keyword, const struct name *name,
                         struct type_expr *type, int flags) {
    struct decl *d = named(p, DECL_FIELD, at, keyword, name);
    d->type = type;
    d->fixed = (flags & FIELD_FIXED) != 0;
    d->key = (flags & FIELD_KEY) != 0;
    return d;
}
