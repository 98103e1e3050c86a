// Which words of a file are names, and what each is called in the other language. A name that the checker resolved is
// called what its definition is called; the others (known_names.h) are looked up among all definitions.
#include <string.h>

#include "grammar/format/known_names.h"
#include "grammar/format/stages.h"
#include "grammar/syntax/keywords.h"
#include "grammar/syntax/parser.h"
#include "grammar/tree/decision.h"
#include "grammar/tree/model.h"

struct namer {
    struct compilation *c;
    struct pieces *pieces;
    const struct known_names *known;
    struct known_place place;
    bool in_reform;
};

// ---- words

static const char *spelling(const struct namer *n, const struct name *name, enum lang lang) {
    symbol own = lang == LANG_EN ? name->en : name->zh, other = lang == LANG_EN ? name->zh : name->en;
    return intern_name(&n->c->names, own ? own : other);
}

static void spell(struct piece *p, const char *en, const char *zh) {
    p->flags |= PIECE_SPELLED;
    p->text[LANG_EN] = en;
    p->text[LANG_ZH] = zh;
}

static void mark_word(struct piece *p, const char *en, const char *zh) {
    if (!p) return;
    p->flags |= PIECE_NAME;
    spell(p, en, zh);
}

// A name that stays as it is written where `name` is NULL.
static void mark_name(struct namer *n, struct piece *p, symbol written, const struct name *name) {
    const char *own = intern_name(&n->c->names, written);
    if (name) mark_word(p, spelling(n, name, LANG_EN), spelling(n, name, LANG_ZH));
    else mark_word(p, own, own);
}

static struct piece *first_word(struct namer *n, struct span at) {
    return at.length ? piece_at(n->pieces, at.offset) : NULL;
}
static struct piece *last_word(struct namer *n, struct span at) {
    return at.length ? piece_before(n->pieces, at.offset + at.length) : NULL;
}

static void mark_resolved(struct namer *n, struct piece *p, symbol s, const struct definition *ref) {
    if (s) mark_name(n, p, s, ref ? &ref->name : NULL);
}

static void mark_known(struct namer *n, struct span at, symbol s, uint32_t kinds) {
    if (!s) return;
    mark_name(n, first_word(n, at), s, known_name(n->known, kinds, n->place, s));
}

// `age(年龄)`: the spelling of the language comes first, the other one behind it in parentheses.
static void mark_definition(struct namer *n, const struct name *name) {
    bool en_first = name->en_at.offset < name->zh_at.offset;
    struct piece *first = first_word(n, en_first ? name->en_at : name->zh_at);
    struct piece *second = first_word(n, en_first ? name->zh_at : name->en_at);
    const char *en = intern_name(&n->c->names, name->en), *zh = intern_name(&n->c->names, name->zh);
    mark_word(first, en, zh);
    mark_word(second, zh, en);
    if (second) second->flags |= PIECE_OTHER;
}

static bool has_both(const struct name *name) { return name->en_at.length && name->zh_at.length; }

// Rules that replace others, and what a reform changes, may be named by one spelling of what they stand for.
static void mark_declared(struct namer *n, const struct decl *d) {
    const struct name *name = &d->name;
    if (has_both(name)) {
        mark_definition(n, name);
        return;
    }
    uint32_t kinds = KNOWN(d->kind) & KNOWN_RULES ? KNOWN_RULES : KNOWN(d->kind);
    symbol s = name->en ? name->en : name->zh;
    struct span at = name->en_at.length ? name->en_at : name->zh_at;
    bool refers = d->replace || n->in_reform;
    mark_name(n, first_word(n, at), s, refers ? known_name(n->known, kinds, n->place, s) : NULL);
}

static void mark_plain(struct namer *n, const struct name *name) {
    if (has_both(name)) mark_definition(n, name);
    else mark_name(n, first_word(n, name->at), name->en ? name->en : name->zh, NULL);
}

// ---- expressions

static struct piece *name_piece(struct namer *n, const struct expr *e) {
    return piece_at(n->pieces, expr_name_at(e).offset);
}

static bool bears_name(const struct expr *e) {
    return e->kind == NODE_NAME || e->kind == NODE_ASSIGN || e->kind == NODE_CALL || e->kind == NODE_MEMBER ||
           e->kind == NODE_MEETS;
}

