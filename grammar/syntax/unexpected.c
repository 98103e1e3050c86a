// A syntax error in words: what was found, what could stand there, what was perhaps meant.
#include "grammar/syntax/unexpected.h"

#include <string.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/parser.h"

#define TEXT_SHOWN 60  // bytes of a text that is spoken of
#define MAX_NAMED 4    // more alternatives than this help nobody

// `require` taken for a name, where the next statement begins: the token before the current one.
static bool took_statement_for_name(const struct parser *p, const struct expected *x) {
    return p->prior.begins_line && keyword_begins_line(p->prior.kind) && !p->current.begins_line &&
           expects(x, TOK_LPAREN) && !expects(x, TOK_NAME);
}

static const char *between(struct parser *p, const char *open, const char *text, size_t length, const char *close) {
    struct text t = {0};
    text_put(&t, open);
    text_add(&t, text, length);
    text_put(&t, close);
    return text_keep(&t, p->arena);
}

static struct diag_arg in_quotes(struct parser *p, const char *text, size_t length) {
    return (struct diag_arg){between(p, "'", text, length, "'"), between(p, "“", text, length, "”")};
}

// A text keeps the quotes it was written with.
static struct diag_arg string_text(struct parser *p, struct span at) {
    const char *text = p->bytes + at.offset;
    size_t shown = at.length > TEXT_SHOWN ? utf8_floor(text, TEXT_SHOWN) : at.length;
    const char *end = shown == at.length ? "" : *text == '"' ? "…\"" : "…”";
    return (struct diag_arg){between(p, "the text ", text, shown, end), between(p, "文本", text, shown, end)};
}

static const struct diag_arg text_end = {"the end of the text", "结尾"};  // of a condition or claim

// The text of a token in the quotes of each language.
static struct diag_arg quoted(struct parser *p, struct token t) {
    if (t.kind == 0) return p->is_condition ? text_end : (struct diag_arg){"the end of the file", "文件结尾"};
    if (t.kind == TOK_NEWLINE) return (struct diag_arg){"the end of the line", "行尾"};
    if (t.kind == TOK_STRING) return string_text(p, t.at);
    return in_quotes(p, p->bytes + t.at.offset, t.at.length);
}

struct listing {
    struct diag_arg names[MAX_NAMED];
    int named;
};

static void name_one(struct listing *l, const char *en, const char *zh) {
    if (l->named < MAX_NAMED) l->names[l->named++] = (struct diag_arg){en, zh};
}

static const char *alternatives(struct parser *p, const struct listing *l, enum lang lang) {
    static const char *const commas[] = {", ", "、"}, *const ors[] = {" or ", "或"};
    struct text t = {0};
    for (int i = 0; i < l->named; i++) {
        if (i) text_put(&t, i + 1 == l->named ? ors[lang] : commas[lang]);
        text_put(&t, lang == LANG_ZH ? l->names[i].zh : l->names[i].en);
    }
    return text_keep(&t, p->arena);
}

static bool is_condition_place(int token) {
    return token == TOK_COLON || token == TOK_WHEN || token == TOK_WHEN_OF || token == TOK_WAIVE_WHEN ||
           token == TOK_AND || token == TOK_OR || token == TOK_NOT || token == TOK_IF || token == TOK_WHERE ||
           token == TOK_NOBODY_WHERE || token == TOK_SOMEBODY_WHERE || token == TOK_EVERY || token == TOK_IMPLIES;
}

static void name_groups(struct listing *l, const struct expected *x, int before) {
    bool value = expects(x, TOK_NUMBER) && expects(x, TOK_NAME);
    if (before == TOK_CLAIM_ALONE) name_one(l, "a claim", "断言");
    else if (value && is_condition_place(before)) name_one(l, "a condition", "条件");
    else if (value) name_one(l, "a value", "值");
    else if (expects(x, TOK_NAME)) name_one(l, "a name", "名称");
    if (!value && expects(x, TOK_STRING)) name_one(l, "a text in quotes", "带引号的文本");
    if (!value && expects(x, TOK_DATE)) name_one(l, "a date", "日期");
}

struct sign_name {
    int token;
    const char *en, *zh;
};

