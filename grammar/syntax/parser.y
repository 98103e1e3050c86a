/* The grammar of pol; the reference for people is grammar/README.md. An action is one call of build.h. */
%require "3.8"
%define api.pure full
%define api.prefix {pol_yy}
%define api.token.prefix {TOK_}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct parser *p}

%code requires {
#include <string.h>

#include "grammar/syntax/build.h"
}
%code provides {
int pol_yylex(POL_YYSTYPE *value, struct span *at, struct parser *p);
}
%code {
// Few texts need more than the first of it: what is there and never used would be touched all the same.
#define YYMAXDEPTH 5000
#define YYINITDEPTH 100
#define yyoverflow(message, states, states_size, values, values_size, places, places_size, depth) \
    if (*(depth) >= YYMAXDEPTH) YYNOMEM; \
    *(states) = grown(p, *(states), (size_t)(states_size), sizeof **(states)); \
    *(values) = grown(p, *(values), (size_t)(values_size), sizeof **(values)); \
    *(places) = grown(p, *(places), (size_t)(places_size), sizeof **(places)); \
    *(depth) = YYMAXDEPTH;
// Room for all the rest: the arena's, which may unwind.
static void *grown(struct parser *p, const void *stack, size_t used, size_t size) {
    return memcpy(arena_array(p->arena, YYMAXDEPTH, size), stack, used);
}
// What begins with a part that is left out begins where its first word stands, not behind the word before.
#define FIRST_PART(parts, n) ((n) > 1 && !YYRHSLOC(parts, 1).length ? 2 : 1)
#define YYLLOC_DEFAULT(whole, parts, n)                                                                 \
    ((whole) = (n) ? span_join(YYRHSLOC(parts, FIRST_PART(parts, n)), YYRHSLOC(parts, (n) ? (n) : 1))   \
                   : (struct span){YYRHSLOC(parts, 0).source, YYRHSLOC(parts, 0).offset + YYRHSLOC(parts, 0).length, 0})
static void pol_yyerror(const struct span *at, struct parser *p, const char *message);
// Goes on behind a fault; what was skipped is not read again.
#define RECOVER(how)                                                                                    \
    do {                                                                                                \
        yychar = parser_skip(p, how, &yylloc);                                                          \
        if (p->given_up) YYABORT;                                                                       \
        yyerrok;                                                                                        \
    } while (0)
}

%union {
    symbol symbol;
    const char *text;
    int number;
    struct name *name;
    struct expr *expr;
    struct exprs *exprs;
    struct decl *decl;
    struct decls *decls;
    struct names *names;
    struct results *results;
    struct citation *citation;
    struct head *head;
    struct type_expr *type;
    struct call_args *args;
    struct rows *rows;
    struct table_row *row;
    struct table_body *table;
    struct dated_values *values;
    struct expectation *expectation;
    struct expectations *expectations;
    struct name_set *name_set;
    struct given *test;
    struct claim_text *claim;
    struct claim_reforms *reforms;
}

%token NAME NUMBER STRING DATE MONTH NEWLINE
%token LPAREN RPAREN LBRACKET RBRACKET LBRACE RBRACE BAR BARS COMMA COLON SEMICOLON POINT RANGE
%token RANGE_ABOVE RANGE_BELOW RANGE_BETWEEN  /* <.. ..< <..< */
%token EQ NE LT LE GT GE PLUS MINUS TIMES DIVIDE
%token SUM COUNT MAX MIN MARGINAL  /* before the brace of a table: how its rows come to a result */
%token ON         /* between a name and a date: elsewhere `on` is a name */
%token COUNTER    /* the word behind `count` */
%token WHEN_OF    /* `when` behind a text on its line: of a document or manual item, or a rule's */
%token USE VOCABULARY FIELD FIXED KEY ONE_OF ANY_OF LIST_OF CHOICES YES_NO PERIOD_IN DEFINE PARAM FROM UNTIL TO
%token SAMPLE TEST AS_OF GIVEN WITH EXPECT SCHEME STANDARD ISSUER SOURCE AS IN_FORCE REFORM AMENDMENT OF REQUIRE
%token REQUIRE_IN_PRINCIPLE REPLACE WAIVE_WHEN VETO REFER MANUAL DOCUMENT OFFER WHEN GRANT CITE QUOTE TABLE FIRST
%token UNIQUE OTHERWISE AND OR NOT IF THEN ELSE IS IS_NOT IN NOT_IN HAS HAS_ANY HAS_ALL AT_LEAST AT_MOST MORE_THAN
%token LESS_THAN MISSING IS_MISSING IS_NOT_MISSING IS_EMPTY IS_NOT_EMPTY SILENT YES NO TIME_FROM WITHIN WHERE PER
%token ACCEPT MEETS ROUNDED_DOWN ROUNDED_UP ROUNDED_HALF_UP FAILED STARTS_WITH STARTS_WITH_ANY
%token NOT_RULE ASSUME CLAIM
%token CLAIM_ALONE  /* before a claim that stands in no block */
%token NOBODY_WHERE SOMEBODY_WHERE GETS NOBODY_GETS SOMEBODY_GETS EVERY NEVER_GETS MAY_GET IMPLIES
%token THEN_AS_OF NEVER_ERRORS SAME NOBODY_WORSE NOBODY_BETTER NEVER_MORE_GENEROUS
%token ABOVE BELOW    /* of a bound in words: behind its amount */

