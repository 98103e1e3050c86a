// longest_run against its definition, over random lists: few items and many, months near and far, accounts that begin
// alike.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

#define ROWS 60
#define MOST_ITEMS 90u

struct item {
    int32_t month;
    const char *account;  // NULL: missing
    bool month_known, amount_known, passes;
};

struct row {
    struct item items[MOST_ITEMS];
    uint32_t count;
};

struct asked {  // longest_run(…) and what is made of it
    bool filtered, keyed;
    const char *tail;
    int64_t low, high;  // of the runs that make it true; high 0: it is the run itself
    bool negated;
};

#define LIMITLESS 99

static const struct asked tails[] = {
    {.tail = ""},
    {.tail = " >= 1", .low = 1, .high = LIMITLESS},
    {.tail = " >= 2", .low = 2, .high = LIMITLESS},
    {.tail = " >= 3", .low = 3, .high = LIMITLESS},
    {.tail = " > 3", .low = 4, .high = LIMITLESS},
    {.tail = " < 4", .low = 0, .high = 3},
    {.tail = " <= 2", .low = 0, .high = 2},
    {.tail = " = 3", .low = 3, .high = 3},
    {.tail = " != 2", .low = 2, .high = 2, .negated = true},
    {.tail = " in 2..4", .low = 2, .high = 4},
    {.tail = " >= 17", .low = 17, .high = LIMITLESS},
    {.tail = " <= 61", .low = 0, .high = 61},
    {.tail = " > 70", .low = 71, .high = LIMITLESS},
    {.tail = " > 900000000000000000", .low = LIMITLESS, .high = LIMITLESS},
};
#define TAILS (sizeof tails / sizeof *tails)
#define ASKED (TAILS * 4)

static struct asked asked_at(size_t i) {
    struct asked a = tails[i / 4];
    a.filtered = i % 2, a.keyed = i / 2 % 2;
    return a;
}

static struct evaluated *open_asked(void) {
    struct text policy = {0};
    text_put(&policy, "scheme s {\n in force from 2000-01-01\n offer o {\n");
    for (size_t i = 0; i < ASKED; i++) {
        struct asked a = asked_at(i);
        text_format(&policy, " grant g%zu = longest_run(overdue.month%s%s)%s\n", i,
                    a.filtered ? " where amount > 500元" : "", a.keyed ? " per account" : "", a.tail);
    }
    text_put(&policy, " }\n}\n");
    struct evaluated *e = evaluated_planned(text_string(&policy), ROWS);
    text_free(&policy);
    return e;
}

static uint32_t below(uint64_t *seed, uint32_t n) {
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static const char *const accounts[] = {
    "A",
    "",
    "B",
    "ABCDEFG",
    "ABCDEFH",
    "ABCDEFGH",
    "ABCDEFGI",
    "XBCDEFGH",
    "ABCDEFGHI",
    "ABCDEFGHJ",
    "ABCDEFGHIJKLMNOP",
    "ABCDEFGHIJKLMNOQ",
    "ABCDEFGHIJKLMNOPQ",
    "ABCDEFGHIJKLMNOPR",
};
#define ACCOUNTS (uint32_t)(sizeof accounts / sizeof *accounts)

// One of the first `keys`; where they are two, those are long and alike.
static const char *random_account(uint64_t *seed, uint32_t keys) {
    return accounts[keys == 2 ? 10 + below(seed, 2) : below(seed, keys < ACCOUNTS ? keys : ACCOUNTS)];
}

// `odd`: of how many items one lacks something; 0: none does.
static struct item random_item(uint64_t *seed, int32_t from, uint32_t months, uint32_t keys, uint32_t odd) {
    struct item i = {.account = random_account(seed, keys), .passes = below(seed, 4) > 0};
    i.month = from + (int32_t)below(seed, months) + 64 * (int32_t)(months > 1 && below(seed, 8) == 0);
    i.month_known = !odd || below(seed, odd);
    i.amount_known = !odd || below(seed, odd);
    if (odd && !below(seed, odd)) i.account = NULL;
    return i;
}

static struct row random_row(uint64_t *seed, uint32_t odd) {
    static const uint32_t counts[] = {0, 0, 1, 2, 2, 3, 4, 5, 7, 16, 17, MOST_ITEMS};
    static const uint32_t widths[] = {1, 2, 4, 8, 24, 66, 200, 1000};
    struct row r = {.count = counts[below(seed, 12)]};
    int32_t from = 1900 * 12 + (int32_t)below(seed, 1200);
    uint32_t months = widths[below(seed, 8)], keys = 1 + below(seed, 16);
    int32_t step = months == 1;  // a long run
    for (uint32_t i = 0; i < r.count; i++) r.items[i] = random_item(seed, from + step * (int32_t)i, months, keys, odd);
    return r;
}

static void put_row(struct evaluated *e, const struct row *r) {
    const struct field *list = NULL;
    for (uint32_t i = 0; i < e->policy->field_count && !list; i++)
        if (e->policy->fields[i].type.kind == TYPE_LIST) list = &e->policy->fields[i];
    block_set_list_known(e->block, block_add_row(e->block), list);
    for (uint32_t i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];
        int64_t at = block_add_item(e->block, list);
        if (item->month_known) block_set_item(e->block, list, at, &list->items[0], item->month);
        struct slice account = {item->account, item->account ? (uint32_t)strlen(item->account) : 0};
        if (item->account) block_set_item_text(e->block, list, at, &list->items[1], account);
        if (item->amount_known) block_set_item(e->block, list, at, &list->items[2], item->passes ? 50001 : 50000);
    }
}

