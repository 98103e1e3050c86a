// What conditions may come to.
#include "interp/solve/internal.h"

struct range range_join(struct range a, struct range b) {
    if (!a.outcomes) return b;
    if (!b.outcomes) return a;
    if (!may_be_known(&a)) return b.outcomes |= a.outcomes, b;
    if (!may_be_known(&b)) return a.outcomes |= b.outcomes, a;
    return (struct range){(uint8_t)(a.outcomes | b.outcomes), a.low < b.low ? a.low : b.low,
                          a.high > b.high ? a.high : b.high, a.may | b.may, a.must & b.must};
}

// The open outcomes that no kid rises above: one of them has it, and each of the others has that, a lesser one, or one
// of `good`, which doesn't matter.
static uint8_t largest_open(const struct finder *f, const struct node *n, uint32_t first, uint8_t good) {
    unsigned any = 0, least = 0;  // that some kid must have
    for (uint32_t k = first; k < n->count; k++) {
        unsigned outcomes = kid_range(f, n, k)->outcomes, open = outcomes & OUTCOMES_OPEN;
        any |= open;
        if (outcomes & good) continue;
        unsigned lowest = open ? open & -open : 2 * OUTCOME_FAULT;
        if (lowest > least) least = lowest;
    }
    return (uint8_t)(least ? any & -least : any);
}

static bool all_may_be(const struct finder *f, const struct node *n, uint32_t first, uint8_t outcomes) {
    for (uint32_t k = first; k < n->count; k++)
        if (!may_be(kid_range(f, n, k), outcomes)) return false;
    return true;
}

static bool any_may_be(const struct finder *f, const struct node *n, uint32_t first, uint8_t outcomes) {
    for (uint32_t k = first; k < n->count; k++)
        if (may_be(kid_range(f, n, k), outcomes)) return true;
    return false;
}

uint8_t open_outcomes(const struct finder *f, const struct node *n, uint32_t first, bool *known) {
    *known = all_may_be(f, n, first, OUTCOMES_KNOWN);
    return largest_open(f, n, first, OUTCOMES_KNOWN);
}

static struct range truth(uint8_t outcomes) { return (struct range){.outcomes = outcomes}; }

struct range condition_range(const struct finder *f, const struct node *n, bool yes, bool no) {
    bool known;
    uint8_t outcomes = open_outcomes(f, n, 0, &known);
    if (known && yes) outcomes |= OUTCOME_YES;
    if (known && no) outcomes |= OUTCOME_NO;
    return truth(outcomes);
}

// One kid that is `decides` settles it, else all are the other.
static struct range connective(const struct finder *f, const struct node *n, uint8_t decides) {
    uint8_t other = decides ^ OUTCOMES_KNOWN, outcomes = largest_open(f, n, 0, other);
    if (any_may_be(f, n, 0, decides)) outcomes |= decides;
    if (all_may_be(f, n, 0, other)) outcomes |= other;
    return truth(outcomes);
}

struct range range_of_and(const struct finder *f, const struct node *n) {
    return connective(f, n, OUTCOME_NO);
}
struct range range_of_or(const struct finder *f, const struct node *n) {
    return connective(f, n, OUTCOME_YES);
}

struct range range_of_not(const struct finder *f, const struct node *n) {
    uint8_t in = kid_range(f, n, 0)->outcomes, out = in & OUTCOMES_OPEN;
    if (in & OUTCOME_NO) out |= OUTCOME_YES;
    if (in & OUTCOME_YES) out |= OUTCOME_NO;
    return truth(out);
}

// Two that may be yes may be a fault; where one is, those that are open leave it open.
struct range range_of_unique(const struct finder *f, const struct node *n) {
    uint32_t may = 0, must = 0;
    uint8_t outcomes = 0;
    for (uint32_t k = 0; k < n->count; k++) {
        may += may_be(kid_range(f, n, k), OUTCOME_YES);
        must += kid_range(f, n, k)->outcomes == OUTCOME_YES;
        outcomes |= kid_range(f, n, k)->outcomes & OUTCOMES_OPEN;
    }
    if (!may || must > 1) outcomes = 0;
    if (may > 1) outcomes |= OUTCOME_FAULT;
    if (must < 2) outcomes |= OUTCOME_YES;
    return truth(outcomes);
}

// Bad and waived it asks for a person, bad and not waived it decides.
struct range range_of_rule(const struct finder *f, const struct node *n) {
    const struct range *condition = kid_range(f, n, 0), *waiver = kid_range(f, n, 1);
    uint8_t bad = n->value == TRUTH_NO ? OUTCOME_NO : OUTCOME_YES, outcomes = condition->outcomes & OUTCOMES_OPEN;
    if (may_be(condition, bad ^ OUTCOMES_KNOWN)) outcomes |= OUTCOME_YES;
    if (!may_be(condition, bad)) return truth(outcomes);
    outcomes |= waiver->outcomes & (OUTCOMES_OPEN | OUTCOME_NO);
    if (may_be(waiver, OUTCOME_YES)) outcomes |= OUTCOME_REFERRED;
    return truth(outcomes);
}

struct range range_of_missing(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    uint8_t outcomes = x->outcomes & OUTCOME_FAULT;
    if (may_be(x, OUTCOME_UNKNOWN)) outcomes |= OUTCOME_YES;
    if (may_be(x, OUTCOMES_KNOWN | OUTCOME_REFERRED | OUTCOME_SILENT)) outcomes |= OUTCOME_NO;
    return truth(outcomes);
}

struct range range_of_list_missing(const struct finder *f, const struct node *n) {
    const struct range *list = &f->box->fields[n->field->index];
    uint8_t outcomes = may_be(list, OUTCOME_UNKNOWN) ? OUTCOME_YES : 0;
    return truth(may_be_known(list) ? outcomes | OUTCOME_NO : outcomes);
}

