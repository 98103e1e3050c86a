// What a reform makes of each rule: tightened, loosened, changed or the same, with somebody who shows it.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/check/editions.h"
#include "interp/findings/findings.h"
#include "interp/prove/changes.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static const char policy[] = "scheme s {\n  in force from 2020-01-01\n"
                             "  param least = 10万元\n"
                             "  param from = 5\n"
                             "  require kept: n >= 1\n"
                             "  require below: revenue >= least\n"
                             "  require above: m <= 5\n"
                             "  require both: debt >= 10元 and debt <= 20元\n"
                             "  require spelt: not (b and c)\n"
                             "  require listed: count(overdue) <= 3\n"
                             "  require in principle softer: since <= 2020-01-01\n"
                             "  offer first {\n"
                             "    when n >= from\n"
                             "    require own: b\n"
                             "    grant limit = 30万元\n"
                             "    grant price = rate\n"
                             "  }\n"
                             "}\n";

static const char reform[] = "reform \"r\" of s {\n"
                             "  param least = 20万元\n"
                             "  param from = 4\n"
                             "  replace require above: m <= 6\n"
                             "  replace require both: debt >= 11元 and debt <= 21元\n"
                             "  replace require spelt: not b or not c\n"
                             "  replace require listed: count(overdue) <= 2\n"
                             "  replace require softer: since <= 2020-01-01\n"
                             "  offer first {\n"
                             "    require fresh: c\n"
                             "    replace grant limit = min(20万元, revenue)\n"
                             "    replace grant price = rate + 1%\n"
                             "  }\n"
                             "  offer added { grant limit = 2万元 }\n"
                             "}\n";

struct changed {
    struct compilation c;
    jmp_buf out_of_memory;
    struct plan *plan;
    struct rule_changes all;
};

static void expect_sound(struct changed *x) {
    struct text out = {0};
    for (uint32_t i = 0; i < x->c.diags.count; i++) diag_render(&out, LANG_EN, &x->c.sources, x->c.diags.items[i]);
    if (x->c.diags.errors) ck_abort_msg("%s", text_string(&out));
    text_free(&out);
}