static void name_signs(struct listing *l, const struct expected *x) {
    static const struct sign_name signs[] = {
        {TOK_RPAREN, "')'", "“)”"},  {TOK_RBRACKET, "']'", "“]”"},
        {TOK_LBRACE, "'{'", "“{”"},  {TOK_COLON, "':'", "“:”"},
        {TOK_BARS, "'||'", "“||”"},  {TOK_BAR, "'|'", "“|”"},
        {TOK_RANGE, "'..'", "“..”"}, {TOK_COMMA, "','", "“,”"},
        {TOK_RBRACE, "'}'", "“}”"},  {TOK_NEWLINE, "the end of the line", "行尾"},
    };
    if (expects(x, TOK_EQ) && !expects(x, TOK_AND) && !expects(x, TOK_NUMBER)) name_one(l, "'='", "“=”");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (expects(x, signs[i].token)) name_one(l, signs[i].en, signs[i].zh);
}

// What few definitions say, of what they come to and where it is written: the sign behind it is what is missing.
static bool may_be_left_out(const struct expected *x, int token) {
    return (token == TOK_CITE || token == TOK_QUOTE || token == TOK_ONE_OF) && expects(x, TOK_EQ);
}

static void name_keyword(struct parser *p, struct listing *l, int token) {
    const char *en = keyword_spelling(token, LANG_EN), *zh = keyword_spelling(token, LANG_ZH);
    name_one(l, in_quotes(p, en, strlen(en)).en, in_quotes(p, zh, strlen(zh)).zh);
}

// Keywords are named one by one only where they are few: the rest are operators and statements.
static void name_keywords(struct parser *p, struct listing *l, const struct expected *x) {
    for (int i = 0; i < x->count; i++)
        if (keyword_spelling(x->tokens[i], LANG_EN) && !may_be_left_out(x, x->tokens[i]))
            name_keyword(p, l, x->tokens[i]);
}

// What goes on with a claim behind its condition.
static void name_claimed(struct parser *p, struct listing *l, const struct expected *x) {
    static const int words[] = {TOK_GETS, TOK_NEVER_GETS, TOK_IMPLIES};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (expects(x, words[i])) name_keyword(p, l, words[i]);
}

// The word that a choice or a dated value cannot do without.
static void name_sequel(struct parser *p, struct listing *l, const struct expected *x) {
    bool may_end = expects(x, TOK_RPAREN) || expects(x, TOK_COMMA) || expects(x, TOK_RBRACE) ||
                   expects(x, TOK_NEWLINE) || expects(x, TOK_BAR) || expects(x, TOK_RANGE);
    if (!expects(x, TOK_AND) || may_end) return;
    if (expects(x, TOK_THEN)) name_one(l, "'then'", "“那么”");
    else if (expects(x, TOK_FROM)) name_one(l, "'from' and a date", "“自”和日期");
    else if (expects(x, TOK_GETS) || expects(x, TOK_IMPLIES)) name_claimed(p, l, x);
    else if (expects(x, TOK_ELSE)) name_one(l, "'else'", "“否则”");
}

static void name_all(struct parser *p, struct listing *l, const struct expected *x, int before) {
    bool statement = expects(x, TOK_REQUIRE) && expects(x, TOK_DEFINE) && !expects(x, TOK_NAME);
    bool operators = expects(x, TOK_AND);
    if (statement) {
        if (operators) name_one(l, "an operator such as 'and'", "“且”等运算符");
        if (p->is_condition) name_one(l, text_end.en, text_end.zh);
        else if (expects(x, TOK_SCHEME)) name_one(l, "a definition such as 'scheme'", "“方案”等定义");
        else name_one(l, "a statement such as 'require'", "“要求”等语句");
        if (expects(x, TOK_RBRACE)) name_one(l, "'}'", "“}”");
        return;
    }
    name_groups(l, x, before);
    name_signs(l, x);
    name_sequel(p, l, x);
    if (operators) name_one(l, "an operator such as 'and'", "“且”等运算符");
    else if (!expects(x, TOK_NAME)) name_keywords(p, l, x);
}

static void label_bracket(struct parser *p, struct diag *d, const struct expected *x) {
    uint32_t open = p->lexer->open_count;
    if (open && p->lexer->open[open - 1].at.offset == p->current.at.offset) open--;
    if (!open) return;
    struct bracket opener = p->lexer->open[open - 1];
    int closer = opener.sign == '(' ? TOK_RPAREN : opener.sign == '[' ? TOK_RBRACKET : TOK_RBRACE;
    bool is_block = p->block_count && p->blocks[p->block_count - 1].brackets == open;
    if (expects(x, closer) && !is_block) diag_label(p->diags, d, DIAG_LABEL_OPENED_HERE, opener.at);
}

