// What people write from habit, from documents or from other languages, and how this one says it.
#include <string.h>

#include "grammar/base/nearest.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/parser.h"
#include "grammar/syntax/unexpected.h"

struct synonym {
    const char *word;
    int token;
};

static const struct synonym synonyms[] = {
#define SYNONYM(word, token) {word, TOK_##token},
#include "grammar/syntax/synonyms.def"
#undef SYNONYM
};

bool expects(const struct expected *x, int token) {
    for (int i = 0; i < x->count; i++)
        if (x->tokens[i] == token) return true;
    return false;
}

static uint32_t end_of(struct span at) { return at.offset + at.length; }

// A text behind the word tells a test from a sample.
static bool fits(const struct parser *p, const struct expected *x, int token) {
    uint32_t end = end_of(p->current.at);
    end += literal_blanks(p->bytes + end, p->size - end);
    bool text = end < p->size && literal_quote(p->bytes + end, p->size - end);
    return expects(x, token) && !(token == TOK_TEST && !text) && !(token == TOK_SAMPLE && text);
}

static const char *by_sense(const struct parser *p, const struct expected *x, const char *word) {
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (!strcmp(synonyms[i].word, word) && fits(p, x, synonyms[i].token))
            return keyword_spelling(synonyms[i].token, word[0] & 0x80 ? LANG_ZH : LANG_EN);
    return NULL;
}

static int words_in(const char *phrase) {
    int words = 1;
    for (; *phrase; phrase++) words += *phrase == ' ';
    return words;
}

// "可放款 当" is to be seen beside "可放宽 当".
uint32_t mistake_length(const struct parser *p, uint32_t at, const char *phrase) {
    int words = words_in(phrase);
    uint32_t end = at;
    for (; end < p->size && p->bytes[end] != '\n'; end++)
        if (p->bytes[end] == ' ' && --words == 0) break;
    return end - at;
}

// Only what is one slip away from one keyword alone is `plain`.
static const char *by_spelling(struct parser *p, const struct expected *x, struct span at, struct span *plain) {
    struct nearest nearest = nearest_to(arena_copy(p->arena, p->bytes + at.offset, at.length));
    const char *word = nearest.word, *spelling;
    int token;
    enum lang lang;
    for (size_t i = 0; (spelling = keyword_at(i, &token, &lang)); i++) {
        if (!fits(p, x, token)) continue;
        uint32_t length = words_in(spelling) > 1 ? mistake_length(p, at.offset, spelling) : 0;
        nearest.word = length ? arena_copy(p->arena, p->bytes + at.offset, length) : word;
        nearest_offer(&nearest, spelling);
    }
    if (nearest_is_plain(&nearest)) {
        bool phrase = words_in(nearest.best) > 1;
        *plain = (struct span){at.source, at.offset, phrase ? mistake_length(p, at.offset, nearest.best) : at.length};
    }
    return nearest.best;
}

// 原 for 原文: the beginning of one keyword and no other.
static const char *by_beginning(const struct expected *x, const char *word) {
    const char *spelling, *found = NULL;
    size_t length = strlen(word);
    int token;
    enum lang lang;
    for (size_t i = 0; (spelling = keyword_at(i, &token, &lang)); i++) {
        if (!expects(x, token) || strncmp(spelling, word, length) != 0) continue;
        if (found) return NULL;
        found = spelling;
    }
    return found;
}

// Where there is no doubt, also what it is to be written for.
static const char *find_keyword(struct parser *p, const struct expected *x, struct span *plain) {
    const struct token *found = &p->current;
    const char *text = arena_copy(p->arena, p->bytes + found->at.offset, found->at.length),
               *meant = by_sense(p, x, text);
    bool word = found->kind == TOK_NAME || found->kind == TOK_COUNTER;
    if (meant) *plain = found->at;
    else if (word) meant = by_spelling(p, x, found->at, plain);
    if (meant || !word || !(*text & 0x80)) return meant;
    *plain = found->at;
    return by_beginning(x, text);
}

const char *mistake_keyword(struct parser *p, const struct expected *x) {
    struct span plain;
    return find_keyword(p, x, &plain);
}

static bool ends_line(const struct parser *p, struct span at) {
    uint32_t end = end_of(at);
    end += literal_blanks(p->bytes + end, p->size - end);
    return end >= p->size || p->bytes[end] == '\n' || p->bytes[end] == '\r' || p->bytes[end] == '#';
}

// Two signs where the language has one: => and ＞＝ and > = for ≥.
static const char *joined_sign(const struct parser *p) {
    int first = p->prior.kind, second = p->current.kind;
    if (p->current.begins_line) return NULL;
    if ((first == TOK_EQ && second == TOK_GT) || (first == TOK_GT && second == TOK_EQ)) return ">=";
    if ((first == TOK_EQ && second == TOK_LT) || (first == TOK_LT && second == TOK_EQ)) return "<=";
    return first == TOK_LT && second == TOK_GT ? "!=" : NULL;
}

