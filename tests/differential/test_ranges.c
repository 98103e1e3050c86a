// Ranges are never too narrow: random policies, random boxes, and random applicants that lie in them; whatever a node
// comes to lies in its range.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "interp/eval/eval.h"
#include "interp/solve/range.h"
#include "tests/differential/random_record.h"
#include "tests/differential/subject.h"
#include "tests/unit/check_main.h"

#define ROWS 48u
#define BOXES 12u

static uint64_t met[OPERATION_COUNT];  // values looked at

struct trial {
    struct subject s;
    struct block *b;
    struct workspace *w;
    struct range *ranges;
    struct box box;
    bool in_box[ROWS];
};

static void load_rows(struct trial *t, struct random_source *r, bool date_per_row) {
    for (uint32_t i = 0; i < ROWS; i++) {
        struct naive_record record = subject_record(&t->s, r);
        if (date_per_row) record.as_of = DATE_PACK(2023 + (int)random_below(r, 3), 1 + (int)random_below(r, 12), 28);
        subject_load(t->b, &record);
        random_record_free(&record, t->s.policy);
    }
    block_seal(t->b);
    ck_assert(eval_block(t->w, t->b));
}

// ---- the least box that holds some rows

static struct range range_of_value(const struct field *f, struct node_value v) {
    struct range r = {.outcomes = outcome_of(v.state), .may = UINT64_MAX};
    if (v.state != STATE_KNOWN) return r;
    r.outcomes = f->type.kind == TYPE_TRUTH && v.value == TRUTH_YES ? OUTCOME_YES : OUTCOME_KNOWN;
    r.low = r.high = v.value;
    if (f->type.kind == TYPE_CHOICE) r.may = UINT64_C(1) << v.value;
    if (f->type.kind == TYPE_SET) r.may = r.must = (uint64_t)v.value;
    return r;
}

static struct range cell_range(const struct trial *t, const struct field *f, uint32_t row) {
    if (f->type.kind != TYPE_LIST)
        return range_of_value(f, vector_value(&t->b->columns[f->index], column_lane(f), row));
    return (struct range){.outcomes = outcome_of((enum state)t->b->lists[f->index].state[row]), .may = UINT64_MAX};
}

static struct range joined(struct range a, struct range b) {
    if (!(a.outcomes & OUTCOMES_KNOWN)) return b.outcomes |= a.outcomes, b;
    if (b.outcomes & OUTCOMES_KNOWN) {
        a.low = b.low < a.low ? b.low : a.low, a.high = b.high > a.high ? b.high : a.high;
        a.may |= b.may, a.must &= b.must;
    }
    a.outcomes |= b.outcomes;
    return a;
}

static void take_row(struct trial *t, uint32_t row) {
    for (uint32_t i = 0; i < t->s.policy->field_count; i++)
        t->box.fields[i] = joined(t->box.fields[i], cell_range(t, &t->s.policy->fields[i], row));
    int32_t date = t->s.plan->as_of ? t->s.plan->as_of : t->b->as_of[row];
    if (date < t->box.as_of[0]) t->box.as_of[0] = date;
    if (date > t->box.as_of[1]) t->box.as_of[1] = date;
    t->in_box[row] = true;
}

static void choose_box(struct trial *t, struct random_source *r, uint32_t rows) {
    for (uint32_t i = 0; i < t->s.policy->field_count; i++) t->box.fields[i] = (struct range){.outcomes = 0};
    t->box.as_of[0] = DATE_MAX, t->box.as_of[1] = DATE_MIN;
    for (uint32_t i = 0; i < ROWS; i++) t->in_box[i] = false;
    while (rows--) take_row(t, random_below(r, ROWS));
}

// ---- what is asked

static void look_at(struct trial *t, const struct node *n, uint32_t row) {
    struct node_value v = node_value_at(t->w, n, row);
    const struct range *range = &t->ranges[n->id];
    met[n->operation]++;
    if (range_admits(range, n, v)) return;
    fprintf(stderr, "operation %d: state %d value %lld; outcomes %x, %lld to %lld\n", n->operation, v.state,
            (long long)v.value, range->outcomes, (long long)range->low, (long long)range->high);
    subject_report(&t->s);
    ck_abort_msg("a value lies outside its range");
}

