// The tree of one file, as the parser builds it. Constructors only; the checker fills in `type` and `ref`.
// All of it lives in the compilation's arena.
#ifndef POL_TREE_AST_H
#define POL_TREE_AST_H
#include "grammar/base/arena.h"
#include "grammar/tree/claim.h"
#include "grammar/tree/name.h"
#include "grammar/tree/type.h"

enum node_kind {
#define NODE(kind, kids) NODE_##kind,
#include "grammar/tree/nodes.def"
#undef NODE
    NODE_KIND_COUNT
};

enum compare_op { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE };
enum has_op { HAS_ANY, HAS_ALL };                                         // of one value alone: any
enum range_ends { RANGE_CLOSED, RANGE_WITHOUT_LOW, RANGE_WITHOUT_HIGH };  // bits: which end is left out
enum rounding { ROUND_DEFAULT, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP };     // default means half up

#define EXPR_MAX_DEPTH 200  // deeper is DIAG_TOO_DEEP: every later walk may recurse

struct definition;  // grammar/tree/model.h: what a name stands for

struct expr {
    enum node_kind kind;
    uint16_t depth;            // 1 for a leaf
    uint8_t op;                // enum compare_op, has_op, rounding; of a RANGE, range_ends
    bool negated;              // IN, IS_MISSING, IS_EMPTY
    bool has_filter, has_key;  // CALL: `where` and `per`
    bool parenthesised;        // `at` covers the parentheses
    struct span at;
    struct span op_at;  // the operator's or function name's own place
    symbol name;        // NAME, MEMBER, CALL, MEETS, ASSIGN
    int64_t value;      // NUMBER, DATE, MONTH, TRUTH
    const char *text;   // STRING (without quotes), NUL-terminated
    struct type type;   // NUMBER from its unit; the rest by the checker
    uint32_t count;
    struct expr **kids;
    uint8_t *minus;                // ADD: one byte per term, 1 where it is taken away
    const struct definition *ref;  // NAME, MEMBER, CALL, MEETS, ASSIGN; by the checker
};

// Where a rule comes from: `cite "…" quote "…"`, any number of quotes.
struct citation {
    const char *clause;  // NULL where none
    struct span clause_at;
    const char **quotes;
    struct span *quote_spans;
    uint32_t quote_count;
};

// A kind for each statement of keywords.def, and a value of a choice, which has no keyword.
enum decl_kind {
    DECL_VALUE,
#define DECL_OF_NAME(token)
#define DECL_OF_RESERVED(token)
#define DECL_OF_RESULT(token)
#define DECL_OF_CLAUSE(token)
#define DECL_OF_STATEMENT(token) DECL_##token,
#define DECL_OF_BLOCK(token) DECL_OF_STATEMENT(token)
#define DECL_OF_TOP(token) DECL_OF_STATEMENT(token)
#define DECL_OF_TOP_BLOCK(token) DECL_OF_STATEMENT(token)
#define KEYWORD(token, en, zh, role) DECL_OF_##role(token)
#define ALIAS(token, text)
#include "grammar/tree/keywords.def"
#undef KEYWORD
#undef ALIAS
};

// What is told beside the rules, one behind the other.
static inline bool is_note_kind(enum decl_kind kind) {
    return kind == DECL_MANUAL || kind == DECL_DOCUMENT || kind == DECL_NOT_RULE;
}

// What decides about an applicant.
static inline bool is_rule_kind(enum decl_kind kind) {
    return kind == DECL_REQUIRE || kind == DECL_VETO || kind == DECL_REFER;
}

// What changes a scheme: an amendment is a reform with a date and a notice, which holds in every run.
static inline bool is_change(enum decl_kind kind) { return kind == DECL_REFORM || kind == DECL_AMENDMENT; }

// What the value of an item is called that is nothing but a value, by enum lang.
extern const char *const plain_item_words[2];

