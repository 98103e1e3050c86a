#include "tests/unit/expression_rows.h"

const struct expression_row rows[] = {
    // what banks publish of 100,000 yuan at 4.35 % over a year
    {"instalment(revenue, 4.35%, n)", "revenue=100000 n=12", "853099 | "},
    {"instalment_principal(revenue, 4.35%, n)", "revenue=100000 n=12", "869583 | "},
    {"instalment(revenue, 4.35%, 1 year)", "revenue=100000", "853099 | "},
    {"instalment(revenue, 3.6%, used)", "revenue=100000 used=36", "293464 | "},
    {"instalment(revenue, rate, 360)", "revenue=1000000 rate=4", "477415 | "},
    // without interest it is an equal part, half up
    {"instalment(revenue, 0%, 3)", "revenue=1", "33 | "},
    {"instalment(revenue, 0%, 8)", "revenue=1", "13 | "},
    {"instalment_principal(revenue, 0%, 8)", "revenue=1", "13 | "},
    // one month: the principal and its interest, at and beside the half
    {"instalment(revenue, 50%, 1)", "revenue=0.12", "13 | "},
    {"instalment_principal(revenue, 50%, 1)", "revenue=0.12", "13 | "},
    {"instalment(revenue, 50%, 1)", "revenue=0.11", "11 | "},
    {"instalment_principal(revenue, 50%, 1)", "revenue=0.11", "11 | "},
    {"instalment(revenue, 50%, 1)", "revenue=0.13", "14 | "},
    {"instalment_principal(revenue, 50%, 1)", "revenue=0.13", "14 | "},
    {"instalment(revenue, 50%, 1)", "revenue=6.00", "625 | "},
    {"instalment_principal(revenue, 50%, 1)", "revenue=6.00", "625 | "},
    {"instalment(revenue, 50%, 1)", "revenue=5.99", "624 | "},
    {"instalment_principal(revenue, 50%, 1)", "revenue=5.99", "624 | "},
    {"instalment(revenue, 50%, 1)", "revenue=6.01", "626 | "},
    {"instalment_principal(revenue, 50%, 1)", "revenue=6.01", "626 | "},
    // the bounds, and beyond
    {"instalment(revenue, rate, n)", "revenue=0 rate=10 n=12", "0 | "},
    {"instalment(revenue, rate, n)", "revenue=-0.01 rate=10 n=12", "fault | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=100 n=12", "13500 | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=101 n=12", "fault | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=-1 n=12", "fault | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=10 n=1", "100833 | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=10 n=0", "fault | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=10 n=-1", "fault | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=10 n=600", "839 | "},
    {"instalment(revenue, rate, n)", "revenue=1000 rate=10 n=601", "fault | "},
    {"instalment(revenue, rate, n)", "revenue=9999999999999999.99 rate=100 n=600", "83333333333333333 | "},
    {"instalment(revenue, rate, n)", "revenue=9999999999999999.99 rate=100 n=1", "1083333333333333332 | "},
    {"instalment_principal(revenue, rate, n)", "revenue=-0.01 rate=10 n=12", "fault | "},
    {"instalment_principal(revenue, rate, n)", "revenue=1000 rate=101 n=12", "fault | "},
    {"instalment_principal(revenue, rate, n)", "revenue=1000 rate=-1 n=12", "fault | "},
    {"instalment_principal(revenue, rate, n)", "revenue=1000 rate=10 n=0", "fault | "},
    {"instalment_principal(revenue, rate, n)", "revenue=1000 rate=10 n=601", "fault | "},
    {"instalment_principal(revenue, rate, n)", "revenue=9999999999999999.99 rate=100 n=600", "85000000000000000 | "},
    {"instalment(revenue + revenue, rate, n)", "revenue=9999999999999999.99 rate=1 n=12", "fault | "},
    // what is missing, and what is not asked for
    {"instalment(revenue, rate, n)", "revenue=1", "? | rate n"},
    {"instalment(revenue, rate, n)", "rate=1 n=0", "? | revenue"},
    {"a and instalment(revenue, rate, n) > 1元", "a=no revenue=1 rate=1 n=0", "no | "},
    {"instalment(revenue, 4.35%, 12) / debt <= 50%", "revenue=100000 debt=17061.98", "yes | "},
    {"instalment(revenue, 4.35%, 12) / debt <= 50%", "revenue=100000 debt=17061.97", "no | "},
    {"instalment(revenue / 3, 0%, 1) * 3", "revenue=0.05", "6 | "},
    {"sum(overdue.amount where instalment(amount, 12%, 12) > 1元)", "overdue=[2024-01/A/1;2024-01/A/1000]",
     "100000 | "},
};
const size_t row_count = sizeof rows / sizeof *rows;
const char rows_are_of[] = "eval_instalment";
