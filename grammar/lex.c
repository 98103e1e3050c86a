// What the characters that lexer.l has gathered stand for.
#include "grammar/lexer.h"

#include <string.h>

#include "grammar/literal.h"
#include "grammar/nearest.h"
#include "grammar/parser.h"
#include "grammar/scanner.h"
#include "grammar/utf8.h"

int pol_scan_token(POL_YYSTYPE *value, struct span *at, void *scanner);

#define BOM "\xEF\xBB\xBF"

struct lexer *lexer_open(struct arena *arena, struct source_set *sources, uint32_t source, struct diags *diags) {
    const struct source *text = sources->items[source];
    struct lexer *lx = ARENA_NEW(arena, struct lexer);
    *lx = (struct lexer){.arena = arena, .diags = diags, .bytes = text->bytes, .source = source, .fresh_line = true};
    lx->size = (uint32_t)text->size;
    lx->keywords = keyword_index_new(arena);
    if (lx->size >= 3 && memcmp(lx->bytes, BOM, 3) == 0) lx->offset = 3;
    if (pol_scan_lex_init_extra(lx, &lx->scanner) != 0) lexer_out_of_memory(lx);
    pol_scan__scan_bytes(lx->bytes + lx->offset, (int)(lx->size - lx->offset), lx->scanner);
    return lx;
}

void lexer_out_of_memory(struct lexer *lx) { longjmp(*lx->arena->out_of_memory, 1); }

// The words of `text` up to the `words`-th, parted by one blank each; 0 where there are not so many.
static size_t phrase_of(const char *text, uint32_t length, int words, char *out, uint32_t *taken) {
    size_t written = 0;
    for (uint32_t at = 0; at <= length; at++) {
        unsigned char c = at < length ? (unsigned char)text[at] : ' ';
        bool wide_blank = c == 0xE3 && at + 2 < length && memcmp(text + at, "\xE3\x80\x80", 3) == 0;
        bool no_break = c == 0xC2 && at + 1 < length && (unsigned char)text[at + 1] == 0xA0;
        bool blank = c <= ' ' || wide_blank || no_break;
        if (blank && written && out[written - 1] != ' ' && --words == 0) {
            *taken = at;
            return written;
        }
        if (written == KEYWORD_MAX_LENGTH) return 0;
        if (!blank) out[written++] = (char)c;
        else if (out[written - 1] != ' ') out[written++] = ' ';
        at += wide_blank ? 2 : no_break ? 1 : 0;
    }
    return 0;
}

static uint32_t first_word(const char *text, uint32_t length) {
    uint32_t at = 0;
    while (at < length && !strchr(" \t\r\n", text[at]) && memcmp(text + at, "\xC2\xA0", 2) != 0 &&
           (length - at < 3 || memcmp(text + at, "\xE3\x80\x80", 3) != 0))
        at++;
    return at;
}

// In a table a line end is a token: no phrase reaches over it.
static bool may_hold(const struct lexer *lx, const char *text, uint32_t taken) {
    return !lx->table_depth || !memchr(text, '\n', taken);
}

