// What the characters that scanner.l has gathered stand for: words, numbers and signs.
#include <string.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/lexer.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/parser.h"

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

static bool begins(const char *text, const char *with) { return !strncmp(text, with, strlen(with)); }

static bool wide_digit(const char *text, uint32_t length) {
    return length >= 3 && !memcmp(text, "\xEF\xBC", 2) && (unsigned char)text[2] >= 0x90 &&
           (unsigned char)text[2] <= 0x99;
}

// １０万元 is a number to who writes it.
static uint32_t wide_number(struct lexer *lx, const char *text, uint32_t length, int *kind) {
    uint32_t taken = first_word(text, length);
    struct span at = {lx->source, lx->offset - length, taken};
    struct text ascii = {0};
    for (uint32_t i = 0; i < taken; i++)
        if (!wide_digit(text + i, taken - i)) text_char(&ascii, text[i]);
        else text_char(&ascii, (char)('0' + (unsigned char)text[i += 2] - 0x90));
    struct diag *d = diag_record(lx->diags, DIAG_WIDE_DIGITS, at, NULL, 0);
    diag_meant(lx->diags, d, at, (struct diag_arg)A(text_keep(&ascii, lx->arena)));
    *kind = TOK_POL_YYerror;
    return taken;
}

static bool is_bound_word(int kind) {
    return kind == TOK_ABOVE || kind == TOK_BELOW || kind == TOK_TO || kind == TOK_UNTIL || kind == TOK_AT_LEAST ||
           kind == TOK_AT_MOST || kind == TOK_MORE_THAN || kind == TOK_LESS_THAN;
}

#define WIDE_LETTER 3  // bytes of a Chinese character

// The 以上 of 以上不足120万元, up to where an amount or the end of the word stands; 0 where the word is another.
static uint32_t bound_word(const struct lexer *lx, const char *text, uint32_t length) {
    uint32_t found = 0;
    for (uint32_t size = WIDE_LETTER; size <= length; size += WIDE_LETTER)
        if (is_bound_word(keyword_index_find(lx->keywords, text, size))) found = size;
    bool ends = found == length || is_digit(text[found]);
    return found && (ends || bound_word(lx, text + found, length - found)) ? found : 0;
}

// Behind an amount in a cell, and what follows it there, words of bounds needn't be parted: 60万元以上不足120万元.
static uint32_t word_behind_amount(const struct lexer *lx, const char *text, uint32_t length) {
    bool behind = lx->table_depth && (lx->last.kind == TOK_NUMBER || is_bound_word(lx->last.kind));
    return behind ? bound_word(lx, text, first_word(text, length)) : 0;
}

// Up to `from` the text was taken.
static bool stands_before_brace(const struct lexer *lx, uint32_t from) {
    for (;; from++) {
        from += literal_blanks(lx->bytes + from, lx->size - from);
        if (from >= lx->size || !strchr("\r\n", lx->bytes[from])) break;
    }
    return from < lx->size && (lx->bytes[from] == '{' || begins(lx->bytes + from, "｛"));
}

// A keyword only before the brace of a table, for fields and functions bear the same names.
static bool is_name_here(const struct lexer *lx, int kind, uint32_t end) {
    return keyword_makes_result(kind) && !(lx->table_head && stands_before_brace(lx, end));
}

uint32_t lexer_word(struct lexer *lx, const char *text, uint32_t length, int *kind) {
    char phrase[KEYWORD_MAX_LENGTH + 1];
    uint32_t taken = 0;
    if (wide_digit(text, length)) return wide_number(lx, text, length, kind);
    uint32_t bound = word_behind_amount(lx, text, length);
    if (bound) return *kind = keyword_index_find(lx->keywords, text, bound), bound;
    for (int words = KEYWORD_MAX_WORDS; words > 0; words--) {
        size_t size = phrase_of(text, length, words, phrase, &taken);
        *kind = keyword_index_find(lx->keywords, phrase, size);
        if (is_name_here(lx, *kind, lx->offset - length + taken)) *kind = TOK_NAME;
        if (*kind && may_hold(lx, text, taken)) return taken;
    }
    *kind = TOK_NAME;
    const char *slash = memchr(text, '/', length);  // "yes/" and a word that is not "no"
    if (slash) *kind = TOK_YES;
    return slash ? (uint32_t)(slash - text) : first_word(text, length);
}

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
    if (!lexer_is_quiet(lx, at)) diag(lx->diags, DIAG_BAD_DATE, at, A(arena_copy(lx->arena, text, length)));
    *kind = TOK_POL_YYerror;
    return length;
}

