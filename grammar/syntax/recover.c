// Tokens on their way to the parser, blocks, and how parsing goes on behind a fault: at the next statement or row.
// A statement is known by its keyword at the beginning of a line, for elsewhere the same word may be a name.
#include <string.h>

#include "grammar/syntax/build.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/parser.h"

#define MAX_STALLS 8  // recoveries at one token, each from a rule farther out; then it is passed over

void block_open(struct parser *p) {
    if (p->block_count + 1 > EXPR_MAX_DEPTH) parser_too_deep(p, p->current.at);
    p->blocks = arena_grow(p->arena, p->blocks, p->block_count, sizeof *p->blocks);
    p->blocks[p->block_count++] = (struct open_block){p->lexer->open_count, p->block_keyword};
}

void block_close(struct parser *p) {
    if (!p->block_count) return;
    lexer_forget_brackets(p->lexer, p->blocks[--p->block_count].brackets - 1);
}

static uint32_t block_brackets(const struct parser *p) {
    return p->block_count ? p->blocks[p->block_count - 1].brackets : 0;
}

static char next_sign(const struct parser *p, struct span at) {
    uint32_t end = at.offset + at.length;
    end += literal_blanks(p->bytes + end, p->size - end);
    if (end < p->size && strchr(":|.=,", p->bytes[end])) return p->bytes[end];
    return p->size - end >= 3 && memcmp(p->bytes + end, "：", 3) == 0 ? ':' : ' ';
}

// As opposed to a field of that name in a record or an expression.
static bool opens_statement(const struct parser *p, const struct token *t) {
    return t->begins_line && keyword_begins_line(t->kind) && next_sign(p, t->at) == ' ';
}

static struct token invented(int kind, struct span before) {
    return (struct token){.kind = kind, .at = {before.source, before.offset, 0}};
}

static bool line_has_bar(const struct parser *p, struct span at) {
    for (uint32_t i = at.offset; i < p->size && p->bytes[i] != '\n'; i++)
        if (p->bytes[i] == '|' || (p->size - i >= 3 && memcmp(p->bytes + i, "｜", 3) == 0)) return true;
    return false;
}

static bool leaves_table(const struct parser *p, const struct token *t) {
    return p->lexer->table_depth && p->block_count && opens_statement(p, t) && !line_has_bar(p, t->at);
}

// A word that is no statement's may be a name: then nobody knows whose block comes next.
static void follow_keyword(struct parser *p, const struct token *t) {
    if (keyword_opens_block(t->kind)) p->block_keyword = opens_statement(p, t) ? t->kind : 0;
}

// An offer never stands in an offer: the first one was not closed.
static bool leaves_offer(const struct parser *p, const struct token *t) {
    bool inside = p->block_count && p->blocks[p->block_count - 1].keyword == TOK_OFFER &&
                  p->lexer->open_count == block_brackets(p);
    return inside && t->kind == TOK_OFFER && opens_statement(p, t);
}

static struct token close_blocks(struct parser *p, struct token before, uint32_t count) {
    p->held = before;
    p->holding = true;
    p->closes = count - 1;
    return invented(TOK_RBRACE, before.at);
}

// 数字 人 is no type, but it is as one that a counter stands there; where a point follows, a record goes on.
static bool may_count(const struct parser *p, const struct token *t) {
    const struct span *word = &p->current.at;
    const char *text = p->bytes + word->offset;
    if (p->current.kind != TOK_NAME || (p->prior.kind != TOK_COLON && p->prior.kind != TOK_LIST_OF)) return false;
    if ((word->length == 5 && !memcmp(text, "count", 5)) || (word->length == 6 && !memcmp(text, "数量", 6)))
        return true;
    return next_sign(p, t->at) != ':' && counter_find(p->bytes + t->at.offset, t->at.length);
}

// `lpr on signed`: behind a name and before another, a date or a parenthesis. Elsewhere a field may be called so.
static bool joins_date(const struct parser *p, const struct token *t) {
    uint32_t next = t->at.offset + t->at.length;
    while (next < p->size && strchr(" \t\r\n", p->bytes[next])) next++;
    bool operand = next < p->size && next > t->at.offset + t->at.length &&
                   !strchr("#:|.=,<>!+-*/)}{;\"", p->bytes[next]);
    return p->current.kind == TOK_NAME && next_sign(p, t->at) == ' ' && operand;
}

static struct token adapt(const struct parser *p, struct token t) {
    bool same_line = !t.begins_line && !p->invented;
    if (t.kind == TOK_NAME && same_line && may_count(p, &t)) t.kind = TOK_COUNTER;
    if (t.kind == TOK_ON && !joins_date(p, &t)) t.kind = TOK_NAME;
    if (t.kind == TOK_WHEN && same_line && p->current.kind == TOK_STRING) t.kind = TOK_WHEN_OF;
    return t;
}

static struct token from_text(struct parser *p) {
    uint32_t errors = p->diags->errors;
    struct token t = adapt(p, lexer_next(p->lexer));
    if (t.kind == TOK_POL_YYerror && p->diags->errors > errors) slip_unreadable(p, t);
    bool unclosed = t.kind == 0 && p->block_count;
    follow_keyword(p, &t);
    if (!unclosed && !leaves_table(p, &t) && !leaves_offer(p, &t)) return t;
    parser_missing_brace(p, t);
    return close_blocks(p, t, unclosed ? p->block_count : 1);
}