uint32_t lexer_word(struct lexer *lx, const char *text, uint32_t length, int *kind) {
    char phrase[KEYWORD_MAX_LENGTH + 1];
    uint32_t taken = 0;
    for (int words = KEYWORD_MAX_WORDS; words > 0; words--) {
        size_t size = phrase_of(text, length, words, phrase, &taken);
        *kind = keyword_index_find(lx->keywords, phrase, size);
        if (*kind && may_hold(lx, text, taken)) return taken;
    }
    *kind = TOK_NAME;
    const char *slash = memchr(text, '/', length);  // "yes/" and a word that is not "no"
    if (slash) *kind = TOK_YES;
    return slash ? (uint32_t)(slash - text) : first_word(text, length);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t digits_end(const char *text, uint32_t length) {
    uint32_t at = 0;
    while (at < length && is_digit(text[at])) at++;
    if (at + 1 < length && text[at] == '.' && is_digit(text[at + 1]))
        for (at++; at < length && is_digit(text[at]);) at++;
    return at;
}

static bool is_dated(const char *text, uint32_t length, uint32_t digits) {
    return digits == 4 && length > 5 && text[4] == '-';
}

// 2024-05-06 is a date and 2024-05 a month; with more behind it is a subtraction, or a date gone wrong.
static uint32_t dated(struct lexer *lx, const char *text, uint32_t length, int *kind) {
    *kind = length == 10 ? TOK_DATE : length == 7 ? TOK_MONTH : TOK_NUMBER;
    if (length == 10 || length == 7) return length;
    if (length < 10) return 4;
    struct span at = {lx->source, lx->offset - length, length};
    diag(lx->diags, DIAG_BAD_DATE, at, A(arena_copy(lx->arena, text, length)));
    *kind = TOK_POL_YYerror;
    return length;
}

static bool begins_keyword(const struct lexer *lx, const char *word, uint32_t length) {
    return keyword_index_find(lx->keywords, word, length) != 0;
}

static void unknown_unit(struct lexer *lx, const char *word, struct span at) {
    struct nearest nearest = nearest_to(word);
    const struct unit *u;
    for (size_t i = 0; (u = unit_at(i)); i++) {
        if (*u->en) nearest_offer(&nearest, u->en);
        if (*u->plural) nearest_offer(&nearest, u->plural);
        nearest_offer(&nearest, u->zh);
    }
    struct diag *d = diag(lx->diags, DIAG_UNKNOWN_UNIT, at, A(word));
    if (nearest.best) diag_hint(lx->diags, d, DIAG_HINT_DID_YOU_MEAN, A(nearest.best));
}

uint32_t lexer_number(struct lexer *lx, const char *text, uint32_t length, int *kind) {
    uint32_t digits = digits_end(text, length), word = digits;
    if (is_dated(text, length, digits)) return dated(lx, text, length, kind);
    *kind = TOK_NUMBER;
    word += literal_blanks(text + digits, length - digits);
    if (word == length) return digits;
    if (unit_find(text + word, length - word)) return length;
    if (word > digits || begins_keyword(lx, text + word, length - word)) return digits;
    struct span at = {lx->source, lx->offset - (length - word), length - word};
    unknown_unit(lx, arena_copy(lx->arena, text + word, length - word), at);
    *kind = TOK_POL_YYerror;
    return length;
}

struct sign {
    char text[7];
    int kind;
};

static const struct sign signs[] = {
    {"(", TOK_LPAREN},  {"（", TOK_LPAREN},   {")", TOK_RPAREN},   {"）", TOK_RPAREN},   {"[", TOK_LBRACKET},
    {"【", TOK_LBRACKET}, {"]", TOK_RBRACKET}, {"】", TOK_RBRACKET}, {"{", TOK_LBRACE},    {"｛", TOK_LBRACE},
    {"}", TOK_RBRACE},  {"｝", TOK_RBRACE},   {"|", TOK_BAR},      {"｜", TOK_BAR},      {"||", TOK_BARS},
    {"｜｜", TOK_BARS},  {",", TOK_COMMA},     {"，", TOK_COMMA},    {"、", TOK_COMMA},    {":", TOK_COLON},
    {"：", TOK_COLON},   {";", TOK_SEMICOLON}, {"；", TOK_SEMICOLON}, {"=", TOK_EQ},       {"＝", TOK_EQ},
    {"!=", TOK_NE},     {"≠", TOK_NE},        {"<", TOK_LT},       {"＜", TOK_LT},       {">", TOK_GT},
    {"＞", TOK_GT},      {"<=", TOK_LE},       {"≤", TOK_LE},       {">=", TOK_GE},      {"≥", TOK_GE},
    {"+", TOK_PLUS},    {"＋", TOK_PLUS},     {"-", TOK_MINUS},    {"－", TOK_MINUS},    {"*", TOK_TIMES},
    {"×", TOK_TIMES},   {"/", TOK_DIVIDE},    {"÷", TOK_DIVIDE},   {"..", TOK_RANGE},   {"～", TOK_RANGE},
    {".", TOK_POINT},
};

int lexer_sign(const char *text, uint32_t length) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(signs[i].text, text, length) == 0 && !signs[i].text[length]) return signs[i].kind;
    return TOK_POL_YYUNDEF;
}

static void report_bytes(struct lexer *lx, struct span at) {
    struct text byte = {0}, offset = {0};
    text_format(&byte, "%02X", (unsigned)(unsigned char)lx->bytes[at.offset]);
    text_format(&offset, "%u", at.offset);
    struct diag *d = diag(lx->diags, DIAG_NOT_UTF8, at, A(text_string(&byte)), A(text_string(&offset)));
    diag_hint(lx->diags, d, DIAG_HINT_UTF8, A(""));
    text_free(&byte);
    text_free(&offset);
}

