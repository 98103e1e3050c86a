#include "tests/differential/random_policy.h"

#include <stdlib.h>
#include <string.h>

#include "interp/value/number.h"

uint32_t random_below(struct random_source *r, uint32_t n) {
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);  // splitmix64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) * n >> 32);
}

#define PICK(r, ...) \
    ((const char *const[]){__VA_ARGS__})[random_below((r), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))]

struct maker {
    struct random_source *r;
    struct text *out;
    const char *list;  // inside a filter: the list whose items' fields may be named
    bool offers;       // whether `meets` may be used
    bool monotone;     // nothing that asks whether something is missing
};

static void truth(struct maker *m, int depth);
static void money(struct maker *m, int depth);
static void count(struct maker *m, int depth);
static void percent(struct maker *m, int depth);
static void date(struct maker *m, int depth);
static void months(struct maker *m, int depth);

static void put(struct maker *m, const char *s) { text_put(m->out, s); }
static uint32_t roll(struct maker *m, uint32_t n) { return random_below(m->r, n); }

typedef void making(struct maker *m, int depth);
static void wrap(struct maker *m, making *left, const char *between, making *right, int depth) {
    put(m, "(");
    left(m, depth - 1);
    put(m, between);
    right(m, depth - 1);
    put(m, ")");
}

static void filter(struct maker *m, int depth) {
    struct maker inner = *m;
    inner.list = "";
    put(m, " where ");
    truth(&inner, depth > 1 ? 1 : depth);
}

static void aggregate(struct maker *m, const char *head, int depth, const char *tail) {
    put(m, head);
    if (roll(m, 4)) filter(m, depth);
    put(m, tail);
    put(m, ")");
}

static void choose(struct maker *m, making *value, int depth) {
    put(m, "(if ");
    truth(m, depth - 1);
    put(m, " then ");
    value(m, depth - 1);
    put(m, " else ");
    value(m, depth - 1);
    put(m, ")");
}

// What may be zero in a record, but not for all to see: a literal zero is the checker's business.
static void count_divisor(struct maker *m, int depth) {
    (void)depth;
    put(m, PICK(m->r, "c1", "3", "(c1 - c2)", "7"));
}
static void money_divisor(struct maker *m, int depth) {
    (void)depth;
    put(m, PICK(m->r, "a1", "3万元", "(a1 - a2)", "0.01元"));
}

static void money(struct maker *m, int depth) {
    if (m->list && roll(m, 2)) {
        put(m, "amount");
        return;
    }
    switch (depth > 0 ? roll(m, 12) : roll(m, 3)) {
    case 0:
        put(m, PICK(m->r, "0元", "500元", "10万元", "0.01元", "99999999999元", "21474836.46元", "21474836.47元",
                    "21474836.48元"));
        return;
    case 1: put(m, "a1"); return;
    case 2: put(m, PICK(m->r, "a2", "limit1")); return;
    case 3: wrap(m, money, PICK(m->r, " + ", " - "), money, depth); return;
    case 4:
    case 5: wrap(m, money, " * ", percent, depth); return;
    case 6:
        put(m, "(");
        money(m, depth - 1);
        put(m, " * 33.33% rounded ");
        put(m, PICK(m->r, "down", "up", "half up"));
        put(m, ")");
        return;
    case 7:
        if (roll(m, 2)) wrap(m, money, " / ", count_divisor, depth);
        else wrap(m, money, " * ", count, depth);
        return;
    case 8:
        put(m, PICK(m->r, "max(", "min("));
        money(m, depth - 1);
        put(m, ", ");
        money(m, depth - 1);
        put(m, ")");
        return;
    case 9: choose(m, money, depth); return;
    case 10: wrap(m, money, m->monotone ? " + " : " else ", money, depth); return;
    default:
        if (m->list) {
            put(m, "(-amount)");
            return;
        }
        aggregate(m, PICK(m->r, "sum(l1.amount", "max(l2.amount", "min(l1.amount"), depth, "");
    }
}

