#include "tests/differential/random_maker.h"

// What may be zero in a record, but not for all to see: a literal zero is the checker's business.
static void count_divisor(struct maker *m, int depth) {
    (void)depth;
    maker_put(m, PICK(m->r, "c1", "3", "(c1 - c2)", "7"));
}
static void money_divisor(struct maker *m, int depth) {
    (void)depth;
    maker_put(m, PICK(m->r, "a1", "3万元", "(a1 - a2)", "0.01元"));
}

void maker_money(struct maker *m, int depth) {
    if (m->list && maker_roll(m, 2)) {
        maker_put(m, "amount");
        return;
    }
    switch (depth > 0 ? maker_roll(m, 12) : maker_roll(m, 3)) {
    case 0:
        maker_put(m, PICK(m->r, "0元", "500元", "10万元", "0.01元", "99999999999元", "21474836.46元", "21474836.47元",
                          "21474836.48元"));
        return;
    case 1: maker_put(m, "a1"); return;
    case 2: maker_put(m, PICK(m->r, "a2", "limit1")); return;
    case 3: maker_wrap(m, maker_money, PICK(m->r, " + ", " - "), maker_money, depth); return;
    case 4:
    case 5: maker_wrap(m, maker_money, " * ", maker_percent, depth); return;
    case 6:
        maker_put(m, "(");
        maker_money(m, depth - 1);
        maker_put(m, " * 33.33% rounded ");
        maker_put(m, PICK(m->r, "down", "up", "half up"));
        maker_put(m, ")");
        return;
    case 7:
        if (maker_roll(m, 2)) maker_wrap(m, maker_money, " / ", count_divisor, depth);
        else maker_wrap(m, maker_money, " * ", maker_count, depth);
        return;
    case 8:
        maker_put(m, PICK(m->r, "max(", "min("));
        maker_money(m, depth - 1);
        maker_put(m, ", ");
        maker_money(m, depth - 1);
        maker_put(m, ")");
        return;
    case 9: maker_choice(m, maker_money, depth); return;
    case 10: maker_wrap(m, maker_money, m->monotone ? " + " : " else ", maker_money, depth); return;
    default:
        if (m->list) {
            maker_put(m, "(-amount)");
            return;
        }
        maker_aggregate(m, PICK(m->r, "sum(l1.amount", "max(l2.amount", "min(l1.amount"), depth, "");
    }
}

void maker_count(struct maker *m, int depth) {
    if (m->list && maker_roll(m, 2)) {
        maker_put(m, "days");
        return;
    }
    switch (depth > 0 ? maker_roll(m, 10) : maker_roll(m, 3)) {
    case 0:
        maker_put(m, PICK(m->r, "0", "1", "3", "40", "999999999999", "2147483646", "2147483647", "2147483648"));
        return;
    case 1: maker_put(m, "c1"); return;
    case 2: maker_put(m, "c2"); return;
    case 3: maker_wrap(m, maker_count, PICK(m->r, " + ", " - "), maker_count, depth); return;
    case 4: maker_wrap(m, maker_count, " * ", maker_count, depth); return;
    case 5: maker_choice(m, maker_count, depth); return;
    case 6:
        maker_put(m, PICK(m->r, "completed_months(", "days_between("));
        maker_date(m, depth - 1);
        maker_put(m, ", ");
        maker_date(m, depth - 1);
        maker_put(m, ")");
        return;
    default:
        if (m->list) {
            maker_put(m, "c1");
            return;
        }
        if (maker_roll(m, 3) == 0)
            maker_aggregate(m, PICK(m->r, "longest_run(l1.month", "longest_run(l2.month"), depth, " per account");
        else maker_aggregate(m, PICK(m->r, "count(l1", "count(l2", "sum(l1.days"), depth, "");
    }
}

void maker_percent(struct maker *m, int depth) {
    switch (depth > 0 ? maker_roll(m, 7) : maker_roll(m, 2)) {
    case 0: maker_put(m, PICK(m->r, "20%", "3.75%", "0%", "0.0001%", "150%")); return;
    case 1: maker_put(m, "p1"); return;
    case 2: maker_wrap(m, maker_percent, PICK(m->r, " + ", " - "), maker_percent, depth); return;
    case 3: maker_wrap(m, maker_percent, " * ", maker_percent, depth); return;
    case 4: maker_wrap(m, maker_money, " / ", money_divisor, depth); return;
    case 5: maker_choice(m, maker_percent, depth); return;
    default: maker_wrap(m, maker_percent, " * ", maker_count, depth);
    }
}