/* `to` behind a rounding is the unit's, though a span might go on with it. */
%precedence ROUNDED
%precedence TO UNTIL

%type <symbol> word short_word plain_word short_plain_word phrase_word
%type <name> name
%type <text> title
%type <number> then_as_of
%type <number> date as_of compare order rounded_how flags flag hit in_op range_sign rule_word replace expected_kind
%type <citation> citation citation_some
%type <head> head block_head
%type <names> name_list params
%type <results> result_names
%type <expr> expr choice branch or_expr and_expr not_expr comparison operand sum product unary postfix primary
%type <expr> rounding rounded range condition asked list among alternative record given item_given assign cell
%type <expr> path_expr wanted
%type <exprs> exprs alternatives columns assigns cells results records
%type <args> call_args
%type <type> type long_type stated result_type
%type <decl> top statement field choices item value
%type <decl> define param table sample scheme standard reform amendment test claim use vocabulary rule ruled
%type <decl> manual document offer when grant define_head accept assume
%type <decls> statements values items
%type <values> dated_values
%type <table> table_body
%type <rows> rows
%type <row> row
%type <test> test_items
%type <claim> claimed
%type <reforms> of_reforms reform_titles
%type <expectations> expectations
%type <expectation> expectation
%type <name_set> name_set member_list

%%

file: tops ;
tops: %empty | tops top { tree_add(p, $2); } ;
top: use | vocabulary | sample | scheme | standard | reform | amendment | test | claim | statement
  | CLAIM_ALONE claimed                 { $$ = build_claim_alone(p, @$, $2); } ;

statements: %empty { $$ = NULL; } | statements statement { $$ = decls_add(p, $1, $2); } ;
statement:
    field | choices | assume | define | param | table | ruled | manual | document | offer | when | grant | accept
  | ISSUER STRING                       { $$ = build_text_decl(p, DECL_ISSUER, @$, @1, @2, NULL, NULL); }
  | SOURCE STRING                       { $$ = build_text_decl(p, DECL_SOURCE, @$, @1, @2, NULL, NULL); }
  | SOURCE STRING AS STRING             { $$ = build_source(p, @$, @1, @2, @4); }
  | NOT_RULE STRING citation_some        { $$ = build_text_decl(p, DECL_NOT_RULE, @$, @1, @2, $3, NULL); }
  | IN_FORCE FROM date                  { $$ = build_in_force(p, @$, @1, $3, @3, 0, @3); }
  | IN_FORCE FROM date UNTIL date       { $$ = build_in_force(p, @$, @1, $3, @3, $5, @5); }
  | error                               { $$ = NULL; RECOVER(SKIP_STATEMENT); }
  ;

open: LBRACE { block_open(p); } ;
close: RBRACE { block_close(p); } ;

use: USE STRING                         { $$ = build_text_decl(p, DECL_USE, @$, @1, @2, NULL, NULL); } ;
vocabulary: VOCABULARY open statements close
                                        { $$ = build_block(p, DECL_VOCABULARY, @$, @1, NULL, $3); } ;
scheme: SCHEME block_head open statements close
                                        { $$ = build_block(p, DECL_SCHEME, @$, @1, $2, $4); } ;
standard: STANDARD block_head open statements close
                                        { $$ = build_standard(p, @$, @1, $2, $4); } ;
offer: OFFER block_head open statements close { $$ = build_block(p, DECL_OFFER, @$, @1, $2, $4); } ;
reform: REFORM STRING open statements close
                                        { $$ = build_reform(p, @$, @1, @2, SYMBOL_NONE, (struct span){0}, $4); }
  | REFORM STRING OF word open statements close
                                        { $$ = build_reform(p, @$, @1, @2, $4, @4, $6); } ;
amendment: AMENDMENT STRING OF word IN_FORCE FROM date open statements close
                                        { $$ = build_amendment(p, @$, @1, @2, $4, @4, $7, @7, $9); } ;

head: name title citation               { $$ = build_head(p, $1, $2, @2, $3); }
;
block_head: head
  | error                               { $$ = build_head(p, NULL, NULL, @$, NULL); RECOVER(SKIP_BLOCK_HEAD); } ;
title: %empty { $$ = NULL; } | STRING { $$ = build_text(p, @1); } ;
citation: %empty { $$ = NULL; } | citation_some ;
citation_some:
    CITE STRING                         { $$ = build_citation(p, NULL, false, @2); }
  | QUOTE STRING                        { $$ = build_citation(p, NULL, true, @2); }
  | citation_some QUOTE STRING          { $$ = build_citation(p, $1, true, @3); }
  ;