static struct changed *open_changed(const char *rules, const char *change, bool missing) {
    struct changed *x = calloc(1, sizeof *x);
    char *all = malloc(strlen(evaluated_vocabulary) + strlen(rules) + strlen(change) + 1);
    const char *const scenario[] = {"r"};
    sprintf(all, "%s%s%s", evaluated_vocabulary, rules, change);
    if (setjmp(x->out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&x->c, &x->out_of_memory);
    x->c.prover = findings_prover();
    compilation_load_text(&x->c, "test.pol", all, strlen(all));
    struct policy *p = check_policy(&x->c, &(struct check_options){.scenario = scenario, .scenario_count = 1});
    expect_sound(x);
    free(all);
    const struct plan_world world = {.of = &p->worlds[0], .rejects = true};
    x->plan = plan_new(p, &(struct plan_options){.worlds = &world, .world_count = 1});
    ck_assert(changes_find(&x->all, x->plan, &(struct change_options){.world = 1, .missing = missing}));
    return x;
}

static void load_edition(struct changed *x, const char *path, const char *vocabulary, const char *rules) {
    struct text all = {0};
    text_put(&all, vocabulary);
    text_put(&all, rules);
    compilation_load_text(&x->c, path, text_string(&all), all.length);
    text_free(&all);
}

static struct policy *check_two(struct changed *x, const char *vocabulary, const char *old, const char *other,
                                const char *new) {
    compilation_init(&x->c, &x->out_of_memory);
    load_edition(x, "old.pol", vocabulary, old);
    compilation_next_edition(&x->c);
    load_edition(x, "new.pol", other, new);
    return check_editions(&x->c, &(struct check_options){.no_tests = false});
}

// Two editions, each with a vocabulary of its own.
static struct changed *open_two(const char *vocabulary, const char *old, const char *other, const char *new) {
    struct changed *x = calloc(1, sizeof *x);
    if (setjmp(x->out_of_memory)) ck_abort_msg("out of memory");
    struct policy *p = check_two(x, vocabulary, old, other, new);
    expect_sound(x);
    const struct plan_world world = {.of = &p->worlds[0], .rejects = true};
    x->plan = plan_new(p, &(struct plan_options){.worlds = &world, .world_count = 1});
    ck_assert(changes_find(&x->all, x->plan, &(struct change_options){.world = 1}));
    return x;
}

static void close_changed(struct changed *x) {
    changes_free(&x->all);
    plan_free(x->plan);
    compilation_free(&x->c);
    free(x);
}

static const char *spelt(const struct changed *x, const struct name *n) {
    return n ? name_text(x->plan->policy, n, LANG_EN) : "";
}

static const struct rule_change *change_of(const struct changed *x, enum change_of of, const char *offer,
                                           const char *part) {
    for (uint32_t i = 0; i < x->all.count; i++) {
        const struct rule_change *r = &x->all.items[i];
        if (r->of == of && !strcmp(spelt(x, r->offer), offer) && !strcmp(spelt(x, r->part), part)) return r;
    }
    ck_abort_msg("no such part: %s %s", offer, part);
    return NULL;
}

// Whoever was found stands there as a record.
static void expect_witness(const struct change_witness *w, bool found) {
    ck_assert_int_eq(w->answer, found ? ANSWER_FOUND : ANSWER_NONE);
    ck_assert_int_eq(w->record.length > 0, found);
    ck_assert_uint_eq(strlen(w->as_of), found ? 10 : 0);
}

static void expect(const struct changed *x, enum change_of of, const char *offer, const char *part,
                   enum change_effect effect) {
    const struct rule_change *r = change_of(x, of, offer, part);
    ck_assert_msg(r->effect == effect, "%s %s: %d instead of %d", offer, part, r->effect, effect);
    bool two = effect == CHANGE_CHANGED && (of != CHANGE_OF_GRANT || r->better.answer == ANSWER_FOUND);
    expect_witness(&r->worse, effect == CHANGE_TIGHTENED || effect == CHANGE_CHANGED);
    expect_witness(&r->better, effect == CHANGE_LOOSENED || two);
}

START_TEST(each_rule_is_told_by_whom_it_treats_otherwise) {
    struct changed *x = open_changed(policy, reform, false);
    expect(x, CHANGE_OF_RULE, "first", "kept", CHANGE_SAME);
    expect(x, CHANGE_OF_RULE, "first", "below", CHANGE_TIGHTENED);
    expect(x, CHANGE_OF_RULE, "first", "above", CHANGE_LOOSENED);
    expect(x, CHANGE_OF_RULE, "first", "both", CHANGE_CHANGED);
    expect(x, CHANGE_OF_RULE, "first", "spelt", CHANGE_SAME);
    expect(x, CHANGE_OF_RULE, "first", "listed", CHANGE_TIGHTENED);
    expect(x, CHANGE_OF_RULE, "first", "softer", CHANGE_TIGHTENED);  // it turned down nobody, but asked a person
    expect(x, CHANGE_OF_RULE, "first", "own", CHANGE_SAME);
    close_changed(x);
}
END_TEST

START_TEST(a_rule_that_one_version_has_alone_has_one_side) {
    struct changed *x = open_changed(policy, reform, false);
    expect(x, CHANGE_OF_RULE, "first", "fresh", CHANGE_TIGHTENED);
    const struct rule_change *fresh = change_of(x, CHANGE_OF_RULE, "first", "fresh");
    ck_assert(fresh->after.rule && fresh->after.offer && !fresh->before.offer);
    close_changed(x);
}
END_TEST

START_TEST(who_is_asked_and_what_is_granted_are_told_too) {
    struct changed *x = open_changed(policy, reform, false);
    expect(x, CHANGE_OF_WHEN, "first", "", CHANGE_LOOSENED);
    expect(x, CHANGE_OF_GRANT, "first", "limit", CHANGE_TIGHTENED);
    expect(x, CHANGE_OF_GRANT, "first", "price", CHANGE_CHANGED);
    expect(x, CHANGE_OF_OFFER, "first", "", CHANGE_CHANGED);
    close_changed(x);
}
END_TEST

START_TEST(an_offer_that_comes_is_told_as_a_whole) {
    struct changed *x = open_changed(policy, reform, false);
    expect(x, CHANGE_OF_OFFER, "added", "", CHANGE_LOOSENED);
    for (uint32_t i = 0; i < x->all.count; i++)
        ck_assert(!strcmp(spelt(x, x->all.items[i].offer), "first") || x->all.items[i].of == CHANGE_OF_OFFER);
    ck_assert(changes_any(&x->all));
    close_changed(x);
}
END_TEST

START_TEST(another_spelling_of_the_same_changes_nothing) {
    static const char rules[] = "scheme s {\n  in force from 2020-01-01\n  require one: revenue >= 1万元 and a\n"
                                "  offer o { require two: n > 1  grant limit = 1万元 }\n}\n";
    static const char same[] = "reform \"r\" of s {\n  replace require one: a and not (revenue < 10000元)\n"
                               "  offer o { replace require two: n >= 2 }\n}\n";
    struct changed *x = open_changed(rules, same, true);
    for (uint32_t i = 0; i < x->all.count; i++) ck_assert_int_eq(x->all.items[i].effect, CHANGE_SAME);
    ck_assert_uint_eq(x->all.count, 5);
    ck_assert(!changes_any(&x->all));
    close_changed(x);
}
END_TEST

START_TEST(what_is_missing_counts_where_it_is_asked_for) {
    static const char rules[] =
        "scheme s {\n  in force from 2020-01-01\n  require one: a or not a\n  offer o { grant limit = 1万元 }\n}\n";
    static const char never[] = "reform \"r\" of s {\n  replace require one: n >= 0 or n < 0 or b\n}\n";
    struct changed *x = open_changed(rules, never, false), *y = open_changed(rules, never, true);
    expect(x, CHANGE_OF_RULE, "o", "one", CHANGE_SAME);
    expect(y, CHANGE_OF_RULE, "o", "one", CHANGE_CHANGED);
    close_changed(x);
    close_changed(y);
}
END_TEST

START_TEST(dated_versions_are_held_against_those_in_force_with_them) {
    static const char rules[] = "scheme s {\n  in force from 2020-01-01 until 2023-12-31\n  require one: n >= 1\n"
                                "  offer o { grant limit = 1万元 }\n}\n"
                                "scheme s {\n  in force from 2024-01-01\n  param most = 2\n  require one: n >= most\n"
                                "  offer o { grant limit = 1万元 }\n}\n";
    static const char later[] = "reform \"r\" of s {\n  param most = 3\n}\n";
    struct changed *x = open_changed(rules, later, false);
    expect(x, CHANGE_OF_RULE, "o", "one", CHANGE_TIGHTENED);
    ck_assert_int_ge(strcmp(change_of(x, CHANGE_OF_RULE, "o", "one")->worse.as_of, "2024-01-01"), 0);
    close_changed(x);
}
END_TEST

START_TEST(changes_are_joined) {
    ck_assert_int_eq(change_join(CHANGE_SAME, CHANGE_LOOSENED), CHANGE_LOOSENED);
    ck_assert_int_eq(change_join(CHANGE_TIGHTENED, CHANGE_SAME), CHANGE_TIGHTENED);
    ck_assert_int_eq(change_join(CHANGE_TIGHTENED, CHANGE_LOOSENED), CHANGE_CHANGED);
    ck_assert_int_eq(change_join(CHANGE_TIGHTENED, CHANGE_OPEN), CHANGE_OPEN);
    ck_assert_int_eq(change_join(CHANGE_LOOSENED, CHANGE_LOOSENED), CHANGE_LOOSENED);
}
END_TEST

#define HEAD "scheme s {\n  in force from 2020-01-01\n"

START_TEST(two_editions_stand_on_one_vocabulary) {
    static const char old[] = "vocabulary {\n  field id: text key\n  field kind: one of { small, large, gone }\n"
                              "  field marks: any of { red, green }\n  field n: count in 0..10\n"
                              "  field lost: yes/no\n  field overdue: list of { month: month, amount: money }\n}\n";
    static const char new[] = "vocabulary {\n  field added: yes/no\n  field n(人数): count in 0..20\n"
                              "  field marks: any of { blue, green, red }\n  field id: text key\n"
                              "  field overdue: list of { amount: money, month: month }\n"
                              "  field kind: one of { large, fresh, small }\n}\n";
    struct changed *x = open_two(old,
                                 HEAD "  define few = n <= 3\n  require size: kind is small\n"
                                      "  require coloured: marks has red\n  require counted: few\n"
                                      "  require paid: sum(overdue.amount) <= 5元\n  require gone: lost\n"
                                      "  offer o { grant limit = 1万元 }\n  offer dropped { grant limit = 1万元 }\n}\n",
                                 new,
                                 HEAD "  define few = 人数 <= 4\n  require size: kind in { small, fresh }\n"
                                      "  require coloured: marks has red\n  require counted: few\n"
                                      "  require paid: sum(overdue.amount) <= 5元\n  require fresh: added\n"
                                      "  offer o { grant limit = 1万元 }\n}\n");
    expect(x, CHANGE_OF_RULE, "o", "size", CHANGE_LOOSENED);
    expect(x, CHANGE_OF_RULE, "o", "coloured", CHANGE_SAME);
    expect(x, CHANGE_OF_RULE, "o", "counted", CHANGE_LOOSENED);
    expect(x, CHANGE_OF_RULE, "o", "paid", CHANGE_SAME);
    expect(x, CHANGE_OF_RULE, "o", "gone", CHANGE_LOOSENED);
    expect(x, CHANGE_OF_RULE, "o", "fresh", CHANGE_TIGHTENED);
    expect(x, CHANGE_OF_OFFER, "dropped", "", CHANGE_TIGHTENED);
    ck_assert_uint_eq(x->plan->policy->field_count, 7);
    ck_assert_ptr_nonnull(strstr(text_string(&change_of(x, CHANGE_OF_RULE, "o", "size")->better.record), "\"fresh\""));
    close_changed(x);
}
END_TEST

START_TEST(a_scheme_that_comes_or_goes_is_told_by_its_offers) {
    static const char rules[] = HEAD "  offer o { grant limit = 1万元 }\n}\n";
    static const char other[] = "scheme t {\n  in force from 2020-01-01\n  offer o { grant limit = 1万元 }\n}\n";
    struct changed *x = open_two(evaluated_vocabulary, rules, evaluated_vocabulary, other);
    ck_assert_uint_eq(x->all.count, 2);
    ck_assert_int_eq(x->all.items[0].effect, CHANGE_TIGHTENED);
    ck_assert_int_eq(x->all.items[1].effect, CHANGE_LOOSENED);
    close_changed(x);
}
END_TEST

START_TEST(what_has_become_another_kind_is_refused) {
    static const char rules[] = HEAD "  offer o { grant limit = 1万元 }\n}\n";
    static const char was[] = "vocabulary {\n  field id: text key\n  field n: count\n"
                              "  field owed: list of { amount: money }\n}\n";
    static const char now[] = "vocabulary {\n  field id: text key\n  field n: money\n"
                              "  field owed: list of { amount: money, paid: month }\n}\n";
    struct changed *x = calloc(1, sizeof *x);
    if (setjmp(x->out_of_memory)) ck_abort_msg("out of memory");
    check_two(x, was, rules, now, rules);
    ck_assert_uint_eq(x->c.diags.errors, 2);
    ck_assert_int_eq(x->c.diags.items[0]->id, DIAG_EDITION_KIND);
    ck_assert_int_eq(x->c.diags.items[1]->id, DIAG_EDITION_ITEMS);
    compilation_free(&x->c);
    free(x);
}
END_TEST

START_TEST(choices_that_were_written_twice_may_bear_a_name) {
    static const char was[] = "vocabulary {\n  field id: text key\n  field x: one of { p, q }\n"
                              "  field y: one of { p, q }\n}\n";
    static const char now[] = "vocabulary {\n  choices letter { q, p }\n  field id: text key\n"
                              "  field x: one of letter\n  field y: one of letter\n}\n";
    static const char rules[] = HEAD "  require a: x is p\n  require b: y is q\n  offer o { grant limit = 1万元 }\n}\n";
    struct changed *x = open_two(was, rules, now, rules);
    ck_assert(!changes_any(&x->all));
    close_changed(x);
}
END_TEST

static Suite *changes_suite(void) {
    Suite *s = suite_create("changes");
    TCase *t = tcase_create("changes");
    tcase_add_test(t, each_rule_is_told_by_whom_it_treats_otherwise);
    tcase_add_test(t, a_rule_that_one_version_has_alone_has_one_side);
    tcase_add_test(t, who_is_asked_and_what_is_granted_are_told_too);
    tcase_add_test(t, an_offer_that_comes_is_told_as_a_whole);
    tcase_add_test(t, another_spelling_of_the_same_changes_nothing);
    tcase_add_test(t, what_is_missing_counts_where_it_is_asked_for);
    tcase_add_test(t, dated_versions_are_held_against_those_in_force_with_them);
    tcase_add_test(t, changes_are_joined);
    tcase_add_test(t, two_editions_stand_on_one_vocabulary);
    tcase_add_test(t, a_scheme_that_comes_or_goes_is_told_by_its_offers);
    tcase_add_test(t, what_has_become_another_kind_is_refused);
    tcase_add_test(t, choices_that_were_written_twice_may_bear_a_name);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(changes_suite); }
