#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

#define FIVE "overdue=[2024-01/A/500;2024-02/A/600;2024-03/A/700;2024-03/B/10;2024-04/B/20]"

struct row {
    const char *expr, *record, *expected;  // value | missing fields
};
static const struct row rows[] = {
    // count
    {"count(overdue)", FIVE, "5 | "},
    {"count(overdue)", "overdue=[]", "0 | "},
    {"count(overdue)", "", "? | overdue"},
    {"count(overdue where amount > 500元)", FIVE, "2 | "},
    {"count(overdue where amount >= 500元)", FIVE, "3 | "},
    {"count(overdue where overdue.amount > 10元 and account is \"B\")", FIVE, "1 | "},
    {"count(overdue where amount > 500元)", "overdue=[2024-01/A/?;2024-02/A/600]", "? | overdue.amount"},
    {"count(overdue where amount > 500元 and account is \"A\")", "overdue=[2024-01/B/?;2024-02/A/600]", "1 | "},
    {"count(overdue where amount > 500元) >= 1", "overdue=[2024-01/A/?;2024-02/A/600]", "? | overdue.amount"},
    {"count(overdue where amount > revenue)", "revenue=100 " FIVE, "3 | "},
    {"count(overdue where amount > revenue)", FIVE, "? | revenue"},
    {"count(overdue where amount > revenue)", "overdue=[]", "0 | "},
    {"count(overdue where a)", "a=yes " FIVE, "5 | "},
    {"count(overdue where a)", FIVE, "? | a"},
    {"count(overdue where month within 5 months)", FIVE, "3 | "},
    {"count(overdue where yes)", FIVE, "5 | "},
    {"count(overdue where no)", FIVE, "0 | "},
    // emptiness
    {"overdue is empty", "overdue=[]", "yes | "},
    {"overdue is empty", FIVE, "no | "},
    {"overdue is not empty", FIVE, "yes | "},
    {"overdue is empty", "", "? | overdue"},
    // any and all are or and and over the items
    {"any(overdue where amount > 600元)", FIVE, "yes | "},
    {"any(overdue where amount > 700元)", FIVE, "no | "},
    {"any(overdue where amount > 1元)", "overdue=[]", "no | "},
    {"any(overdue where amount > 600元)", "overdue=[2024-01/A/?;2024-02/A/601]", "yes | "},
    {"any(overdue where amount > 600元)", "overdue=[2024-01/A/?;2024-02/A/600]", "? | overdue.amount"},
    {"any(overdue where amount > 600元)", "", "? | overdue"},
    {"any(overdue)", FIVE, "yes | "},
    {"any(overdue)", "overdue=[]", "no | "},
    {"all(overdue, amount > 1元)", FIVE, "yes | "},
    {"all(overdue, amount > 10元)", FIVE, "no | "},
    {"all(overdue, amount > 10元)", "overdue=[]", "yes | "},
    {"all(overdue, amount > 10元)", "overdue=[2024-01/A/?;2024-02/A/10]", "no | "},
    {"all(overdue, amount > 10元)", "overdue=[2024-01/A/?;2024-02/A/11]", "? | overdue.amount"},
    {"all(overdue where account is \"A\", amount >= 500元)", FIVE, "yes | "},
    {"all(overdue where account is \"B\", amount >= 11元)", FIVE, "no | "},
    {"all(overdue, amount > 1元)", "", "? | overdue"},
    // sum, max, min
    {"sum(overdue.amount)", FIVE, "183000 | "},
    {"sum(overdue.amount where account is \"B\")", FIVE, "3000 | "},
    {"sum(overdue.amount)", "overdue=[]", "0 | "},
    {"sum(overdue.amount)", "", "? | overdue"},
    {"sum(overdue.amount)", "overdue=[2024-01/A/?]", "? | overdue.amount"},
    {"sum(overdue.amount where account is \"B\")", "overdue=[2024-01/A/?;2024-01/B/5]", "500 | "},
    {"sum(overdue.amount where account is \"B\")", "overdue=[2024-01/?/7;2024-01/B/5]", "? | overdue.account"},
    {"max(overdue.amount)", FIVE, "70000 | "},
    {"min(overdue.amount)", FIVE, "1000 | "},
    {"max(overdue.amount)", "overdue=[]", "? | "},
    {"max(overdue.amount where no)", FIVE, "? | "},
    {"max(overdue.amount) else 0元", "overdue=[]", "0 | "},
    {"max(overdue.month)", FIVE, "2024-04 | "},
    {"min(overdue.month where account is \"B\")", FIVE, "2024-03 | "},
    {"max(overdue.amount)", "overdue=[2024-01/A/?;2024-01/A/3]", "? | overdue.amount"},
    // the longest run
    {"longest_run(overdue.month)", FIVE, "4 | "},
    {"longest_run(overdue.month per account)", FIVE, "3 | "},
    {"longest_run(overdue.month where amount > 500元 per account)", FIVE, "2 | "},
    {"longest_run(overdue.month)", "overdue=[]", "0 | "},
    {"longest_run(overdue.month)", "overdue=[2023-12/A/1;2024-01/A/1;2023-12/A/1;2024-03/A/1]", "2 | "},
    {"longest_run(overdue.month)", "overdue=[2024-01/A/1]", "1 | "},
    {"longest_run(overdue.month)", "overdue=[?/A/1]", "? | overdue.month"},
    {"longest_run(overdue.month per account)", "overdue=[2024-01/?/1]", "? | overdue.account"},
    {"longest_run(overdue.month)", "overdue=[2024-01/?/1]", "1 | "},
    {"longest_run(overdue.month where amount > 500元 per account)", "overdue=[?/?/1;2024-01/A/600]", "1 | "},
    {"longest_run(overdue.month where amount > 500元 per account)", "overdue=[2024-01/A/?]", "? | overdue.amount"},
    {"longest_run(overdue.month)", "", "? | overdue"},
    // two lists of one kind of item
    {"count(overdue) + count(spouse where amount > 1元)", "spouse=[2024-01/X/2;2024-01/X/1] " FIVE, "6 | "},
    {"count(spouse where amount > 1元)", "spouse=[2024-01/X/?] " FIVE, "? | spouse.amount"},
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
    Suite *s = suite_create("eval_list");
    TCase *t = tcase_create("expressions");
    tcase_add_loop_test(t, value_and_missing, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
