#include "tests/differential/random_maker.h"

void maker_months(struct maker *m, int depth) {
    (void)depth;
    maker_put(m, PICK(m->r, "6 months", "1 year", "2 years", "r1", "(r1 + 1 month)", "0 months"));
}

void maker_date(struct maker *m, int depth) {
    switch (depth > 0 ? maker_roll(m, 6) : maker_roll(m, 3)) {
    case 0: maker_put(m, PICK(m->r, "2024-02-29", "2023-06-30", "2024-07-01")); return;
    case 1: maker_put(m, PICK(m->r, "d1", "d2")); return;
    case 2: maker_put(m, "as_of"); return;
    case 3: maker_wrap(m, maker_date, PICK(m->r, " + ", " - "), maker_months, depth); return;
    case 4:
        maker_put(m, "(");
        maker_date(m, depth - 1);
        maker_put(m, PICK(m->r, " + 10 days)", " - 1 day)", " + q1)"));
        return;
    default: maker_choice(m, maker_date, depth);
    }
}

void maker_span(struct maker *m, int depth) {
    maker_put(m, "(time from ");
    maker_date(m, depth - 1);
    maker_put(m, " to ");
    maker_date(m, depth - 1);
    if (maker_roll(m, 4) == 0) {
        maker_put(m, m->monotone || maker_roll(m, 2) ? " in 6 months..2 years)" : " is missing)");
        return;
    }
    maker_put(m, PICK(m->r, " >= ", " > ", " <= ", " < "));
    if (maker_roll(m, 4)) maker_months(m, 0);
    else maker_put(m, PICK(m->r, "30 days", "q1"));
    maker_put(m, ")");
}