static void count(struct maker *m, int depth) {
    if (m->list && roll(m, 2)) {
        put(m, "days");
        return;
    }
    switch (depth > 0 ? roll(m, 10) : roll(m, 3)) {
    case 0: put(m, PICK(m->r, "0", "1", "3", "40", "999999999999", "2147483646", "2147483647", "2147483648")); return;
    case 1: put(m, "c1"); return;
    case 2: put(m, "c2"); return;
    case 3: wrap(m, count, PICK(m->r, " + ", " - "), count, depth); return;
    case 4: wrap(m, count, " * ", count, depth); return;
    case 5: choose(m, count, depth); return;
    case 6:
        put(m, PICK(m->r, "completed_months(", "days_between("));
        date(m, depth - 1);
        put(m, ", ");
        date(m, depth - 1);
        put(m, ")");
        return;
    default:
        if (m->list) {
            put(m, "c1");
            return;
        }
        if (roll(m, 3) == 0)
            aggregate(m, PICK(m->r, "longest_run(l1.month", "longest_run(l2.month"), depth, " per account");
        else aggregate(m, PICK(m->r, "count(l1", "count(l2", "sum(l1.days"), depth, "");
    }
}

static void percent(struct maker *m, int depth) {
    switch (depth > 0 ? roll(m, 7) : roll(m, 2)) {
    case 0: put(m, PICK(m->r, "20%", "3.75%", "0%", "0.0001%", "150%")); return;
    case 1: put(m, "p1"); return;
    case 2: wrap(m, percent, PICK(m->r, " + ", " - "), percent, depth); return;
    case 3: wrap(m, percent, " * ", percent, depth); return;
    case 4: wrap(m, money, " / ", money_divisor, depth); return;
    case 5: choose(m, percent, depth); return;
    default: wrap(m, percent, " * ", count, depth);
    }
}

static void months(struct maker *m, int depth) {
    (void)depth;
    put(m, PICK(m->r, "6 months", "1 year", "2 years", "r1", "(r1 + 1 month)", "0 months"));
}

static void date(struct maker *m, int depth) {
    switch (depth > 0 ? roll(m, 6) : roll(m, 3)) {
    case 0: put(m, PICK(m->r, "2024-02-29", "2023-06-30", "2024-07-01")); return;
    case 1: put(m, PICK(m->r, "d1", "d2")); return;
    case 2: put(m, "as_of"); return;
    case 3: wrap(m, date, PICK(m->r, " + ", " - "), months, depth); return;
    case 4:
        put(m, "(");
        date(m, depth - 1);
        put(m, PICK(m->r, " + 10 days)", " - 1 day)", " + q1)"));
        return;
    default: choose(m, date, depth);
    }
}

static void compare(struct maker *m, making *value, int depth) {
    wrap(m, value, PICK(m->r, " >= ", " < ", " = ", " != ", " at most ", " more than "), value, depth);
}

static void leaf(struct maker *m) {
    if (!m->monotone && roll(m, 12) == 0) {
        put(m, m->list ? "(month is missing)"
                       : PICK(m->r, "(a1 is missing)", "(d1 is not missing)", "(l2 is not missing)"));
        return;
    }
    if (m->list && roll(m, 3)) {
        put(m, PICK(m->r, "flag", "(month within 24 months)", "(amount > 500元)", "(days at least 10)",
                    "(account is \"A\")", "(month <= 2024-05)"));
        return;
    }
    if (!m->monotone && roll(m, 12) == 0) {
        put(m, "((few.share else 4%) > 3.5%)");
        return;
    }
    put(m, PICK(m->r, "t1", "t2", "t3", "passes", "yes", "no", "(k1 is x)", "(k1 in {x, y})", "(k1 is not z)",
                "(s1 has u)", "(s1 has all {u, v})", "(s1 has any {v, w})", "(s1 is empty)", "(s2 has i)",
                "(s2 has all {a, h})", "(s2 has any {b, i})", "(s2 is empty)", "(n1 is \"A\")", "(m1 within 24 months)",
                "(d1 within 3 months)", "(c1 in 1..3)", "(a1 not in 10万元..20万元)", "(p1 more than 3.5%)"));
}