// Where it is plain what was meant, a list of all that could stand there helps nobody.
static bool report_mistake(struct parser *p, const struct expected *x) {
    if (!mistake_hint(p, &p->diags->scratch, x)) return false;
    struct diag_arg found = quoted(p, p->current);
    mistake_hint(p, diag_record(p->diags, DIAG_UNEXPECTED, p->current.at, &found, 1), x);
    return true;
}

static void report_expected(struct parser *p, const struct token *found, const struct token *before,
                            const struct expected *x) {
    struct listing l = {0};
    if (report_mistake(p, x)) return;
    name_all(p, &l, x, before->kind);
    struct diag_arg list = {alternatives(p, &l, LANG_EN), alternatives(p, &l, LANG_ZH)};
    struct diag_arg with[] = {list, quoted(p, *before), quoted(p, *found)}, without[] = {list, with[2]};
    struct diag *d = !l.named            ? diag_record(p->diags, DIAG_UNEXPECTED, found->at, &with[2], 1)
                     : before->at.length ? diag_record(p->diags, DIAG_EXPECTED_AFTER, found->at, with, 3)
                                         : diag_record(p->diags, DIAG_EXPECTED, found->at, without, 2);
    bool text = expects(x, TOK_STRING) && !expects(x, TOK_COLON) && !expects(x, TOK_NUMBER);
    if (text) diag_hint(p->diags, d, DIAG_HINT_QUOTES, A(""));
    label_bracket(p, d, x);
}

static bool is_comparison(int token) {
    return token == TOK_EQ || token == TOK_NE || token == TOK_LT || token == TOK_LE || token == TOK_GT ||
           token == TOK_GE || token == TOK_IS || token == TOK_IS_NOT || token == TOK_AT_LEAST || token == TOK_AT_MOST ||
           token == TOK_MORE_THAN || token == TOK_LESS_THAN || token == TOK_IN;
}

// The one sign that would let the text go on, where no other sign stands in its place.
static const struct sign_name *forgotten_sign(const struct expected *x, const struct token *found, int before) {
    static const struct sign_name signs[] = {
        {TOK_COLON, "':'", "“：”"},   {TOK_LBRACE, "'{'", "“{”"},  {TOK_RPAREN, "')'", "“)”"},
        {TOK_RBRACKET, "']'", "“]”"}, {TOK_RANGE, "'..'", "“..”"}, {TOK_EQ, "'='", "“=”"},
    };
    bool word = found->kind == 0 || found->kind == TOK_NAME || found->kind == TOK_NUMBER || found->kind == TOK_STRING ||
                found->kind == TOK_DATE || found->kind == TOK_MONTH || keyword_spelling(found->kind, LANG_EN) ||
                ((is_comparison(found->kind) || found->kind == TOK_LBRACE) && expects(x, TOK_RPAREN));
    const struct sign_name *only = NULL;
    if (!word || !before || before == TOK_NEWLINE) return NULL;
    if (!found->begins_line && before != TOK_STRING && !expects(x, TOK_RPAREN)) return NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        bool compares = signs[i].token == TOK_EQ && expects(x, TOK_AND);
        if (!expects(x, signs[i].token) || compares) continue;
        if (only) return NULL;
        only = &signs[i];
    }
    return only;
}

static bool report_forgotten(struct parser *p, const struct token *found, const struct token *before,
                             const struct expected *x) {
    const struct sign_name *sign = forgotten_sign(x, found, before->kind);
    if (!sign || mistake_keyword(p, x)) return false;
    struct span behind = {before->at.source, before->at.offset + before->at.length, 0};
    struct diag_arg args[] = {{sign->en, sign->zh}, quoted(p, *before)};
    struct diag *d = diag_record(p->diags, DIAG_MISSING_SIGN, behind, args, 2);
    if (sign->token == TOK_RANGE) diag_hint(p->diags, d, DIAG_HINT_RANGE, A(""));
    label_bracket(p, d, x);
    return true;
}

void parser_missing_brace(struct parser *p, struct token before) {
    struct diag_arg arg = quoted(p, before);
    struct diag *d = diag_record(p->diags, DIAG_MISSING_BRACE, before.at, &arg, 1);
    uint32_t open = p->lexer->open_count;
    if (open) diag_label(p->diags, d, DIAG_LABEL_OPENED_HERE, p->lexer->open[open - 1].at);
}