// A field's type as written.
struct type_expr {
    enum type_kind kind;  // TYPE_NONE after a syntax error
    enum period_unit unit;
    symbol counter;    // count 人
    uint8_t decimals;  // number 2位小数
    struct span at, counter_at;
    struct decl **members;  // CHOICE, SET: DECL_VALUE; LIST: DECL_FIELD
    uint32_t member_count;
    bool plain;      // LIST: of values, the one member being what its items are called
    symbol same_as;  // `list of overdue`: the items of another list field; `one of grade`: the values of choices
    struct span same_as_at;
};

struct dated_value {  // of a param; `from` is 0 for the first
    struct expr *value;
    int32_t from;  // packed date
    struct span from_at;
};

struct table_row {
    struct span at;
    bool otherwise;
    struct expr **cells;  // NULL for `-`; a value, RANGE or COMPARE whose left is NULL (`>= 3`); LIST of such
    uint32_t cell_count;
    struct expr **results;
    uint32_t result_count;
    struct citation citation;
};

// How the rows of a table come to a result: by the one that holds, or by all that do. The rows of a MARGINAL are bands
// of an amount, each with the rate for the part of the amount that lies in it.
enum hit_policy { HIT_FIRST, HIT_UNIQUE, HIT_SUM, HIT_COUNT, HIT_MAX, HIT_MIN, HIT_MARGINAL };
// Whether a row counts as one where it holds, whatever it gives.
static inline bool row_is_counted(enum hit_policy hit, const struct table_row *row) {
    return hit == HIT_COUNT && !row->otherwise;
}
static inline bool hit_collects(enum hit_policy hit) { return hit >= HIT_SUM; }

enum expectation_kind { EXPECT_DECISION, EXPECT_FAILED, EXPECT_MISSING, EXPECT_REFER, EXPECT_VALUE };
struct expectation {
    enum expectation_kind kind;
    struct span at;
    symbol scheme, offer;  // `ccb.growth`; offer SYMBOL_NONE for `ccb is …`; both NONE: the last one named
    struct span path_at, scheme_at, offer_at;
    symbol decision;  // EXPECT_DECISION
    struct span decision_at;
    symbol *names;  // FAILED, MISSING, REFER: the whole list, any order
    struct span *name_spans;
    symbol *members;  // beside each name: what stands behind a point (overdue.amount), else SYMBOL_NONE
    uint32_t name_count;
    const struct definition *scheme_ref, *offer_ref, **refs, **member_refs;  // what all these stand for; by the checker
    struct expr *actual,
        *wanted;  // VALUE: a grant of the last offer, or any defined name; wanted may be SILENT or MISSING
};

// What a SAMPLE or TEST is given, and what a TEST expects.
struct given {
    symbol base;
    struct span base_at;
    struct expr *record;  // RECORD of ASSIGN, or NULL
    struct expectation *expectations;
    uint32_t expectation_count;
};

struct decl {
    enum decl_kind kind;
    struct span at;    // from the first word to the last
    struct span head;  // keyword and name: what a message about the whole points at
    struct name name;
    const struct decl *within;  // the reform, amendment or standard it is written in; NULL: in none
    const char *text;  // title, label, document or manual text, a NOT_RULE's reason, path, issuer, a VALUE's code; NULL
                       // where none
    struct span text_at;
    struct citation citation;
    struct expr *expr;    // condition, value, definition; a FIELD's range, in the form of a table's cell
    struct expr *when;    // REQUIRE, VETO, REFER: where it is asked; NULL: everywhere
    struct expr *waiver;  // REQUIRE
    const struct citation *waiver_citation;  // empty where none; never NULL
    bool in_principle, replace;              // REQUIRE; replace also for what a reform holds
    bool fixed, key;                         // FIELD
    struct type_expr *type;                  // FIELD; of PARAM, DEFINE and GRANT what they are said to come to, or NULL
    struct decl **members;                   // VOCABULARY, SCHEME, OFFER, REFORM, AMENDMENT, STANDARD, CHOICES
    uint32_t member_count;
    struct name *params;  // DEFINE with parameters
    uint32_t param_count;
    struct dated_value *values;  // PARAM
    uint32_t value_count;
    const char *document_number;  // SOURCE: `as "…"`
    int32_t from, until;          // IN_FORCE; 0 where open; AMENDMENT has a beginning
    struct span from_at, until_at;
    // TABLE
    enum hit_policy hit;
    struct expr **columns;  // expressions of the header, left of ||
    uint32_t column_count;
    struct name *results;             // names right of ||
    struct type_expr **result_types;  // what they are said to be; each may be NULL
    uint32_t result_count;
    struct table_row *rows;
    uint32_t row_count;
    // SAMPLE and TEST: `given shop with { … }`
    const struct given *given;  // likewise
    int32_t as_of;              // TEST and CLAIM; 0 where not said
    symbol target;  // REFORM and AMENDMENT … of TARGET; SYMBOL_NONE of a REFORM: of what stands outside the schemes,
                    // for all of them; the code of an ACCEPT
    struct span target_at;
    struct claim_text *claim;  // CLAIM; NULL after a syntax error
    bool met, missed;  // of a reform's member: a version of its scheme has, or lacks, what it is for; by the checker
};