static void span(struct maker *m, int depth) {
    put(m, "(time from ");
    date(m, depth - 1);
    put(m, " to ");
    date(m, depth - 1);
    if (roll(m, 4) == 0) {
        put(m, m->monotone || roll(m, 2) ? " in 6 months..2 years)" : " is missing)");
        return;
    }
    put(m, PICK(m->r, " >= ", " > ", " <= ", " < "));
    if (roll(m, 4)) months(m, 0);
    else put(m, PICK(m->r, "30 days", "q1"));
    put(m, ")");
}

static void truth(struct maker *m, int depth) {
    if (depth <= 0) {
        leaf(m);
        return;
    }
    switch (roll(m, 16)) {
    case 0:
        put(m, "(not ");
        truth(m, depth - 1);
        put(m, ")");
        return;
    case 1:
    case 2: wrap(m, truth, " and ", truth, depth); return;
    case 3:
    case 4: wrap(m, truth, " or ", truth, depth); return;
    case 5: compare(m, money, depth); return;
    case 6: compare(m, count, depth); return;
    case 7: compare(m, percent, depth); return;
    case 8: compare(m, date, depth); return;
    case 9: span(m, depth); return;
    case 10: choose(m, truth, depth); return;
    case 11: wrap(m, truth, m->monotone ? " and " : " else ", truth, depth); return;
    case 12:
        put(m, "((");
        money(m, depth - 1);
        put(m, m->monotone ? ") > 1元)" : ") is missing)");
        return;
    case 13: put(m, PICK(m->r, "grown", m->list ? "t1" : "busy(l1)", m->list ? "t2" : "busy(l2)", "over(a1)")); return;
    default:
        if (m->list) {
            leaf(m);
            return;
        }
        if (m->offers && roll(m, 2)) {
            put(m, "(meets o1)");
            return;
        }
        put(m, PICK(m->r, "(all(l1, flag))", "(all(l2 where amount > 100元, days < 30))", "(l1 is empty)"));
        if (roll(m, 2)) {
            put(m, " and ");
            aggregate(m, "any(l1", depth, "");
        }
    }
}

static const char vocabulary[] =
    "vocabulary {\n field id: text key\n field d1: date\n field d2: date\n field m1: month\n field a1: money\n field "
    "a2: money\n field c1: count\n field c2: count\n"
    " field p1: percent\n field t1: yes/no\n field t2: yes/no\n field t3: yes/no\n field k1: one of {x, y, z}\n field "
    "s1: any of {u, v, w}\n field s2: any of {a, b, c, d, e, f, g, h, i}\n field n1: text\n"
    " field r1: period in months\n field q1: period in days\n"
    " field l1: list of {month: month, account: text, amount: money, days: count, flag: yes/no}\n field l2: list of "
    "l1\n}\n"
    "define grown = time from d1 to as_of >= 1 year\n"
    "define over(: amount1) = amount1 >= limit0\nparam limit0 = 10万元\n"
    "define busy(: records) = longest_run(records.month where records.month within 24 months per account) >= 2 or "
    "count(records where flag) >= 3\n";

static void rule(struct maker *m, const char *head, const char *name, int depth) {
    text_format(m->out, "  %s %s: ", head, name);
    truth(m, depth);
    put(m, "\n");
}

static void table(struct maker *m) {
    put(m, "  table cap first {\n   k1 | t1 | a1 || amount1 | share\n");
    uint32_t rows = 1 + roll(m, 4);
    for (uint32_t i = 0; i < rows; i++) {
        text_format(m->out, "   %s | %s | %s || ", PICK(m->r, "x", "x, y", "-", "z"), PICK(m->r, "-", "yes", "no"),
                    PICK(m->r, "-", "10万元..20万元", ">= 5万元", "less than 3万元", "0元"));
        put(m, PICK(m->r, "10万元", "silent", "a2", "a1 * 20%"));
        put(m, PICK(m->r, " | 20%\n", " | p1\n", " | silent\n"));
    }
    if (roll(m, 2)) put(m, "   otherwise || silent | 5%\n");
    put(m, "  }\n");
}

// Columns of few values, and rows enough for them to be looked up.
static void few_cells(struct maker *m) {
    text_format(m->out, "   %s | %s | %s || ", PICK(m->r, "x", "x, y", "-", "z", "!= y"), PICK(m->r, "-", "yes", "no"),
                PICK(m->r, "-", "yes", "no"));
}