date: DATE                              { $$ = build_date(p, @1); } ;

name: word                              { $$ = build_name(p, @$, $1, @1, SYMBOL_NONE, @1); }
  | word LPAREN word RPAREN             { $$ = build_name(p, @$, $1, @1, $3, @3); } ;
name_list: name { $$ = names_add(p, NULL, $1); } | name_list COMMA name { $$ = names_add(p, $1, $3); } ;

field: FIELD name COLON type flags range { $$ = with_expr(build_field(p, @$, @1, $2, $4, $5), $6); } ;
flags: %empty { $$ = 0; } | flags flag { $$ = $1 | $2; } ;
flag: FIXED { $$ = FIELD_FIXED; } | KEY { $$ = FIELD_KEY; } ;
type:
    NAME                                { $$ = build_type(p, @$, @1, (struct span){0}); }
  | long_type
  | LIST_OF LBRACE items RBRACE         { $$ = build_type_of(p, TYPE_LIST, @$, $3); }
  | LIST_OF short_word                  { $$ = build_list_of(p, @$, $2, @2); }
  | LIST_OF long_type                   { $$ = build_plain_list(p, @$, $2); }
  | error                               { $$ = build_type_of(p, TYPE_NONE, @$, NULL); RECOVER(SKIP_STATEMENT); }
  ;
long_type:                              /* of more than a word */
    NAME COUNTER                        { $$ = build_type(p, @$, @1, @2); }
  | NAME NUMBER                         { $$ = build_number_type(p, @$, @1, @2); }
  | YES_NO                              { $$ = build_type_of(p, TYPE_TRUTH, @$, NULL); }
  | PERIOD_IN NAME                      { $$ = build_period(p, @$, @2); }
  | ONE_OF word                         { $$ = build_type_named(p, TYPE_CHOICE, @$, $2, @2); }
  | ANY_OF word                         { $$ = build_type_named(p, TYPE_SET, @$, $2, @2); }
  | ONE_OF LBRACE values RBRACE         { $$ = build_type_of(p, TYPE_CHOICE, @$, $3); }
  | ANY_OF LBRACE values RBRACE         { $$ = build_type_of(p, TYPE_SET, @$, $3); }
  ;
range: %empty { $$ = NULL; }
  | order sum                           { $$ = build_binary(p, NODE_COMPARE, @1, NULL, $2, $1); }
  | IN sum range_sign sum               { $$ = build_binary(p, NODE_RANGE, @3, $2, $4, $3); } ;
values: value { $$ = decls_add(p, NULL, $1); } | values COMMA value { $$ = decls_add(p, $1, $3); } ;
value: name                             { $$ = build_value(p, @$, $1, (struct span){0}); }
  | name EQ STRING                      { $$ = build_value(p, @$, $1, @3); } ;
choices: CHOICES name LBRACE values RBRACE { $$ = build_choices(p, @$, @1, $2, $4); } ;
assume: ASSUME condition                { $$ = with_expr(build_decl(p, DECL_ASSUME, @$, @1, NULL), $2); } ;
stated: %empty { $$ = NULL; } | ONE_OF word { $$ = build_type_named(p, TYPE_CHOICE, @$, $2, @2); } ;
items: item { $$ = decls_add(p, NULL, $1); } | items COMMA item { $$ = decls_add(p, $1, $3); } ;
item: name COLON type range             { $$ = with_expr(build_field(p, @$, @1, $1, $3, 0), $4); } ;

define: replace DEFINE define_head citation stated EQ condition
                                        { $$ = with_type(build_definition($3, @$, $1, $4, $7), $5); } ;
define_head:
    word                                { $$ = build_define(p, @0, build_name(p, @1, $1, @1, SYMBOL_NONE, @1), NULL); }
  | word LPAREN word RPAREN             { $$ = build_define(p, @0, build_name(p, @$, $1, @1, $3, @3), NULL); }
  | word params                         { $$ = build_define(p, @0, build_name(p, @1, $1, @1, SYMBOL_NONE, @1), $2); }
  | word LPAREN word RPAREN params
        { $$ = build_define(p, @0, build_name(p, span_join(@1, @4), $1, @1, $3, @3), $5); }
  ;
params: LPAREN COLON name_list RPAREN   { $$ = $3; } ;

param: replace PARAM name citation stated EQ dated_values
                    { $$ = with_type(with_citation(build_param(p, @$, @2, $1, $3, $7), $4), $5); } ;
dated_values:
    condition                           { $$ = values_add(p, NULL, $1, 0, (struct span){0}); }
  | dated_values COMMA expr FROM date   { $$ = values_add(p, $1, $3, $5, @5); }
  ;
replace: %empty { $$ = 0; } | REPLACE { $$ = 1; } ;

