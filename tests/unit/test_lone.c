// Where a watched condition is asked, and what no item can be, whoever has it.
#include <string.h>

#include "interp/solve/lone.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static struct evaluated *open_rule(const char *outside, const char *rule) {
    struct text policy = {0};
    text_format(&policy, "%s\nscheme s {\n in force from 2000-01-01\n offer o { require r: %s }\n}\n", outside, rule);
    struct evaluated *e = evaluated_rules(text_string(&policy));
    text_free(&policy);
    return e;
}

// ---- where it is asked

// The first `or` of the policy's definition, else of its rule, is watched. What is told of each use: its list, a `/`
// where it stands behind a filter, and how many operands hang on the item.
static const struct {
    const char *outside, *rule, *uses;
} used[] = {
    {"", "a or b", "-0"},
    {"", "not (a or b) and not (a or b)", "-0"},
    {"", "any(overdue where amount > 5元 or b)", "overdue1"},
    {"", "any(overdue, amount > 5元 or b where account is \"A\")", "overdue/1"},
    {"", "all(overdue where account is \"A\", amount > 5元 or b)", "overdue/1"},
    {"define d = a or b", "any(overdue where d)", "-0"},
    {"define d(: x, y) = x or y", "d(a, b) and d(b, c) and d(a, b)", "-0 -0"},
    {"define d(: x, y) = x > 5元 or y", "any(overdue where d(amount, a)) and d(revenue, b)", "overdue1 -0"},
    {"define d(: x, y) = x > 5元 or y", "all(overdue where d(amount, a), d(amount, a))", "overdue1 overdue/1"},
    {"define d(: l) = any(l where amount > 5元 or b)", "d(overdue) and d(spouse) and d(overdue)", "overdue1 spouse1"},
};

static const struct expr *first_or(const struct expr *e) {
    const struct expr *found = e->kind == NODE_OR ? e : NULL;
    for (uint32_t i = 0; i < e->count && !found; i++) found = first_or(e->kids[i]);
    return found;
}

static const struct expr *watched_root(const struct evaluated *e) {
    if (e->policy->define_count) return first_or(e->policy->defines[0]->expr);
    return first_or(e->policy->schemes[0]->offers[0]->rules[0]->decl->expr);
}

static void put_use(const struct evaluated *e, const struct planned_use *u, struct text *out) {
    uint32_t of_items = 0;
    for (uint32_t i = 0; i < 2; i++) of_items += u->operands[i]->space != NULL && !u->operands[i]->constant;
    if (out->length) text_char(out, ' ');
    text_put(out, u->list ? name_text(e->policy, &u->list->def.name, LANG_EN) : "-");
    text_format(out, "%s%u", u->passed ? "/" : "", of_items);
}

START_TEST(uses_of_a_condition) {
    struct evaluated *e = open_rule(used[_i].outside, used[_i].rule);
    const struct expr *root = watched_root(e);
    const struct watched_condition w = {
        .root = root, .operands = (const struct expr *const *)root->kids, .operand_count = root->count};
    struct text out = {0};
    evaluated_plan(e, &(struct plan_options){.watched = &w, .watched_count = 1}, 1);
    for (uint32_t i = 0; i < e->plan->use_count; i++) put_use(e, &e->plan->uses[i], &out);
    ck_assert_str_eq(text_string(&out), used[_i].uses);
    text_free(&out);
    evaluated_close(e);
}
END_TEST

// ---- what no item can be

static const struct {
    const char *rule;
    bool none;
} asked[] = {
    {"any(overdue where amount > 5元 and amount < 5元)", true},
    {"any(overdue where amount > 5元 and amount < 6元)", false},
    {"count(overdue where amount > 5元 and not (amount > 3元)) > 1", true},
    {"count(overdue) > 1", false},
    {"all(overdue, amount > 5元 or amount < 6元)", true},
    {"all(overdue, amount > 5元)", false},
    {"any(overdue where amount > revenue and revenue > 5元 and amount < 5元)", true},
    {"any(overdue where amount > revenue and revenue > 5元)", false},
    {"any(overdue where month within 3 months and not (month within 6 months))", true},
    // What hangs on the list as a whole is not told of an item by itself.
    {"any(overdue where many and few)", false},
    {"any(overdue where overdue is empty)", false},
};

static const struct node *find_aggregate(const struct plan *p) {
    const struct node *found = NULL;
    for (uint32_t i = 0; i < p->node_count; i++)
        if (is_aggregate(p->nodes[i]) && p->nodes[i]->count) found = p->nodes[i];
    return found;
}

static bool is_none(const struct lone *l, const struct plan *p) {
    const struct node *n = find_aggregate(p);
    return n && lone_ask(l, n) == ANSWER_NONE;
}

START_TEST(what_no_item_can_be) {
    static const char lengths[] = "define many = count(overdue) > 1\ndefine few = count(overdue) < 1\n";
    struct evaluated *e = open_rule(lengths, asked[_i].rule);
    struct lone l;
    form known;
    evaluated_plan(e, &(struct plan_options){.assumed = true}, 1);
    struct solver *s = solver_new(e->plan, &(struct solve_options){.missing = true});
    ck_assert(s && lone_begin(&l, e->plan, &(struct solve_options){.missing = true}));
    ck_assert_int_eq(is_none(&l, e->plan), asked[_i].none);
    ck_assert(lone_known(&l, s, &known));
    ck_assert_int_eq(known != FORM_YES, asked[_i].none);
    lone_end(&l);
    solver_free(s);
    evaluated_close(e);
}
END_TEST

// Two filters, and whether some item passes one and not the other.
static const struct {
    const char *rule;
    bool same;
} told[] = {
    {"count(overdue where amount > 5元 and amount > 3元) > count(overdue where amount > 5元)", true},
    {"count(overdue where amount > 5元 and amount > 6元) > count(overdue where amount > 5元)", false},
    {"count(overdue where amount > 5元 or a) > count(overdue where a or not (amount <= 5元))", true},
    {"count(overdue where amount > 5元 or a) > count(overdue where a)", false},
    {"count(overdue where amount is missing or a) > count(overdue where a)", false},
};

START_TEST(what_no_item_tells_apart) {
    struct evaluated *e = open_rule("", told[_i].rule);
    struct lone l;
    const struct node *filters[2] = {NULL, NULL};
    uint32_t count = 0;
    evaluated_plan(e, &(struct plan_options){.assumed = true}, 1);
    for (uint32_t i = 0; i < e->plan->node_count; i++) {
        const struct node *n = e->plan->nodes[i];
        if (is_aggregate(n) && n->count && count < 2) filters[count++] = n->kids[0];
    }
    ck_assert_uint_eq(count, 2);
    ck_assert(lone_begin(&l, e->plan, &(struct solve_options){.missing = true}));
    ck_assert_int_eq(lone_differ(&l, filters[0], filters[1]) == ANSWER_NONE, told[_i].same);
    lone_end(&l);
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("lone");
    TCase *t = tcase_create("items");
    tcase_add_loop_test(t, uses_of_a_condition, 0, sizeof used / sizeof *used);
    tcase_add_loop_test(t, what_no_item_can_be, 0, sizeof asked / sizeof *asked);
    tcase_add_loop_test(t, what_no_item_tells_apart, 0, sizeof told / sizeof *told);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