struct range range_of_list_empty(const struct finder *f, const struct node *n) {
    const struct range *list = &f->box->fields[n->field->index];
    return truth((list->outcomes & OUTCOME_UNKNOWN) | (may_be_known(list) ? OUTCOMES_KNOWN : 0));
}

// ---- comparisons

static bool compare_truths(uint8_t a, uint8_t b, bool equal) {
    uint8_t other = (uint8_t)((b & OUTCOME_NO ? OUTCOME_YES : 0) | (b & OUTCOME_YES ? OUTCOME_NO : 0));
    return (a & (equal ? b : other) & OUTCOMES_KNOWN) != 0;
}

static bool is_single(uint64_t bits) { return bits && !(bits & (bits - 1)); }

// Whether the two may be equal, or may differ.
static bool may_compare(const struct node *n, const struct range *a, const struct range *b, bool equal) {
    bool one_value = a->low == a->high && b->low == b->high && a->low == b->low;
    switch (n->kids[0]->type.kind) {
    case TYPE_TRUTH: return compare_truths(a->outcomes, b->outcomes, equal);
    case TYPE_TEXT: return true;
    case TYPE_SET:
        if (equal) return !(a->must & ~b->may) && !(b->must & ~a->may);
        return a->may != a->must || b->may != b->must || a->may != b->may;
    case TYPE_CHOICE:
        if (equal) return a->low <= b->high && b->low <= a->high && (a->may & b->may || a->high >= 64);
        return !one_value && !(is_single(a->may) && a->may == b->may && a->high < 64 && b->high < 64);
    default: return equal ? a->low <= b->high && b->low <= a->high : !one_value;
    }
}

static bool may_hold(enum compare_op op, const struct node *n, const struct range *a, const struct range *b) {
    switch (op) {
    case OP_EQ: return may_compare(n, a, b, true);
    case OP_NE: return may_compare(n, a, b, false);
    case OP_LT: return a->low < b->high;
    case OP_LE: return a->low <= b->high;
    case OP_GT: return a->high > b->low;
    case OP_GE: break;
    }
    return a->high >= b->low;
}

static enum compare_op opposite(enum compare_op op) {
    static const enum compare_op turned[] = {
        [OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE, [OP_LE] = OP_GT, [OP_GT] = OP_LE, [OP_GE] = OP_LT};
    return turned[op];
}

// A date beside the as-of date is later by what lies behind it.
static bool compare_seen(const struct finder *f, const struct node *n, struct range *a, struct range *b) {
    const struct range *seen = seen_range(f, n->kids[0], n->kids[1], VIEW_DIFFERENCE);
    const struct range *other = seen ? NULL : seen_range(f, n->kids[1], n->kids[0], VIEW_DIFFERENCE);
    if (seen) a->low = a->high = 0, *b = *seen;
    if (other) b->low = b->high = 0, *a = *other;
    return seen || other;
}

static bool range_of_pair(const struct finder *f, const struct node *n, struct range *out) {
    struct date_pair pair;
    int64_t apart[2];
    if (!date_pair_of(n, &pair) || !pair_apart(f, &pair, apart)) return false;
    struct range a = {.low = apart[0], .high = apart[1]}, none = {.low = 0, .high = 0};
    enum compare_op op = (enum compare_op)n->op;
    *out = condition_range(f, n, may_hold(op, n, &a, &none), may_hold(opposite(op), n, &a, &none));
    return true;
}

static bool range_of_reached(const struct finder *f, const struct node *n, struct range *out) {
    struct date_reached r;
    if (!date_reached_of(n, &r) || f->box->views[r.term.field->index] != VIEW_TOP) return false;
    const struct range *seen = &f->box->fields[r.term.field->index];
    bool may = seen->high >= r.term.months * 32, may_not = seen->low < r.term.months * 32;
    *out = condition_range(f, n, r.yes ? may : may_not, r.yes ? may_not : may);
    return true;
}

struct range range_of_compare(const struct finder *f, const struct node *n) {
    struct range dated;
    if (range_of_pair(f, n, &dated) || range_of_reached(f, n, &dated)) return dated;
    const struct range *a = kid_range(f, n, 0), *b = kid_range(f, n, 1);
    struct range x = *a, y = *b;
    enum compare_op op = (enum compare_op)n->op;
    if (compare_seen(f, n, &x, &y)) a = &x, b = &y;
    return condition_range(f, n, may_hold(op, n, a, b), may_hold(opposite(op), n, a, b));
}

struct range range_of_between(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    bool yes = x->low <= n->second && n->value <= x->high, no = x->low < n->value || x->high > n->second;
    return condition_range(f, n, yes, no);
}

struct range range_of_among(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    return condition_range(f, n, (x->may & (uint64_t)n->value) != 0,
                           (x->may & ~(uint64_t)n->value) != 0 || x->high >= 64);
}

struct range range_of_has(const struct finder *f, const struct node *n) {
    const struct range *x = kid_range(f, n, 0);
    uint64_t wanted = (uint64_t)n->value;
    if (n->op == HAS_ANY) return condition_range(f, n, (x->may & wanted) != 0, (x->must & wanted) == 0);
    return condition_range(f, n, (x->may & wanted) == wanted, (x->must & wanted) != wanted);
}

struct range range_of_either(const struct finder *f, const struct node *n) {
    return condition_range(f, n, true, true);
}

struct range range_of_any_item(const struct finder *f, const struct node *n) {
    uint8_t outcomes = kid_range(f, n, 0)->outcomes & OUTCOMES_OPEN;
    return truth((uint8_t)(outcomes | range_of_list_empty(f, n).outcomes));
}