ruled: rule
  | rule WAIVE_WHEN condition           { $$ = with_span(build_waiver(p, $1, NULL, $3), @$); }
  | rule WAIVE_WHEN citation_some COLON condition { $$ = with_span(build_waiver(p, $1, $3, $5), @$); }
  ;
rule: replace rule_word head asked COLON condition { $$ = build_rule(p, @$, @2, $1, $2, $3, $4, $6); } ;
asked: %empty { $$ = NULL; } | WHEN expr { $$ = $2; } | WHEN_OF expr { $$ = $2; } ;
rule_word: REQUIRE { $$ = TOK_REQUIRE; } | REQUIRE_IN_PRINCIPLE { $$ = TOK_REQUIRE_IN_PRINCIPLE; }
  | VETO { $$ = TOK_VETO; } | REFER { $$ = TOK_REFER; } ;
condition: expr
  | error                               { $$ = expr_new(p->arena, NODE_ERROR, @$); RECOVER(SKIP_STATEMENT); } ;

manual:
    MANUAL STRING citation              { $$ = build_text_decl(p, DECL_MANUAL, @$, @1, @2, $3, NULL); }
  | MANUAL STRING citation WHEN_OF condition { $$ = build_text_decl(p, DECL_MANUAL, @$, @1, @2, $3, $5); }
  | MANUAL name STRING citation         { $$ = build_manual(p, @$, @1, $2, @3, $4, NULL); }
  | MANUAL name STRING citation WHEN_OF condition
                                        { $$ = build_manual(p, @$, @1, $2, @3, $4, $6); }
  ;
document:
    DOCUMENT STRING citation            { $$ = build_text_decl(p, DECL_DOCUMENT, @$, @1, @2, $3, NULL); }
  | DOCUMENT STRING citation WHEN_OF condition { $$ = build_text_decl(p, DECL_DOCUMENT, @$, @1, @2, $3, $5); }
  ;
when: WHEN condition                    { $$ = with_expr(build_decl(p, DECL_WHEN, @$, @1, NULL), $2); } ;
accept: ACCEPT NAME STRING             { $$ = build_accept(p, @$, @1, @2, @3); } ;
grant: replace GRANT head stated EQ condition
                                        { $$ = with_type(build_grant(p, @$, @2, $1, $3, $6), $4); } ;

table: replace TABLE name citation hit open table_body close
                                        { $$ = with_replace(build_table(p, @$, @2, $3, $4, $5, $7), $1); } ;
hit: FIRST { $$ = HIT_FIRST; } | UNIQUE { $$ = HIT_UNIQUE; } | SUM { $$ = HIT_SUM; } | COUNT { $$ = HIT_COUNT; }
  | MAX { $$ = HIT_MAX; } | MIN { $$ = HIT_MIN; } | MARGINAL { $$ = HIT_MARGINAL; } ;
table_body:
    columns BARS result_names NEWLINE rows line_end { $$ = build_rows(p, $1, $3, $5); }
  | error row_end line_end              { $$ = build_rows(p, NULL, NULL, NULL); }
  | error row_end NEWLINE rows line_end { $$ = build_rows(p, NULL, NULL, $4); }
  ;
row_end: %empty                         { RECOVER(SKIP_ROW); } ;
line_end: %empty | NEWLINE ;
columns: expr { $$ = exprs_add(p, NULL, $1); } | columns BAR expr { $$ = exprs_add(p, $1, $3); } ;
result_names:
    name result_type                    { $$ = results_add(p, NULL, $1, $2); }
  | result_names BAR name result_type   { $$ = results_add(p, $1, $3, $4); }
  ;
result_type: %empty { $$ = NULL; }
  | COLON word                          { $$ = build_type_named(p, TYPE_CHOICE, @$, $2, @2); } ;
rows: row { $$ = rows_add(p, NULL, $1); } | rows NEWLINE row { $$ = rows_add(p, $1, $3); } ;
row: cells BARS results citation        { $$ = build_row(p, @$, $1, $3, $4); }
  | cells BARS citation                 { $$ = build_row(p, @$, $1, NULL, $3); }
  | OTHERWISE BARS results citation     { $$ = build_row(p, @$, NULL, $3, $4); $$->otherwise = true; }
  | error                               { $$ = build_row(p, @$, NULL, NULL, NULL); RECOVER(SKIP_ROW); }
  ;
cells: cell { $$ = exprs_add(p, NULL, $1); } | cells BAR cell { $$ = exprs_add(p, $1, $3); } ;
results: expr { $$ = exprs_add(p, NULL, $1); } | results BAR expr { $$ = exprs_add(p, $1, $3); } ;
cell: MINUS                             { $$ = NULL; }
  | alternatives                        { $$ = build_cell_list(p, $1); }
  ;
alternatives: alternative { $$ = exprs_add(p, NULL, $1); }
  | alternatives COMMA alternative      { $$ = exprs_add(p, $1, $3); } ;