static void look_at_rows(struct trial *t, const struct node *n) {
    for (uint32_t row = 0; !n->space && row < ROWS; row++)
        if (t->in_box[row]) look_at(t, n, row);
}

static void try_box(struct trial *t, struct random_source *r, uint32_t rows) {
    choose_box(t, r, rows);
    ranges_find(t->s.plan, &t->box, t->ranges);
    for (uint32_t i = 0; i < t->s.plan->node_count; i++) look_at_rows(t, t->s.plan->nodes[i]);
}

static void try_policy(uint64_t seed, bool date_per_row) {
    struct random_source r = {seed};
    struct trial *t = calloc(1, sizeof *t);
    subject_make(&t->s, &r, date_per_row ? 0 : DATE_PACK(2024, 7, 1), false);
    t->b = block_new(t->s.policy, ROWS, date_per_row);
    t->w = plan_workspace_new(t->s.plan, ROWS);
    t->ranges = calloc(t->s.plan->node_count + 1, sizeof *t->ranges);
    ck_assert(t->b && t->w && t->ranges && box_make(&t->box, t->s.policy));
    load_rows(t, &r, date_per_row);
    for (uint32_t i = 0; i < BOXES; i++) try_box(t, &r, 1 + (i % 2 ? 0 : random_below(&r, ROWS / 4)));
    free(t->ranges);
    box_free(&t->box);
    workspace_free(t->w);
    block_free(t->b);
    subject_free(&t->s);
}

#define LOOPS 15
#define VALUES 1000000u  // in all

START_TEST(every_value_lies_in_its_range) {
    uint64_t values = 0;
    for (uint64_t i = 0; i < 20; i++) try_policy(UINT64_C(90000) + (uint64_t)_i * 1000 + i, i % 4 == 3);
    for (uint32_t i = 0; i < OPERATION_COUNT; i++) values += met[i];
    ck_assert_uint_ge(values, VALUES / LOOPS);
}
END_TEST

// One test in one process after the other: what was met is added up over all policies here.
START_TEST(every_operation_is_met) {
    for (uint64_t i = 0; i < 200; i++) try_policy(UINT64_C(500000) + i, i % 4 == 3);
    for (uint32_t i = 0; i < OPERATION_COUNT; i++) {
        bool by_item = i == OPERATION_BROADCAST;  // whose rows are items
        ck_assert_msg(by_item || met[i] > 0, "operation %u was never met", i);
    }
}
END_TEST

// A box of points says as much as can be said.
START_TEST(points_are_exact) {
    uint64_t values = 0, open = 0;
    for (uint64_t seed = 700000; seed < 700040; seed++) {
        struct random_source r = {seed};
        struct trial *t = calloc(1, sizeof *t);
        subject_make(&t->s, &r, DATE_PACK(2024, 7, 1), false);
        t->b = block_new(t->s.policy, ROWS, false);
        t->w = plan_workspace_new(t->s.plan, ROWS);
        t->ranges = calloc(t->s.plan->node_count + 1, sizeof *t->ranges);
        ck_assert(t->b && t->w && t->ranges && box_make(&t->box, t->s.policy));
        load_rows(t, &r, false);
        choose_box(t, &r, 1);
        ranges_find(t->s.plan, &t->box, t->ranges);
        for (uint32_t i = 0; i < t->s.plan->node_count; i++) {
            const struct node *n = t->s.plan->nodes[i];
            uint8_t outcomes = t->ranges[n->id].outcomes;
            values++;
            open += (outcomes & (outcomes - 1)) != 0;
        }
        free(t->ranges);
        box_free(&t->box);
        workspace_free(t->w);
        block_free(t->b);
        subject_free(&t->s);
    }
    printf("# %llu of %llu nodes are open over a point\n", (unsigned long long)open, (unsigned long long)values);
    ck_assert_uint_lt(open * 4, values);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("ranges");
    TCase *c = tcase_create("ranges");
    tcase_set_timeout(c, 300);
    tcase_add_loop_test(c, every_value_lies_in_its_range, 0, random_share(LOOPS));
    if (random_share(100) >= 100) tcase_add_test(c, every_operation_is_met);
    tcase_add_test(c, points_are_exact);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
