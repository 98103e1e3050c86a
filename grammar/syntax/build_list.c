// Lists, names and texts of the tree under construction.
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/base/utf8.h"
#include "grammar/syntax/build.h"
#include "grammar/syntax/literal.h"

struct exprs *exprs_add(struct parser *p, struct exprs *list, struct expr *e) {
    if (!list) list = ARENA_NEW(p->passing, struct exprs);
    ARENA_PUSH(p->arena, list->items, list->count, e);
    return list;
}

struct decls *decls_add(struct parser *p, struct decls *list, struct decl *d) {
    if (!list) list = ARENA_NEW(p->passing, struct decls);
    if (d) ARENA_PUSH(p->arena, list->items, list->count, d);
    return list;
}

struct names *names_add(struct parser *p, struct names *list, const struct name *n) {
    if (!list) list = ARENA_NEW(p->passing, struct names);
    ARENA_PUSH(p->arena, list->items, list->count, *n);
    return list;
}

struct results *results_add(struct parser *p, struct results *list, const struct name *n, struct type_expr *stated) {
    if (!list) list = ARENA_NEW(p->passing, struct results);
    names_add(p, &list->names, n);
    ARENA_PUSH(p->arena, list->types, list->type_count, stated);
    return list;
}

struct rows *rows_add(struct parser *p, struct rows *list, const struct table_row *row) {
    if (!list) list = ARENA_NEW(p->passing, struct rows);
    bool recovered = !row->result_count && !row->cell_count;  // a row that could not be read
    if (!recovered) ARENA_PUSH(p->arena, list->items, list->count, *row);
    return list;
}

struct dated_values *values_add(struct parser *p, struct dated_values *list, struct expr *value, int32_t from,
                                struct span from_at) {
    struct dated_value item = {value, from, from_at};
    if (!list) list = ARENA_NEW(p->passing, struct dated_values);
    ARENA_PUSH(p->arena, list->items, list->count, item);
    return list;
}

struct expectations *expectations_add(struct parser *p, struct expectations *list, const struct expectation *e) {
    if (!list) list = ARENA_NEW(p->passing, struct expectations);
    ARENA_PUSH(p->arena, list->items, list->count, *e);
    return list;
}

struct name_set *name_set_add(struct parser *p, struct name_set *list, symbol name, struct span at, symbol member) {
    if (!list) list = ARENA_NEW(p->passing, struct name_set);
    ARENA_PUSH(p->arena, list->names, list->count, name);
    ARENA_PUSH(p->arena, list->members, list->member_count, member);
    ARENA_PUSH(p->arena, list->spans, list->span_count, at);
    return list;
}

symbol build_word(struct parser *p, struct span at) { return intern_text(p->names, p->bytes + at.offset, at.length); }

symbol build_phrase_word(struct parser *p, struct span at) {
    const char *text = p->bytes + at.offset;
    for (uint32_t i = 0; i < at.length; i++) {
        if (text[i] > ' ' || (text[i] & 0x80)) continue;
        diag(p->diags, DIAG_PHRASE_AS_NAME, at, A(arena_copy(p->arena, text, at.length)));
        break;
    }
    return build_word(p, at);
}

static bool is_ascii(const char *text, uint32_t length) {
    for (uint32_t i = 0; i < length; i++)
        if (text[i] & 0x80) return false;
    return true;
}

static void put_spelling(struct parser *p, struct name *n, symbol word, struct span at) {
    bool english = is_ascii(p->bytes + at.offset, at.length);
    if (english ? n->en : n->zh) diag(p->diags, DIAG_SAME_SCRIPT, n->at);
    *(english ? &n->en : &n->zh) = word;
    *(english ? &n->en_at : &n->zh_at) = at;
}

struct name *build_name(struct parser *p, struct span at, symbol a, struct span a_at, symbol b, struct span b_at) {
    struct name *n = ARENA_NEW(p->passing, struct name);
    n->at = at;
    put_spelling(p, n, a, a_at);
    if (b) put_spelling(p, n, b, b_at);
    return n;
}

// A text that was repaired may have any quotes, or lack one.
const char *build_text(struct parser *p, struct span at) {
    const char *text = p->bytes + at.offset;
    uint32_t open = literal_quote(text, at.length), behind = at.length - open;
    uint32_t last = behind ? (uint32_t)utf8_floor(text, at.length - 1) : at.length;
    uint32_t close = behind ? literal_quote(text + last, at.length - last) : 0;
    return arena_copy(p->arena, text + open, behind - close);
}

int32_t build_date(struct parser *p, struct span at) {
    int32_t date = 0;
    if (date_parse(p->bytes + at.offset, at.length, &date) || lexer_is_repaired(p->lexer, at)) return date;
    diag(p->diags, DIAG_BAD_DATE, at, A(arena_copy(p->arena, p->bytes + at.offset, at.length)));
    return 0;
}

struct citation *build_citation(struct parser *p, struct citation *c, bool quote, struct span at) {
    const char *text = build_text(p, at);
    if (!c) c = ARENA_NEW(p->passing, struct citation);
    if (!quote) {
        c->clause = text;
        c->clause_at = at;
        return c;
    }
    uint32_t spans = c->quote_count;
    ARENA_PUSH(p->arena, c->quotes, c->quote_count, text);
    ARENA_PUSH(p->arena, c->quote_spans, spans, at);
    return c;
}
