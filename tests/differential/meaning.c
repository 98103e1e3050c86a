#include "tests/differential/meaning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "tests/differential/compare_row.h"
#include "tests/differential/naive.h"
#include "tests/differential/subject.h"

struct meaning {
    const char *scheme;  // what it holds; the offer that is looked at is its last
    const char *record;  // name=value, a value as type.h keeps it; l1=5,7 a list of these amounts; others are missing
    const char *says;    // decision, then what failed, asks, is missing; where eligible what is granted
};

static const struct meaning meanings[] = {
    // A veto is bad where it is yes, and only then its waiver is asked for.
    {"offer o { veto v: t1 waive when t2 }", "t1=2 t2=2", "refer asks:v"},
    {"offer o { veto v: t1 waive when t2 }", "t1=2 t2=0", "ineligible failed:v"},
    {"offer o { veto v: t1 waive when t2 }", "t1=2", "incomplete missing:t2"},
    {"offer o { veto v: t1 waive when t2 }", "t2=2", "incomplete missing:t1"},
    {"offer o { veto v: t1 waive when t2 }", "t1=0", "eligible"},
    {"offer o { veto v: t1 waive when a1 / a2 > 1% }", "t1=0 a1=1 a2=0", "eligible"},
    {"offer o { veto v: t1 waive when a1 / a2 > 1% }", "t1=2 a1=1 a2=0", "fault"},
    {"offer o { require r: t1 waive when t2 }", "t1=0", "incomplete missing:t2"},
    {"offer o { require r: t1 waive when t2 }", "", "incomplete missing:t1"},
    {"offer o { require in principle r: t1 waive when t2 }", "t1=0", "refer asks:r"},
    // An offer is met as it is decided by its rules.
    {"offer p { refer look: t1 } offer o { require r: meets p }", "t1=2", "refer asks:r"},
    {"offer p { refer look: t1 } offer o { require r: meets p }", "t1=0", "eligible"},
    {"offer p { refer look: t1 } offer o { require r: meets p }", "", "incomplete missing:t1"},
    {"offer p { refer look: t1 } offer o { require r: not meets p }", "t1=2", "refer asks:r"},
    {"offer p { refer look: t1 } offer o { require r: meets p and t2 }", "t1=2", "incomplete missing:t2"},
    {"offer p { refer look: t1 } offer o { require r: meets p and t2 }", "t1=2 t2=0", "ineligible failed:r"},
    {"offer p { refer look: t1 } offer o { require r: meets p or t2 }", "t1=2 t2=2", "eligible"},
    {"offer p { refer look: t1 } offer o { when meets p }", "t1=2", "refer"},
    {"offer p { refer look: t1 } offer o { grant g = if meets p then 1元 else 2元 }", "t1=2", "refer asks:g"},
    {"offer p { when t1 require r: t2 } offer o { require r: meets p }", "t1=0", "ineligible failed:r"},
    {"offer p { when t1 require r: t2 } offer o { require r: meets p }", "t2=0", "ineligible failed:r"},
    {"offer p { grant g = silent } offer o { require r: meets p }", "", "eligible"},
    {"offer p { require r: t1 waive when t2 } offer o { require r: meets p }", "t1=0 t2=2", "refer asks:r"},
    {"offer p { refer look: t1 } offer m { require r: meets p } offer o { require r: meets m }", "t1=2",
     "refer asks:r"},
    // The largest of no items is nothing.
    {"offer o { grant g = max(l1.amount) else 3元 }", "l1=", "eligible g=300"},
    {"offer o { grant g = max(l1.amount) else 3元 }", "l1=5,7", "eligible g=7"},
    {"offer o { require r: (max(l1.amount) + a1 else 3元) > 2元 }", "l1=", "eligible"},
    {"offer o { grant g = max(l1.amount) }", "l1=", "refer asks:g"},
    {"offer o { grant g = max(l1.amount) }", "", "incomplete missing:l1"},
    {"offer o { grant g = max(l1.amount) + a1 }", "l1=", "refer asks:g"},
    {"offer o { grant g = max(l1.amount) else 3元 }", "", "incomplete missing:l1"},
    // A default stands in for a cell that is missing, not for what an expression could not come to.
    {"offer o { grant g = a1 else 3元 }", "", "eligible g=300"},
    {"define n = a1 offer o { grant g = n else 3元 }", "", "eligible g=300"},
    {"define d(: x) = x else 3元 offer o { grant g = d(a1) }", "", "eligible g=300"},
    {"offer o { grant g = (if t1 then silent else a1) else 3元 }", "t1=2", "eligible g=300"},
    {"offer o { grant g = (if t1 then a1 else silent) else 3元 }", "t1=2", "incomplete missing:a1"},
    {"offer o { grant g = (a1 + (if t1 then silent else a2)) else 3元 }", "t1=0 a1=1", "incomplete missing:a2"},
    {"offer o { grant g = (a1 + (if t1 then silent else a2)) else 3元 }", "t1=2", "eligible g=300"},
    {"offer o { grant g = a1 else a2 else 3元 }", "", "eligible g=300"},
    {"offer o { grant g = a1 else a2 }", "", "incomplete missing:a1,a2"},
    // Where two rows of a unique table hold, the record is at fault.
    {"table t unique { a1 || g\n >= a2 || 1元\n < a2 * 2 || 2元\n otherwise || 3元\n } offer o { grant g = t }",
     "a1=5 a2=4", "fault"},
    {"table t unique { a1 || g\n >= a2 || 1元\n < a2 * 2 || 2元\n otherwise || 3元\n } offer o { grant g = t }",
     "a1=9 a2=4", "eligible g=100"},
    // A chain is one number.
    {"offer o { grant g = a1 * 1.5% * 24 / 12 }", "a1=33", "eligible g=1"},
    {"offer o { grant g = a1 * 24 / 12 * 1.5% }", "a1=33", "eligible g=1"},
    {"offer o { grant g = a1 / 3 * 3 }", "a1=1", "eligible g=1"},
    {"offer o { grant g = (a1 / 3 rounded down) * 3 }", "a1=2", "eligible g=0"},
    {"define third = a1 / 3 offer o { grant g = third * 3 }", "a1=2", "eligible g=2"},
    {"offer o { grant g = a1 / 3 + a1 / 3 }", "a1=1", "eligible g=0"},
    {"offer o { require r: a1 / 1000000元 <= 70% }", "a1=70000003", "ineligible failed:r"},
    {"offer o { require r: a1 / 1000000元 <= 70% }", "a1=70000000", "eligible"},
    {"offer o { require r: 70% < a1 / 1000000元 }", "a1=70000003", "eligible"},
    {"offer o { require r: a1 / 1000000元 in 10%..70% }", "a1=70000003", "ineligible failed:r"},
    {"offer o { require r: a1 / 3 = a2 / 3 }", "a1=100 a2=101", "ineligible failed:r"},
    {"offer o { grant g = a1 * c1 * c1 * c1 / c1 }", "a1=999999999999999999 c1=999999999999999", "fault"},
    {"offer o { grant g = a1 * c1 * c1 * c1 * c2 }", "a1=999999999999999999 c1=999999999999999 c2=0", "eligible g=0"},
    {"offer o { grant g = a1 / a2 }", "a1=0 a2=0", "fault"},
};