struct mistaken_sign {
    int found, meant;
    struct diag_arg sign;
};

// A sign where another one is wanted that is easily taken for it.
static bool hint_sign(struct parser *p, struct diag *d, const struct expected *x) {
    static const struct mistaken_sign signs[] = {
        {TOK_SEMICOLON, TOK_COLON, {":", "："}}, {TOK_COMMA, TOK_COLON, {":", "："}},
        {TOK_EQ, TOK_COLON, {":", "："}},        {TOK_COLON, TOK_EQ, {"=", NULL}},
        {TOK_LBRACKET, TOK_LBRACE, {"{", NULL}}, {TOK_LPAREN, TOK_LBRACE, {"{", NULL}},
    };
    const char *joined = joined_sign(p);
    if (joined) diag_meant(p->diags, d, span_join(p->prior.at, p->current.at), (struct diag_arg)A(joined));
    for (size_t i = 0; !joined && i < sizeof signs / sizeof *signs; i++)
        if (signs[i].found == p->current.kind && expects(x, signs[i].meant) && !expects(x, TOK_AND)) {
            diag_meant(p->diags, d, p->current.at, signs[i].sign);
            return true;
        }
    return joined != NULL;
}

static bool begins_comment(const struct parser *p, struct span at) {
    char next = end_of(at) < p->size ? p->bytes[end_of(at)] : ' ';
    int sign = p->current.kind;
    return (sign == TOK_DIVIDE && (next == '/' || next == '*')) || (sign == TOK_MINUS && next == '-');
}

static bool hint(struct parser *p, struct diag *d, enum diag_id id) {
    diag_hint(p->diags, d, id, A(""));
    return true;
}

static bool meant(struct parser *p, struct diag *d, struct diag_arg words) {
    diag_meant(p->diags, d, p->current.at, words);
    return true;
}

static bool leave_out(struct parser *p, struct diag *d) {
    diag_set_fix(p->diags, d, p->current.at, (struct diag_arg)A(""));
    return hint(p, d, DIAG_HINT_NO_SIGN);
}

static bool hint_keyword(struct parser *p, struct diag *d, const char *keyword, struct span plain) {
    if (plain.length) diag_meant(p->diags, d, plain, (struct diag_arg)A(keyword));
    else diag_hint(p->diags, d, DIAG_HINT_DID_YOU_MEAN, A(keyword));
    return true;
}

bool mistake_hint(struct parser *p, struct diag *d, const struct expected *x) {
    const struct token *found = &p->current;
    struct span plain = {0};
    const char *keyword = find_keyword(p, x, &plain);
    bool comma = found->kind == TOK_COMMA, semicolon = found->kind == TOK_SEMICOLON, joins = expects(x, TOK_AND);
    bool list = p->lexer->table_depth && expects(x, TOK_COMMA) && by_sense(p, x, "和") && found->kind == TOK_NAME;
    if (hint_sign(p, d, x)) return true;
    if (list && keyword && !strcmp(keyword, keyword_spelling(TOK_AND, LANG_ZH)))
        return meant(p, d, (struct diag_arg)A2(",", "、"));
    if (keyword) return hint_keyword(p, d, keyword, plain);
    if (found->kind == TOK_BARS && expects(x, TOK_OR)) return meant(p, d, (struct diag_arg)A2("or", "或"));
    if (begins_comment(p, found->at)) return hint(p, d, DIAG_HINT_COMMENT);
    if ((comma || semicolon) && ends_line(p, found->at)) return leave_out(p, d);
    return (comma || semicolon) && joins && hint(p, d, DIAG_HINT_JOIN_CONDITIONS);
}

static bool digit_at(const struct parser *p, uint32_t at) {
    return at < p->size && p->bytes[at] >= '0' && p->bytes[at] <= '9';
}

static bool report_groups(struct parser *p) {
    const struct token *comma = p->current.kind == TOK_COMMA ? &p->current : &p->before;
    const struct token *first = comma == &p->current ? &p->prior : NULL;
    if (comma->kind != TOK_COMMA || !digit_group_at(p->lexer, end_of(comma->at))) return false;
    if (first ? first->kind != TOK_NUMBER : p->prior.kind != TOK_NUMBER) return false;
    uint32_t from = comma->at.offset;
    while (from && digit_at(p, from - 1)) from--;
    if (from == comma->at.offset) return false;
    lexer_report_groups(p->lexer, from);
    return true;
}

static struct span dated_span(const struct parser *p, struct span at) {
    while (end_of(at) < p->size && (digit_at(p, end_of(at)) || strchr("/.-", p->bytes[end_of(at)]))) at.length++;
    return at;
}