alternative: expr
  | expr range_sign expr                { $$ = build_binary(p, NODE_RANGE, @2, $1, $3, $2); }
  | compare expr                        { $$ = build_bound(p, @$, @1, $1, $2); }
  | IS expr                             { $$ = build_bound(p, @$, @1, OP_EQ, $2); }
  | IS_NOT expr                         { $$ = build_bound(p, @$, @1, OP_NE, $2); }
  | expr ABOVE                          { $$ = build_bound(p, @$, @2, OP_GE, $1); }
  | expr BELOW                          { $$ = build_bound(p, @$, @2, OP_LE, $1); }
  | expr ABOVE order expr               { $$ = build_bounds(p, @$, @2, OP_GE, $1, $3, $4); }
  | expr ABOVE expr BELOW               { $$ = build_bounds(p, @$, @2, OP_GE, $1, OP_LE, $3); }
  | expr until expr                     { $$ = build_bounds(p, @$, @2, OP_GE, $1, OP_LE, $3); }
  | expr until order expr               { $$ = build_bounds(p, @$, @2, OP_GE, $1, $3, $4); }
  | compare expr until expr             { $$ = build_bounds(p, @$, @3, $1, $2, OP_LE, $4); }
  | compare expr until order expr       { $$ = build_bounds(p, @$, @3, $1, $2, $4, $5); }
  ;
range_sign: RANGE { $$ = RANGE_CLOSED; } | RANGE_ABOVE { $$ = RANGE_WITHOUT_LOW; }
  | RANGE_BELOW { $$ = RANGE_WITHOUT_HIGH; } | RANGE_BETWEEN { $$ = RANGE_WITHOUT_LOW | RANGE_WITHOUT_HIGH; } ;

sample: SAMPLE name record              { $$ = build_sample(p, @$, @1, $2, $3); }
  | SAMPLE name WITH record             { $$ = build_sample(p, @$, @1, $2, $4); } ;
record: LBRACE RBRACE                   { $$ = build_list(p, NODE_RECORD, @$, NULL); }
  | LBRACE assigns RBRACE               { $$ = build_list(p, NODE_RECORD, @$, $2); } ;
assigns: assign { $$ = exprs_add(p, NULL, $1); } | assigns assign { $$ = exprs_add(p, $1, $2); }
  | assigns COMMA assign                { $$ = exprs_add(p, $1, $3); } ;
assign: word COLON given                { $$ = build_assign(p, @$, $1, @1, $3); } ;
given: expr | list
  | MISSING                             { $$ = expr_new(p->arena, NODE_MISSING, @$); }
  | LBRACKET RBRACKET                   { $$ = build_list(p, NODE_RECORDS, @$, NULL); }
  | LBRACKET records RBRACKET           { $$ = build_list(p, NODE_RECORDS, @$, $2); }
  ;
records: item_given { $$ = exprs_add(p, NULL, $1); } | records COMMA item_given { $$ = exprs_add(p, $1, $3); } ;
item_given: record | expr | MISSING     { $$ = expr_new(p->arena, NODE_MISSING, @$); } ;

test: TEST STRING as_of open test_items close { $$ = build_test(p, @$, @1, @2, $3, $5); } ;
as_of: %empty { $$ = 0; } | AS_OF date  { $$ = $2; } ;
test_items:
    %empty                              { $$ = test_new(p); }
  | test_items GIVEN plain_word         { $$ = test_given($1, $3, @3, NULL); }
  | test_items GIVEN plain_word WITH record { $$ = test_given($1, $3, @3, $5); }
  | test_items GIVEN record             { $$ = test_given($1, SYMBOL_NONE, @3, $3); }
  | test_items EXPECT expectations      { $$ = test_expect(p, $1, $3); }
  | test_items error                    { $$ = $1; RECOVER(SKIP_STATEMENT); }
  ;

claim: CLAIM STRING citation as_of then_as_of of_reforms open claimed close
                { $$ = with_citation(with_then(build_claim(p, @$, @1, @2, $4, $6, $8), $5, @5), $3); } ;
then_as_of: %empty { $$ = 0; } | THEN_AS_OF date { $$ = $2; } ;
of_reforms: %empty { $$ = NULL; } | OF REFORM reform_titles { $$ = $3; } ;
reform_titles:
    STRING                              { $$ = claim_reforms_add(p, NULL, @1); }
  | reform_titles COMMA STRING          { $$ = claim_reforms_add(p, $1, @3); }
  ;
