// Which rule excludes how many, and how far they are off.
#include <stdlib.h>
#include <string.h>

#include "interp/funnel/tally.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"

static void put_gaps(struct text *out, const struct tally_rule *r) {
    for (uint32_t i = 0; i < r->gap_count; i++) {
        const struct tally_gap *g = &r->gaps[i];
        text_format(out, " %s%lld misses%llu nearest%lld within%llu,%llu,%llu close%llu",
                    g->threshold->at_least ? ">=" : "<=", (long long)g->threshold->bound, (unsigned long long)g->misses,
                    (long long)g->nearest, (unsigned long long)g->within[0], (unsigned long long)g->within[1],
                    (unsigned long long)g->within[2], (unsigned long long)g->close);
        if (g->misses_upper == g->misses) continue;
        text_format(out, " upper%llu:%llu,%llu,%llu", (unsigned long long)g->misses_upper,
                    (unsigned long long)g->within_upper[0], (unsigned long long)g->within_upper[1],
                    (unsigned long long)g->within_upper[2]);
    }
}

// "applies2 open0 | r reached2 stopped1 unknown0 fails1 asks0 only1 without1 | left1: 1 0 0 close0"; "upper2" where it
// is more than "only" or "misses".
static void put_offer(struct text *out, const struct policy *p, const struct tally_offer *o) {
    text_format(out, "applies%llu open%llu", (unsigned long long)o->applies, (unsigned long long)o->when_unknown);
    uint64_t left = o->applies;
    for (uint32_t i = 0; i < o->planned->rule_count; i++) {
        const struct tally_rule *r = &o->rules[i];
        left = r->reached - r->stopped;
        text_format(out, " | %s reached%llu stopped%llu unknown%llu fails%llu asks%llu only%llu without%llu",
                    name_text(p, &r->planned->rule->def.name, LANG_EN), (unsigned long long)r->reached,
                    (unsigned long long)r->stopped, (unsigned long long)r->unknown, (unsigned long long)r->fails,
                    (unsigned long long)r->asks, (unsigned long long)r->only, (unsigned long long)r->without);
        if (r->only_upper != r->only) text_format(out, " upper%llu", (unsigned long long)r->only_upper);
        put_gaps(out, r);
    }
    text_format(out, " | left%llu: %llu %llu %llu close%llu", (unsigned long long)left,
                (unsigned long long)o->decisions[DECISION_ELIGIBLE], (unsigned long long)o->decisions[DECISION_REFER],
                (unsigned long long)o->decisions[DECISION_INCOMPLETE], (unsigned long long)o->close);
}

