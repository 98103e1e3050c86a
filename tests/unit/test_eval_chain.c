// Random chains of × and ÷ over random records, held against numbers of any size: how they compare, what they are
// rounded to. An answer is never wrong; a fault is a division by zero, or what does not fit.
#include <stdio.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/plan/plan.h"
#include "tests/unit/big.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

#define ROWS 24
#define TERMS_MOST 24

enum cell { REVENUE, DEBT, RATE, N, M, CELL_COUNT, NO_CELL = CELL_COUNT };
struct term {
    int64_t constant;  // 1 beside a cell
    enum cell cell;
};
struct chain {
    struct text text;
    struct term over[TERMS_MOST], under[TERMS_MOST];
    uint32_t over_count, under_count;
};
struct ratio {
    struct big over, under;
    bool by_zero;
};

static uint32_t random_below(uint64_t *seed, uint32_t n) {
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static void put_over(struct chain *c, enum cell cell, int64_t constant) {
    c->over[c->over_count++] = (struct term){constant, cell};
}
static void put_under(struct chain *c, enum cell cell, int64_t constant) {
    c->under[c->under_count++] = (struct term){constant, cell};
}

struct step {
    const char *text;
    bool divides, of_percent;  // of_percent: may stand behind a percent too
    enum cell cell;
    int64_t constant, scale;
};
static const struct step steps[] = {
    {" * rate", false, true, RATE, 1, 1000000},
    {" * n", false, true, N, 1, 1},
    {" * m", false, true, M, 1, 1},
    {" * 24", false, true, NO_CELL, 24, 1},
    {" * 1.5%", false, true, NO_CELL, 15000, 1000000},
    {" * 33.3333%", false, true, NO_CELL, 333333, 1000000},
    {" * 100%", false, true, NO_CELL, 1000000, 1000000},
    {" * 999999999999999999", false, true, NO_CELL, 999999999999999999, 1},
    {" / n", true, false, N, 1, 1},
    {" / m", true, false, M, 1, 1},
    {" / 12", true, false, NO_CELL, 12, 1},
    {" / 7", true, false, NO_CELL, 7, 1},
};
#define STEP_COUNT (sizeof steps / sizeof *steps)

static void put_step(struct chain *c, const struct step *s) {
    text_put(&c->text, s->text);
    if (s->divides) put_under(c, s->cell, s->constant);
    else put_over(c, s->cell, s->constant);
    if (s->scale > 1) put_under(c, NO_CELL, s->scale);
}

static void put_steps(struct chain *c, uint64_t *seed, uint32_t count, bool percent) {
    while (count > 0) {
        const struct step *s = &steps[random_below(seed, STEP_COUNT)];
        if (percent && !s->of_percent) continue;
        put_step(c, s);
        count--;
    }
}

static void put_money(struct chain *c, uint64_t *seed, bool divides) {
    enum cell cell = random_below(seed, 2) ? REVENUE : DEBT;
    text_put(&c->text, cell == REVENUE ? "revenue" : "debt");
    if (divides) put_under(c, cell, 1);
    else put_over(c, cell, 1);
}

static struct chain random_chain(uint64_t *seed, bool percent) {
    struct chain c = {.over_count = 0};
    bool negated = random_below(seed, 8) == 0;
    if (random_below(seed, 6) == 0) {
        text_put(&c.text, percent ? "70%" : "0.07元");
        put_over(&c, NO_CELL, percent ? 700000 : 7);
        return c;
    }
    text_put(&c.text, negated ? "-(" : "(");
    if (negated) put_over(&c, NO_CELL, -1);
    put_money(&c, seed, false);
    put_steps(&c, seed, random_below(seed, 5), false);
    text_put(&c.text, ")");
    if (!percent) return c;
    text_put(&c.text, " / ");
    put_money(&c, seed, true);
    put_over(&c, NO_CELL, 1000000);
    put_steps(&c, seed, random_below(seed, 3), true);
    return c;
}

// Mostly near one another or small, sometimes as large as a record allows.
static int64_t random_cell(uint64_t *seed) {
    static const int64_t sizes[] = {3, 100, 1000000, INT64_C(1000000000000), INT64_C(999999999999999999)};
    int64_t size = sizes[random_below(seed, 5)];
    uint64_t value = (uint64_t)random_below(seed, UINT32_MAX) << 31 | random_below(seed, UINT32_MAX);
    int64_t cell = (int64_t)(value % (uint64_t)size);
    return random_below(seed, 5) == 0 ? -cell : cell;
}

static void put_row(struct evaluated *e, uint64_t *seed, int64_t *cells) {
    static const char *const names[] = {"revenue", "debt", "rate", "n", "m"};
    uint32_t row = block_add_row(e->block);
    for (int i = 0; i < CELL_COUNT; i++) {
        cells[i] = random_below(seed, 4) ? random_cell(seed) : i > 0 ? cells[i - 1] : 7;
        for (uint32_t f = 0; f < e->policy->field_count; f++)
            if (!strcmp(intern_name(e->policy->names, e->policy->fields[f].def.name.en), names[i]))
                block_set(e->block, row, &e->policy->fields[f], cells[i]);
    }
}

static int64_t value_of(const struct term *t, const int64_t *cells) {
    return t->cell == NO_CELL ? t->constant : cells[t->cell];
}

static struct ratio ratio_of_chain(const struct chain *c, const int64_t *cells) {
    struct ratio r = {big_of(1), big_of(1), false};
    for (uint32_t i = 0; i < c->over_count; i++) r.over = big_times(r.over, big_of(value_of(&c->over[i], cells)));
    for (uint32_t i = 0; i < c->under_count; i++) r.under = big_times(r.under, big_of(value_of(&c->under[i], cells)));
    r.by_zero = big_is_zero(&r.under);
    if (r.under.negative) r.over.negative = !r.over.negative, r.under.negative = false;
    return r;
}

static void check_comparison(const struct evaluated *e, uint32_t rule, uint32_t row, const struct ratio *x,
                             const struct ratio *y, const char *policy) {
    struct node_value v = node_value_at(e->w, e->plan->schemes[0].offers[0].rules[rule].condition, row);
    struct big left = big_times(x->over, y->under), right = big_times(y->over, x->under);
    int order = big_order(&left, &right);
    const bool holds[] = {order == 0, order != 0, order<0, order <= 0, order> 0, order >= 0};
    if (v.state == STATE_FAULT) {
        bool fits = big_fits(&left, 127) && big_fits(&right, 127);
        ck_assert_msg(x->by_zero || y->by_zero || !fits, "rule %u faults in row %u of\n%s", rule, row, policy);
        return;
    }
    ck_assert_msg(!x->by_zero && !y->by_zero, "rule %u divides by zero in row %u of\n%s", rule, row, policy);
    ck_assert_msg((v.value == 2) == holds[rule], "rule %u is wrong in row %u of\n%s", rule, row, policy);
}

// To the nearest, and at the half away from zero: 2·|over| + under lies from 2·q·under on and below 2·(q + 1)·under, q
// being the size of what it is rounded to.
static bool is_rounded_half_up(const struct ratio *x, int64_t value) {
    int64_t size = value < 0 ? -value : value;
    struct big sum = big_plus(big_times(x->over, big_of(x->over.negative ? -2 : 2)), x->under);
    struct big twice = big_times(x->under, big_of(2));
    struct big from = big_times(twice, big_of(size)), to = big_plus(from, twice);
    bool same_side = value == 0 || x->over.negative == (value < 0);
    return same_side && big_order(&sum, &from) >= 0 && big_order(&sum, &to) < 0;
}

static void check_grant(const struct evaluated *e, uint32_t row, const struct ratio *x, const char *policy) {
    struct node_value v = node_value_at(e->w, e->plan->schemes[0].offers[0].grants[0].value, row);
    if (v.state == STATE_FAULT) {
        struct big most = big_times(x->under, big_of(INT64_MAX));
        bool fits = big_fits(&x->over, 127) && big_fits(&x->under, 127) && big_order_of_sizes(&x->over, &most) <= 0;
        ck_assert_msg(x->by_zero || !fits, "the grant faults in row %u of\n%s", row, policy);
        return;
    }
    ck_assert_msg(!x->by_zero, "the grant divides by zero in row %u of\n%s", row, policy);
    ck_assert_msg(is_rounded_half_up(x, v.value), "the grant is %lld in row %u of\n%s", (long long)v.value, row,
                  policy);
}

static void put_policy(struct text *out, const char *x, const char *y, bool defined) {
    static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">="};
    text_format(out, "define x = %s\ndefine y = %s\nscheme s {\n in force from 2000-01-01\n offer o {\n", x, y);
    for (int i = 0; i < 6; i++)
        text_format(out, " require r%d: %s %s %s\n", i, defined ? "x" : x, signs[i], defined ? "y" : y);
    text_format(out, " grant g = %s\n }\n}\n", defined ? "x" : x);
}

