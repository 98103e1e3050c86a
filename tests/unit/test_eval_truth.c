#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

struct row {
    const char *expr, *record, *expected;  // value | missing fields
};
static const struct row rows[] = {
    // Kleene's tables, and which operands left a result unknown
    {"a and b", "a=no b=no", "no | "},
    {"a and b", "a=no b=?", "no | "},
    {"a and b", "a=no b=yes", "no | "},
    {"a and b", "a=? b=no", "no | "},
    {"a and b", "a=? b=?", "? | a b"},
    {"a and b", "a=? b=yes", "? | a"},
    {"a and b", "a=yes b=no", "no | "},
    {"a and b", "a=yes b=?", "? | b"},
    {"a and b", "a=yes b=yes", "yes | "},
    {"a or b", "a=no b=no", "no | "},
    {"a or b", "a=no b=?", "? | b"},
    {"a or b", "a=no b=yes", "yes | "},
    {"a or b", "a=? b=no", "? | a"},
    {"a or b", "a=? b=?", "? | a b"},
    {"a or b", "a=? b=yes", "yes | "},
    {"a or b", "a=yes b=no", "yes | "},
    {"a or b", "a=yes b=?", "yes | "},
    {"a or b", "a=yes b=yes", "yes | "},
    {"not a", "a=no", "yes | "},
    {"not a", "a=?", "? | a"},
    {"not a", "a=yes", "no | "},
    {"a and b and c", "a=yes b=? c=no", "no | "},
    {"a and b and c", "a=yes b=? c=yes", "? | b"},
    {"a or b or c", "a=no b=? c=yes", "yes | "},
    {"a or (b and c)", "a=no b=? c=?", "? | b c"},
    {"not (a or b)", "a=no b=?", "? | b"},
    // constants
    {"a and yes", "a=?", "? | a"},
    {"a and no", "a=?", "no | "},
    {"a or yes", "a=?", "yes | "},
    {"not not a", "a=yes", "yes | "},
    // asking
    {"a is missing", "a=?", "yes | "},
    {"a is missing", "a=no", "no | "},
    {"a is not missing", "a=?", "no | "},
    {"revenue is missing", "", "yes | "},
    {"revenue is missing", "revenue=0", "no | "},
    {"(revenue + debt) is missing", "revenue=1", "yes | "},
    {"overdue is missing", "", "yes | "},
    {"overdue is missing", "overdue=[]", "no | "},
    {"overdue is not missing", "overdue=[2024-01/A/5]", "yes | "},
    {"label is missing", "label=x", "no | "},
    // defaults
    {"a else yes", "a=?", "yes | "},
    {"a else yes", "a=no", "no | "},
    {"a else b", "a=? b=?", "? | a b"},
    {"a else b", "a=? b=yes", "yes | "},
    {"revenue else 5元", "", "500 | "},
    {"revenue else 5元", "revenue=7", "700 | "},
    {"revenue else debt", "", "? | revenue debt"},
    {"label else \"none\"", "", "none | "},
    {"label else \"none\"", "label=some", "some | "},
    {"kind else large", "", "large | "},
    {"since else 2024-01-02", "", "2024-01-02 | "},
    // choices
    {"if a then revenue else debt", "a=yes revenue=3", "300 | "},
    {"if a then revenue else debt", "a=no revenue=3", "? | debt"},
    {"if a then revenue else debt", "revenue=3 debt=3", "? | a"},
    {"if a then b else c", "a=yes b=? c=yes", "? | b"},
    {"if a then b else c", "a=no b=? c=yes", "yes | "},
    {"if a and b then 1 else 2", "a=? b=no", "2 | "},
    {"if yes then revenue else debt", "revenue=1", "100 | "},
    {"if a then kind else (kind else large)", "a=no", "large | "},
    {"if a then label else \"x\"", "a=no", "x | "},
    {"if a then since else till", "a=yes since=2024-02-29", "2024-02-29 | "},
    // comparisons of conditions
    {"a = b", "a=yes b=yes", "yes | "},
    {"a = b", "a=yes b=no", "no | "},
    {"a = b", "a=yes", "? | b"},
    {"a is yes", "a=yes", "yes | "},
    {"a is not yes", "a=yes", "no | "},
    {"a is no", "a=?", "? | a"},
};

START_TEST(value_and_missing) {
    struct text out = {0};
    evaluate_once(rows[_i].expr, rows[_i].record, &out);
    ck_assert_msg(strcmp(text_string(&out), rows[_i].expected) == 0, "%s over '%s' came to '%s', not '%s'",
                  rows[_i].expr, rows[_i].record, text_string(&out), rows[_i].expected);
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_truth");
    TCase *t = tcase_create("conditions");
    tcase_add_loop_test(t, value_and_missing, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