struct counted {
    const char *offer, *records, *expected;  // records parted by '/'
};
static const struct counted counted[] = {
    // every truth of a requirement, a veto, and one in principle, which never stops
    {"require r: a", "a=yes/a=no/a=?/a=no",
     "applies4 open0 | r reached4 stopped2 unknown1 fails2 asks0 only2 without2 | left2: 1 0 1 close0"},
    {"veto r: a", "a=yes/a=no/a=?",
     "applies3 open0 | r reached3 stopped1 unknown1 fails1 asks0 only1 without1 | left2: 1 0 1 close0"},
    {"require in principle r: a", "a=yes/a=no/a=?",
     "applies3 open0 | r reached3 stopped0 unknown1 fails0 asks1 only0 without0 | left3: 1 1 1 close0"},
    // a waiver that holds does not stop; one that is unknown leaves the rule unknown
    {"require r: a waive when b", "a=no b=yes/a=no b=no/a=no b=?/a=yes b=no",
     "applies4 open0 | r reached4 stopped1 unknown1 fails1 asks1 only1 without1 | left3: 1 1 1 close0"},
    // `when`
    {"when a require r: b", "a=yes b=no/a=no b=no/a=? b=no/a=yes b=yes/a=? b=yes",
     "applies2 open2 | r reached4 stopped2 unknown0 fails2 asks0 only2 without2 | left2: 1 0 1 close0"},
    {"when a require r: n >= 10", "a=yes n=9/a=? n=8",
     "applies1 open1 | r reached2 stopped2 unknown0 fails2 asks0 only2 without1 >=10 misses1 nearest1 within0,1,1"
     " close0 upper2:0,1,2 | left0: 0 0 0 close0"},
    // in the notice's order; who is unknown goes on, and may stop later
    {"require r: a require q: b", "a=no b=no/a=yes b=no/a=? b=no/a=? b=yes/a=yes b=yes/a=no b=?/a=no b=yes",
     "applies7 open0 | r reached7 stopped3 unknown2 fails3 asks0 only1 without1 upper2"
     " | q reached4 stopped2 unknown0 fails3 asks0 only1 without1 upper2 | left2: 1 0 1 close0"},
    // gaps, in fen and in counts; what passes by little
    {"require r: revenue >= 1000元",
     "revenue=999/revenue=950/revenue=899.99/revenue=100/revenue=1000/revenue=1100/"
     "revenue=1100.01/revenue=?",
     "applies8 open0 | r reached8 stopped4 unknown1 fails4 asks0 only4 without0 >=100000 misses4 nearest100"
     " within2,2,3 close2 | left4: 3 0 1 close2"},
    {"require r: revenue > 1000元", "revenue=1000/revenue=1000.01",
     "applies2 open0 | r reached2 stopped1 unknown0 fails1 asks0 only1 without0 >=100001 misses1 nearest1"
     " within1,1,1 close1 | left1: 1 0 0 close1"},
    {"veto r: n > 10", "n=11/n=10/n=13/n=9/n=8",
     "applies5 open0 | r reached5 stopped2 unknown0 fails2 asks0 only2 without0 <=10 misses2 nearest1"
     " within0,1,1 close2 | left3: 3 0 0 close2"},
    {"require r: n in 10..20", "n=9/n=21/n=15/n=20/n=30",
     "applies5 open0 | r reached5 stopped3 unknown0 fails3 asks0 only3 without0 >=10 misses1 nearest1 within0,1,1"
     " close0 <=20 misses2 nearest1 within1,1,1 close1 | left2: 2 0 0 close1"},
    // of an `and` the one conjunct that fails; two of them, or one beside an unknown one, are no near miss, of which
    // the
    // latter may be one
    {"require r: a and n >= 10", "a=yes n=9/a=no n=9/a=? n=9/a=no n=10",
     "applies4 open0 | r reached4 stopped4 unknown0 fails4 asks0 only4 without3 >=10 misses1 nearest1 within0,1,1"
     " close0 upper2:0,2,2 | left0: 0 0 0 close0"},
    {"veto r: a or n < 10", "a=no n=9/a=yes n=10",
     "applies2 open0 | r reached2 stopped2 unknown0 fails2 asks0 only2 without1 >=10 misses1 nearest1 within0,1,1"
     " close0 | left0: 0 0 0 close0"},
    // a choice between conditions has no gap
    {"require r: a or n >= 10", "a=no n=9/a=yes n=9",
     "applies2 open0 | r reached2 stopped1 unknown0 fails1 asks0 only1 without1 | left1: 1 0 0 close0"},
    {"require r: n not in 10..20", "n=11",
     "applies1 open0 | r reached1 stopped1 unknown0 fails1 asks0 only1 without1 | left0: 0 0 0 close0"},
    // what would be granted is unknown: it may be a near miss
    {"require r: n >= 10 grant limit = revenue", "n=9 revenue=1/n=8 revenue=?",
     "applies2 open0 | r reached2 stopped2 unknown0 fails2 asks0 only2 without1 >=10 misses1 nearest1 within0,1,1"
     " close0 upper2:0,1,2 | left0: 0 0 0 close0"},
    // another rule that fails or is unknown: not the only reason
    {"require r: n >= 10 require q: a", "n=9 a=yes/n=9 a=no/n=9 a=?",
     "applies3 open0 | r reached3 stopped3 unknown0 fails3 asks0 only1 without0 upper2 >=10 misses1 nearest1 "
     "within0,1,1"
     " close0 upper2:0,2,2 | q reached0 stopped0 unknown0 fails1 asks0 only0 without0 | left0: 0 0 0 close0"},
    // dates in days; percentages of the days between the threshold and the as-of date: 2023-07-01, 366 days
    {"require r: time from since to as_of >= 1 year",
     "since=2023-07-02/since=2023-08-01/since=2023-07-01/since=2023-06-01",
     "applies4 open0 | r reached4 stopped2 unknown0 fails2 asks0 only2 without0 <=777025 misses2 nearest1"
     " within1,2,2 close2 | left2: 2 0 0 close2"},
};

static void tally_records(struct evaluated *e, struct tally *t, const char *records) {
    char *copy = strdup(records), *rest = copy, *record;
    while ((record = strsep(&rest, "/"))) evaluated_row(e, record);
    free(copy);
    evaluated_walk(e);
    ck_assert(tally_block(t, e->d, e->w));
}

static struct evaluated *offered(const char *offer) {
    struct text policy = {0};
    text_format(&policy, "scheme s {\n in force from 2024-01-01\n offer o {\n%s\n}\n}\n", offer);
    struct evaluated *e = evaluated_planned(text_string(&policy), 128);
    text_free(&policy);
    return e;
}

START_TEST(counts) {
    struct text out = {0};
    struct evaluated *e = offered(counted[_i].offer);
    struct tally *t = tally_new(e->plan, 128, &(struct tally_options){.near_percent = 10});
    ck_assert_ptr_nonnull(t);
    tally_records(e, t, counted[_i].records);
    put_offer(&out, e->policy, &t->offers[0]);
    ck_assert_msg(strcmp(text_string(&out), counted[_i].expected) == 0, "%s over '%s' came to\n%s, not\n%s",
                  counted[_i].offer, counted[_i].records, text_string(&out), counted[_i].expected);
    tally_free(t);
    evaluated_close(e);
    text_free(&out);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("funnel");
    TCase *t = tcase_create("counts");
    tcase_add_loop_test(t, counts, 0, sizeof counted / sizeof *counted);
    suite_add_tcase(s, t);
    return s;
}

int main(void) { return check_main(make); }
