#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/plan/plan.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static struct evaluated *open_scheme(const char *items) {
    struct text policy = {0};
    text_format(&policy, "scheme s {\n in force from 2000-01-01\n%s\n}\n", items);
    struct evaluated *e = evaluated_rules(text_string(&policy));
    text_free(&policy);
    return e;
}

static const char with_params[] =
    " param floor = 10元, 20元 from 2024-01-01, 30元 from 2024-07-01\n param share = 20%\n"
    " param age = 18\n param wait = 6 months\n param day = 2024-05-06\n param open = yes\n"
    " param unit = 1元\n offer o { grant g = floor grant h = (floor) rounded up to unit }\n";

struct dated {
    const char *record;
    int64_t fen;
};
static const struct dated dated[] = {
    {"as_of=1999-12-31", 1000}, {"as_of=2023-12-31", 1000}, {"as_of=2024-01-01", 2000},
    {"as_of=2024-06-30", 2000}, {"as_of=2024-07-01", 3000}, {"as_of=9999-12-31", 3000},
};
#define DATED_COUNT (sizeof dated / sizeof *dated)

// On a date of its own, whatever the row's: on both sides of every change, and where the date is not known.
static const struct {
    const char *since, *expected;
} on_dates[] = {{"2023-12-31", "1000"}, {"2024-01-01", "2000"}, {"2024-06-30", "2000"},
                {"2024-07-01", "3000"}, {"9999-12-31", "3000"}, {"?", "?"}};

static void assert_dated(const char *rules, const char *set, uint32_t grant, const char *since, const char *wanted) {
    struct evaluated *e = open_scheme(rules);
    struct setting setting;
    struct diag message;
    struct text record = {0}, out = {0};
    if (set) ck_assert(plan_parse_setting(e->policy, set, &setting, &message));
    evaluated_plan(e, &(struct plan_options){.as_of = 0, .settings = &setting, .setting_count = set != NULL}, 1);
    text_format(&record, "as_of=2024-03-01 since=%s", since);
    evaluated_row(e, text_string(&record));
    evaluated_walk(e);
    evaluated_value(e, e->plan->schemes[0].offers[0].grants[grant].value, 0, &out);
    ck_assert_str_eq(text_string(&out), wanted);
    text_clear(&out);
    evaluated_decision(e, 0, 0, 0, &out);
    ck_assert_ptr_nonnull(strstr(text_string(&out), *wanted == '?' ? "missing(since)" : "missing()"));
    text_free(&record);
    text_free(&out);
    evaluated_close(e);
}

START_TEST(params_on_a_date) {
    static const char rules[] =
        " param floor = 10元, 20元 from 2024-01-01, 30元 from 2024-07-01\n param only = 5元\n param third = 1元 / 3元\n"
        " offer o { grant g = floor on since grant h = only on since grant i = 3元 * third on since }\n";
    const char *since = on_dates[_i].since, *expected = on_dates[_i].expected;
    bool known = *expected != '?';
    assert_dated(rules, NULL, 0, since, expected);
    assert_dated(rules, NULL, 1, since, known ? "500" : "?");
    assert_dated(rules, NULL, 2, since, known ? "100" : "?");
    assert_dated(rules, "s.floor=7元", 0, since, known ? "700" : "?");
}
END_TEST

START_TEST(params_by_the_row_s_date) {
    struct evaluated *e = open_scheme(with_params);
    evaluated_plan(e, &(struct plan_options){0}, DATED_COUNT);
    for (uint32_t i = 0; i < DATED_COUNT; i++) evaluated_row(e, dated[i].record);
    evaluated_walk(e);
    const struct node *n = e->plan->schemes[0].offers[0].grants[0].value;
    for (uint32_t i = 0; i < DATED_COUNT; i++) ck_assert_int_eq(node_value_at(e->w, n, i).value, dated[i].fen);
    evaluated_close(e);
}
END_TEST

struct setting_row {
    const char *text;
    enum diag_id fault;
    int64_t value;
};
static const struct setting_row settings[] = {
    {"s.floor=12万元", DIAG_NONE, 12000000},
    {"s.floor = 0.01元", DIAG_NONE, 1},
    {"s.share=3.75%", DIAG_NONE, 37500},
    {"s.age=-5", DIAG_NONE, -5},
    {"s.age=18岁", DIAG_NONE, 18},
    {"s.age=18 years_old", DIAG_NONE, 18},
    {"s.age=18 years old", DIAG_NONE, 18},
    {"s.age=18 years  old", DIAG_SETTING_VALUE, 0},
    {"s.wait=2年", DIAG_NONE, 24},
    {"s.day=2024-02-29", DIAG_NONE, DATE_PACK(2024, 2, 29)},
    {"s.open=否", DIAG_NONE, 0},
    {"s.unit=0.01元", DIAG_NONE, 1},
    {"s.unit=0元", DIAG_SETTING_UNIT, 0},
    {"s.unit=-1元", DIAG_SETTING_UNIT, 0},
    {"s.floor=12", DIAG_SETTING_VALUE, 0},
    {"s.wait=10 days", DIAG_SETTING_VALUE, 0},
    {"s.day=2023-02-29", DIAG_SETTING_VALUE, 0},
    {"s.flor=12元", DIAG_SETTING_UNKNOWN, 0},
    {"t.floor=12元", DIAG_SETTING_UNKNOWN, 0},
    {"s.floor", DIAG_SETTING_FORM, 0},
    {"=12元", DIAG_SETTING_FORM, 0},
    {"s.floor=", DIAG_SETTING_FORM, 0},
};

