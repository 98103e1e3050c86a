// What the grammar's actions call: the state of one parse, and a constructor per production.
// Ownership: all of it is the arena's, but for what stands in `passing`.
#ifndef POL_SYNTAX_BUILD_H
#define POL_SYNTAX_BUILD_H
#include "grammar/diag/diag.h"
#include "grammar/syntax/lexer.h"
#include "grammar/tree/ast.h"

struct open_block {
    uint32_t brackets;  // how many are open in it
    int keyword;        // what it belongs to; 0 where that is not plain
};

struct slip;
struct told {  // of what is read otherwise than it stands
    struct diag *const *items;
    uint32_t count;
};

struct parser {
    struct arena *arena;
    struct arena *passing;  // of what one action hands to another, which copies it; gone with the parse
    struct intern *names;
    struct diags *diags;
    const char *bytes;
    uint32_t source, size;
    struct lexer *lexer;
    struct tree *tree;
    bool is_condition;          // the text is one, and no file
    struct open_block *blocks;  // of statements or rows, innermost last
    uint32_t block_count;
    struct token current, prior, before;  // the last three tokens the parser was given, newest first
    struct token held;                    // to be given once `closes` braces were
    bool holding;
    uint32_t closes;    // braces still to be given for blocks that were never closed
    bool invented;      // the current token does not stand in the text
    bool retake;        // the prior token was taken for a name and was a statement's keyword
    int block_keyword;  // of the block that is about to be opened
    bool strayed;       // statements of a scheme stand outside one: said once for those that follow one another
    bool fallen_out;    // statements of an offer stand behind its end: the last block's
    struct span early;  // the brace that ended an offer early, if one did: a grant stands behind it; of the last scheme
    uint32_t untold;    // faults that were not said, being of a cause that was
    bool too_deep;      // said once for a file
    uint32_t reported, resumed;  // one past the place of the last syntax error, and of the last recovery
    bool given_up;               // no way on, at the end of the text
    uint32_t stalls;             // recoveries in a row that ended at one token
    struct slip *slips;          // what was reported and may be repaired (slip.h), in order
    uint32_t slip_count;
    struct told told;
    uint32_t most_errors;  // beyond these nobody wants to know how the text goes on; 0: no limit
};

struct exprs {
    struct expr **items;
    uint32_t count;
};
struct decls {
    struct decl **items;
    uint32_t count;
};
struct names {
    struct name *items;
    uint32_t count;
};
struct results {  // of a table's header
    struct names names;
    struct type_expr **types;
    uint32_t type_count;
};
struct rows {
    struct table_row *items;
    uint32_t count;
};
struct dated_values {
    struct dated_value *items;
    uint32_t count;
};
struct expectations {
    struct expectation *items;
    uint32_t count;
};
struct name_set {
    symbol *names, *members;
    struct span *spans;
    uint32_t count, member_count, span_count;
};
struct call_args {
    struct exprs args;
    struct expr *filter, *key;
};
struct table_body {
    struct exprs columns;
    struct results results;
    struct rows rows;
};
struct head {
    struct name name;
    const char *title;
    struct span title_at;
    struct citation citation;
};

struct claim_reforms {
    struct claim_reform *items;
    uint32_t count;
};
struct claim_text *claim_new(struct parser *p, struct span at, enum claim_kind kind, struct expr *who,
                             struct expr *name, struct expr *then);
struct claim_reforms *claim_reforms_add(struct parser *p, struct claim_reforms *list, struct span title);
struct decl *build_claim(struct parser *p, struct span at, struct span keyword, struct span title, int32_t as_of,
                         const struct claim_reforms *of, struct claim_text *claim);
struct decl *with_then(struct decl *claim, int32_t then_as_of, struct span at);
struct decl *build_claim_alone(struct parser *p, struct span at, struct claim_text *claim);

// Lists: made on the first item, then lengthened.
struct exprs *exprs_add(struct parser *p, struct exprs *list, struct expr *e);
struct decls *decls_add(struct parser *p, struct decls *list, struct decl *d);  // NULL is passed over
struct names *names_add(struct parser *p, struct names *list, const struct name *n);
struct results *results_add(struct parser *p, struct results *list, const struct name *n, struct type_expr *stated);
struct rows *rows_add(struct parser *p, struct rows *list, const struct table_row *row);
struct dated_values *values_add(struct parser *p, struct dated_values *list, struct expr *value, int32_t from,
                                struct span from_at);
struct expectations *expectations_add(struct parser *p, struct expectations *list, const struct expectation *e);
struct name_set *name_set_add(struct parser *p, struct name_set *list, symbol name, struct span at, symbol member);
void tree_add(struct parser *p, struct decl *d);