// A parenthesis that is closed nowhere on its line was forgotten, and the comparison is not inside it.
static bool left_open(const struct parser *p, const struct expected *x) {
    if (!expects(x, TOK_RPAREN)) return false;
    for (uint32_t at = p->current.at.offset; at < p->size && p->bytes[at] != '\n'; at++)
        if (p->bytes[at] == ')' || (p->size - at >= 3 && !memcmp(p->bytes + at, "）", 3))) return false;
    return true;
}

// Where statements of a scheme stood behind its end, a brace before them was the one too many, and that was told.
static void report_extra_brace(struct parser *p, struct span at) {
    if (p->strayed || p->fallen_out) return;
    struct diag *d = diag_record(p->diags, DIAG_EXTRA_BRACE, at, NULL, 0);
    if (p->early.length) diag_label(p->diags, d, DIAG_LABEL_CLOSED_HERE, p->early);
}

static void report_chain(struct parser *p, struct span at) {
    diag_hint(p->diags, diag_record(p->diags, DIAG_NO_CHAIN, at, NULL, 0), DIAG_HINT_JOIN, A(""));
}

// `expect` was taken for a record's field: the record was not closed.
static bool runs_into_statement(const struct parser *p, const struct expected *x) {
    return p->prior.begins_line && (p->prior.kind == TOK_EXPECT || p->prior.kind == TOK_GIVEN) &&
           p->current.kind != TOK_COLON && expects(x, TOK_COLON) && !expects(x, TOK_NAME);
}

// Faults that have a message of their own.
static bool report_special(struct parser *p, const struct token *found, const struct expected *x) {
    bool name_wanted = expects(x, TOK_NAME) && !expects(x, TOK_NUMBER);
    const char *word = arena_copy(p->arena, p->bytes + found->at.offset, found->at.length);
    if (runs_into_statement(p, x)) parser_missing_brace(p, p->prior);
    else if (found->kind == TOK_RBRACE && !p->block_count && expects(x, TOK_SCHEME) && !expects(x, TOK_NAME))
        report_extra_brace(p, found->at);
    else if (found->kind == 0 && expects(x, TOK_RBRACE)) parser_missing_brace(p, *found);
    else if (p->block_count && found->begins_line && keyword_is_top(found->kind) && expects(x, TOK_RBRACE))
        parser_missing_brace(p, *found);
    else if (name_wanted && keyword_is_reserved(found->kind)) diag(p->diags, DIAG_RESERVED_WORD, found->at, A(word));
    else if (is_comparison(found->kind) && expects(x, TOK_AND) && !left_open(p, x)) report_chain(p, found->at);
    else return false;
    return true;
}

// A value was wanted and the next statement stood there: its keyword had passed for a name.
static void report_early_statement(struct parser *p) {
    struct diag_arg condition = {"a condition", "条件"}, value = {"a value or name", "值或名称"};
    struct diag_arg wanted = is_condition_place(p->before.kind) ? condition : value;
    struct diag_arg args[] = {wanted, quoted(p, p->before), quoted(p, p->prior)};
    diag_record(p->diags, DIAG_EXPECTED_AFTER, p->prior.at, args, 3);
}

static void report(struct parser *p, struct expected *x) {
    if (p->retake) report_early_statement(p);
    else if (!report_special(p, &p->current, x) && !mistake_report(p, x)) {
        if (report_forgotten(p, &p->current, &p->prior, x)) return;  // the fault is behind the line that is being read
        report_expected(p, &p->current, &p->prior, x);
    }
    lexer_quiet_line(p->lexer, p->current.at);
}

void parser_unexpected(struct parser *p, int found, struct span at, const int *expected, int count) {
    struct expected x = {expected, count};
    uint32_t errors = p->diags->errors;
    (void)found;
    bool after_invented = p->prior.kind && !p->prior.at.length && !p->prior.repaired;
    bool told = p->invented || after_invented || p->reported == at.offset + 1;  // its cause
    p->untold += told;
    if (told) return;
    p->reported = at.offset + 1;
    p->retake = took_statement_for_name(p, &x);
    report(p, &x);
    if (p->diags->errors > errors) slip_unexpected(p, &x);
}
