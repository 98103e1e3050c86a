#include "grammar/syntax/lexer.h"

#include <string.h>

#include "grammar/syntax/parser.h"
#include "grammar/syntax/scanner.h"

int pol_scan_token(POL_YYSTYPE *value, struct span *at, void *scanner);

#define BOM "\xEF\xBB\xBF"

// Flex is given the text up to the next repair.
static void scan_on(struct lexer *lx) {
    bool last = lx->repairs_made == lx->repairs.count;
    uint32_t end = last ? lx->size : lx->repairs.items[lx->repairs_made].offset;
    pol_scan__scan_bytes(lx->bytes + lx->offset, (int)(end - lx->offset), lx->scanner);
}

const struct keyword_index *lexer_keywords(struct compilation *c) {
    if (!c->keywords) c->keywords = keyword_index_new(&c->arena);
    return c->keywords;
}

void lexer_close(struct compilation *c) { arena_free(&c->scanning); }

struct lexer *lexer_open(struct compilation *c, struct arena *arena, uint32_t source, struct diags *diags,
                         struct repairs repairs) {
    const struct source *text = c->sources.items[source];
    struct lexer *lx = ARENA_NEW(arena, struct lexer);
    *lx = (struct lexer){.arena = arena, .diags = diags, .bytes = text->bytes, .source = source, .fresh_line = true};
    lx->repairs = repairs;
    lx->size = (uint32_t)text->size;
    lx->keywords = lexer_keywords(c);
    lx->scanning = &c->scanning;
    if (lx->size >= 3 && memcmp(lx->bytes, BOM, 3) == 0) lx->offset = 3;
    if (pol_scan_lex_init_extra(lx, &lx->scanner) != 0) lexer_out_of_memory(lx);
    scan_on(lx);
    return lx;
}

void lexer_push_bracket(struct lexer *lx, struct span at, char sign) {
    struct bracket open = {at, sign};
    if (lx->open_count < lx->open_room) lx->open[lx->open_count++] = open;
    else ARENA_PUSH(lx->arena, lx->open, lx->open_count, open);
    if (lx->open_room < lx->open_count) lx->open_room = lx->open_count;
}

// A brace closes what is open inside it too: a parenthesis that was forgotten stays that one fault.
static void pop_bracket(struct lexer *lx, char opener) {
    for (uint32_t i = lx->open_count; i > 0; i--) {
        char open = lx->open[i - 1].sign;
        if (open == opener) {
            lx->open_count = i - 1;
            return;
        }
        if (opener != '{') return;
    }
}

void lexer_forget_brackets(struct lexer *lx, uint32_t count) {
    if (lx->open_count > count) lx->open_count = count;
    if (lx->table_depth > lx->open_count) lx->table_depth = 0;
}

// `table … first {`: a field may be called table, so only the whole head opens a table.
static void follow_table(struct lexer *lx, const struct token *t) {
    int last = lx->last.kind;
    bool headed = last == TOK_FIRST || last == TOK_UNIQUE || keyword_makes_result(last);
    bool opens = t->kind == TOK_LBRACE && lx->table_head && headed;
    if (opens) lx->table_depth = lx->open_count;
    if (t->kind == TOK_TABLE) lx->table_head = true;
    if (t->kind == TOK_LBRACE || t->kind == TOK_RBRACE || t->kind == TOK_COLON || t->kind == TOK_EQ)
        lx->table_head = false;
    if (lx->table_depth > lx->open_count) lx->table_depth = 0;
}

static void follow_brackets(struct lexer *lx, const struct token *t) {
    switch (t->kind) {
    case TOK_LPAREN: lexer_push_bracket(lx, t->at, '('); break;
    case TOK_LBRACKET: lexer_push_bracket(lx, t->at, '['); break;
    case TOK_LBRACE: lexer_push_bracket(lx, t->at, '{'); break;
    case TOK_RPAREN: pop_bracket(lx, '('); break;
    case TOK_RBRACKET: pop_bracket(lx, '['); break;
    case TOK_RBRACE: pop_bracket(lx, '{'); break;
    }
}

static struct token next_repaired(struct lexer *lx) {
    const struct repair *r = &lx->repairs.items[lx->repairs_made++];
    lx->offset = r->offset + r->length;
    scan_on(lx);
    return (struct token){.kind = r->kind, .at = {lx->source, r->offset, r->length}, .repaired = true};
}

static struct token lead(struct lexer *lx) {
    struct token t = {.kind = lx->lead, .at = {lx->source, 0, 0}, .repaired = true};
    lx->lead = 0;
    return t;
}

static struct token scan(struct lexer *lx) {
    if (lx->lead) return lead(lx);
    for (;;) {
        struct token t = {0};
        POL_YYSTYPE unused;
        t.kind = pol_scan_token(&unused, &t.at, lx->scanner);
        if (t.kind || lx->repairs_made == lx->repairs.count) return t;
        t = next_repaired(lx);
        if (t.kind) return t;
    }
}

bool lexer_is_repaired(const struct lexer *lx, struct span at) {
    for (uint32_t i = 0; i < lx->repairs_made; i++)
        if (lx->repairs.items[i].offset == at.offset && lx->repairs.items[i].length == at.length) return true;
    return false;
}

struct token lexer_next(struct lexer *lx) {
    struct token t;
    do t = scan(lx);
    while (t.kind == TOK_NEWLINE && (lx->last.kind == TOK_NEWLINE || lx->last.kind == TOK_LBRACE));
    t.begins_line = lx->fresh_line;
    lx->fresh_line = t.kind == TOK_NEWLINE;
    lx->open_before = lx->open_count;
    follow_brackets(lx, &t);
    follow_table(lx, &t);
    lexer_follow_claim(lx, &t);
    lx->before_last = lx->last;
    lx->last = t;
    return t;
}
