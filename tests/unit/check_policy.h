// Small policies as text, and what the checker must say of them. In a policy's text `@` marks, in order, the places of
// the diagnostics that are expected; it is taken out before the text is read.
#ifndef POL_TESTS_CHECK_POLICY_H
#define POL_TESTS_CHECK_POLICY_H
#include <check.h>

struct policy_row {
    const char *text;
    const char *codes;  // "P0302 P0304": by place; "" where nothing may be said
};

// Checks one row; VOCABULARY_TEXT stands behind the row's own text unless that holds a vocabulary itself.
void check_row(const struct policy_row *row);
// A suite with one case over all rows; `test` looks at row number _i.
Suite *rows_suite(const char *name, const TTest *test, size_t count);

// What stands in a scheme, or an offer of a scheme.
#define SCHEME(body) "scheme s { in force from 2024-01-01\n" body "\noffer o { }\n}\n"
#define OFFER(body) "scheme s { in force from 2024-01-01\noffer o {\n" body "\n}\n}\n"
// A condition, as a definition.
#define ASK(condition) "define asked = " condition "\n"
#endif
