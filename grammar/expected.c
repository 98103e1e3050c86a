// A syntax error in words: what was found, what could stand there, what was perhaps meant.
#include "grammar/parse.h"

#include <string.h>

#include "grammar/nearest.h"
#include "grammar/parser.h"

#define MAX_NAMED 4  // more alternatives than this help nobody

struct expected {
    const int *tokens;
    int count;
};

static bool has(const struct expected *x, int token) {
    for (int i = 0; i < x->count; i++)
        if (x->tokens[i] == token) return true;
    return false;
}

bool took_statement_for_name(const struct parser *p, const int *expected, int count) {
    struct expected x = {expected, count};
    return p->prior.begins_line && begins_statement(p->prior.kind) && !p->current.begins_line &&
           has(&x, TOK_LPAREN) && !has(&x, TOK_NAME);
}

static const char *between(struct parser *p, const char *open, const char *text, size_t length, const char *close) {
    struct text t = {0};
    text_put(&t, open);
    text_add(&t, text, length);
    text_put(&t, close);
    const char *whole = arena_copy(p->arena, text_string(&t), t.length);
    text_free(&t);
    return whole;
}

static struct diag_arg in_quotes(struct parser *p, const char *text, size_t length) {
    return (struct diag_arg){between(p, "'", text, length, "'"), between(p, "“", text, length, "”")};
}

// A text keeps the quotes it was written with.
static struct diag_arg string_text(struct parser *p, struct span at) {
    const char *text = p->bytes + at.offset;
    return (struct diag_arg){between(p, "the text ", text, at.length, ""), between(p, "文本", text, at.length, "")};
}

// The text of a token in the quotes of each language.
static struct diag_arg quoted(struct parser *p, struct token t) {
    if (t.kind == 0) return (struct diag_arg){"the end of the file", "文件结尾"};
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
    const char *all = arena_copy(p->arena, text_string(&t), t.length);
    text_free(&t);
    return all;
}

static bool is_condition_place(int token) {
    return token == TOK_COLON || token == TOK_WHEN || token == TOK_WHEN_OF || token == TOK_WAIVE_WHEN ||
           token == TOK_AND || token == TOK_OR || token == TOK_NOT || token == TOK_IF || token == TOK_WHERE;
}

static void name_groups(struct listing *l, const struct expected *x, int before) {
    bool value = has(x, TOK_NUMBER) && has(x, TOK_NAME);
    if (value && is_condition_place(before)) name_one(l, "a condition", "条件");
    else if (value) name_one(l, "a value", "值");
    else if (has(x, TOK_NAME)) name_one(l, "a name", "名称");
    if (!value && has(x, TOK_STRING)) name_one(l, "a text in quotes", "带引号的文本");
    if (!value && has(x, TOK_DATE)) name_one(l, "a date", "日期");
}

struct sign_name {
    int token;
    const char *en, *zh;
};

static void name_signs(struct listing *l, const struct expected *x) {
    static const struct sign_name signs[] = {
        {TOK_RPAREN, "')'", "“)”"}, {TOK_RBRACKET, "']'", "“]”"}, {TOK_LBRACE, "'{'", "“{”"},
        {TOK_COLON, "':'", "“:”"},  {TOK_BARS, "'||'", "“||”"},   {TOK_BAR, "'|'", "“|”"},
        {TOK_RANGE, "'..'", "“..”"}, {TOK_COMMA, "','", "“,”"},   {TOK_RBRACE, "'}'", "“}”"},
        {TOK_NEWLINE, "the end of the line", "行尾"},
    };
    if (has(x, TOK_EQ) && !has(x, TOK_AND) && !has(x, TOK_NUMBER)) name_one(l, "'='", "“=”");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (has(x, signs[i].token)) name_one(l, signs[i].en, signs[i].zh);
}

// Keywords are named one by one only where they are few: the rest are operators and statements.
static void name_keywords(struct parser *p, struct listing *l, const struct expected *x) {
    for (int i = 0; i < x->count; i++) {
        const char *en = keyword_spelling(x->tokens[i], LANG_EN);
        if (!en) continue;
        const char *zh = keyword_spelling(x->tokens[i], LANG_ZH);
        name_one(l, in_quotes(p, en, strlen(en)).en, in_quotes(p, zh, strlen(zh)).zh);
    }
}

static void name_all(struct parser *p, struct listing *l, const struct expected *x, int before) {
    bool statement = has(x, TOK_REQUIRE) && has(x, TOK_DEFINE) && !has(x, TOK_NAME);
    bool operators = has(x, TOK_AND);
    if (statement) {
        if (operators) name_one(l, "an operator such as 'and'", "“且”等运算符");
        if (has(x, TOK_SCHEME)) name_one(l, "a definition such as 'scheme'", "“方案”等定义");
        else name_one(l, "a statement such as 'require'", "“要求”等语句");
        if (has(x, TOK_RBRACE)) name_one(l, "'}'", "“}”");
        return;
    }
    name_groups(l, x, before);
    name_signs(l, x);
    if (operators) name_one(l, "an operator such as 'and'", "“且”等运算符");
    else if (!has(x, TOK_NAME)) name_keywords(p, l, x);
}