claimed:
    NOBODY_WHERE expr GETS path_expr    { $$ = claim_new(p, @$, CLAIM_NOBODY_GETS, $2, $4, NULL); }
  | EVERY expr NEVER_GETS path_expr     { $$ = claim_new(p, @$, CLAIM_NOBODY_GETS, $2, $4, NULL); }
  | NOBODY_GETS path_expr               { $$ = claim_new(p, @$, CLAIM_NOBODY_GETS, NULL, $2, NULL); }
  | SOMEBODY_WHERE expr GETS path_expr  { $$ = claim_new(p, @$, CLAIM_SOMEBODY_GETS, $2, $4, NULL); }
  | EVERY expr MAY_GET path_expr        { $$ = claim_new(p, @$, CLAIM_SOMEBODY_GETS, $2, $4, NULL); }
  | SOMEBODY_GETS path_expr             { $$ = claim_new(p, @$, CLAIM_SOMEBODY_GETS, NULL, $2, NULL); }
  | EVERY expr IMPLIES expr             { $$ = claim_new(p, @$, CLAIM_IMPLIES, $2, NULL, $4); }
  | expr IMPLIES expr                   { $$ = claim_new(p, @$, CLAIM_IMPLIES, $1, NULL, $3); }
  | NEVER_ERRORS                        { $$ = claim_new(p, @$, CLAIM_NEVER_ERRORS, NULL, NULL, NULL); }
  | SAME                                { $$ = claim_new(p, @$, CLAIM_SAME, NULL, NULL, NULL); }
  | NOBODY_WORSE                        { $$ = claim_new(p, @$, CLAIM_NOBODY_WORSE, NULL, NULL, NULL); }
  | NOBODY_BETTER                       { $$ = claim_new(p, @$, CLAIM_NOBODY_BETTER, NULL, NULL, NULL); }
  | NEVER_MORE_GENEROUS                 { $$ = claim_new(p, @$, CLAIM_NEVER_MORE_GENEROUS, NULL, NULL, NULL); }
  | error                               { $$ = NULL; RECOVER(SKIP_STATEMENT); }
  ;

expectations: expectation { $$ = expectations_add(p, NULL, $1); }
  | expectations expectation            { $$ = expectations_add(p, $1, $2); }
  | expectations COMMA expectation      { $$ = expectations_add(p, $1, $3); } ;
expectation:
    path_expr IS wanted                 { $$ = build_expectation(p, @$, $1, $3); }
  | path_expr EQ wanted                 { $$ = build_expectation(p, @$, $1, $3); }
  | path_expr IS_MISSING                { $$ = build_expectation(p, @$, $1, expr_new(p->arena, NODE_MISSING, @2)); }
  | expected_kind name_set              { $$ = build_expected_names(p, $1, @$, $2); }
  ;
expected_kind: FAILED { $$ = EXPECT_FAILED; } | MISSING { $$ = EXPECT_MISSING; } | REFER { $$ = EXPECT_REFER; } ;
path_expr:
    plain_word                          { $$ = build_named(p, NODE_NAME, @$, $1, @1); }
  | plain_word LPAREN call_args RPAREN  { $$ = build_call(p, @$, $1, @1, $3); }
  | path_expr POINT word                { $$ = build_member(p, @$, $1, $3, @3); }
  ;
wanted: operand | list | MISSING        { $$ = expr_new(p->arena, NODE_MISSING, @$); } ;
name_set: LBRACE RBRACE { $$ = NULL; } | LBRACE member_list RBRACE { $$ = $2; } ;
member_list:
    word                                { $$ = name_set_add(p, NULL, $1, @1, SYMBOL_NONE); }
  | word POINT word                     { $$ = name_set_add(p, NULL, $1, @$, $3); }
  | member_list COMMA word              { $$ = name_set_add(p, $1, $3, @3, SYMBOL_NONE); }
  | member_list COMMA word POINT word   { $$ = name_set_add(p, $1, $3, span_join(@3, @5), $5); }
  ;

expr: or_expr | choice
  | or_expr ELSE expr                   { $$ = build_binary(p, NODE_OR_ELSE, @2, $1, $3, 0); } ;
choice: IF expr THEN branch ELSE expr   { $$ = build_choice(p, @$, $2, $4, $6); } ;
branch: or_expr                         /* a default here would take the choice's own `else` */
  | IF expr THEN branch ELSE branch     { $$ = build_choice(p, @$, $2, $4, $6); } ;
or_expr: and_expr
  | or_expr OR and_expr                 { $$ = build_chain(p, NODE_OR, $1, $3, false, @2); } ;
and_expr: not_expr
  | and_expr AND not_expr               { $$ = build_chain(p, NODE_AND, $1, $3, false, @2); } ;
not_expr: comparison
  | NOT not_expr                        { $$ = build_unary(p, NODE_NOT, @$, @1, $2); } ;
