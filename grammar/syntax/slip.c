#include "grammar/syntax/slip.h"

#include <string.h>

#include "grammar/syntax/literal.h"
#include "grammar/syntax/parser.h"

// ---- what is known of a fault when it is met

static struct slip *add_slip(struct parser *p) {
    struct slip s = {.current = p->current, .prior = p->prior, .before = p->before};
    uint32_t open = p->lexer->open_before;
    s.said = p->diags->items[p->diags->count - 1];
    if (open) s.opener = p->lexer->open[open - 1];
    ARENA_PUSH(p->arena, p->slips, p->slip_count, s);
    return &p->slips[p->slip_count - 1];
}

// `use` without its text, or the text without `use`.
static void look_at_use(struct parser *p, const struct token *current, const struct token *prior) {
    bool alone = !p->block_count && current->kind == TOK_STRING && current->begins_line;
    p->tree->lost_use |= alone || prior->kind == TOK_USE;
}

// Where nothing was said of it, that was said in the first reading.
static bool is_kept(const struct parser *p) { return p->diags->count && p->diags->errors <= DIAG_MAX_ERRORS; }

void slip_unreadable(struct parser *p, struct token t) {
    look_at_use(p, &t, &p->current);
    if (!is_kept(p)) return;
    struct slip *s = add_slip(p);
    s->before = s->prior;
    s->prior = s->current;
    s->current = t;
}

void slip_unexpected(struct parser *p, const struct expected *x) {
    look_at_use(p, &p->current, &p->prior);
    if (!is_kept(p)) return;
    struct slip *s = add_slip(p);
    int *tokens = ARENA_ARRAY(p->arena, int, (size_t)x->count + 1);
    if (x->count) memcpy(tokens, x->tokens, (size_t)x->count * sizeof *tokens);
    s->expected = (struct expected){tokens, x->count};
}

// ---- what may have been meant

struct tries {
    struct parser *p;
    const struct slip *slip;
    struct repair *items;
    uint32_t count;
};

static void try(struct tries *t, uint32_t offset, uint32_t length, int kind) {
    if (t->count < SLIP_MAX_REPAIRS) t->items[t->count++] = (struct repair){offset, length, kind};
}

static uint32_t end_of(struct span at) { return at.offset + at.length; }

static void try_instead(struct tries *t, const struct token *of, int kind) {
    if (of->at.length && of->kind != kind) try(t, of->at.offset, of->at.length, kind);
}

static uint32_t line_end(const struct parser *p, uint32_t at) {
    while (at < p->size && p->bytes[at] != '\n' && p->bytes[at] != '\r') at++;
    return at;
}

// Behind every quote, of whatever kind.
static void try_quotes(struct tries *t, uint32_t start, uint32_t end) {
    const char *bytes = t->p->bytes;
    for (uint32_t at = start + literal_quote(bytes + start, end - start); at < end; at++) {
        uint32_t quote = literal_quote(bytes + at, end - at);
        if (quote) try(t, start, at + quote - start, TOK_STRING);
        if (quote) at += quote - 1;
    }
}

static bool ends_text(const struct parser *p, uint32_t at, uint32_t end) {
    static const char *const behind[] = {"{",      "：",    ":",     " =",   " {",    " 依据",   " 原文",
                                         " 文号",  " 截至", " 适用", " 当 ", " 针对", " 可放宽", " cite",
                                         " quote", " as ",  " when", " of ", " waive"};
    if (at == end) return true;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        size_t length = strlen(behind[i]);
        if (end - at >= length && !memcmp(p->bytes + at, behind[i], length)) return true;
    }
    return false;
}

// Before what may stand behind a text.
static void try_ends(struct tries *t, uint32_t start, uint32_t end) {
    for (uint32_t at = start + 1; at <= end; at++)
        if (ends_text(t->p, at, end)) try(t, start, at - start, TOK_STRING);
}

static void try_text_at(struct tries *t, struct span at) {
    uint32_t end = line_end(t->p, at.offset);
    if (!at.length) return;
    try_quotes(t, at.offset, end);
    try_ends(t, at.offset, end);
}

static bool is_quoted(const struct parser *p, struct span at) {
    return at.length && literal_quote(p->bytes + at.offset, at.length);
}

// A quote that is missing, or another one than the text needs.
static void try_texts(struct tries *t) {
    const struct slip *s = t->slip;
    bool unreadable = s->current.kind == TOK_POL_YYerror, quoted = is_quoted(t->p, s->current.at);
    if ((unreadable && quoted) || expects(&s->expected, TOK_STRING)) try_text_at(t, s->current.at);
    if (s->prior.kind == TOK_STRING) try_quotes(t, s->prior.at.offset, line_end(t->p, s->prior.at.offset));
    if (s->before.kind == TOK_STRING) try_quotes(t, s->before.at.offset, line_end(t->p, s->before.at.offset));
}

static const int signs[] = {TOK_RBRACE, TOK_LBRACE, TOK_COLON, TOK_EQ,       TOK_RPAREN,   TOK_LPAREN,
                            TOK_COMMA,  TOK_BARS,   TOK_BAR,   TOK_RBRACKET, TOK_LBRACKET, TOK_RANGE};
#define SIGN_COUNT (sizeof signs / sizeof *signs)

static bool is_sign(int kind) {
    for (size_t i = 0; i < SIGN_COUNT; i++)
        if (signs[i] == kind) return true;
    return kind == TOK_SEMICOLON || kind == TOK_POINT || kind == TOK_MINUS || kind == TOK_DIVIDE;
}