static const char vocabulary[] =
    "vocabulary { field id: text key field a1: money field a2: money field c1: count field c2: count "
    "field t1: yes/no field t2: yes/no field l1: list of { amount: money } }\n";

// ---- the record that a case tells ----

static void put_items(struct naive_list *l, const char *amounts) {
    l->known = true;
    l->cells = calloc(strlen(amounts) + 1, sizeof *l->cells);
    for (char *end; *amounts; amounts = *end == ',' ? end + 1 : end)
        l->cells[l->count++] = (struct naive_cell){.known = true, .value = strtoll(amounts, &end, 10)};
}

static void put_cell(const struct policy *p, struct naive_record *r, char *cell) {
    char *equals = strchr(cell, '=');
    *equals = 0;
    for (uint32_t i = 0; i < p->field_count; i++) {
        if (strcmp(name_text(p, &p->fields[i].def.name, LANG_EN), cell) != 0) continue;
        if (p->fields[i].type.kind == TYPE_LIST) put_items(&r->lists[i], equals + 1);
        else r->cells[i] = (struct naive_cell){.known = true, .value = strtoll(equals + 1, NULL, 10)};
        return;
    }
    ck_abort_msg("no field %s", cell);
}

static void put_record(const struct policy *p, struct naive_record *r, const char *told) {
    char text[128], *rest = NULL;
    snprintf(text, sizeof text, "%s", told);
    for (char *cell = strtok_r(text, " ", &rest); cell; cell = strtok_r(NULL, " ", &rest)) put_cell(p, r, cell);
}