comparison: operand
  | operand compare operand             { $$ = build_binary(p, NODE_COMPARE, @2, $1, $3, $2); }
  | operand IS operand                  { $$ = build_binary(p, NODE_COMPARE, @2, $1, $3, OP_EQ); }
  | operand IS_NOT operand              { $$ = build_binary(p, NODE_COMPARE, @2, $1, $3, OP_NE); }
  | operand in_op operand range_sign operand
        { $$ = build_in(p, @2, $1, build_binary(p, NODE_RANGE, @4, $3, $5, $4), $2); }
  | operand in_op among                 { $$ = build_in(p, @2, $1, $3, $2); }
  | operand IS ONE_OF among             { $$ = build_in(p, span_join(@2, @3), $1, $4, 0); }
  | operand IS_NOT ONE_OF among         { $$ = build_in(p, span_join(@2, @3), $1, $4, 1); }
  | operand HAS operand                 { $$ = build_with_one(p, NODE_HAS, @2, $1, $3); }
  | operand HAS_ANY list                { $$ = build_binary(p, NODE_HAS, @2, $1, $3, HAS_ANY); }
  | operand HAS_ALL list                { $$ = build_binary(p, NODE_HAS, @2, $1, $3, HAS_ALL); }
  | operand STARTS_WITH operand         { $$ = build_with_one(p, NODE_STARTS_WITH, @2, $1, $3); }
  | operand STARTS_WITH_ANY list        { $$ = build_binary(p, NODE_STARTS_WITH, @2, $1, $3, 0); }
  | operand IS_MISSING                  { $$ = build_asked(p, NODE_IS_MISSING, @$, @2, $1, false); }
  | operand IS_NOT_MISSING              { $$ = build_asked(p, NODE_IS_MISSING, @$, @2, $1, true); }
  | operand IS_EMPTY                    { $$ = build_asked(p, NODE_IS_EMPTY, @$, @2, $1, false); }
  | operand IS_NOT_EMPTY                { $$ = build_asked(p, NODE_IS_EMPTY, @$, @2, $1, true); }
  | operand WITHIN operand              { $$ = build_binary(p, NODE_WITHIN, @2, $1, $3, 0); }
  ;
compare: EQ { $$ = OP_EQ; } | NE { $$ = OP_NE; } | order ;
order: LT { $$ = OP_LT; } | LE { $$ = OP_LE; } | GT { $$ = OP_GT; } | GE { $$ = OP_GE; } | AT_LEAST { $$ = OP_GE; }
  | AT_MOST { $$ = OP_LE; } | MORE_THAN { $$ = OP_GT; } | LESS_THAN { $$ = OP_LT; } ;
in_op: IN { $$ = 0; } | NOT_IN { $$ = 1; } ;
list: LBRACE RBRACE                     { $$ = build_list(p, NODE_LIST, @$, NULL); }
  | LBRACE exprs RBRACE                 { $$ = build_list(p, NODE_LIST, @$, $2); } ;
among: LBRACE RBRACE                    { $$ = build_list(p, NODE_LIST, @$, NULL); }
  | LBRACE alternatives RBRACE          { $$ = build_list(p, NODE_LIST, @$, $2); } ;
exprs: expr { $$ = exprs_add(p, NULL, $1); } | exprs COMMA expr { $$ = exprs_add(p, $1, $3); } ;
operand: sum
  | TIME_FROM sum until sum             { $$ = build_span(p, @$, @1, $2, $4); } ;
until: TO | UNTIL ;
sum: product
  | sum PLUS product                    { $$ = build_chain(p, NODE_ADD, $1, $3, false, @2); }
  | sum MINUS product                   { $$ = build_chain(p, NODE_ADD, $1, $3, true, @2); } ;
product: unary
  | LPAREN expr RPAREN rounded          { $$ = build_rounded(p, @$, build_parenthesised($2, span_join(@1, @3)), $4); }
  | word LPAREN call_args RPAREN rounded
        { $$ = build_rounded(p, @$, build_call(p, span_join(@1, @4), $1, @1, $3), $5); }
  | product TIMES unary rounding        { $$ = build_product(p, NODE_MULTIPLY, @$, @2, $1, $3, $4); }
  | product DIVIDE unary rounding       { $$ = build_product(p, NODE_DIVIDE, @$, @2, $1, $3, $4); } ;
rounding: %empty { $$ = NULL; } | rounded ;
rounded: rounded_how %prec ROUNDED      { $$ = build_rounding(p, @$, $1, NULL); }
  | rounded_how until primary              { $$ = build_rounding(p, @$, $1, $3); } ;
rounded_how: ROUNDED_HALF_UP { $$ = ROUND_HALF_UP; } | ROUNDED_DOWN { $$ = ROUND_DOWN; }
  | ROUNDED_UP { $$ = ROUND_UP; } ;
unary: postfix
  | word ON postfix                     { $$ = build_on_date(p, @2, $1, @1, $3); }
  | MEETS word                          { $$ = build_named(p, NODE_MEETS, @$, $2, @2); }
  | MEETS word POINT word               { $$ = build_meets(p, @$, $2, @2, $4, @4); }
  | MINUS unary                         { $$ = build_unary(p, NODE_NEGATE, @$, @1, $2); } ;
postfix: primary
  | postfix POINT word                  { $$ = build_member(p, @$, $1, $3, @3); } ;