static void check_policy_of(uint64_t seed, bool percent, bool defined) {
    struct chain x = random_chain(&seed, percent), y = random_chain(&seed, percent);
    struct text policy = {0};
    int64_t cells[ROWS][CELL_COUNT];
    put_policy(&policy, text_string(&x.text), text_string(&y.text), defined);
    struct evaluated *e = evaluated_planned(text_string(&policy), ROWS);
    for (uint32_t row = 0; row < ROWS; row++) put_row(e, &seed, cells[row]);
    evaluated_walk(e);
    for (uint32_t row = 0; row < ROWS; row++) {
        struct ratio left = ratio_of_chain(&x, cells[row]), right = ratio_of_chain(&y, cells[row]);
        for (uint32_t rule = 0; rule < 6; rule++) check_comparison(e, rule, row, &left, &right, text_string(&policy));
        check_grant(e, row, &left, text_string(&policy));
    }
    evaluated_close(e);
    text_free(&policy), text_free(&x.text), text_free(&y.text);
}

START_TEST(random_chains) {
    for (uint64_t i = 0; i < 100; i++) check_policy_of((uint64_t)_i * 7919 + i, i % 2, i % 3 == 0);
}
END_TEST

// Through what is named: definitions, what they are called with, params of every date, the columns of tables.
static const struct {
    const char *rules, *condition, *record, *expected;
} named[] = {
    {"define part = revenue / debt", "part <= 70%", "revenue=700000.03 debt=1000000", "no"},
    {"define part = revenue / debt\ndefine twice = part * 2", "twice <= 140%", "revenue=700000.03 debt=1000000", "no"},
    {"define part(: x, y) = x / y", "part(revenue, debt) <= 70%", "revenue=700000.03 debt=1000000", "no"},
    {"define twice(: x) = x * 2", "twice(revenue / debt) <= 140%", "revenue=700000.03 debt=1000000", "no"},
    {"define twice(: x) = x * 2", "twice(revenue / debt) >= 140%", "revenue=700000 debt=1000000", "yes"},
    {"param third = 1元 / 3元", "revenue * third >= 1元", "revenue=3", "yes"},
    {"param third = 1元 / 3元", "revenue * third < 1元", "revenue=2.99", "yes"},
    {"param third = 1元 / 3元", "third = 33.3333%", "", "no"},
    {"param third = 10%, 1元 / 3元 from 2024-01-01", "revenue * third >= 1元", "revenue=3 as_of=2024-01-01", "yes"},
    {"param third = 10%, 1元 / 3元 from 2024-01-01", "revenue * third >= 1元", "revenue=3 as_of=2023-12-31", "no"},
    {"param third = 10%, 1元 / 3元 from 2024-01-01", "revenue * third >= 1元", "revenue=10 as_of=2023-12-31", "yes"},
    {"table t first {\nrevenue / debt || r\n<= 70% || 1\n> 70% || 2\n}", "t = 2", "revenue=700000.03 debt=1000000",
     "yes"},
    {"table t first {\nrevenue / debt || r\n10%..70% || 1\notherwise || 2\n}", "t = 2",
     "revenue=700000.03 debt=1000000", "yes"},
    {"table t first {\nrevenue / debt || r\n70% || 1\notherwise || 2\n}", "t = 2", "revenue=700000.03 debt=1000000",
     "yes"},
    {"table t first {\na || r\nyes || revenue / 3\nno || 1元\n}", "t * 3 = 0.06元", "revenue=0.05 a=yes", "yes"},
};