static bool report_date(struct parser *p, const struct expected *x) {
    int kind = p->current.kind;
    bool wanted = expects(x, TOK_DATE) && !expects(x, TOK_NUMBER) && (kind == TOK_NUMBER || kind == TOK_MONTH);
    if (!wanted) return false;
    lexer_report_date(p->lexer, dated_span(p, p->current.at));
    return true;
}

// 10 万: a name cannot follow a number, and was to be its unit.
static bool report_unit(struct parser *p, const struct expected *x) {
    bool unit = p->prior.kind == TOK_NUMBER && p->current.kind == TOK_NAME && !p->current.begins_line;
    if (!unit || !expects(x, TOK_AND) || mistake_keyword(p, x)) return false;
    if (!lexer_is_quiet(p->lexer, p->current.at)) lexer_report_unit(p->lexer, p->current.at);
    return true;
}

// [18, 65) or 18-65: the piece of the line is looked at, whatever token of it is the first that can't stand there.
static bool report_notation(struct parser *p, const struct expected *x) {
    int kind = p->current.kind;
    bool part = kind == TOK_NAME || kind == TOK_NUMBER || kind == TOK_LBRACKET || kind == TOK_LPAREN ||
                kind == TOK_MINUS || kind == TOK_COMMA || kind == TOK_POINT || kind == TOK_PLUS || kind == TOK_BAR ||
                kind == TOK_BARS || kind == TOK_RBRACKET || kind == TOK_RPAREN || kind == TOK_TO || kind == TOK_UNTIL;
    return part && (!p->current.begins_line || p->lexer->table_depth) && !mistake_keyword(p, x) &&
           lexer_report_notation(p->lexer, p->current.at);
}

// A name, or the last term of a sum: what is meant can't be told.
static bool report_rounding(struct parser *p, const struct expected *x) {
    int kind = p->current.kind;
    bool rounding = kind == TOK_ROUNDED_DOWN || kind == TOK_ROUNDED_UP || kind == TOK_ROUNDED_HALF_UP;
    if (!rounding || !expects(x, TOK_AND)) return false;
    diag(p->diags, DIAG_ROUNDING_BEHIND, p->current.at,
         A(arena_copy(p->arena, p->bytes + p->current.at.offset, p->current.at.length)));
    return true;
}

static bool report_ranges(struct parser *p) {
    bool second = p->current.kind == TOK_COMMA && p->before.kind == TOK_RANGE;
    if (second)
        diag_hint(p->diags, diag_record(p->diags, DIAG_TWO_RANGES, p->current.at, NULL, 0), DIAG_HINT_TWO_RANGES,
                  A(""));
    return second;
}

static uint32_t keyword_before(const struct expected *x, const char *text, uint32_t length) {
    const char *spelling;
    uint32_t longest = 0;
    int token;
    enum lang lang;
    for (size_t i = 0; (spelling = keyword_at(i, &token, &lang)); i++) {
        uint32_t size = (uint32_t)strlen(spelling);
        bool stands = lang == LANG_ZH && size < length && expects(x, token) && !memcmp(text, spelling, size);
        if (stands && size > longest) longest = size;
    }
    return longest;
}

// The 依据 of 用途依据“…”.
static uint32_t citation_behind(const struct parser *p, struct span word) {
    static const char *const words[] = {"依据", "原文", NULL};
    uint32_t end = end_of(word);
    bool text = end < p->size && literal_quote(p->bytes + end, p->size - end);
    for (int i = 0; text && words[i]; i++) {
        uint32_t size = (uint32_t)strlen(words[i]);
        if (word.length > size && !memcmp(p->bytes + end - size, words[i], size)) return size;
    }
    return 0;
}

// 要求用途依据“…” for 要求 用途 依据 “…”.
static bool report_run_together(struct parser *p, const struct expected *x) {
    struct span at = p->current.at;
    const char *text = p->bytes + at.offset;
    uint32_t first = p->current.kind == TOK_NAME ? keyword_before(x, text, at.length) : 0;
    if (!first) return false;
    uint32_t last = citation_behind(p, (struct span){at.source, at.offset + first, at.length - first});
    struct text apart = {0};
    text_format(&apart, "%.*s %.*s", (int)first, text, (int)(at.length - first - last), text + first);
    if (last) text_format(&apart, " %.*s ", (int)last, text + at.length - last);
    struct diag *d = diag(p->diags, DIAG_RUN_TOGETHER, at, A(arena_copy(p->arena, text, at.length)));
    diag_meant(p->diags, d, at, (struct diag_arg)A(text_keep(&apart, p->arena)));
    return true;
}

bool mistake_report(struct parser *p, const struct expected *x) {
    return report_groups(p) || report_ranges(p) || report_rounding(p, x) || report_date(p, x) || report_unit(p, x) ||
           report_notation(p, x) || report_run_together(p, x);
}
