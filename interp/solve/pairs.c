// Two dates of the applicant's that are compared with one another, each moved by so many months, both seen from the
// as-of date in the same way: then it does not matter which that is, but for the ends of months.
#include "grammar/base/calendar.h"
#include "interp/solve/internal.h"

static bool date_term_of(const struct node *n, struct date_term *t) {
    bool moved = n->operation == OPERATION_DATE_PLUS && n->kids[1]->constant;
    const struct node *column = moved ? n->kids[0] : n;
    if (column->operation != OPERATION_COLUMN || column->space || column->type.kind != TYPE_DATE) return false;
    *t = (struct date_term){column->field, moved ? n->kids[1]->value : 0, moved};
    return !moved || (n->kids[1]->constant_state == STATE_KNOWN && t->months > -INT16_MAX && t->months < INT16_MAX);
}

bool date_pair_of(const struct node *n, struct date_pair *pair) {
    if (n->operation != OPERATION_COMPARE || n->op == OP_EQ || n->op == OP_NE) return false;
    return date_term_of(n->kids[0], &pair->terms[0]) && date_term_of(n->kids[1], &pair->terms[1]);
}

bool date_reached_of(const struct node *n, struct date_reached *r) {
    if (n->operation != OPERATION_COMPARE) return false;
    bool first = n->kids[1]->operation == OPERATION_AS_OF && (n->op == OP_LE || n->op == OP_GT);
    bool second = n->kids[0]->operation == OPERATION_AS_OF && (n->op == OP_GE || n->op == OP_LT);
    if ((!first && !second) || !date_term_of(n->kids[first ? 0 : 1], &r->term) || !r->term.moved) return false;
    r->column = n->kids[first ? 0 : 1]->kids[0];
    r->yes = n->op == OP_LE || n->op == OP_GE;
    return true;
}

// ---- how far behind the as-of date each lies is known

#define CYCLE 4800  // months, after which the calendar begins anew

static int32_t days_of(int64_t month) {
    int64_t in_cycle = month % CYCLE;
    return month_days(date_month(DATE_PACK(2000, 1, 1)) + (int32_t)(in_cycle < 0 ? in_cycle + CYCLE : in_cycle));
}

static bool is_day(int64_t date) { return (date & 31) && (date & 31) <= days_of(date >> 5); }

static int64_t moved(int64_t date, int64_t months) {
    int64_t month = (date >> 5) + months, day = date & 31, most = days_of(month);
    return month << 5 | (day < most ? day : most);
}

// Whether the view may have the as-of date so: date_top raises the last day of a month to 31.
static bool is_as_of(int64_t as_of, bool top) {
    int64_t day = as_of & 31, last = days_of(as_of >> 5);
    return top ? day == 31 || (day >= 1 && day < last) : is_day(as_of);
}

struct seen_pair {
    const struct date_pair *pair;
    int64_t seen[2];
    bool top;
    int64_t *apart;
};

static void widen(const struct seen_pair *p, int64_t as_of) {
    int64_t a = as_of - p->seen[0], b = as_of - p->seen[1];
    if (!is_as_of(as_of, p->top) || !is_day(a) || !is_day(b)) return;
    int64_t by = moved(a, p->pair->terms[0].months) - moved(b, p->pair->terms[1].months);
    if (by < p->apart[0]) p->apart[0] = by;
    if (by > p->apart[1]) p->apart[1] = by;
}

// All days of the month from which moving one of the two does not end on that day of its month.
static void widen_in(const struct seen_pair *p, int term, int64_t month) {
    int64_t most = days_of(month + p->pair->terms[term].months);
    for (int64_t day = most + 1; day <= days_of(month); day++) widen(p, (month << 5 | day) + p->seen[term]);
}

// Of years it is 29 February alone.
static void widen_by(const struct seen_pair *p, int term) {
    bool years = p->pair->terms[term].months % 12 == 0;
    if (!p->pair->terms[term].months) return;
    for (int64_t month = years ? 1 : 0; month < CYCLE; month += years ? 12 : 1) widen_in(p, term, month);
}

static void compare_all(struct seen_pair *p) {
    p->apart[0] = p->apart[1] = p->seen[1] - p->seen[0] + pair_moved(p->pair);
    widen_by(p, 0);
    widen_by(p, 1);
}

// ---- in a box

// A date that is moved ends up to three days before that day of its month, where the month is a shorter one.
bool pair_apart(const struct finder *f, const struct date_pair *p, int64_t apart[2]) {
    uint32_t first = p->terms[0].field->index, second = p->terms[1].field->index;
    uint8_t view = f->box->views[first];
    if (view == VIEW_PLAIN || view != f->box->views[second]) return false;
    const struct range *a = &f->box->fields[first], *b = &f->box->fields[second];
    apart[0] = b->low - a->high + pair_moved(p) - (p->terms[0].moved ? 3 : 0);
    apart[1] = b->high - a->low + pair_moved(p) + (p->terms[1].moved ? 3 : 0);
    bool turns = apart[0] <= 0 && apart[1] >= 0, points = a->low == a->high && b->low == b->high;
    if (turns && points) compare_all(&(struct seen_pair){p, {a->low, b->low}, view == VIEW_TOP, apart});
    return true;
}
