#include <string.h>

#include "interp/value/block.h"
#include "interp/value/truth.h"
#include "tests/unit/check_main.h"

enum { KEY, OWED, TYPE, SINCE, GOOD, OVERDUE, FIELDS };
static struct field items[2], fields[FIELDS];
static struct policy policy;

static void field_init(struct field *f, enum type_kind kind, uint32_t index) {
    f->type.kind = kind;
    f->index = index;
}

static void setup(void) {
    static const enum type_kind kinds[FIELDS] = {TYPE_TEXT, TYPE_MONEY, TYPE_CHOICE, TYPE_DATE, TYPE_TRUTH, TYPE_LIST};
    for (uint32_t i = 0; i < FIELDS; i++) field_init(&fields[i], kinds[i], i);
    field_init(&items[0], TYPE_MONTH, 0);
    field_init(&items[1], TYPE_TEXT, 1);
    fields[OVERDUE].items = items;
    fields[OVERDUE].item_count = 2;
    policy = (struct policy){.fields = fields, .field_count = FIELDS, .key = &fields[KEY]};
}

START_TEST(lanes_by_type) {
    ck_assert_int_eq(lane_of((struct type){.kind = TYPE_TRUTH}), LANE_TRUTH);
    ck_assert_int_eq(lane_of((struct type){.kind = TYPE_CHOICE}), LANE_CODE);
    ck_assert_int_eq(lane_of((struct type){.kind = TYPE_MONTH}), LANE_DATE);
    ck_assert_int_eq(lane_of((struct type){.kind = TYPE_MONEY}), LANE_WIDE);
    ck_assert_uint_eq(lane_size(LANE_TRUTH), 1);
    ck_assert_uint_eq(lane_size(LANE_DATE), 4);
    ck_assert_uint_eq(lane_size(LANE_WIDE), 8);
    ck_assert_uint_eq(lane_size(LANE_TEXT), sizeof(struct slice));
}
END_TEST

START_TEST(lanes_of_columns) {
    struct choices among = {.value_count = 8};
    struct field set = {.type = {.kind = TYPE_SET, .choices = &among}},
                 item = {.type = {.kind = TYPE_COUNT}, .list = &set};
    ck_assert_int_eq(column_lane(&set), LANE_CODE);
    among.value_count = 9;
    ck_assert_int_eq(column_lane(&set), LANE_WIDE);
    ck_assert_int_eq(column_lane(&fields[OWED]), LANE_NUMBER);
    ck_assert_int_eq(column_lane(&item), LANE_WIDE);
    ck_assert_int_eq(column_lane(&fields[SINCE]), LANE_DATE);
}
END_TEST

START_TEST(numbers_come_back_whatever_their_size) {
    static const int64_t numbers[] = {0,
                                      -1,
                                      INT32_MAX - 1,
                                      INT32_MAX,
                                      INT64_C(1) + INT32_MAX,
                                      INT32_MIN + 1,
                                      INT32_MIN,
                                      INT64_C(-1) + INT32_MIN,
                                      999999999999999999,
                                      -999999999999999999};
    struct block *b = block_new(&policy, 1, false);
    const struct vector *v = &b->columns[OWED];
    block_add_row(b);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        block_set(b, 0, &fields[OWED], numbers[i]);
        ck_assert_int_eq(vector_number(v, 0), numbers[i]);
        ck_assert(v->state[0] == STATE_KNOWN);
        int32_t clamped = *(const int32_t *)v->data;
        ck_assert(clamped == numbers[i] || number_is_beyond(clamped));
    }
    block_free(b);
}
END_TEST

START_TEST(a_new_row_is_missing_throughout) {
    struct block *b = block_new(&policy, 3, false);
    ck_assert_ptr_nonnull(b);
    ck_assert_uint_eq(block_add_row(b), 0);
    ck_assert_uint_eq(b->columns[OWED].state[0], STATE_UNKNOWN);
    ck_assert_uint_eq(((uint8_t *)b->columns[GOOD].data)[0], TRUTH_UNKNOWN);
    ck_assert_uint_eq(b->lists[OVERDUE].state[0], STATE_UNKNOWN);
    ck_assert_ptr_null(b->as_of);
    ck_assert_ptr_null(b->columns[OVERDUE].data);
    block_seal(b);
    ck_assert(!b->columns[OWED].all_known && !b->columns[GOOD].all_known && !b->lists[OVERDUE].all_known);
    block_free(b);
}
END_TEST