static struct token next_token(struct parser *p) {
    if (p->closes) {
        p->closes--;
        return invented(TOK_RBRACE, p->held.at);
    }
    if (!p->holding) return from_text(p);
    p->holding = false;
    return p->held;
}

// What is skipped may have defined names: that they are unknown is not said again.
static void lose_word(struct parser *p, struct span at) {
    symbol name = build_word(p, at);
    ARENA_PUSH(p->arena, p->tree->lost, p->tree->lost_count, name);
}

static void lose(struct parser *p, const struct token *t) {
    if (t->kind == TOK_NAME) lose_word(p, t->at);
}

static bool is_told(const struct parser *p, uint32_t at) {
    for (uint32_t i = 0; i < p->told.count; i++) {
        uint32_t said = p->told.items[i]->at.offset, from = said < at ? said : at, to = said < at ? at : said;
        if (!memchr(p->bytes + from, '\n', to - from)) return true;
    }
    return false;
}

// 种植上限cap_planting) for 种植上限(cap_planting).
static uint32_t same_script(const char *text, uint32_t length) {
    uint32_t at = 1;
    while (at < length && (text[at] & 0x80) == (text[0] & 0x80)) at++;
    return at;
}

// So may a line that is read otherwise than it stands.
static void lose_told(struct parser *p, const struct token *t) {
    if (t->kind != TOK_NAME || !is_told(p, t->at.offset)) return;
    lose_word(p, t->at);
    uint32_t length = same_script(p->bytes + t->at.offset, t->at.length);
    if (length == t->at.length) return;
    lose_word(p, (struct span){t->at.source, t->at.offset, length});
    lose_word(p, (struct span){t->at.source, t->at.offset + length, t->at.length - length});
}

static struct token read_token(struct parser *p) {
    struct token t = next_token(p);
    if (p->told.count) lose_told(p, &t);
    p->before = p->prior;
    p->prior = p->current;
    p->current = t;
    p->invented = t.at.length == 0 && t.kind == TOK_RBRACE && !t.repaired;
    return t;
}

int pol_yylex(POL_YYSTYPE *value, struct span *at, struct parser *p) {
    (void)value;  // tokens carry their places; the text is read from there
    struct token t = read_token(p);
    *at = t.at;
    return t.kind;
}

static bool is_opener(int kind) { return kind == TOK_LPAREN || kind == TOK_LBRACKET || kind == TOK_LBRACE; }

static bool closes_block(const struct parser *p, const struct token *t) {
    return t->kind == TOK_RBRACE && p->block_count && (p->invented || p->lexer->open_count < block_brackets(p));
}

static bool stops(const struct parser *p, enum skip how, const struct token *t, uint32_t depth) {
    if (t->kind == 0 || closes_block(p, t)) return true;
    if (how == SKIP_ROW) return t->kind == TOK_NEWLINE;
    if (p->lexer->open_count <= depth && opens_statement(p, t)) return true;
    if (how == SKIP_STATEMENT) return false;
    return t->kind == TOK_LBRACE;
}

// The token the parser took for a name was the next statement's keyword: it is given once more.
static struct token take_back(struct parser *p) {
    struct token keyword = p->prior;
    p->held = p->current;
    p->holding = true;
    p->current = keyword;
    p->prior = (struct token){0};
    return keyword;
}

static struct token invent_brace(struct parser *p, struct token before) {
    p->held = before;
    p->holding = true;
    lexer_push_bracket(p->lexer, before.at, '{');
    return p->current = invented(TOK_LBRACE, before.at);
}

static struct token resume(struct parser *p, enum skip how, struct token t) {
    bool statement = opens_statement(p, &t);
    if (statement || t.kind == TOK_NEWLINE) lexer_forget_brackets(p->lexer, block_brackets(p));
    if (!statement) return t;
    if (how == SKIP_BLOCK_HEAD && !p->holding) return invent_brace(p, t);
    if (!keyword_is_top(t.kind) || !p->block_count || p->reported != t.at.offset + 1) return t;
    p->invented = true;
    return p->current = close_blocks(p, t, p->block_count);
}

static struct token skip_one(struct parser *p) {
    lose(p, &p->current);
    return read_token(p);
}

int parser_skip(struct parser *p, enum skip how, struct span *at) {
    struct token t = p->retake ? take_back(p) : p->current;
    bool again = p->resumed == t.at.offset + 1 && !p->retake;
    p->stalls = again ? p->stalls + 1 : 0;
    bool stuck = again && t.kind && (p->stalls > MAX_STALLS || (how == SKIP_STATEMENT && !closes_block(p, &t)));
    bool pointless = p->most_errors && p->diags->errors >= p->most_errors;
    p->given_up = pointless || (p->stalls > MAX_STALLS && !t.kind);
    uint32_t depth = p->lexer->open_count - (is_opener(t.kind) && p->lexer->open_count ? 1 : 0);
    p->retake = false;
    lose(p, &p->before);
    lose(p, &p->prior);
    if (stuck) t = skip_one(p);
    while (!stops(p, how, &t, depth)) t = skip_one(p);
    p->resumed = t.at.offset + 1;
    t = resume(p, how, t);
    *at = t.at;
    return t.kind;
}