static void few(struct maker *m) {
    put(m, "  table few first {\n   k1 | t1 | t2 || amount1 | share\n");
    uint32_t rows = 5 + roll(m, 5);
    for (uint32_t i = 0; i < rows; i++) {
        few_cells(m);
        put(m, PICK(m->r, "10万元", "3万元", "silent", "a2", "a1 * 20%"));
        put(m, PICK(m->r, " | 20%\n", " | 3%\n", " | p1\n", " | silent\n"));
    }
    put(m, roll(m, 2) ? "   otherwise || silent | 5%\n  }\n" : "  }\n");
}

static void passes(struct maker *m) {
    put(m, "  table passes first {\n   k1 | t1 | t2 || passed\n");
    uint32_t rows = 5 + roll(m, 4);
    for (uint32_t i = 0; i < rows; i++) {
        few_cells(m);
        put(m, PICK(m->r, "yes\n", "no\n", "t3\n", "a1 > 5万元\n"));
    }
    put(m, "   otherwise || no\n  }\n");
}

static void grants(struct maker *m, int depth) {
    put(m, "    grant limit = ");
    switch (roll(m, 6)) {
    case 0: put(m, "cap.amount1"); break;
    case 1: put(m, "min(cap.amount1, a2)"); break;
    case 2: put(m, "if t2 then silent else a1"); break;
    case 3: put(m, PICK(m->r, "few.amount1", "max(few.amount1, cap.amount1)")); break;
    default: money(m, depth);
    }
    put(m, "\n    grant rate = ");
    if (roll(m, 2))
        put(m,
            m->monotone ? PICK(m->r, "cap.share", "few.share") : PICK(m->r, "cap.share else 4%", "few.share else 4%"));
    else percent(m, depth - 1);
    put(m, "\n    grant until_date = ");
    date(m, depth - 1);
    put(m, "\n");
}

static void offer(struct maker *m, const char *name, int depth) {
    text_format(m->out, "  offer %s {\n", name);
    if (roll(m, 4)) {
        put(m, "    when ");
        truth(m, 1);
        put(m, "\n");
    }
    if (roll(m, 2)) {
        rule(m, "  replace require", "first", depth);
        if (roll(m, 2)) {
            put(m, "    waive when ");
            truth(m, depth - 1);
            put(m, "\n");
        }
    }
    rule(m, "  require", "own", depth);
    rule(m, "  veto", "bar", depth - 1);
    rule(m, "  refer", "look", depth - 1);
    grants(m, depth);
    put(m, "  }\n");
}

void random_policy(struct random_source *r, bool monotone, struct text *out) {
    struct maker m = {.r = r, .out = out, .monotone = monotone};
    int depth = 2 + (int)roll(&m, 3);
    put(&m, vocabulary);
    put(&m, "scheme s {\n  in force from 2024-01-01 until 2024-12-31\n  param limit1 = 3万元, 5万元 from 2024-07-01\n");
    table(&m);
    few(&m);
    passes(&m);
    rule(&m, "require", "first", depth);
    if (roll(&m, 2)) {
        put(&m, "  waive when ");
        truth(&m, depth - 1);
        put(&m, "\n");
    }
    rule(&m, "require", "second", depth);
    rule(&m, "require in principle", "soft", depth - 1);
    rule(&m, "veto", "stop", depth - 1);
    offer(&m, "o1", depth);
    m.offers = true;
    offer(&m, "o2", depth);
    put(&m, "}\n");
}

// ---- records ----

static int64_t pack(uint32_t y, uint32_t mo, uint32_t d) { return (int64_t)(y * 12 + mo - 1) << 5 | d; }

static int64_t some_date(struct random_source *r) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint32_t y = 2020 + random_below(r, 6), m = 1 + random_below(r, 12),
             last = (uint32_t)days[m - 1] + (m == 2 && y % 4 == 0);
    uint32_t day = random_below(r, 3) ? 1 + random_below(r, last) : last - random_below(r, 2);
    return random_below(r, 40) ? pack(y, m, day) : random_below(r, 2) ? pack(1, 1, 1) : pack(9999, 12, 31);
}