// ---- what the offer says, as a case tells it ----

static const char *name_of(const struct policy *p, const struct definition *d) {
    return name_text(p, &d->name, LANG_EN);
}

static void tell(struct text *out, const char *what, bool *told, const char *name) {
    text_format(out, "%s%s", *told ? "," : what, name);
    *told = true;
}

static void tell_rules(struct text *out, const struct policy *p, const struct offer *o, const char *what,
                       const bool *flags) {
    bool told = false;
    for (uint32_t i = 0; i < o->rule_count; i++)
        if (flags[i]) tell(out, what, &told, name_of(p, &o->rules[i]->def));
    for (uint32_t g = 0; g < o->grant_count; g++)
        if (flags[o->rule_count + g]) tell(out, what, &told, name_of(p, &o->grants[g]->def));
}

static void tell_missing(struct text *out, const struct policy *p, const struct naive_missing *m) {
    bool told = false;
    for (uint32_t i = 0; i < p->field_count; i++)
        if (m->fields >> i & 1) tell(out, " missing:", &told, name_of(p, &p->fields[i].def));
}

static void tell_offer(struct text *out, const struct policy *p, const struct offer *o, const struct naive_offer *n) {
    static const char *const decisions[] = {"eligible", "refer", "incomplete", "ineligible", "not_applicable"};
    text_put(out, n->fault ? "fault" : decisions[n->decision]);
    if (n->fault) return;
    tell_rules(out, p, o, " failed:", n->failed);
    tell_rules(out, p, o, " asks:", n->asks);
    tell_missing(out, p, &n->missing);
    for (uint32_t g = 0; g < o->grant_count && n->decision == 0; g++)
        text_format(out, " %s=%lld", name_of(p, &o->grants[g]->def), (long long)n->grants[g].number);
}

static void check_meaning(const struct meaning *m, const struct subject *subject) {
    const struct policy *p = subject->policy;
    struct naive_cell cells[8] = {{0}};
    struct naive_list lists[8] = {{0}};
    struct naive_record record = {.as_of = DATE_PACK(2024, 7, 1), .cells = cells, .lists = lists};
    bool failed[8] = {0}, asks[8] = {0};
    struct naive_value grants[16];
    struct naive_offer n = {.failed = failed, .asks = asks, .grants = grants};
    const struct scheme *s = p->schemes[0];
    struct text says = {0};
    put_record(p, &record, m->record);
    naive_decide(p, &record, s->offers[s->offer_count - 1], &n);
    tell_offer(&says, p, s->offers[s->offer_count - 1], &n);
    if (strcmp(text_string(&says), m->says) != 0)
        ck_abort_msg("%s of %s: %s, and not %s", m->scheme, m->record, text_string(&says), m->says);
    compare_alone(subject, &record);
    text_free(&says);
    for (int i = 0; i < 8; i++) free(lists[i].cells);
}

START_TEST(naive_means_it) {
    struct subject *s = calloc(1, sizeof *s);
    text_format(&s->source, "%sscheme s { in force from 2024-01-01\n%s }\n", vocabulary, meanings[_i].scheme);
    subject_compile(s, DATE_PACK(2024, 7, 1), NULL, NULL);
    check_meaning(&meanings[_i], s);
    subject_free(s);
}
END_TEST

void meaning_add(TCase *c) { tcase_add_loop_test(c, naive_means_it, 0, (int)(sizeof meanings / sizeof *meanings)); }