// What a word of an expression can stand for, where the checker only looked at a copy of it.
static uint32_t kinds_of(enum node_kind kind) {
    if (kind == NODE_MEETS) return KNOWN(DECL_OFFER);
    if (kind == NODE_CALL) return KNOWN(DECL_DEFINE) | KNOWN_FUNCTION;
    if (kind == NODE_MEMBER) return KNOWN(DECL_FIELD) | KNOWN_RESULT;
    return KNOWN(DECL_FIELD) | KNOWN(DECL_VALUE) | KNOWN(DECL_DEFINE) | KNOWN(DECL_PARAM) | KNOWN(DECL_TABLE) |
           KNOWN_PARAMETER;
}

static void mark_reference(struct namer *n, const struct expr *e) {
    if (!bears_name(e)) return;
    struct piece *p = name_piece(n, e);
    if (e->ref && e->ref->kind == DEF_BUILTIN) {
        const char *const *words = builtin_words[((const struct builtin_def *)e->ref)->id];
        mark_word(p, words[LANG_EN], words[LANG_ZH]);
    } else if (e->ref) mark_name(n, p, e->name, &e->ref->name);
    else mark_name(n, p, e->name, known_name(n->known, kinds_of(e->kind), n->place, e->name));
}

// Both `to` and `until` are read; what is written reads well in either language.
static void spell_to(struct piece *p, int chinese) {
    spell(p, keyword_spelling(TOK_TO, LANG_EN), keyword_spelling(chinese, LANG_ZH));
}

// Of a span, and of a unit that is rounded to.
static void mark_to(struct namer *n, const struct expr *e) {
    bool span = e->kind == NODE_SPAN, rounding = e->kind == NODE_ROUND && e->count > 1;
    if (!span && !rounding) return;
    uint32_t i = pieces_lower(n->pieces, e->kids[1]->at.offset);
    while (i-- && n->pieces->items[i].flags & PIECE_COMMENT) {}
    spell_to(&n->pieces->items[i], span ? TOK_UNTIL : TOK_TO);
}

static void mark_range(struct namer *n, const struct expr *e) {
    struct piece *p = e->kind == NODE_RANGE ? piece_at(n->pieces, e->op_at.offset) : NULL;
    if (p && (p->token == TOK_TO || p->token == TOK_UNTIL)) spell_to(p, TOK_UNTIL);
}

static void mark_decision(struct piece *p, const char *word) {
    enum decision d;
    if (decision_find(word, &d)) mark_word(p, decision_names[d][LANG_EN], decision_names[d][LANG_ZH]);
}

// `ccb is eligible`: the words that no definition stands behind.
static void mark_decided(struct namer *n, const struct expr *e) {
    bool compares = e->kind == NODE_COMPARE || e->kind == NODE_IN;
    if (!compares || !e->ref || !e->kids[1]) return;
    const struct expr *words = e->kids[1];
    for (uint32_t i = 0; i < words->count; i++)
        mark_decision(name_piece(n, words->kids[i]), intern_name(&n->c->names, words->kids[i]->name));
    if (words->kind == NODE_NAME) mark_decision(name_piece(n, words), intern_name(&n->c->names, words->name));
}

static void name_expr(struct namer *n, const struct expr *e) {
    if (!e) return;
    mark_reference(n, e);
    mark_to(n, e);
    mark_range(n, e);
    for (uint32_t i = 0; i < e->count; i++) name_expr(n, e->kids[i]);
    mark_decided(n, e);
}

// ---- declarations

static void name_decl(struct namer *n, const struct decl *d);

// A type begins with its word; a period's stands behind `period in`.
static void mark_type_word(struct namer *n, const struct type_expr *t) {
    uint32_t i = pieces_lower(n->pieces, t->kind == TYPE_PERIOD ? t->at.offset + t->at.length : t->at.offset);
    if (t->kind == TYPE_PERIOD) i--;
    for (const struct type_word *known = written_types; known < written_types + TYPE_WORD_COUNT; known++)
        if (known->kind == t->kind && known->unit == t->unit)
            spell(&n->pieces->items[i], known->text[LANG_EN], known->text[LANG_ZH]);
}