static void check_named(size_t i, bool by_row) {
    struct text policy = {0}, out = {0}, record = {0};
    text_format(&policy, "%s\nscheme s {\n in force from 2000-01-01\n offer o {\n require r: %s\n }\n}\n",
                named[i].rules, named[i].condition);
    text_put(&record, named[i].record);
    if (by_row && !strstr(named[i].record, "as_of")) text_put(&record, " as_of=2024-07-01");
    struct evaluated *e = evaluated_rules(text_string(&policy));
    evaluated_plan(e, &(struct plan_options){.as_of = by_row ? 0 : DATE_PACK(2024, 7, 1)}, 1);
    evaluated_row(e, text_string(&record));
    evaluated_walk(e);
    evaluated_value(e, e->plan->schemes[0].offers[0].rules[0].condition, 0, &out);
    ck_assert_msg(!strcmp(text_string(&out), named[i].expected), "%s came to %s", text_string(&policy),
                  text_string(&out));
    evaluated_close(e);
    text_free(&policy), text_free(&out), text_free(&record);
}

START_TEST(through_names) {
    check_named((size_t)_i, true);
    if (!strstr(named[_i].record, "as_of")) check_named((size_t)_i, false);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_chain");
    TCase *t = tcase_create("chains");
    tcase_add_loop_test(t, random_chains, 0, 20);
    tcase_add_loop_test(t, through_names, 0, sizeof named / sizeof *named);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