START_TEST(values_come_back) {
    struct block *b = block_new(&policy, 2, true);
    block_add_row(b);
    uint32_t row = block_add_row(b);
    block_set(b, row, &fields[OWED], INT64_MIN);
    block_set(b, row, &fields[TYPE], 255);
    block_set(b, row, &fields[SINCE], 777);
    block_set(b, row, &fields[GOOD], TRUTH_YES);
    block_set_text(b, row, &fields[KEY], (struct slice){"A1", 2});
    ck_assert_int_eq(vector_number(&b->columns[OWED], 1), INT64_MIN);
    ck_assert_uint_eq(((uint8_t *)b->columns[TYPE].data)[1], 255);
    ck_assert_int_eq(((int32_t *)b->columns[SINCE].data)[1], 777);
    ck_assert_uint_eq(((uint8_t *)b->columns[GOOD].data)[1], TRUTH_YES);
    ck_assert_uint_eq(((struct slice *)b->columns[KEY].data)[1].length, 2);
    ck_assert_uint_eq(b->columns[OWED].state[1], STATE_KNOWN);
    block_set_missing(b, row, &fields[OWED]);
    ck_assert_uint_eq(b->columns[OWED].state[1], STATE_UNKNOWN);
    ck_assert_ptr_nonnull(b->as_of);
    block_free(b);
}
END_TEST

START_TEST(items_grow_and_stay_with_their_row) {
    struct block *b = block_new(&policy, 3, false);
    const struct field *list = &fields[OVERDUE];
    for (uint32_t row = 0; row < 3; row++) {
        block_add_row(b);
        block_set_list_known(b, row, list);
        for (int i = 0; row != 1 && i < 50; i++) {
            int64_t item = block_add_item(b, list);
            block_set_item(b, list, item, &items[0], (int64_t)row * 1000 + i);
            if (i % 2) block_set_item_text(b, list, item, &items[1], (struct slice){"x", 1});
        }
    }
    const struct list_column *l = &b->lists[OVERDUE];
    ck_assert_uint_eq(l->offsets[0], 0);
    ck_assert_uint_eq(l->offsets[1], 50);
    ck_assert_uint_eq(l->offsets[2], 50);
    ck_assert_uint_eq(l->offsets[3], 100);
    for (int i = 0; i < 50; i++) {
        ck_assert_int_eq(((int32_t *)l->items[0].data)[50 + i], 2000 + i);
        ck_assert_uint_eq(l->items[1].state[50 + i], i % 2 ? STATE_KNOWN : STATE_UNKNOWN);
    }
    block_seal(b);
    ck_assert(l->all_known && l->items[0].all_known && !l->items[1].all_known);
    block_free(b);
}
END_TEST

START_TEST(rows_may_be_missing_beforehand) {
    struct block *b = block_new(&policy, 2, false);
    block_set_all_missing(b);
    for (uint32_t row = 0; row < 2; row++) {
        ck_assert_uint_eq(block_open_row(b), row);
        ck_assert_uint_eq(b->columns[OWED].state[row], STATE_UNKNOWN);
        ck_assert_uint_eq(((uint8_t *)b->columns[GOOD].data)[row], TRUTH_UNKNOWN);
        block_set(b, row, &fields[OWED], 5);
        block_set(b, row, &fields[GOOD], TRUTH_YES);
    }
    block_drop_row(b);
    ck_assert_uint_eq(block_open_row(b), 1);
    ck_assert_uint_eq(b->columns[OWED].state[0], STATE_KNOWN);
    ck_assert_uint_eq(b->columns[OWED].state[1], STATE_UNKNOWN);
    ck_assert_uint_eq(((uint8_t *)b->columns[GOOD].data)[1], TRUTH_UNKNOWN);
    block_free(b);
}
END_TEST

START_TEST(a_dropped_row_takes_its_items_along) {
    struct block *b = block_new(&policy, 2, false);
    block_add_row(b);
    block_add_row(b);
    block_set_list_known(b, 1, &fields[OVERDUE]);
    block_add_item(b, &fields[OVERDUE]);
    block_set(b, 1, &fields[OWED], 5);
    block_drop_row(b);
    ck_assert_uint_eq(b->rows, 1);
    ck_assert_uint_eq(block_add_row(b), 1);
    ck_assert_uint_eq(b->lists[OVERDUE].offsets[2], 0);
    ck_assert_uint_eq(b->lists[OVERDUE].state[1], STATE_UNKNOWN);
    ck_assert_uint_eq(b->columns[OWED].state[1], STATE_UNKNOWN);
    block_clear(b);
    ck_assert_uint_eq(b->rows, 0);
    block_free(b);
    block_free(NULL);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("block");
    TCase *t = tcase_create("columns");
    tcase_add_checked_fixture(t, setup, NULL);
    tcase_add_test(t, lanes_by_type);
    tcase_add_test(t, lanes_of_columns);
    tcase_add_test(t, numbers_come_back_whatever_their_size);
    tcase_add_test(t, a_new_row_is_missing_throughout);
    tcase_add_test(t, values_come_back);
    tcase_add_test(t, items_grow_and_stay_with_their_row);
    tcase_add_test(t, rows_may_be_missing_beforehand);
    tcase_add_test(t, a_dropped_row_takes_its_items_along);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