START_TEST(settings_from_text) {
    struct evaluated *e = open_scheme(with_params);
    struct setting found = {0};
    struct diag why = {0};
    bool read = plan_parse_setting(e->policy, settings[_i].text, &found, &why);
    ck_assert_int_eq(read, settings[_i].fault == DIAG_NONE);
    if (read) ck_assert_int_eq(found.value, settings[_i].value);
    ck_assert_int_eq(why.id, settings[_i].fault);
    evaluated_close(e);
}
END_TEST

// What was meant is named as it is to be written: with its scheme.
static const char *const misspelt[][3] = {
    {"s.flor=12元", "s", "floor"},  {"floor=12元", "s", "floor"},      {"flor=12元", "s", "floor"},
    {"t.floor=12元", "s", "floor"}, {"bank.floor=12元", "s", "floor"}, {"s.nothing_of_the_kind=12元", NULL, NULL},
};

START_TEST(a_hint_names_scheme_and_param) {
    struct evaluated *e = open_scheme(with_params);
    struct setting found = {0};
    struct diag why = {0};
    const char *const *row = misspelt[_i];
    ck_assert(!plan_parse_setting(e->policy, row[0], &found, &why));
    ck_assert_int_eq(why.hint, row[1] ? DIAG_HINT_DID_YOU_MEAN_IN : DIAG_NONE);
    if (row[1]) ck_assert_str_eq(why.hint_args[0].en, row[1]);
    if (row[1]) ck_assert_str_eq(why.hint_args[1].en, row[2]);
    evaluated_close(e);
}
END_TEST

START_TEST(a_param_is_set_once) {
    struct evaluated *e = open_scheme(with_params);
    struct setting found[2] = {0};
    struct diag why = {0};
    ck_assert(plan_add_setting(e->policy, "s.floor=7元", found, 0, &why));
    ck_assert(plan_add_setting(e->policy, "s.share=1%", found, 1, &why));
    ck_assert(!plan_add_setting(e->policy, "s.floor=8元", found, 1, &why));
    ck_assert_int_eq(why.id, DIAG_SETTING_TWICE);
    evaluated_close(e);
}
END_TEST

START_TEST(a_setting_takes_the_place_of_a_param) {
    struct evaluated *e = open_scheme(with_params);
    struct setting found = {0};
    struct diag why = {0};
    ck_assert(plan_parse_setting(e->policy, "s.floor=7元", &found, &why));
    evaluated_plan(e, &(struct plan_options){.as_of = DATE_PACK(2024, 7, 1), .settings = &found, .setting_count = 1},
                   1);
    const struct node *n = e->plan->schemes[0].offers[0].grants[0].value;
    ck_assert(n->constant);
    ck_assert_int_eq(n->value, 700);
    evaluated_close(e);
}
END_TEST

// By the places that an offer's parts have: `when`, then the rules, then the grants.
START_TEST(parts_of_an_offer) {
    struct evaluated *e = open_scheme(
        " require r: n > 1\n offer o {\n when n > 0\n refer q: n > 2\n grant g = 10元\n }\n offer p {\n }\n");
    evaluated_plan(e, &(struct plan_options){.as_of = DATE_PACK(2024, 7, 1)}, 1);
    const struct planned_offer *o = &e->plan->schemes[0].offers[0], *p = &e->plan->schemes[0].offers[1];
    ck_assert_uint_eq(planned_part_count(o), 4);
    ck_assert_int_eq(planned_part(o, 0).kind, PART_WHEN);
    ck_assert_ptr_eq(planned_part(o, 0).node, o->when);
    for (uint32_t i = 0; i < 2; i++) {
        struct planned_part part = planned_part(o, rule_place(i));
        ck_assert(part.kind == PART_RULE && part.index == i && part.node == o->rules[i].condition);
        ck_assert_ptr_eq(part.name, &o->rules[i].rule->def.name);
    }
    ck_assert_int_eq(planned_part(o, grant_place(o, 0)).kind, PART_GRANT);
    ck_assert_ptr_eq(planned_part(o, grant_place(o, 0)).node, o->grants[0].value);
    ck_assert_uint_eq(planned_part_count(p), 2);
    ck_assert_ptr_null(planned_part(p, 0).node);
    evaluated_close(e);
}
END_TEST

START_TEST(equal_conditions_are_one_node) {
    struct evaluated *e = open_scheme(" define old = revenue * 20% > debt\n"
                                      " offer o { require r: old\n require q: revenue * 20% > debt }\n");
    evaluated_plan(e, &(struct plan_options){.as_of = DATE_PACK(2024, 7, 1)}, 1);
    const struct planned_offer *o = &e->plan->schemes[0].offers[0];
    ck_assert_ptr_eq(o->rules[0].condition, o->rules[1].condition);
    ck_assert_uint_eq(e->plan->node_count, 5);  // two columns, one widened, a product, a comparison
    ck_assert(!o->rules[0].condition->may_fault);
    for (uint32_t i = 0; i < e->plan->node_count; i++)
        for (uint32_t k = 0; k < e->plan->nodes[i]->count; k++) ck_assert_uint_lt(e->plan->nodes[i]->kids[k]->id, i);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("plan");
    TCase *t = tcase_create("plans");
    tcase_add_loop_test(t, params_on_a_date, 0, sizeof on_dates / sizeof *on_dates);
    tcase_add_test(t, params_by_the_row_s_date);
    tcase_add_loop_test(t, settings_from_text, 0, sizeof settings / sizeof *settings);
    tcase_add_loop_test(t, a_hint_names_scheme_and_param, 0, sizeof misspelt / sizeof *misspelt);
    tcase_add_test(t, a_param_is_set_once);
    tcase_add_test(t, a_setting_takes_the_place_of_a_param);
    tcase_add_test(t, equal_conditions_are_one_node);
    tcase_add_test(t, parts_of_an_offer);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
