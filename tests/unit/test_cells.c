// Which groups of a table are not told: in their own row, and by taking the others from the total.
#include <check.h>

#include "interp/whatif/cells.h"
#include "tests/unit/check_main.h"

#define MOST 6u

// "f" few, "w" withheld, "." told, one letter a group.
static void check_hidden(const uint64_t *records, uint32_t count, uint64_t least, const char *want) {
    static const char letters[] = {[CELL_TOLD] = '.', [CELL_FEW] = 'f', [CELL_WITHHELD] = 'w'};
    enum whatif_cell cells[MOST];
    char got[MOST + 1] = "";
    whatif_hide_cells(records, cells, count, least);
    for (uint32_t i = 0; i < count; i++) got[i] = letters[cells[i]];
    ck_assert_str_eq(got, want);
}

START_TEST(groups_of_few_are_hidden) {
    check_hidden((const uint64_t[]){10, 4, 20, 3, 0}, 5, 5, ".f.f.");
    check_hidden((const uint64_t[]){10, 5, 20}, 3, 5, "...");
    check_hidden((const uint64_t[]){1, 2, 3}, 3, 0, "...");
}
END_TEST

START_TEST(one_alone_hides_the_smallest_other) {
    check_hidden((const uint64_t[]){10, 4, 20, 7}, 4, 5, ".f.w");
    check_hidden((const uint64_t[]){10, 4, 0, 10}, 4, 5, "wf..");
}
END_TEST

START_TEST(there_may_be_no_other) {
    check_hidden((const uint64_t[]){0, 4, 0}, 3, 5, ".f.");
    check_hidden((const uint64_t[]){1, 1}, 2, 5, "ff");
    check_hidden(NULL, 0, 5, "");
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("cells");
    TCase *t = tcase_create("cells");
    tcase_add_test(t, groups_of_few_are_hidden);
    tcase_add_test(t, one_alone_hides_the_smallest_other);
    tcase_add_test(t, there_may_be_no_other);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
