// The room of an evaluation and of reading: what is refused is said, leaves nothing half done, and can be asked for
// again.
#include <string.h>

#include "interp/data/record/cell.h"
#include "interp/eval/eval.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"
#include "tests/unit/refused_memory.h"

// One allocation is refused, the one that `left` comes to 0 at; below, none.
static int left = -1;
static bool refuse(void) { return left >= 0 && left-- == 0; }
static bool is_refused(void) { return left < 0; }
static void refuse_after(int allocations) { left = allocations; }
static void refuse_none(void) { left = -1; }

static const char rules[] = "scheme s {\n in force from 2024-01-01\n offer o {\n"
                            " require r: count(overdue where amount > 500元) >= 2\n"
                            " require q: longest_run(overdue.month per account) = 2\n }\n}\n";

START_TEST(every_allocation_of_a_workspace_is_answered) {
    struct evaluated *e = evaluated_planned(rules, 1);
    int tries = 0;
    for (bool refused = true; refused; tries++) {
        refuse_after(tries);
        struct workspace *w = plan_workspace_new(e->plan, 4);
        refused = is_refused();
        refuse_none();
        ck_assert_int_eq(w == NULL, refused);
        workspace_free(w);
    }
    ck_assert_int_ge(tries, 9);
    evaluated_close(e);
}
END_TEST

static void put_rows(struct evaluated *e) {
    evaluated_clear(e);
    evaluated_row(e, "overdue=[2024-01/A/501;2024-02/A/502]");
    evaluated_row(e, "overdue=[]");
    block_seal(e->block);
}

static void assert_decisions(const struct evaluated *e, const char *first, const char *second) {
    struct text out = {0};
    evaluated_decision(e, 0, 0, 0, &out);
    ck_assert_str_eq(text_string(&out), first);
    text_clear(&out);
    evaluated_decision(e, 0, 0, 1, &out);
    ck_assert_str_eq(text_string(&out), second);
    text_free(&out);
}

// A block whose items found no room is evaluated in the same workspace once there is some.
START_TEST(every_allocation_for_items_is_answered) {
    int tries = 0;
    for (bool refused = true; refused; tries++) {
        struct evaluated *e = evaluated_planned(rules, 2);
        put_rows(e);
        refuse_after(tries);
        bool made = eval_block(e->w, e->block);
        refused = is_refused();
        refuse_none();
        ck_assert_int_eq(made, !refused);
        ck_assert(eval_block(e->w, e->block));
        decide(e->d, e->w, e->block);
        assert_decisions(e, "eligible failed() refer() missing()", "ineligible failed(r q) refer() missing()");
        evaluated_close(e);
    }
    ck_assert_int_ge(tries, 4);
}
END_TEST

START_TEST(no_room_for_items_beyond_counting) {
    struct evaluated *e = evaluated_planned(rules, 2);
    put_rows(e);
    uint32_t *offsets = NULL;
    for (uint32_t i = 0; i < e->policy->field_count && !offsets; i++) offsets = e->block->lists[i].offsets;
    ck_assert_ptr_nonnull(offsets);
    uint32_t items = offsets[2];
    offsets[2] = UINT32_MAX / 2 + 1;
    ck_assert(!eval_block(e->w, e->block));
    offsets[2] = items;
    ck_assert(eval_block(e->w, e->block));
    evaluated_close(e);
}
END_TEST

// Without the memory to be quick a type is merely slower: only the first allocation has to be there.
static bool may_be_made(const struct evaluated *e, const struct field *field, int after) {
    struct cell_type type;
    struct dictionary truths = {0};
    refuse_after(after);
    bool made = cell_type_init(&type, e->policy, field, &truths), refused = is_refused();
    refuse_none();
    cell_type_free(&type);
    dictionary_free(&truths);
    ck_assert(made || refused);
    return made;
}

START_TEST(every_allocation_of_a_type_of_cells_is_answered) {
    struct evaluated *e = evaluated_rules(rules);
    int refused = 0;
    for (uint32_t i = 0; i < e->policy->field_count; i++) {
        refused += !may_be_made(e, &e->policy->fields[i], 0);
        ck_assert(may_be_made(e, &e->policy->fields[i], 1));
    }
    ck_assert_int_eq(refused, 6);  // three truths, a percent, a choice, a set
    evaluated_close(e);
}
END_TEST

#define MANY_ROWS 300  // more than blocks have whose columns are fetched beforehand, of which one alone has items

START_TEST(many_rows_with_few_items) {
    struct evaluated *e = evaluated_planned(rules, MANY_ROWS);
    put_rows(e);
    for (uint32_t i = 2; i < MANY_ROWS; i++) evaluated_row(e, "overdue=[]");
    evaluated_walk(e);
    assert_decisions(e, "eligible failed() refer() missing()", "ineligible failed(r q) refer() missing()");
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("room");
    TCase *t = tcase_create("room");
    tcase_add_test(t, every_allocation_of_a_workspace_is_answered);
    tcase_add_test(t, every_allocation_for_items_is_answered);
    tcase_add_test(t, every_allocation_of_a_type_of_cells_is_answered);
    tcase_add_test(t, no_room_for_items_beyond_counting);
    tcase_add_test(t, many_rows_with_few_items);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
