// An applicant who was found, written down: as a record of JSON Lines, or as the lines of a sample.
#ifndef POL_SOLVE_WITNESS_H
#define POL_SOLVE_WITNESS_H
#include "grammar/base/text.h"
#include "interp/eval/workspace.h"

struct witness_form {
    const char *key;    // what the applicant is called; NULL: as the row has it
    bool nulls;         // what is not known stands there as null; else it is left out
    const bool *shown;  // by field, whether it is written, as the key is; a sign stands for the others. NULL: all are
};
// {"annual_revenue":100000.00,…}: the row as `pol eval` reads it.
void witness_put_json(struct text *out, const struct block *b, uint32_t row, const struct witness_form *form,
                      enum lang lang);
// A line each, "  annual_revenue: 10万元", of the fields in which the row is other than the first of `plain`, whose
// sample it can be `with`; NULL: of all that are known.
void witness_put_lines(struct text *out, const struct block *b, uint32_t row, const struct block *plain,
                       enum lang lang);
struct witness_base {  // a sample that a test builds on
    const char *name;  // NULL: it builds on none, and gives everything itself
    const struct block *block;
};
// What a test is given: "given shop with {", the lines in which the first row is other than the sample, and "}".
void witness_put_given(struct text *out, const struct block *b, const struct witness_base *base, enum lang lang);
// A value as a policy writes it: 10万元, “a text”, {a, b}; where it is not known, `missing`.
void witness_put_value(struct text *out, const struct policy *p, const struct type *type, struct node_value v,
                       enum lang lang);
// A block of its own, with texts of its own, of the first row, on its date, without the field (NULL: with all). NULL:
// out of memory.
struct block *witness_block(const struct block *from, const struct field *left_out);
// A field of the first row into the first and last one of `to`, whose texts are those of `from`. False: out of memory.
bool witness_copy(struct block *to, const struct field *f, const struct block *from);
// Whether a field has the same in both rows.
bool witness_is_same(const struct field *f, const struct block *a, uint32_t row, const struct block *b, uint32_t other);
#endif
