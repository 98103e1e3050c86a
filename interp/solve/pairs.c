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

// The as-of dates of the month, as the view has them, on which both are days: from the first to the second.
static void compare_in(int64_t month, bool top, const struct date_pair *p, const int64_t seen[2], int64_t apart[2]) {
    int32_t last = days_of(month);
    for (int32_t day = 1; day <= 31; day++) {
        int64_t as_of = month << 5 | day, a = as_of - seen[0], b = as_of - seen[1];
        if (top ? day >= last && day < 31 : day > last) continue;
        if (!is_day(a) || !is_day(b)) continue;
        int64_t by = moved(a, p->terms[0].months) - moved(b, p->terms[1].months);
        if (by < apart[0]) apart[0] = by;
        if (by > apart[1]) apart[1] = by;
    }
}

static void compare_all(bool top, const struct date_pair *p, const int64_t seen[2], int64_t apart[2]) {
    int64_t exact[2] = {INT64_MAX, INT64_MIN};
    for (int64_t month = 0; month < CYCLE; month++) compare_in(month, top, p, seen, exact);
    if (exact[0] > exact[1]) return;  // on no day: as they were
    apart[0] = exact[0];
    apart[1] = exact[1];
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
    bool turns = apart[0] <= 1 && apart[1] >= -1;
    const int64_t seen[] = {a->low, b->low};
    if (turns && a->low == a->high && b->low == b->high) compare_all(view == VIEW_TOP, p, seen, apart);
    return true;
}