// A line ends without a sign: before another sign is meant there, and what follows is read with it, none is.
static void try_no_line_end(struct tries *t) {
    const struct parser *p = t->p;
    uint32_t end = end_of(t->slip->current.at);
    end += literal_blanks(p->bytes + end, p->size - end);
    if (t->slip->current.kind == TOK_SEMICOLON && line_end(p, end) == end) try_instead(t, &t->slip->current, 0);
}

// A semicolon behind a value ends a statement to who wrote it: read as `=`, it would take the next word for a value.
static bool may_be_meant(int written, int sign) { return written != TOK_SEMICOLON || sign != TOK_EQ; }

static void try_sign_instead(struct tries *t) {
    const struct slip *s = t->slip;
    int written = s->current.kind;
    if (!is_sign(written)) return;
    for (size_t i = 0; i < SIGN_COUNT; i++)
        if (expects(&s->expected, signs[i]) && may_be_meant(written, signs[i])) try_instead(t, &s->current, signs[i]);
}

static void try_sign_put_in(struct tries *t) {
    const struct slip *s = t->slip;
    if (!s->prior.kind) return;
    for (size_t i = 0; i < SIGN_COUNT; i++)
        if (expects(&s->expected, signs[i])) try(t, end_of(s->prior.at), 0, signs[i]);
}

// The keyword that was taken for a name stands behind something that lacks its end.
static void try_before_statement(struct tries *t) {
    const struct slip *s = t->slip;
    bool statement = s->prior.begins_line && keyword_begins_line(s->prior.kind);
    if (!statement || !s->before.kind) return;
    try(t, end_of(s->before.at), 0, TOK_RBRACE);
    try(t, end_of(s->before.at), 0, TOK_RPAREN);
}

// A line that begins with a name lacks its first word.
static void try_statement(struct tries *t) {
    static const int words[] = {TOK_PARAM, TOK_REQUIRE, TOK_DEFINE, TOK_FIELD, TOK_GRANT, TOK_EXPECT};
    const struct token *first = &t->slip->current;
    if (!first->begins_line || first->kind != TOK_NAME) return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (expects(&t->slip->expected, words[i])) try(t, first->at.offset, 0, words[i]);
}

static bool is_again(const struct token *t, const struct token *before) {
    return t->kind == before->kind && (is_sign(t->kind) || keyword_spelling(t->kind, LANG_EN));
}

static void try_once(struct tries *t) {
    const struct slip *s = t->slip;
    if (is_again(&s->prior, &s->before)) try_instead(t, &s->prior, 0);
    if (is_again(&s->current, &s->prior)) try_instead(t, &s->current, 0);
}

static int token_of(const char *word) {
    const char *spelling;
    int token;
    enum lang lang;
    for (size_t i = 0; (spelling = keyword_at(i, &token, &lang)); i++)
        if (!strcmp(spelling, word)) return token;
    return 0;
}

static void try_keyword(struct tries *t) {
    const struct slip *s = t->slip;
    struct token kept = t->p->current;
    t->p->current = s->current;
    const char *meant = s->current.kind && s->expected.count ? mistake_keyword(t->p, &s->expected) : NULL;
    t->p->current = kept;
    if (!meant) return;
    uint32_t at = s->current.at.offset, length = strchr(meant, ' ') ? mistake_length(t->p, at, meant) : 0;
    try(t, at, length ? length : s->current.at.length, token_of(meant));
}

// 要求用途 for 要求 用途: the rest of the word is read anew.
static void try_run_together(struct tries *t) {
    const struct token *word = &t->slip->current;
    const char *text = t->p->bytes + word->at.offset, *spelling;
    int token;
    enum lang lang;
    if (word->kind != TOK_NAME) return;
    for (size_t i = 0; (spelling = keyword_at(i, &token, &lang)); i++) {
        uint32_t length = (uint32_t)strlen(spelling);
        if (length < word->at.length && expects(&t->slip->expected, token) && !memcmp(text, spelling, length))
            try(t, word->at.offset, length, token);
    }
}

// The bracket that opened was perhaps the wrong one: （…} for {…}.
static void try_opener(struct tries *t) {
    const struct bracket *b = &t->slip->opener;
    if (!b->at.length || b->sign == '{') return;
    try(t, b->at.offset, b->at.length, TOK_LBRACE);
    try(t, b->at.offset, b->at.length, b->sign == '(' ? TOK_LBRACKET : TOK_LPAREN);
    try(t, b->at.offset, b->at.length, 0);
}

// A literal that is badly written is still one, a strange sign still an operator, and a reserved word a name.
static void try_as_meant(struct tries *t) {
    static const int literals[] = {TOK_NUMBER, TOK_DATE, TOK_MONTH};
    static const int operators[] = {TOK_RANGE, TOK_AND, TOK_OR, TOK_EQ, TOK_NOT, TOK_COMMA};
    const struct slip *s = t->slip;
    if (expects(&s->expected, TOK_NAME)) try_instead(t, &s->current, TOK_NAME);
    if (s->current.kind != TOK_POL_YYerror) return;
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) try_instead(t, &s->current, literals[i]);
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) try_instead(t, &s->current, operators[i]);
}

uint32_t slip_repairs(struct parser *p, const struct slip *s, struct repair *out) {
    struct tries t = {p, s, out, 0};
    try_texts(&t);
    try_keyword(&t);
    try_once(&t);
    try_no_line_end(&t);
    try_sign_instead(&t);
    try_run_together(&t);
    try_before_statement(&t);
    try_statement(&t);
    try_sign_put_in(&t);
    try_opener(&t);
    try_as_meant(&t);
    if (s->before.kind == TOK_POINT) try_instead(&t, &s->before, TOK_COMMA);
    try_instead(&t, &s->current, 0);
    try_instead(&t, &s->prior, 0);
    return t.count;
}