static void mark_counter(struct namer *n, const struct type_expr *t) {
    struct piece *p = first_word(n, t->counter_at);
    const struct unit *u = p ? unit_find(p->text[LANG_EN], p->length) : NULL;
    if (u) spell(p, *u->plural ? u->plural : u->zh, u->zh);
}

static void name_type(struct namer *n, const struct type_expr *t) {
    if (!t) return;
    mark_type_word(n, t);
    mark_counter(n, t);
    for (uint32_t i = 0; i < t->member_count; i++) name_decl(n, t->members[i]);
    mark_known(n, t->same_as_at, t->same_as, KNOWN(t->kind == TYPE_LIST ? DECL_FIELD : DECL_CHOICES));
}

static void name_table(struct namer *n, const struct decl *d) {
    for (uint32_t i = 0; i < d->column_count; i++) name_expr(n, d->columns[i]);
    for (uint32_t i = 0; i < d->result_count; i++) {
        mark_plain(n, &d->results[i]);
        name_type(n, d->result_types[i]);
    }
    for (uint32_t r = 0; r < d->row_count; r++) {
        const struct table_row *row = &d->rows[r];
        for (uint32_t i = 0; i < row->cell_count; i++) name_expr(n, row->cells[i]);
        for (uint32_t i = 0; i < row->result_count; i++) name_expr(n, row->results[i]);
    }
}

static void name_expectation(struct namer *n, const struct expectation *e) {
    mark_resolved(n, first_word(n, e->scheme_at), e->scheme, e->scheme_ref);
    mark_resolved(n, first_word(n, e->offer_at), e->offer, e->offer_ref);
    if (e->decision) mark_decision(first_word(n, e->decision_at), intern_name(&n->c->names, e->decision));
    for (uint32_t i = 0; i < e->name_count; i++) {
        mark_resolved(n, first_word(n, e->name_spans[i]), e->names[i], e->refs[i]);
        if (e->members) mark_resolved(n, last_word(n, e->name_spans[i]), e->members[i], e->member_refs[i]);
    }
    name_expr(n, e->actual);
    name_expr(n, e->wanted);
}

static void name_claim(struct namer *n, const struct claim_text *claim) {
    name_expr(n, claim->who);
    name_expr(n, claim->name);
    name_expr(n, claim->then);
}

static void name_parts(struct namer *n, const struct decl *d) {
    for (uint32_t i = 0; i < d->param_count; i++) mark_plain(n, &d->params[i]);
    for (uint32_t i = 0; i < d->value_count; i++) name_expr(n, d->values[i].value);
    for (uint32_t i = 0; i < d->given->expectation_count; i++) name_expectation(n, &d->given->expectations[i]);
    for (uint32_t i = 0; i < d->member_count; i++) name_decl(n, d->members[i]);
}

static void name_decl(struct namer *n, const struct decl *d) {
    struct known_place outer = n->place;
    if (d->kind == DECL_SCHEME) n->place.scheme = d->name.en ? d->name.en : d->name.zh;
    if (is_change(d->kind)) n->place.scheme = d->target;
    n->in_reform |= is_change(d->kind);
    if (d->name.at.length) mark_declared(n, d);
    if (d->kind == DECL_OFFER) n->place.offer = d->name.en ? d->name.en : d->name.zh;
    mark_known(n, d->given->base_at, d->given->base, KNOWN(DECL_SAMPLE));
    mark_known(n, d->target_at, d->target, KNOWN(DECL_SCHEME));
    name_type(n, d->type);
    name_expr(n, d->expr);
    name_expr(n, d->when);
    name_expr(n, d->waiver);
    name_expr(n, d->given->record);
    if (d->kind == DECL_TABLE) name_table(n, d);
    if (d->claim) name_claim(n, d->claim);
    name_parts(n, d);
    n->place = outer;
    n->in_reform &= !is_change(d->kind);
}

void format_names(struct compilation *c, const struct tree *t, struct pieces *ps) {
    struct namer n = {.c = c, .pieces = ps, .known = known_names_new(c)};
    for (uint32_t i = 0; i < t->count; i++) name_decl(&n, t->decls[i]);
}