static int64_t some_money(struct random_source *r) {
    static const int64_t edges[] = {0,
                                    1,
                                    49999,
                                    50000,
                                    50001,
                                    9999999,
                                    10000000,
                                    10000001,
                                    30000000,
                                    NUMBER_LIMIT,
                                    NUMBER_LIMIT - 1,
                                    -5,
                                    -NUMBER_LIMIT,
                                    333333333,
                                    INT32_MAX - 1,
                                    INT32_MAX,
                                    INT64_C(1) + INT32_MAX,
                                    INT32_MIN + 1,
                                    INT32_MIN,
                                    INT64_C(-1) + INT32_MIN};
    if (random_below(r, 3)) return (int64_t)random_below(r, 40000000);
    return edges[random_below(r, sizeof edges / sizeof *edges)];
}

static int64_t some_value(struct random_source *r, const struct type *t) {
    switch (t->kind) {
    case TYPE_TRUTH: return random_below(r, 2) * 2;
    case TYPE_COUNT:
        return random_below(r, 20)  ? random_below(r, 12)
               : random_below(r, 2) ? NUMBER_LIMIT
                                    : INT32_MAX - 1 + (int64_t)random_below(r, 3);
    case TYPE_MONEY: return some_money(r);
    case TYPE_PERCENT: return random_below(r, 8) * 12345;
    case TYPE_DATE: return some_date(r);
    case TYPE_MONTH: return 2024 * 12 + 6 - (int64_t)random_below(r, random_below(r, 30) ? 30 : 120) + 3;
    case TYPE_PERIOD: return random_below(r, 40);
    case TYPE_CHOICE: return random_below(r, 3);
    case TYPE_SET: return random_below(r, 1u << t->domain->value_count);
    default: return 0;
    }
}

static struct naive_cell some_cell(struct random_source *r, const struct type *t, uint32_t missing_in) {
    struct naive_cell c = {.known = random_below(r, missing_in) != 0};
    if (!c.known) return c;
    c.value = some_value(r, t);
    if (t->kind == TYPE_TEXT) c.text = PICK(r, "A", "B");
    return c;
}

static void some_items(struct random_source *r, const struct field *f, struct naive_list *l) {
    *l = (struct naive_list){.known = random_below(r, 6) != 0};
    if (!l->known) return;
    l->count = random_below(r, 20) ? random_below(r, 6) : 10 + random_below(r, 30);
    l->cells = calloc((size_t)l->count * f->item_count + 1, sizeof *l->cells);
    for (uint32_t i = 0; i < l->count * f->item_count; i++)
        l->cells[i] = some_cell(r, &f->items[i % f->item_count].type, 15);
}

struct naive_record random_record(struct random_source *r, const struct policy *p) {
    struct naive_record record = {.as_of = (int32_t)pack(2024, 7, 1)};
    record.cells = calloc(p->field_count, sizeof *record.cells);
    record.lists = calloc(p->field_count, sizeof *record.lists);
    uint32_t missing_in = 2 + random_below(r, 20);
    for (uint32_t i = 0; i < p->field_count; i++) {
        if (p->fields[i].type.kind == TYPE_LIST) some_items(r, &p->fields[i], &record.lists[i]);
        else record.cells[i] = some_cell(r, &p->fields[i].type, missing_in);
    }
    return record;
}

void random_record_free(struct naive_record *record, const struct policy *p) {
    for (uint32_t i = 0; i < p->field_count; i++) free(record->lists[i].cells);
    free(record->lists);
    free(record->cells);
}

bool random_fill(struct random_source *r, const struct policy *p, struct naive_record *record) {
    for (uint32_t tries = 0; tries < 4 * p->field_count; tries++) {
        uint32_t i = random_below(r, p->field_count);
        const struct field *f = &p->fields[i];
        if (f->type.kind == TYPE_LIST || record->cells[i].known) continue;
        while (!record->cells[i].known) record->cells[i] = some_cell(r, &f->type, 1000);
        return true;
    }
    return false;
}