static bool counts(const struct asked *a, const struct item *item) { return !a->filtered || item->passes; }

static bool is_open(const struct asked *a, const struct item *item) {
    if (a->filtered && !item->amount_known) return true;
    return counts(a, item) && (!item->month_known || (a->keyed && !item->account));
}

static bool like(const struct asked *a, const struct item *x, const struct item *y) {
    return !a->keyed || !strcmp(x->account, y->account);
}

static bool has_month(const struct asked *a, const struct row *r, const struct item *item, int32_t month) {
    for (uint32_t i = 0; i < r->count; i++)
        if (counts(a, &r->items[i]) && r->items[i].month == month && like(a, &r->items[i], item)) return true;
    return false;
}

static int64_t naive_run(const struct asked *a, const struct row *r) {
    int32_t best = 0;
    for (uint32_t i = 0; i < r->count; i++) {
        int32_t run = 0;
        while (counts(a, &r->items[i]) && has_month(a, r, &r->items[i], r->items[i].month + run)) run++;
        if (run > best) best = run;
    }
    return best;
}

static void expect(const struct asked *a, const struct row *r, struct text *out) {
    bool open = false;
    for (uint32_t i = 0; i < r->count; i++) open |= is_open(a, &r->items[i]);
    int64_t run = open ? 0 : naive_run(a, r);
    if (open) text_put(out, "?");
    else if (!a->high) text_format(out, "%d", (int)run);
    else text_put(out, (run >= a->low && run <= a->high) != a->negated ? "yes" : "no");
}

static void check_row(const struct evaluated *e, const struct row *r, uint32_t row) {
    for (size_t i = 0; i < ASKED; i++) {
        struct asked a = asked_at(i);
        struct text expected = {0}, found = {0};
        expect(&a, r, &expected);
        evaluated_value(e, e->plan->schemes[0].offers[0].grants[i].value, row, &found);
        const char *is = text_string(&found), *must = text_string(&expected);
        ck_assert_msg(!strcmp(is, must), "row %u of %u items, g%zu%s: %s, not %s", row, r->count, i, a.tail, is, must);
        text_free(&expected);
        text_free(&found);
    }
}

// Rounds with and without items that lack something take different ways through the block.
START_TEST(runs_as_defined) {
    static const uint32_t odds[] = {0, 4, 60};
    struct evaluated *e = open_asked();
    uint64_t seed = (uint64_t)_i + 1;
    struct row rows[ROWS];
    for (uint32_t round = 0; round < 6; round++) {
        for (uint32_t i = 0; i < ROWS; i++) {
            rows[i] = random_row(&seed, odds[round % 3]);
            put_row(e, &rows[i]);
        }
        evaluated_walk(e);
        for (uint32_t i = 0; i < ROWS; i++) check_row(e, &rows[i], i);
        evaluated_clear(e);
    }
    evaluated_close(e);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("eval_run");
    TCase *t = tcase_create("runs");
    tcase_add_loop_test(t, runs_as_defined, 0, 12);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