static void report_character(struct lexer *lx, enum diag_id id, struct span at) {
    uint32_t c = 0;
    char code[16];
    struct text name = {0};
    if (!utf8_decode(lx->bytes + at.offset, at.length, &c)) c = 0;
    text_format(&name, "U+%04X", c);
    memcpy(code, text_string(&name), name.length < sizeof code ? name.length + 1 : 1);
    diag(lx->diags, id, at, A(code));
    text_free(&name);
}

void lexer_report(struct lexer *lx, enum lexer_fault fault, struct span at) {
    static const enum diag_id ids[] = {
        [LEXER_NUL] = DIAG_NUL_BYTE, [LEXER_CONTROL] = DIAG_CONTROL_CHARACTER,
        [LEXER_BIDIRECTIONAL] = DIAG_BIDIRECTIONAL, [LEXER_NOT_UTF8] = DIAG_NOT_UTF8,
        [LEXER_UNEXPECTED] = DIAG_UNEXPECTED_CHARACTER, [LEXER_UNTERMINATED] = DIAG_UNTERMINATED_STRING,
    };
    if (fault == LEXER_NOT_UTF8) report_bytes(lx, at);
    else if (fault == LEXER_UNEXPECTED)
        diag(lx->diags, ids[fault], at, A(arena_copy(lx->arena, lx->bytes + at.offset, at.length)));
    else if (fault == LEXER_UNTERMINATED) diag_record(lx->diags, ids[fault], at, NULL, 0);
    else report_character(lx, ids[fault], at);
}

char lexer_bracket(const struct lexer *lx, struct span at) {
    static const char ascii[] = "([{";
    int kind = lexer_sign(lx->bytes + at.offset, at.length);
    return ascii[kind == TOK_LPAREN ? 0 : kind == TOK_LBRACKET ? 1 : 2];
}

void lexer_push_bracket(struct lexer *lx, struct span at) {
    if (lx->open_count < lx->open_room) lx->open[lx->open_count++] = at;
    else ARENA_PUSH(lx->arena, lx->open, lx->open_count, at);
    if (lx->open_room < lx->open_count) lx->open_room = lx->open_count;
}

// A brace closes what is open inside it too: a parenthesis that was forgotten stays that one fault.
static void pop_bracket(struct lexer *lx, char opener) {
    for (uint32_t i = lx->open_count; i > 0; i--) {
        char open = lexer_bracket(lx, lx->open[i - 1]);
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
    bool opens = t->kind == TOK_LBRACE && lx->table_head && (lx->last.kind == TOK_FIRST || lx->last.kind == TOK_UNIQUE);
    if (opens) lx->table_depth = lx->open_count;
    if (t->kind == TOK_TABLE) lx->table_head = true;
    if (t->kind == TOK_LBRACE || t->kind == TOK_RBRACE || t->kind == TOK_COLON || t->kind == TOK_EQ)
        lx->table_head = false;
    if (lx->table_depth > lx->open_count) lx->table_depth = 0;
}

static void follow_brackets(struct lexer *lx, const struct token *t) {
    switch (t->kind) {
    case TOK_LPAREN: case TOK_LBRACKET: case TOK_LBRACE: lexer_push_bracket(lx, t->at); break;
    case TOK_RPAREN: pop_bracket(lx, '('); break;
    case TOK_RBRACKET: pop_bracket(lx, '['); break;
    case TOK_RBRACE: pop_bracket(lx, '{'); break;
    }
}

struct token lexer_next(struct lexer *lx) {
    struct token t = {0};
    POL_YYSTYPE unused;
    do t.kind = pol_scan_token(&unused, &t.at, lx->scanner);
    while (t.kind == TOK_NEWLINE && (lx->last.kind == TOK_NEWLINE || lx->last.kind == TOK_LBRACE));
    t.begins_line = lx->fresh_line;
    lx->fresh_line = t.kind == TOK_NEWLINE;
    follow_brackets(lx, &t);
    follow_table(lx, &t);
    lx->before_last = lx->last;
    lx->last = t;
    return t;
}
