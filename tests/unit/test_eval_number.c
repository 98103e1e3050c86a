#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

struct row {
    const char *expr, *record, *expected;  // value | missing fields
};
static const struct row rows[] = {
    // comparisons, both sides of each bound
    {"n >= 3", "n=2", "no | "},
    {"n >= 3", "n=3", "yes | "},
    {"n > 3", "n=3", "no | "},
    {"n > 3", "n=4", "yes | "},
    {"n <= 3", "n=3", "yes | "},
    {"n <= 3", "n=4", "no | "},
    {"n < 3", "n=2", "yes | "},
    {"n < 3", "n=3", "no | "},
    {"n = 3", "n=3", "yes | "},
    {"n != 3", "n=3", "no | "},
    {"n != 3", "n=4", "yes | "},
    {"n >= 3", "n=?", "? | n"},
    {"3 <= n", "n=3", "yes | "},
    {"3 < n", "n=3", "no | "},
    {"n > m", "n=2 m=1", "yes | "},
    {"n > m", "n=2", "? | m"},
    {"n >= m", "", "? | n m"},
    {"revenue at least 10万元", "revenue=100000", "yes | "},
    {"revenue at least 10万元", "revenue=99999", "no | "},
    {"revenue more than 0.01元", "revenue=0", "no | "},
    // ranges and lists
    {"n in 18..65", "n=17", "no | "},
    {"n in 18..65", "n=18", "yes | "},
    {"n in 18..65", "n=65", "yes | "},
    {"n in 18..65", "n=66", "no | "},
    {"n in 18..65", "n=-5", "no | "},
    {"n not in 18..65", "n=66", "yes | "},
    {"n in 18..65", "n=?", "? | n"},
    {"n in 5..m", "n=4 m=?", "no | "},
    {"n in 5..m", "n=6 m=?", "? | m"},
    {"n in {1, 3}", "n=3", "yes | "},
    {"n in {1, 3}", "n=2", "no | "},
    {"n not in {1, 3}", "n=2", "yes | "},
    {"n in {1, m}", "n=1", "yes | "},
    {"n in {1, m}", "n=2", "? | m"},
    {"kind in {small, other}", "kind=other", "yes | "},
    {"kind in {small, other}", "kind=large", "no | "},
    {"kind in {small, other}", "", "? | kind"},
    {"kind not in {small, other}", "kind=large", "yes | "},
    {"kind is large", "kind=large", "yes | "},
    {"kind is not large", "kind=large", "no | "},
    {"label is \"x\"", "label=x", "yes | "},
    {"label is \"x\"", "label=xy", "no | "},
    {"label is not \"x\"", "", "? | label"},
    {"label in {\"x\", \"y\"}", "label=y", "yes | "},
    {"since in 2024-01-01..2024-12-31", "since=2024-12-31", "yes | "},
    {"since in 2024-01-01..2024-12-31", "since=2025-01-01", "no | "},
    // sets
    {"marks has red", "marks=red+blue", "yes | "},
    {"marks has red", "marks=blue", "no | "},
    {"marks has red", "", "? | marks"},
    {"marks has any {red, green}", "marks=green", "yes | "},
    {"marks has any {red, green}", "marks=blue", "no | "},
    {"marks has all {red, green}", "marks=green", "no | "},
    {"marks has all {red, green}", "marks=green+red+blue", "yes | "},
    {"marks is empty", "marks=none", "yes | "},
    {"marks is empty", "marks=red", "no | "},
    {"marks is not empty", "marks=red", "yes | "},
    {"marks is empty", "", "? | marks"},
    // sums and products, in fen
    {"revenue + debt", "revenue=1 debt=2", "300 | "},
    {"revenue - debt", "revenue=1 debt=2", "-100 | "},
    {"revenue + debt", "revenue=1", "? | debt"},
    {"revenue - debt + 1元", "revenue=1 debt=2", "0 | "},
    {"-revenue", "revenue=3", "-300 | "},
    {"revenue * 20%", "revenue=3", "60 | "},
    {"20% * revenue", "revenue=3", "60 | "},
    {"revenue * 0.5%", "revenue=1", "1 | "},
    {"revenue * 0.5% rounded down", "revenue=1", "0 | "},
    {"revenue * 0.5% rounded up", "revenue=1", "1 | "},
    {"revenue * 0.4%", "revenue=1", "0 | "},
    {"revenue * 0.4% rounded up", "revenue=1", "1 | "},
    {"revenue * 0.5%", "revenue=-1", "-1 | "},
    {"revenue * 0.5% rounded down", "revenue=-1", "-1 | "},
    {"revenue * 0.5% rounded up", "revenue=-1", "0 | "},
    {"revenue * rate", "revenue=10 rate=3", "30 | "},
    {"revenue * n", "revenue=10 n=3", "3000 | "},
    {"revenue / n", "revenue=10 n=3", "333 | "},
    {"revenue / n rounded up", "revenue=10 n=3", "334 | "},
    {"revenue / 3", "revenue=10", "333 | "},
    {"revenue / debt", "revenue=1 debt=3", "333333 | "},
    {"revenue / debt", "revenue=2 debt=3", "666667 | "},
    {"n * m", "n=4 m=5", "20 | "},
    {"rate + 1%", "rate=2", "30000 | "},
    {"rate * rate", "rate=50", "250000 | "},
    {"used * 2", "used=6", "12 | "},
    {"min(revenue, debt)", "revenue=1 debt=2", "100 | "},
    {"max(revenue, debt, 5元)", "revenue=1 debt=2", "500 | "},
    {"min(revenue, debt)", "revenue=1", "? | debt"},
    {"min(20% * revenue rounded down, 100万元)", "revenue=10000000", "100000000 | "},
    // faults: overflow, division by zero, and what did not need them
    {"revenue / n", "revenue=10 n=0", "fault | "},
    {"revenue / debt", "revenue=10 debt=0", "fault | "},
    {"revenue / n", "revenue=?  n=0", "? | revenue"},
    {"revenue * n", "revenue=10000000000000000 n=10000", "fault | "},
    {"n * m", "n=9000000000000000 m=10000", "fault | "},
    {"n * m", "n=-9000000000000000 m=1000", "-9000000000000000000 | "},
    {"n * m + n * m", "n=5000000000000000 m=1000", "fault | "},
    {"a and revenue / n > 1元", "a=no revenue=1 n=0", "no | "},
    {"a and revenue / n > 1元", "a=yes revenue=1 n=0", "fault | "},
    {"a and revenue / n > 1元", "a=? revenue=1 n=0", "fault | "},
    {"a or revenue / n > 1元", "a=yes revenue=1 n=0", "yes | "},
    {"a or revenue / n > 1元", "a=no revenue=1 n=0", "fault | "},
    {"not (revenue / n > 1元)", "revenue=1 n=0", "fault | "},
    {"if a then revenue / n else 0元", "a=no revenue=1 n=0", "0 | "},
    {"if a then revenue / n else 0元", "a=yes revenue=1 n=0", "fault | "},
    {"if revenue / n > 1元 then 1 else 2", "revenue=1 n=0", "fault | "},
    {"revenue / n else 1元", "revenue=1 n=0", "fault | "},
    {"(revenue / n) is missing", "revenue=1 n=0", "fault | "},
    {"revenue / n + debt", "revenue=1 n=0", "fault | "},
    {"if n = 0 then 0元 else revenue / n", "n=0 revenue=5", "0 | "},
    // silent: spreads, wins over unknown, yields to a fault
    {"revenue + silent", "revenue=1", "silent | "},
    {"revenue + silent", "", "silent | "},
    {"(revenue + silent) else 3元", "", "300 | "},
    {"if a then revenue else silent", "a=no", "silent | "},
    {"if a then revenue else silent", "", "? | a"},
    {"min(revenue, if a then 5元 else silent)", "a=no", "silent | "},
    {"revenue / n + (if a then 1元 else silent)", "a=no revenue=1 n=0", "fault | "},
    {"(if a then revenue else silent) else debt", "a=no", "? | debt"},
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
    Suite *s = suite_create("eval_number");
    TCase *t = tcase_create("expressions");
    tcase_add_loop_test(t, value_and_missing, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