struct tree {
    uint32_t source;
    struct decl **decls;
    uint32_t count;
    symbol *lost;  // names in what could not be read
    uint32_t lost_count;
    bool lost_use;  // a file that it uses could not be told
};

// What a value must be to lie on the inner side of each end of a RANGE.
static inline enum compare_op range_low_op(const struct expr *range) {
    return range->op & RANGE_WITHOUT_LOW ? OP_GT : OP_GE;
}
static inline enum compare_op range_high_op(const struct expr *range) {
    return range->op & RANGE_WITHOUT_HIGH ? OP_LT : OP_LE;
}
// `>= 3` in a cell or among alternatives: a COMPARE whose left side is what it stands beside.
static inline bool expr_is_bound(const struct expr *e) { return e->kind == NODE_COMPARE && !e->kids[0]; }

// Whether it is put together of conditions, its kids.
static inline bool expr_joins(const struct expr *e) {
    return e->kind == NODE_AND || e->kind == NODE_OR || e->kind == NODE_NOT;
}

// Where a band begins and ends; NULL where it has no such end, or is none.
static inline const struct expr *band_from(const struct expr *cell) {
    bool lower = expr_is_bound(cell) && (cell->op == OP_GT || cell->op == OP_GE);
    return lower ? cell->kids[1] : cell->kind == NODE_RANGE ? cell->kids[0] : NULL;
}
static inline const struct expr *band_to(const struct expr *cell) {
    bool upper = expr_is_bound(cell) && (cell->op == OP_LT || cell->op == OP_LE);
    return upper || cell->kind == NODE_RANGE ? cell->kids[1] : NULL;
}

// Where the name of a call, a member or an assignment stands.
static inline struct span expr_name_at(const struct expr *e) { return e->op_at.length ? e->op_at : e->at; }
struct expr *expr_new(struct arena *a, enum node_kind kind, struct span at);
// Sets the span to cover the kids, and the depth. A NULL kid is skipped.
struct expr *expr_unary(struct arena *a, enum node_kind kind, struct span at, struct expr *kid);
struct expr *expr_binary(struct arena *a, enum node_kind kind, struct span op_at, struct expr *left,
                         struct expr *right);
struct expr *expr_ternary(struct arena *a, enum node_kind kind, struct span at, struct expr *x, struct expr *y,
                          struct expr *z);
// AND, OR, ADD: extends `left` where it is already such a node and not parenthesised, so a chain stays flat.
struct expr *expr_chain(struct arena *a, enum node_kind kind, struct expr *left, struct expr *right, bool minus);
void expr_push(struct arena *a, struct expr *parent, struct expr *kid);
struct decl *decl_new(struct arena *a, enum decl_kind kind, struct span at);
// Whether two clauses are one in two versions of a block: both of such a kind, and they bear one name; there is but one
// `when` in an offer.
bool decls_match(const struct decl *was, const struct decl *is);
#endif
