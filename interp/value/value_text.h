// A value as people and machines write it: the one place where a type meets its text.
#ifndef POL_VALUE_VALUE_TEXT_H
#define POL_VALUE_VALUE_TEXT_H
#include "grammar/base/text.h"
#include "grammar/tree/model.h"
#include "interp/value/block.h"
#include "interp/value/ratio.h"

// As the data contract writes it: money 200000.00, percent 3.5, periods whole, dates 2024-07-01, choices by name, sets
// a;b (none for the empty one), yes/no. No unit, no quotes.
void value_put_plain(struct text *out, const struct policy *p, const struct type *t, int64_t value, struct slice text,
                     enum lang lang);
// As a person writes it: 10万元, 3.75%, 2 years / 2年, 12人, 是.
void value_put_human(struct text *out, const struct policy *p, const struct type *t, int64_t value, struct slice text,
                     enum lang lang);
// As JSON: numbers bare, money with two decimals, truth true/false, names and dates quoted, sets as arrays.
void value_put_json(struct text *out, const struct policy *p, const struct type *t, int64_t value, struct slice text,
                    enum lang lang);
// Money or a percentage that is no whole number of its unit, with digits enough to see that it is none: 70.000003%,
// 33.33333…%. The digits alone are without the sign that more follow.
void value_put_fraction(struct text *out, const struct type *t, const struct ratio *r, enum lang lang);
void value_put_fraction_digits(struct text *out, const struct type *t, const struct ratio *r);
const char *type_text(const struct policy *p, const struct type *t, enum lang lang,
                      struct text *scratch);  // "money", "金额", …
#endif