static void hint_keyword(struct parser *p, struct diag *d, const struct token *found, const struct expected *x) {
    if (found->kind != TOK_NAME && found->kind != TOK_COUNTER) return;
    struct nearest nearest = nearest_to(arena_copy(p->arena, p->bytes + found->at.offset, found->at.length));
    const char *spelling;
    int token;
    enum lang lang;
    for (size_t i = 0; (spelling = keyword_at(i, &token, &lang)); i++)
        if (has(x, token)) nearest_offer(&nearest, spelling);
    if (nearest.best) diag_hint(p->diags, d, DIAG_HINT_DID_YOU_MEAN, A(nearest.best));
}

static void label_bracket(struct parser *p, struct diag *d, const struct expected *x) {
    if (!p->lexer->open_count) return;
    struct span at = p->lexer->open[p->lexer->open_count - 1];
    if (at.offset == p->current.at.offset) return;
    char opener = lexer_bracket(p->lexer, at);
    int closer = opener == '(' ? TOK_RPAREN : opener == '[' ? TOK_RBRACKET : TOK_RBRACE;
    bool is_block = p->block_count && p->blocks[p->block_count - 1] == p->lexer->open_count;
    if (has(x, closer) && !is_block) diag_label(p->diags, d, DIAG_LABEL_OPENED_HERE, at);
}

static void report_expected(struct parser *p, const struct token *found, const struct token *before,
                            const struct expected *x) {
    struct listing l = {0};
    name_all(p, &l, x, before->kind);
    struct diag_arg list = {alternatives(p, &l, LANG_EN), alternatives(p, &l, LANG_ZH)};
    struct diag_arg with[] = {list, quoted(p, *before), quoted(p, *found)}, without[] = {list, with[2]};
    struct diag *d = !l.named        ? diag_record(p->diags, DIAG_UNEXPECTED, found->at, &with[2], 1)
                     : before->kind  ? diag_record(p->diags, DIAG_EXPECTED_AFTER, found->at, with, 3)
                                     : diag_record(p->diags, DIAG_EXPECTED, found->at, without, 2);
    hint_keyword(p, d, found, x);
    label_bracket(p, d, x);
}

void parser_missing_brace(struct parser *p, struct token before) {
    struct diag_arg arg = quoted(p, before);
    struct diag *d = diag_record(p->diags, DIAG_MISSING_BRACE, before.at, &arg, 1);
    if (p->lexer->open_count)
        diag_label(p->diags, d, DIAG_LABEL_OPENED_HERE, p->lexer->open[p->lexer->open_count - 1]);
}

static bool is_comparison(int token) {
    return token == TOK_EQ || token == TOK_NE || token == TOK_LT || token == TOK_LE || token == TOK_GT ||
           token == TOK_GE || token == TOK_IS || token == TOK_IS_NOT || token == TOK_AT_LEAST ||
           token == TOK_AT_MOST || token == TOK_MORE_THAN || token == TOK_LESS_THAN || token == TOK_IN;
}

// Faults that have a message of their own.
static bool report_special(struct parser *p, const struct token *found, const struct expected *x) {
    bool name_wanted = has(x, TOK_NAME) && !has(x, TOK_NUMBER);
    const char *word = arena_copy(p->arena, p->bytes + found->at.offset, found->at.length);
    if (found->kind == TOK_RBRACE && !p->block_count && has(x, TOK_SCHEME) && !has(x, TOK_NAME))
        diag_record(p->diags, DIAG_EXTRA_BRACE, found->at, NULL, 0);
    else if (found->kind == 0 && has(x, TOK_RBRACE)) parser_missing_brace(p, *found);
    else if (p->block_count && found->begins_line && only_at_top(found->kind) && has(x, TOK_RBRACE))
        parser_missing_brace(p, *found);
    else if (name_wanted && keyword_is_reserved(found->kind)) diag(p->diags, DIAG_RESERVED_WORD, found->at, A(word));
    else if (is_comparison(found->kind) && has(x, TOK_AND)) diag_hint(p->diags, diag_record(p->diags, DIAG_NO_CHAIN, found->at, NULL, 0), DIAG_HINT_JOIN, A(""));
    else return false;
    return true;
}

// A value was wanted and the next statement stood there: its keyword had passed for a name.
static void report_early_statement(struct parser *p) {
    bool condition = is_condition_place(p->before.kind);
    struct diag_arg args[] = {condition ? (struct diag_arg){"a condition", "条件"} : (struct diag_arg){"a value or name", "值或名称"},
                              quoted(p, p->before), quoted(p, p->prior)};
    diag_record(p->diags, DIAG_EXPECTED_AFTER, p->prior.at, args, 3);
}

void parser_unexpected(struct parser *p, int found, struct span at, const int *expected, int count) {
    struct expected x = {expected, count};
    (void)found;
    if (p->invented || p->reported == at.offset + 1) return;  // of a cause that was told
    p->reported = at.offset + 1;
    p->retake = took_statement_for_name(p, expected, count);
    if (p->retake) report_early_statement(p);
    else if (!report_special(p, &p->current, &x)) report_expected(p, &p->current, &p->prior, &x);
}