static bool begins_keyword(const struct lexer *lx, const char *word, uint32_t length) {
    return keyword_index_find(lx->keywords, word, length) != 0;
}

// How much of 万元以上 is the unit; false where the word doesn't go on like that.
static bool unit_before_bound(const struct lexer *lx, const char *word, uint32_t length, uint32_t *unit) {
    if (!lx->table_depth) return false;
    for (*unit = 0; *unit < length; ++*unit)
        if ((!*unit || unit_find(word, *unit)) && bound_word(lx, word + *unit, length - *unit)) return true;
    return false;
}

uint32_t lexer_number(struct lexer *lx, const char *text, uint32_t length, int *kind) {
    uint32_t digits = digits_end(text, length), word = digits;
    if (is_dated(text, length, digits)) return dated(lx, text, length, kind);
    *kind = TOK_NUMBER;
    word += literal_blanks(text + digits, length - digits);
    if (word == length) return digits;
    uint32_t known;
    if (unit_find(text + word, length - word)) return length;
    if (unit_before_bound(lx, text + word, length - word, &known)) return known ? word + known : digits;
    if (word > digits || begins_keyword(lx, text + word, length - word)) return digits;
    struct span whole = {lx->source, lx->offset - length, length};
    struct span unit = {lx->source, whole.offset + word, length - word};
    char date[LITERAL_DATE_LENGTH + 1];
    if (begins(text + word, "年") && literal_date_like(text, length, date)) lexer_report_date(lx, whole);
    else if (!lexer_is_quiet(lx, unit)) lexer_report_unit(lx, unit);
    *kind = TOK_POL_YYerror;
    return length;
}

struct sign {
    char text[7];
    int kind;
};

static const struct sign signs[] = {
    {"(", TOK_LPAREN},    {"（", TOK_LPAREN},   {")", TOK_RPAREN},     {"）", TOK_RPAREN}, {"[", TOK_LBRACKET},
    {"【", TOK_LBRACKET}, {"]", TOK_RBRACKET},  {"】", TOK_RBRACKET},  {"{", TOK_LBRACE},  {"｛", TOK_LBRACE},
    {"}", TOK_RBRACE},    {"｝", TOK_RBRACE},   {"|", TOK_BAR},        {"｜", TOK_BAR},    {"||", TOK_BARS},
    {"｜｜", TOK_BARS},   {",", TOK_COMMA},     {"，", TOK_COMMA},     {"、", TOK_COMMA},  {":", TOK_COLON},
    {"：", TOK_COLON},    {";", TOK_SEMICOLON}, {"；", TOK_SEMICOLON}, {"=", TOK_EQ},      {"＝", TOK_EQ},
    {"!=", TOK_NE},       {"≠", TOK_NE},        {"<", TOK_LT},         {"＜", TOK_LT},     {">", TOK_GT},
    {"＞", TOK_GT},       {"<=", TOK_LE},       {"≤", TOK_LE},         {">=", TOK_GE},     {"≥", TOK_GE},
    {"+", TOK_PLUS},      {"＋", TOK_PLUS},     {"-", TOK_MINUS},      {"－", TOK_MINUS},  {"*", TOK_TIMES},
    {"×", TOK_TIMES},     {"/", TOK_DIVIDE},    {"÷", TOK_DIVIDE},     {".", TOK_POINT},
};

int lexer_sign(const char *text, uint32_t length) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(signs[i].text, text, length) == 0 && !signs[i].text[length]) return signs[i].kind;
    return TOK_POL_YYUNDEF;
}

static bool ends_in(const char *text, uint32_t length, const char *sign) {
    size_t size = strlen(sign);
    return length >= size && !memcmp(text + length - size, sign, size);
}

int lexer_range(const char *text, uint32_t length) {
    bool above = begins(text, "<") || begins(text, "＜");
    bool below = ends_in(text, length, "<") || ends_in(text, length, "＜");
    return above && below ? TOK_RANGE_BETWEEN : above ? TOK_RANGE_ABOVE : below ? TOK_RANGE_BELOW : TOK_RANGE;
}