// Names and texts.
symbol build_word(struct parser *p, struct span at);
symbol build_phrase_word(struct parser *p, struct span at);  // a phrase is a name where it is one word
struct name *build_name(struct parser *p, struct span at, symbol a, struct span a_at, symbol b, struct span b_at);
const char *build_text(struct parser *p, struct span at);  // a string without its quotes
int32_t build_date(struct parser *p, struct span at);      // 0 where there is no such day
struct citation *build_citation(struct parser *p, struct citation *c, bool quote, struct span at);

// Expressions. Each gives back a node of kind ERROR instead of one that is nested too deeply.
struct expr *build_number(struct parser *p, struct span at);
struct expr *build_date_expr(struct parser *p, struct span at);
struct expr *build_month(struct parser *p, struct span at);
struct expr *build_leaf(struct parser *p, enum node_kind kind, struct span at, int64_t value);
struct expr *build_string(struct parser *p, struct span at);
struct expr *build_named(struct parser *p, enum node_kind kind, struct span at, symbol name, struct span name_at);
struct expr *build_on_date(struct parser *p, struct span op_at, symbol param, struct span param_at, struct expr *date);
// `meets scheme.offer`
struct expr *build_meets(struct parser *p, struct span at, symbol scheme, struct span scheme_at, symbol offer,
                         struct span offer_at);
struct expr *build_member(struct parser *p, struct span at, struct expr *whole, symbol name, struct span name_at);
struct expr *build_call(struct parser *p, struct span at, symbol name, struct span name_at, struct call_args *args);
struct call_args *build_args(struct parser *p, struct exprs *args, struct expr *filter, struct exprs *more,
                             struct expr *key);
struct expr *build_assign(struct parser *p, struct span at, symbol name, struct span name_at, struct expr *value);
struct expr *build_list(struct parser *p, enum node_kind kind, struct span at, const struct exprs *items);
struct expr *build_unary(struct parser *p, enum node_kind kind, struct span at, struct span op_at, struct expr *kid);
struct expr *build_binary(struct parser *p, enum node_kind kind, struct span op_at, struct expr *left,
                          struct expr *right, int op);
struct expr *build_product(struct parser *p, enum node_kind kind, struct span at, struct span op_at, struct expr *left,
                           struct expr *right, struct expr *rounding);
// How something is rounded, while what is rounded is not at hand: a ROUND without an operand. `unit`: NULL where none
// is said.
struct expr *build_rounding(struct parser *p, struct span at, int how, struct expr *unit);
struct expr *build_rounded(struct parser *p, struct span at, struct expr *operand,
                           const struct expr *rounding);  // which stands behind it
struct expr *build_in(struct parser *p, struct span op_at, struct expr *operand, struct expr *among, int negated);
// Of what looks into a list of values: the one value that stands there alone.
struct expr *build_with_one(struct parser *p, enum node_kind kind, struct span op_at, struct expr *operand,
                            struct expr *value);
struct expr *build_asked(struct parser *p, enum node_kind kind, struct span at, struct span op_at, struct expr *operand,
                         bool negated);
struct expr *build_choice(struct parser *p, struct span at, struct expr *c, struct expr *yes, struct expr *no);
struct expr *build_span(struct parser *p, struct span at, struct span op_at, struct expr *from, struct expr *to);
struct expr *build_chain(struct parser *p, enum node_kind kind, struct expr *left, struct expr *right, bool minus,
                         struct span op_at);
struct expr *build_parenthesised(struct expr *e, struct span at);

// Declarations.
struct head *build_head(struct parser *p, const struct name *name, const char *title, struct span title_at,
                        const struct citation *citation);
// Of a keyword and a title.
struct decl *build_titled(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                          struct span title);
struct decl *build_decl(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                        const struct head *head);
struct decl *build_text_decl(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                             struct span text_at, const struct citation *citation, struct expr *when);
struct decl *build_manual(struct parser *p, struct span at, struct span keyword, const struct name *name,
                          struct span text_at, const struct citation *citation, struct expr *when);
struct decl *build_source(struct parser *p, struct span at, struct span keyword, struct span path, struct span number);
struct decl *build_in_force(struct parser *p, struct span at, struct span keyword, int32_t from, struct span from_at,
                            int32_t until, struct span until_at);
// `accept P0524 "why"`: the code is kept as its target.
struct decl *build_accept(struct parser *p, struct span at, struct span keyword, struct span code, struct span why);
struct decl *build_rule(struct parser *p, struct span at, struct span keyword, int replace, int word,
                        const struct head *head, struct expr *when, struct expr *condition);
struct decl *build_waiver(struct parser *p, struct decl *rule, const struct citation *citation, struct expr *waiver);
struct decl *build_grant(struct parser *p, struct span at, struct span keyword, int replace, const struct head *head,
                         struct expr *value);
