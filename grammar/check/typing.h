// The types of expressions, found by walking them: one circle of files, type_*.c, for a definition is typed when it is
// first met.
#ifndef POL_CHECK_TYPING_H
#define POL_CHECK_TYPING_H
#include "grammar/check/checker.h"

struct context {
    struct checker *c;
    const struct scope *scope;
    const struct field *list;           // inside a filter: whose items are walked
    const struct definition *list_ref;  // how that list was named
    bool in_filter;
    bool cell;                        // of a table, not of its results
    const struct expr *comparison;    // the innermost whose sides are being typed
    const struct expr *operand;       // what values are held against: the left side of `in`, a table's column; or NULL
    const struct expr *half, *whole;  // a bare name beside `or`, and the comparison before it, which it may carry on
    bool lenient;                // beside something wrong: what a bare name may mean can't be told, so none is blamed
    struct define_build *owner;  // whose body this is
    bool asked;                  // from outside: a scheme may be named, and what it defines
};
// silence.c: what stands in a condition and may be silent is reported as `silent`, what may be nothing as that.
void report_silent(struct context *x, const struct expr *e, enum diag_id silent);
// choices.c: of a name that is but half of a condition, what makes it whole; false: it is none.
bool hint_half(struct context *x, struct diag *d, const struct expr *e);
// default.c: an `else`, typed, that can replace nothing is reported; in a call, what a parameter with a default is
// given.
void check_default(struct checker *c, const struct expr *e);
void check_defaults_of_call(struct checker *c, const struct expr *call, const struct define *d);
// Types `e` (NULL is passed over). `wanted`: what it stands for or beside, whose values a bare name may mean; or NULL.
void type_expr(struct context *x, struct expr *e, const struct type *wanted);
// The same where a condition, or a value that can be kept, must stand; false where it does not (reported).
bool type_condition(struct context *x, struct expr *e);
bool type_value(struct context *x, struct expr *e, const struct type *wanted);
// Neither silent nor a list: what an operand of a comparison must be; spans allowed.
bool type_known_operand(struct context *x, struct expr *e, const struct type *wanted);
void type_add(struct context *x, struct expr *e, const struct type *wanted);
void type_multiply(struct context *x, struct expr *e, const struct type *wanted);
void type_divide(struct context *x, struct expr *e, const struct type *wanted);
void type_round(struct context *x, struct expr *e, const struct type *wanted);
void type_negate(struct context *x, struct expr *e, const struct type *wanted);
void type_compare(struct context *x, struct expr *e, const struct type *wanted);
void type_in(struct context *x, struct expr *e, const struct type *wanted);
void type_has(struct context *x, struct expr *e, const struct type *wanted);
void type_starts_with(struct context *x, struct expr *e, const struct type *wanted);
// What the largest can be asked of, and what can be added up.
bool can_be_largest(enum type_kind kind);
bool can_sum(const struct type *t);
void type_call(struct context *x, struct expr *e, const struct type *wanted);
void type_name(struct context *x, struct expr *e, const struct type *wanted);
void type_member(struct context *x, struct expr *e, const struct type *wanted);
// The parts of `list.item` and `table.result`: resolves what stands before the point (false: nothing more can be told),
// then the item; the list, or NULL where it is none.
bool resolve_base(struct context *x, struct expr *e);
const struct field *resolve_item(struct context *x, struct expr *e);
// The list that a field or a parameter is; NULL where it is none.
const struct field *list_meant(const struct definition *d);
// choices.c: a bare name that is defined nowhere may be a value of choices that bear a name. False where several have
// it (reported, unless beside something wrong).
bool resolve_value(struct context *x, struct expr *e, const struct choices **among);
// What something is said to come to: `define level: grade = …`. TYPE_NONE where that is not said, or is unknown
// (reported). What it does come to is held against it, silents within it take its type; beside the unknown it has none.
struct type stated_type(struct checker *c, const struct type_expr *t);
// Whether it is said and there is no such thing: then no word can be held to be none of its values.
bool stated_is_unknown(const struct type_expr *t, const struct type *stated);
void check_stated(struct checker *c, const struct name *name, const struct type_expr *t, const struct type *stated,
                  struct expr *e);
// type_of_scheme.c. What a run knows as the scheme's name is one only where nothing in the vocabulary is called so;
// NULL where none is meant.
const struct scheme *scheme_meant(const struct context *x, const struct expr *e);
// `ccb.min_revenue`, in the version that holds on the date. False where no scheme is meant.
bool type_of_scheme(struct context *x, struct expr *e);
// Of a name that is resolved.
struct type named_type(struct context *x, const struct expr *e);
// Of the scheme's versions the offers of the one that has such an offer, else of the last.
const struct scope *offers_of(const struct checker *c, uint32_t group, symbol offer);
void type_on_date(struct context *x, struct expr *e, const struct type *wanted);
void type_meets(struct context *x, struct expr *e, const struct type *wanted);
// The unit that what stands beside `a` lacks, or the other word that is meant.
void hint_units(struct checker *c, struct diag *d, const struct type *a, const struct type *b);
// Whether two operands can be told equal (ordered: or more and less); reported at the right one where not.
bool check_comparable(struct context *x, const struct type *left, struct expr *right, bool ordered);
// Types a list's items or a range's ends beside an operand of type `left`; spans want periods.
bool type_beside(struct context *x, struct expr *e, const struct type *left, bool ordered);
void type_define(struct checker *c, struct define_build *d);
void type_uncalled(struct checker *c);
void type_call_of(struct context *x, struct expr *e, struct define_build *d);
void type_param(struct checker *c, struct param_build *p);
bool is_param(const struct expr *e);
// What is wrong with an operand's type shows where the param is defined that gave it the type, as a term of it too:
// what values that has is not seen where it is used. False where there is none, as in NULL.
bool label_param(struct checker *c, struct diag *d, const struct expr *operand);
// The last of several that has one; all of them were to have the same type.
void label_params(struct checker *c, struct diag *d, struct expr *const *operands, uint32_t count);
void type_table(struct checker *c, struct table_build *t);
void type_bands(struct checker *c, struct table_build *t);  // of a table that is marginal, its cells and rates typed

// Definitions on the way: true where `d` may be opened; a cycle is reported, and fails all in it.
struct frame {
    struct frame *outer;
    const struct definition *def;
    enum progress *progress;
};
bool open_definition(struct checker *c, struct frame *f, const struct definition *d, enum progress *progress);
void close_definition(struct checker *c, struct frame *f);
#endif
