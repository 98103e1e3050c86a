#include "tests/unit/expression_rows.h"

#include <string.h>

#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

START_TEST(value_and_missing) {
    const struct expression_row *row = &rows[_i];
    struct text out = {0};
    evaluate_once(row->expr, row->record, &out);
    ck_assert_msg(strcmp(text_string(&out), row->expected) == 0, "%s over '%s' came to '%s', not '%s'", row->expr,
                  row->record, text_string(&out), row->expected);
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create(rows_are_of);
    TCase *t = tcase_create("expressions");
    tcase_add_loop_test(t, value_and_missing, 0, (int)row_count);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