struct decl *build_define(struct parser *p, struct span keyword, const struct name *name, const struct names *params);
// A definition whose head is made.
struct decl *build_definition(struct decl *head, struct span at, int replace, const struct citation *citation,
                              struct expr *body);
struct decl *build_param(struct parser *p, struct span at, struct span keyword, int replace, const struct name *name,
                         const struct dated_values *values);
struct decl *build_table(struct parser *p, struct span at, struct span keyword, const struct name *name,
                         const struct citation *citation, int hit, const struct table_body *body);
struct decl *build_sample(struct parser *p, struct span at, struct span keyword, const struct name *name,
                          struct expr *record);
struct decl *build_test(struct parser *p, struct span at, struct span keyword, struct span title, int32_t as_of,
                        const struct given *body);
struct decl *build_block(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                         const struct head *head, const struct decls *members);
struct decl *build_standard(struct parser *p, struct span at, struct span keyword, const struct head *head,
                            const struct decls *members);
struct decl *build_reform(struct parser *p, struct span at, struct span keyword, struct span title, symbol target,
                          struct span target_at, const struct decls *members);
struct decl *build_amendment(struct parser *p, struct span at, struct span keyword, struct span title, symbol target,
                             struct span target_at, int32_t from, struct span from_at, const struct decls *members);
struct decl *with_expr(struct decl *d, struct expr *e);
struct decl *with_name(struct decl *d, const struct name *name);
struct decl *with_type(struct decl *d, struct type_expr *stated);
struct decl *with_span(struct decl *d, struct span at);
struct decl *with_replace(struct decl *d, int replace);
struct decl *with_citation(struct decl *d, const struct citation *citation);  // NULL: none
struct type_expr *build_type(struct parser *p, struct span at, struct span word, struct span counter);
struct type_expr *build_number_type(struct parser *p, struct span at, struct span word, struct span decimals);
struct type_expr *build_type_of(struct parser *p, enum type_kind kind, struct span at, const struct decls *members);
struct type_expr *build_type_named(struct parser *p, enum type_kind kind, struct span at, symbol name,
                                   struct span name_at);
// `list of text`; and `list of` a word, which is the values' type or another list field.
struct type_expr *build_plain_list(struct parser *p, struct span at, struct type_expr *type);
struct type_expr *build_list_of(struct parser *p, struct span at, symbol name, struct span name_at);
struct type_expr *build_period(struct parser *p, struct span at, struct span word);
struct decl *build_value(struct parser *p, struct span at, const struct name *name, struct span code);
struct decl *build_choices(struct parser *p, struct span at, struct span keyword, const struct name *name,
                           const struct decls *values);
struct decl *build_field(struct parser *p, struct span at, struct span keyword, const struct name *name,
                         struct type_expr *type, int flags);
#define FIELD_FIXED 1
#define FIELD_KEY 2

// Tables and tests.
struct table_row *build_row(struct parser *p, struct span at, const struct exprs *cells, const struct exprs *results,
                            const struct citation *citation);
struct table_body *build_rows(struct parser *p, const struct exprs *columns, const struct results *results,
                              const struct rows *rows);
struct expr *build_cell_list(struct parser *p, struct exprs *items);  // one item is itself
// `>= 3`, also of two: `>= 3 < 5`; and both ends of a range in words. `op_at`: what a message about it points at.
struct expr *build_bound(struct parser *p, struct span at, struct span op_at, int op, struct expr *end);
struct expr *build_bounds(struct parser *p, struct span at, struct span op_at, int op, struct expr *end, int second_op,
                          struct expr *second_end);
struct given *test_new(struct parser *p);
struct given *test_given(struct given *body, symbol base, struct span base_at, struct expr *record);
struct given *test_expect(struct parser *p, struct given *body, const struct expectations *more);
struct expectation *build_expectation(struct parser *p, struct span at, struct expr *actual, struct expr *wanted);
struct expectation *build_expected_names(struct parser *p, int kind, struct span at, const struct name_set *names);

// Blocks and recovery.
void block_open(struct parser *p);
void block_close(struct parser *p);
enum skip { SKIP_STATEMENT, SKIP_BLOCK_HEAD, SKIP_ROW };
// Reads on from the current token to one where parsing can go on, and gives it back unconsumed.
int parser_skip(struct parser *p, enum skip how, struct span *at);
void parser_too_deep(struct parser *p, struct span at);
void parser_missing_brace(struct parser *p, struct token before);
// The token can't be read, which the lexer has reported: a slip.
void slip_unreadable(struct parser *p, struct token t);
// What the grammar expected, as tokens; the message is made of it.
void parser_unexpected(struct parser *p, int found, struct span at, const int *expected, int count);
#endif
