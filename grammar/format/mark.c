// What the tree knows about the places of a file: where statements begin, where their heads end, which braces hold
// what.
#include "grammar/format/stages.h"
#include "grammar/syntax/parser.h"

struct marker {
    struct pieces *pieces;
};

struct range {
    uint32_t first, end;  // pieces
};

static struct piece *at(const struct marker *m, uint32_t i) { return &m->pieces->items[i]; }

static struct range range_of(const struct marker *m, struct span span) {
    struct range r = {pieces_lower(m->pieces, span.offset), pieces_lower(m->pieces, span.offset + span.length)};
    return r;
}

static bool is_keyword(const struct piece *p, int token) { return p->token == token && !(p->flags & PIECE_NAME); }

// The first piece of the sort from i on that is in no bracket; range.end where there is none.
static uint32_t find_glyph(const struct marker *m, struct range r, enum glyph glyph) {
    for (uint32_t i = r.first; i < r.end; i++) {
        const struct piece *p = at(m, i);
        if (p->glyph == glyph) return i;
        if (p->partner > i) i = p->partner;
    }
    return r.end;
}

static uint32_t find_keyword(const struct marker *m, struct range r, int token) {
    for (uint32_t i = r.first; i < r.end; i++) {
        if (is_keyword(at(m, i), token)) return i;
        if (at(m, i)->partner > i) i = at(m, i)->partner;
    }
    return r.end;
}

static void mark_all(const struct marker *m, struct range r, uint32_t flags) {
    for (uint32_t i = r.first; i < r.end; i++) at(m, i)->flags |= flags;
}

// Everything behind piece i is body.
static void body_behind(const struct marker *m, struct range r, uint32_t i) {
    if (i < r.end) mark_all(m, (struct range){i + 1, r.end}, PIECE_BODY);
}

static void head_ends(const struct marker *m, struct range r, enum glyph glyph, uint32_t flags) {
    uint32_t i = find_glyph(m, r, glyph);
    if (i == r.end) return;
    at(m, i)->flags |= flags;
    body_behind(m, r, i);
}

// A waiver has a head of its own where it cites.
static void mark_waiver(const struct marker *m, const struct decl *d, struct range r) {
    const struct citation *q = d->waiver_citation;
    struct range head = {find_keyword(m, r, TOK_WAIVE_WHEN), r.end};
    if (head.first == r.end) return;
    bool cites = q->clause || q->quote_count;
    head.end = cites ? find_glyph(m, head, GLYPH_COLON) : head.first;
    for (uint32_t i = head.first; i <= head.end && i < r.end; i++) at(m, i)->flags &= ~(uint32_t)PIECE_BODY;
    at(m, head.first)->flags |= PIECE_WAIVER;
    if (cites && head.end < r.end) at(m, head.end)->flags |= PIECE_HEAD_COLON;
}

// The pair of braces behind a head; the contents are what comes back.
static struct range mark_braces(const struct marker *m, struct range r, uint32_t flags) {
    uint32_t open = find_glyph(m, r, GLYPH_BRACE);
    if (open == r.end) return (struct range){r.end, r.end};
    uint32_t close = at(m, open)->partner;
    at(m, open)->flags = (at(m, open)->flags & ~(uint32_t)(PIECE_SPACED | PIECE_LIST)) | flags;
    at(m, close)->flags = (at(m, close)->flags & ~(uint32_t)(PIECE_SPACED | PIECE_LIST)) | flags;
    return (struct range){open + 1, close};
}

static void mark_start(const struct marker *m, struct span span, uint32_t flag) {
    struct piece *p = piece_at(m->pieces, span.offset);
    if (p) p->flags |= flag;
}

// Commas of a block part statements' values, not the items of a list.
static void unmark_commas(const struct marker *m, struct range r) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (at(m, i)->partner > i) i = at(m, i)->partner;
        else if (at(m, i)->glyph == GLYPH_COMMA) at(m, i)->flags &= ~(uint32_t)PIECE_LIST;
}

static void mark_table(const struct marker *m, const struct decl *d, struct range r) {
    struct range inside = mark_braces(m, r, PIECE_TABLE);
    uint32_t first = inside.first;
    while (first < inside.end && at(m, first)->flags & PIECE_COMMENT) first++;
    if (first < inside.end) at(m, first)->flags |= PIECE_ROW;
    for (uint32_t i = 0; i < d->row_count; i++) mark_start(m, d->rows[i].at, PIECE_ROW);
}

static void mark_test(const struct marker *m, struct range r) {
    struct range inside = mark_braces(m, r, PIECE_BLOCK);
    mark_all(m, inside, PIECE_BODY);
    for (uint32_t i = inside.first; i < inside.end; i++) {
        struct piece *p = at(m, i);
        if (is_keyword(p, TOK_GIVEN) || is_keyword(p, TOK_EXPECT)) p->flags |= PIECE_STATEMENT;
        if (p->partner > i) i = p->partner;
    }
    unmark_commas(m, inside);
}

static void mark_claim(const struct marker *m, const struct decl *d, struct range r) {
    mark_all(m, mark_braces(m, r, PIECE_BLOCK), PIECE_BODY);
    if (d->claim) mark_start(m, d->claim->at, PIECE_STATEMENT);
}

// Entries of records, and of the type of a list.
static void mark_entries(const struct marker *m, const struct expr *e) {
    if (!e) return;
    if (e->kind == NODE_ASSIGN) mark_start(m, e->at, PIECE_ITEM);
    for (uint32_t i = 0; i < e->count; i++) mark_entries(m, e->kids[i]);
}

