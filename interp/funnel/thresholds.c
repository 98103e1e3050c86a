// Comparisons with what is constant for a run, as closed ranges of values; their bounds, and what is near to them.
#include "grammar/base/calendar.h"
#include "interp/funnel/internal.h"

#define STEPS_LEAST 200

const uint32_t tally_percents[TALLY_SHARES] = {5, 10, 20};

static enum compare_op opposite(enum compare_op op) {
    static const enum compare_op opposites[] = {
        [OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE, [OP_GE] = OP_LT, [OP_LE] = OP_GT, [OP_GT] = OP_LE};
    return opposites[op];
}

static bool is_ordered(const struct node *n) {
    enum type_kind k = n->type.kind;
    // A run is followed no longer than it takes to tell on which side it is.
    if (n->operation == OPERATION_LONGEST_RUN) return false;
    return type_has_amount(k) || k == TYPE_DATE || k == TYPE_MONTH;
}

static bool compared_range(enum compare_op op, int64_t value, struct tally_range *r) {
    r->has_low = op == OP_GE || op == OP_GT || op == OP_EQ;
    r->has_high = op == OP_LE || op == OP_LT || op == OP_EQ;
    if ((op == OP_GT && value == INT64_MAX) || (op == OP_LT && value == INT64_MIN)) return false;
    r->low = value + (op == OP_GT);
    r->high = value - (op == OP_LT);
    return r->has_low || r->has_high;
}

bool tally_range_of(const struct node *n, uint8_t wanted, struct tally_range *r) {
    bool yes = wanted == TRUTH_YES;
    if (n->operation == OPERATION_BETWEEN && yes && is_ordered(n->kids[0])) {
        *r = (struct tally_range){n->kids[0], true, true, n->value, n->second};
        return true;
    }
    if (n->operation != OPERATION_COMPARE || !is_ordered(n->kids[0])) return false;
    const struct node *constant = n->kids[1];
    *r = (struct tally_range){.value = n->kids[0]};
    enum compare_op op = (enum compare_op)n->op;
    return constant->constant && constant->constant_state == STATE_KNOWN &&
           compared_range(yes ? op : opposite(op), constant->value, r);
}

// Bounds that time was folded into may be no days: the last one before, or the first one behind.
static int64_t day_near(int64_t packed, bool later) {
    if (packed < DATE_MIN) return DATE_MIN;
    if (packed > DATE_MAX) return DATE_MAX;
    int32_t month = date_month((int32_t)packed), day = date_day((int32_t)packed), days = month_days(month);
    if (day >= 1 && day <= days) return packed;
    bool next = day > days && later, before = day < 1 && !later;
    month += next - before;
    return (int64_t)month * 32 + (next || (day < 1 && later) ? 1 : month_days(month));
}

static bool is_date(const struct tally_threshold *t) { return t->value->type.kind == TYPE_DATE; }

// On a line where distances are plain differences.
static int64_t place_of(const struct tally_threshold *t, int64_t value) {
    return is_date(t) ? date_number((int32_t)value) : value;
}

static int64_t magnitude(__int128 x) {
    x = x < 0 ? -x : x;
    return x > INT64_MAX ? INT64_MAX : (int64_t)x;
}

static int64_t size_of(const struct plan *plan, const struct tally_threshold *t) {
    enum type_kind kind = t->value->type.kind;
    if (kind != TYPE_DATE && kind != TYPE_MONTH) return magnitude(t->bound);
    if (!plan->as_of) return 0;
    return magnitude((__int128)place_of(t, t->bound) -
                     (is_date(t) ? date_number(plan->as_of) : date_month(plan->as_of)));
}

static int64_t step_of(int64_t size) {
    int64_t ten = 1, most = size / STEPS_LEAST;
    if (most < 2) return 1;
    while (ten <= most / 10) ten *= 10;
    return most / ten >= 5 ? 5 * ten : most / ten >= 2 ? 2 * ten : ten;
}

struct tally_threshold tally_threshold_of(const struct plan *plan, const struct tally_range *r, bool at_least) {
    struct tally_threshold t = {.value = r->value, .at_least = at_least, .bound = at_least ? r->low : r->high};
    if (is_date(&t)) t.bound = day_near(t.bound, at_least);
    t.size = size_of(plan, &t);
    t.step = step_of(t.size);
    return t;
}

int64_t tally_distance(const struct tally_threshold *t, int64_t value) {
    __int128 gap = (__int128)place_of(t, t->bound) - place_of(t, value);
    if (!t->at_least) gap = -gap;
    return gap > INT64_MAX ? INT64_MAX : gap < INT64_MIN ? INT64_MIN : (int64_t)gap;
}

bool tally_moved(const struct tally_threshold *t, int64_t gap, int64_t *value) {
    int64_t place;
    int32_t date;
    bool fits = t->at_least ? !__builtin_sub_overflow(place_of(t, t->bound), gap, &place)
                            : !__builtin_add_overflow(place_of(t, t->bound), gap, &place);
    if (!fits || (is_date(t) && !date_from_number(place, &date))) return false;
    *value = is_date(t) ? date : place;
    return true;
}

const struct field *tally_field(const struct tally_threshold *t) {
    const struct node *n = t->value->operation == OPERATION_WIDEN ? t->value->kids[0] : t->value;
    return n->operation == OPERATION_COLUMN ? n->field : NULL;
}
