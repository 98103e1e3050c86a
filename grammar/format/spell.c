// The two spellings of everything that is no name: keywords, signs, numbers with their units, strings.
#include <string.h>

#include "grammar/format/stages.h"
#include "grammar/syntax/keywords.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/parser.h"

struct sign_spelling {
    int token;
    const char *text[2];
};

static const struct sign_spelling signs[] = {
    {TOK_LPAREN, {"(", "("}},
    {TOK_RPAREN, {")", ")"}},
    {TOK_LBRACE, {"{", "{"}},
    {TOK_RBRACE, {"}", "}"}},
    {TOK_LBRACKET, {"[", "["}},
    {TOK_RBRACKET, {"]", "]"}},
    {TOK_BAR, {"|", "|"}},
    {TOK_BARS, {"||", "||"}},
    {TOK_COMMA, {",", "，"}},
    {TOK_COLON, {":", "："}},
    {TOK_SEMICOLON, {";", ";"}},
    {TOK_EQ, {"=", "="}},
    {TOK_NE, {"!=", "≠"}},
    {TOK_LT, {"<", "<"}},
    {TOK_GT, {">", ">"}},
    {TOK_LE, {"<=", "≤"}},
    {TOK_GE, {">=", "≥"}},
    {TOK_PLUS, {"+", "+"}},
    {TOK_MINUS, {"-", "-"}},
    {TOK_TIMES, {"*", "×"}},
    {TOK_DIVIDE, {"/", "/"}},
    {TOK_RANGE, {"..", ".."}},
    {TOK_RANGE_ABOVE, {"<..", "<.."}},
    {TOK_RANGE_BELOW, {"..<", "..<"}},
    {TOK_RANGE_BETWEEN, {"<..<", "<..<"}},
    {TOK_POINT, {".", "."}},
};

static void spell(struct piece *p, const char *en, const char *zh) {
    p->text[LANG_EN] = en;
    p->text[LANG_ZH] = zh;
}

static bool spell_sign(struct piece *p) {
    if (p->token == TOK_COMMA && p->flags & PIECE_LIST) return spell(p, ",", "、"), true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].token == p->token) return spell(p, signs[i].text[LANG_EN], signs[i].text[LANG_ZH]), true;
    return false;
}

static bool spell_keyword(struct piece *p) {
    const char *en = keyword_spelling(p->token, LANG_EN), *zh = keyword_spelling(p->token, LANG_ZH);
    if (en) spell(p, en, zh);
    return en != NULL;
}

static const char *join(struct arena *a, const char *left, size_t length, const char *middle, const char *right) {
    size_t between = strlen(middle), tail = strlen(right);
    char *out = arena_alloc(a, length + between + tail + 1);
    memcpy(out, left, length);
    memcpy(out + length, middle, between);
    memcpy(out + length + between, right, tail);
    return out;
}

// A Chinese unit, and the percent sign, stand close to the number; an English word stands apart.
static const char *with_unit(struct arena *a, const char *digits, size_t length, const char *word) {
    bool apart = *word >= 'a' && *word <= 'z';
    return join(a, digits, length, apart ? " " : "", word);
}

static void spell_number(struct arena *a, struct piece *p) {
    const char *written = p->text[LANG_EN];
    size_t digits = strspn(written, "0123456789.");
    size_t word = digits + literal_blanks(written + digits, (uint32_t)(p->length - digits));
    const struct unit *u = unit_find(written + word, p->length - word);
    if (!u) return;
    const char *en = digits == 1 && *written == '1' ? u->en : u->plural;
    spell(p, with_unit(a, written, digits, *en ? en : u->zh), with_unit(a, written, digits, u->zh));
}

static bool is_straight(const char *text) { return *text == '"'; }

// Whether the text can stand between “ and ”, which nest.
static bool balanced(const char *text, size_t length) {
    size_t depth = 0;
    for (size_t i = 0; i + 2 < length; i++) {
        if (memcmp(text + i, "“", 3) == 0) depth++;
        if (memcmp(text + i, "”", 3) == 0 && depth-- == 0) return false;
    }
    return depth == 0;
}

static void spell_string(struct arena *a, struct piece *p) {
    size_t quote = is_straight(p->text[LANG_EN]) ? 1 : strlen("“");
    const char *content = p->text[LANG_EN] + quote;
    size_t length = p->length - 2 * quote;
    const char *straight = join(a, "\"", 1, arena_copy(a, content, length), "\"");
    const char *curly = join(a, "“", strlen("“"), arena_copy(a, content, length), "”");
    bool has_straight = memchr(content, '"', length) != NULL;
    spell(p, has_straight ? curly : straight, balanced(content, length) ? curly : straight);
}

// The language a token is written in: Chinese as soon as it holds a character beyond ASCII. Of a number only its
// unit counts, of a string its quotes.
static enum lang written_in(const struct piece *p, const char *text) {
    uint32_t length = p->token == TOK_STRING ? 1 : p->length;
    for (uint32_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80) return LANG_ZH;
    return LANG_EN;
}

static void spell_piece(struct pieces *ps, struct piece *p) {
    if (p->flags & (PIECE_COMMENT | PIECE_SPELLED) || spell_sign(p) || spell_keyword(p)) return;
    if (p->token == TOK_NUMBER) spell_number(ps->arena, p);
    if (p->token == TOK_STRING) spell_string(ps->arena, p);
}

void format_spell(struct pieces *ps, const struct source *source) {
    for (uint32_t i = 0; i < ps->count; i++) {
        struct piece *p = &ps->items[i];
        enum lang lang = written_in(p, source->bytes + p->offset);
        p->shown = p->flags & PIECE_OTHER ? 1 - lang : lang;  // it goes with the spelling before it
        spell_piece(ps, p);
        piece_measure(p);
    }
}