static void mark_field(const struct marker *m, const struct decl *d, struct range r) {
    head_ends(m, r, GLYPH_COLON, 0);
    for (uint32_t i = 0; d->type->kind == TYPE_LIST && !d->type->plain && i < d->type->member_count; i++)
        mark_start(m, d->type->members[i]->at, PIECE_ITEM);
}

// Values stand on lines of their own where the author began one, or where they do not fit on one.
static void mark_choices(const struct marker *m, const struct decl *d, struct range r) {
    mark_all(m, mark_braces(m, r, PIECE_SPACED), PIECE_BODY);
    for (uint32_t i = 0; i < d->member_count; i++) mark_start(m, d->members[i]->at, PIECE_ITEM);
}

static void mark_decl(const struct marker *m, const struct decl *d);

static void mark_members(const struct marker *m, const struct decl *d, struct range r) {
    unmark_commas(m, mark_braces(m, r, PIECE_BLOCK));
    for (uint32_t i = 0; i < d->member_count; i++) mark_decl(m, d->members[i]);
}

static void mark_rule(const struct marker *m, const struct decl *d, struct range r) {
    if (d->when) at(m, find_keyword(m, r, TOK_WHEN))->flags |= PIECE_FILL;
    head_ends(m, r, GLYPH_COLON, PIECE_HEAD_COLON);
}

static void mark_by_kind(const struct marker *m, const struct decl *d, struct range r) {
    switch (d->kind) {
    case DECL_VOCABULARY:
    case DECL_SCHEME:
    case DECL_REFORM:
    case DECL_AMENDMENT:
    case DECL_STANDARD:
    case DECL_OFFER: mark_members(m, d, r); break;
    case DECL_TABLE: mark_table(m, d, r); break;
    case DECL_TEST: mark_test(m, r); break;
    case DECL_CLAIM: mark_claim(m, d, r); break;
    case DECL_REQUIRE:
    case DECL_VETO:
    case DECL_REFER: mark_rule(m, d, r); break;
    case DECL_DEFINE:
    case DECL_PARAM:
    case DECL_GRANT: head_ends(m, r, GLYPH_EQUALS, PIECE_HEAD_EQUALS); break;
    case DECL_FIELD: mark_field(m, d, r); break;
    case DECL_CHOICES: mark_choices(m, d, r); break;
    case DECL_ASSUME:
    case DECL_WHEN: body_behind(m, r, r.first); break;
    case DECL_SAMPLE: mark_all(m, (struct range){find_glyph(m, r, GLYPH_BRACE), r.end}, PIECE_BODY); break;
    case DECL_MANUAL:
    case DECL_DOCUMENT: body_behind(m, r, find_keyword(m, r, TOK_WHEN)); break;
    default: break;  // words on a line, as they come
    }
}

static void mark_decl(const struct marker *m, const struct decl *d) {
    struct range r = range_of(m, d->at);
    if (r.first == r.end) return;
    at(m, r.first)->flags |= PIECE_STATEMENT;
    mark_by_kind(m, d, r);
    if (d->kind == DECL_REQUIRE) mark_waiver(m, d, r);
    mark_entries(m, d->given->record);
}

static bool is_break_word(const struct piece *p) {
    static const int words[] = {TOK_CITE, TOK_QUOTE, TOK_AND, TOK_OR, TOK_THEN, TOK_ELSE};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_keyword(p, words[i])) return true;
    return false;
}

// Where a long line may be broken: before a citation's parts and the words that join conditions, behind a comma.
static void mark_fill(struct pieces *ps) {
    for (uint32_t i = 1; i < ps->count; i++) {
        bool in_body = (ps->items[i].flags & PIECE_BODY) != 0;
        if (is_break_word(&ps->items[i]) || (in_body && ps->items[i - 1].glyph == GLYPH_COMMA))
            ps->items[i].flags |= PIECE_FILL;
    }
}

// A parenthesis stands close to a name; a minus is a sign where no operand stands before it.
static bool ends_operand(const struct piece *p) {
    return p->flags & PIECE_NAME || p->glyph == GLYPH_CLOSE || p->glyph == GLYPH_UNBRACE ||
           p->glyph == GLYPH_UNBRACKET || p->token == TOK_NUMBER || p->token == TOK_STRING || p->token == TOK_DATE ||
           p->token == TOK_MONTH;
}

static void mark_close(struct pieces *ps) {
    for (uint32_t i = 1; i < ps->count; i++) {
        struct piece *before = &ps->items[i - 1], *p = &ps->items[i];
        if (p->glyph == GLYPH_OPEN && (before->flags & PIECE_NAME || before->glyph == GLYPH_CLOSE))
            p->flags |= PIECE_GLUED;
        if (p->glyph == GLYPH_MINUS && !ends_operand(before)) p->flags |= PIECE_SIGN;
        if (before->flags & PIECE_SIGN && (p->glyph == GLYPH_BAR || p->glyph == GLYPH_BARS))
            before->flags &= ~(uint32_t)PIECE_SIGN;  // the cell of a table that says nothing
    }
}

void format_mark(const struct tree *t, struct pieces *ps) {
    const struct marker m = {ps};
    for (uint32_t i = 0; i < t->count; i++) mark_decl(&m, t->decls[i]);
    mark_fill(ps);
    mark_close(ps);
}
