#include "tests/differential/random_maker.h"

static void compare(struct maker *m, making *value, int depth) {
    maker_wrap(m, value, PICK(m->r, " >= ", " < ", " = ", " != ", " at most ", " more than "), value, depth);
}

static void leaf(struct maker *m) {
    if (!m->monotone && maker_roll(m, 12) == 0) {
        maker_put(m, m->list ? "(month is missing)"
                             : PICK(m->r, "(a1 is missing)", "(d1 is not missing)", "(l2 is not missing)"));
        return;
    }
    if (m->list && maker_roll(m, 3)) {
        maker_put(m, PICK(m->r, "flag", "(month within 24 months)", "(amount > 500元)", "(days at least 10)",
                          "(account is \"A\")", "(month <= 2024-05)"));
        return;
    }
    if (!m->monotone && maker_roll(m, 12) == 0) {
        maker_put(m, "((few.share else 4%) > 3.5%)");
        return;
    }
    maker_put(m, PICK(m->r, "t1", "t2", "t3", "passes", "yes", "no", "(k1 is x)", "(k1 in {x, y})", "(k1 is not z)",
                      "(s1 has u)", "(s1 has all {u, v})", "(s1 has any {v, w})", "(s1 is empty)", "(s2 has i)",
                      "(s2 has all {a, h})", "(s2 has any {b, i})", "(s2 is empty)", "(n1 is \"A\")",
                      "(m1 within 24 months)", "(d1 within 3 months)", "(c1 in 1..3)", "(a1 not in 10万元..20万元)",
                      "(p1 more than 3.5%)"));
}

void maker_truth(struct maker *m, int depth) {
    if (depth <= 0) {
        leaf(m);
        return;
    }
    switch (maker_roll(m, 16)) {
    case 0:
        maker_put(m, "(not ");
        maker_truth(m, depth - 1);
        maker_put(m, ")");
        return;
    case 1:
    case 2: maker_wrap(m, maker_truth, " and ", maker_truth, depth); return;
    case 3:
    case 4: maker_wrap(m, maker_truth, " or ", maker_truth, depth); return;
    case 5: compare(m, maker_money, depth); return;
    case 6: compare(m, maker_count, depth); return;
    case 7: compare(m, maker_percent, depth); return;
    case 8: compare(m, maker_date, depth); return;
    case 9: maker_span(m, depth); return;
    case 10: maker_choice(m, maker_truth, depth); return;
    case 11: maker_wrap(m, maker_truth, m->monotone ? " and " : " else ", maker_truth, depth); return;
    case 12:
        maker_put(m, "((");
        maker_money(m, depth - 1);
        maker_put(m, m->monotone ? ") > 1元)" : ") is missing)");
        return;
    case 13:
        maker_put(m, PICK(m->r, "grown", m->list ? "t1" : "busy(l1)", m->list ? "t2" : "busy(l2)", "over(a1)"));
        return;
    default:
        if (m->list) {
            leaf(m);
            return;
        }
        if (m->offers && maker_roll(m, 2)) {
            maker_put(m, "(meets o1)");
            return;
        }
        maker_put(m, PICK(m->r, "(all(l1, flag))", "(all(l2 where amount > 100元, days < 30))", "(l1 is empty)"));
        if (maker_roll(m, 2)) {
            maker_put(m, " and ");
            maker_aggregate(m, "any(l1", depth, "");
        }
    }
}