primary:
    NUMBER                              { $$ = build_number(p, @1); }
  | DATE                                { $$ = build_date_expr(p, @1); }
  | MONTH                               { $$ = build_month(p, @1); }
  | STRING                              { $$ = build_string(p, @1); }
  | YES                                 { $$ = build_leaf(p, NODE_TRUTH, @1, 2); }
  | NO                                  { $$ = build_leaf(p, NODE_TRUTH, @1, 0); }
  | SILENT                              { $$ = build_leaf(p, NODE_SILENT, @1, 0); }
  | word                                { $$ = build_named(p, NODE_NAME, @$, $1, @1); }
  | word LPAREN call_args RPAREN        { $$ = build_call(p, @$, $1, @1, $3); }
  | LPAREN expr RPAREN                  { $$ = build_parenthesised($2, @$); }
  ;
call_args:
    %empty                              { $$ = build_args(p, NULL, NULL, NULL, NULL); }
  | exprs                               { $$ = build_args(p, $1, NULL, NULL, NULL); }
  | exprs PER expr                      { $$ = build_args(p, $1, NULL, NULL, $3); }
  | exprs WHERE expr                    { $$ = build_args(p, $1, $3, NULL, NULL); }
  | exprs WHERE expr PER expr           { $$ = build_args(p, $1, $3, NULL, $5); }
  | exprs WHERE expr COMMA exprs        { $$ = build_args(p, $1, $3, $5, NULL); }
  | exprs WHERE expr COMMA exprs PER expr { $$ = build_args(p, $1, $3, $5, $7); }
  ;

/* Every keyword that can never begin or carry on an expression is a name as well. */
word: short_word | phrase_word ;
short_word: short_plain_word | EXPECT { $$ = build_word(p, @1); } | GIVEN { $$ = build_word(p, @1); } ;
plain_word: short_plain_word | phrase_word ;
short_plain_word: NAME { $$ = build_word(p, @1); } | single_word { $$ = build_word(p, @1); } ;
single_word: USE | VOCABULARY | CHOICES | ASSUME | FIELD | FIXED | KEY | DEFINE | PARAM | FROM | UNTIL | TO | SAMPLE
  | CLAIM | SAME
  | TEST | WITH | SCHEME | STANDARD | ISSUER | SOURCE | AS | REFORM | AMENDMENT | OF | REQUIRE | REPLACE | VETO
  | REFER | MANUAL | DOCUMENT | OFFER | WHEN | GRANT | ACCEPT | CITE | QUOTE | TABLE | FIRST | UNIQUE | FAILED
  | COUNTER ;
phrase_word: phrase                     { $$ = build_phrase_word(p, @1); } ;
phrase: ONE_OF | ANY_OF | LIST_OF | YES_NO | PERIOD_IN | AS_OF | IN_FORCE | REQUIRE_IN_PRINCIPLE | WAIVE_WHEN
  | ABOVE | BELOW | NOT_RULE ;

%%

static void pol_yyerror(const struct span *at, struct parser *p, const char *message) {
    (void)message;  // only said when the stack is exhausted; all else is yyreport_syntax_error
    parser_too_deep(p, *at);
}

static int token_of(yysymbol_kind_t symbol) {
    switch (symbol) {
#define KEYWORD(token, en, zh, role) case YYSYMBOL_##token: return TOK_##token;
#define ALIAS(token, text)
#include "grammar/tree/keywords.def"
#undef KEYWORD
#undef ALIAS
#define SIGN(token) case YYSYMBOL_##token: return TOK_##token;
    SIGN(NAME) SIGN(NUMBER) SIGN(STRING) SIGN(DATE) SIGN(MONTH) SIGN(NEWLINE) SIGN(LPAREN) SIGN(RPAREN) SIGN(LBRACKET)
    SIGN(RBRACKET) SIGN(LBRACE) SIGN(RBRACE) SIGN(BAR) SIGN(BARS) SIGN(COMMA) SIGN(COLON) SIGN(SEMICOLON) SIGN(POINT)
    SIGN(RANGE) SIGN(RANGE_ABOVE)
    SIGN(RANGE_BELOW) SIGN(RANGE_BETWEEN) SIGN(EQ) SIGN(NE) SIGN(LT) SIGN(LE) SIGN(GT) SIGN(GE) SIGN(PLUS) SIGN(MINUS)
    SIGN(TIMES) SIGN(DIVIDE)
    SIGN(COUNTER) SIGN(WHEN_OF)
#undef SIGN
    default: return 0;
    }
}

static int yyreport_syntax_error(const yypcontext_t *context, struct parser *p) {
    yysymbol_kind_t symbols[YYNTOKENS];
    int tokens[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, symbols, YYNTOKENS);
    for (int i = 0; i < count; i++) tokens[i] = token_of(symbols[i]);
    parser_unexpected(p, token_of(yypcontext_token(context)), *yypcontext_location(context), tokens, count);
    return 0;
}
