#include "tests/differential/random_policy.h"

#include "tests/differential/random_maker.h"

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
    maker_truth(m, depth);
    maker_put(m, "\n");
}

static void grants(struct maker *m, int depth) {
    maker_put(m, "    grant limit = ");
    switch (maker_roll(m, 6)) {
    case 0: maker_put(m, "cap.amount1"); break;
    case 1: maker_put(m, "min(cap.amount1, a2)"); break;
    case 2: maker_put(m, "if t2 then silent else a1"); break;
    case 3: maker_put(m, PICK(m->r, "few.amount1", "max(few.amount1, cap.amount1)")); break;
    default: maker_money(m, depth);
    }
    maker_put(m, "\n    grant rate = ");
    if (maker_roll(m, 2))
        maker_put(m, m->monotone ? PICK(m->r, "cap.share", "few.share")
                                 : PICK(m->r, "cap.share else 4%", "few.share else 4%"));
    else maker_percent(m, depth - 1);
    maker_put(m, "\n    grant until_date = ");
    maker_date(m, depth - 1);
    maker_put(m, "\n");
}

static void offer(struct maker *m, const char *name, int depth) {
    text_format(m->out, "  offer %s {\n", name);
    if (maker_roll(m, 4)) {
        maker_put(m, "    when ");
        maker_truth(m, 1);
        maker_put(m, "\n");
    }
    if (maker_roll(m, 2)) {
        rule(m, "  replace require", "first", depth);
        if (maker_roll(m, 2)) {
            maker_put(m, "    waive when ");
            maker_truth(m, depth - 1);
            maker_put(m, "\n");
        }
    }
    rule(m, "  require", "own", depth);
    rule(m, "  veto", "bar", depth - 1);
    rule(m, "  refer", "look", depth - 1);
    grants(m, depth);
    maker_put(m, "  }\n");
}

void random_policy(struct random_source *r, bool monotone, struct text *out) {
    struct maker m = {.r = r, .out = out, .monotone = monotone};
    int depth = 2 + (int)maker_roll(&m, 3);
    maker_put(&m, vocabulary);
    maker_put(
        &m, "scheme s {\n  in force from 2024-01-01 until 2024-12-31\n  param limit1 = 3万元, 5万元 from 2024-07-01\n");
    maker_cap(&m);
    maker_few(&m);
    maker_passes(&m);
    rule(&m, "require", "first", depth);
    if (maker_roll(&m, 2)) {
        maker_put(&m, "  waive when ");
        maker_truth(&m, depth - 1);
        maker_put(&m, "\n");
    }
    rule(&m, "require", "second", depth);
    rule(&m, "require in principle", "soft", depth - 1);
    rule(&m, "veto", "stop", depth - 1);
    offer(&m, "o1", depth);
    m.offers = true;
    offer(&m, "o2", depth);
    maker_put(&m, "}\n");
}
