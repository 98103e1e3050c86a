// Where conditions turn, and what is chosen by them.
#include "interp/solve/cut.h"

void cut_of_nothing(struct cutter *c, const struct node *n, struct aim aim) { (void)c, (void)n, (void)aim; }
void cut_of_same(struct cutter *c, const struct node *n, struct aim aim) { want(c, n->kids[0], aim); }
void cut_of_condition(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    want_kids(c, n);
}

// ---- fields

// A date that is seen from the as-of date turns where that less the date does: the wider of the two is parted.
static void cut_seen(struct cutter *c, const struct field *f) {
    const struct range *r = &c->f.box->fields[f->index];
    const struct range as_of = {.low = c->f.box->as_of[0], .high = c->f.box->as_of[1]};
    bool wide = f->type.kind == TYPE_DATE && range_width(&as_of) > range_width(r);
    struct cut cut = {CUT_WEAK, CUT_AT, wide ? FIELD_AS_OF : f->index, range_middle(wide ? &as_of : r), 0};
    if (wide || r->low < r->high) offer_cut(c, cut);
}

static void cut_value(struct cutter *c, const struct field *f, struct aim aim) {
    const struct range *r = &c->f.box->fields[f->index];
    if (c->f.box->views[f->index] != VIEW_PLAIN) {
        cut_seen(c, f);
        return;
    }
    int64_t at = r->low <= aim.at && aim.at < r->high ? aim.at : range_middle(r);
    enum cut_rank rank = aim.weak ? CUT_WEAK : CUT_THRESHOLD;
    if (r->low < r->high) offer_cut(c, (struct cut){rank, CUT_AT, f->index, at, 0});
}

void cut_of_column(struct cutter *c, const struct node *n, struct aim aim) {
    if (n->space) return;
    if (aim.kind == AIM_OUTCOMES) offer_outcomes(c, n->field);
    if (aim.kind == AIM_BITS) offer_cut(c, (struct cut){CUT_VALUE, CUT_BITS, n->field->index, 0, aim.bits});
    if (aim.kind == AIM_VALUE) cut_value(c, n->field, aim);
}

void cut_of_as_of(struct cutter *c, const struct node *n, struct aim aim) {
    (void)n;
    enum cut_rank rank = aim.weak ? CUT_WEAK : CUT_THRESHOLD;
    if (aim.kind == AIM_VALUE) offer_cut(c, (struct cut){rank, CUT_AT, FIELD_AS_OF, aim.at, 0});
}

void cut_of_list(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    offer_outcomes(c, n->field);
}

void cut_of_text(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    want_kids(c, n);
}

// ---- comparisons

// The one that may be more is parted where it meets what the other may be in the middle.
static void cut_apart(struct cutter *c, const struct node *n) {
    const struct range *a = kid_range(&c->f, n, 0), *b = kid_range(&c->f, n, 1);
    bool left = range_width(a) >= range_width(b), equal = n->op == OP_EQ || n->op == OP_NE;
    const struct range *wide = left ? a : b, *other = left ? b : a;
    int64_t at = range_middle(other);
    bool before = equal ? wide->low < at : (n->op == OP_LT || n->op == OP_GE) == left;
    want_value(c, n->kids[left ? 0 : 1], (__int128)at - before, !is_point(other));
}

static void cut_codes(struct cutter *c, const struct node *n) {
    for (uint32_t k = 0; k < 2; k++) {
        const struct range *other = kid_range(&c->f, n, 1 - k);
        want_bits(c, n->kids[k], n->kids[k]->type.kind == TYPE_SET ? UINT64_MAX : other->may);
    }
    for (uint32_t k = 0; k < 2; k++) want_middle(c, n->kids[k]);
}

// Of two dates that are seen alike the one that may be more is parted, in the middle of what the other may be.
static bool cut_pair(struct cutter *c, const struct node *n) {
    struct date_pair p;
    int64_t apart[2], turns = n->op == OP_GE || n->op == OP_LT ? 0 : 1;
    if (!date_pair_of(n, &p) || !pair_apart(&c->f, &p, apart)) return false;
    uint32_t first = p.terms[0].field->index, second = p.terms[1].field->index;
    const struct range *a = &c->f.box->fields[first], *b = &c->f.box->fields[second];
    bool left = range_width(a) >= range_width(b);
    const struct range *wide = left ? a : b, *other = left ? b : a;
    int64_t at = left ? range_middle(b) + pair_moved(&p) - turns : range_middle(a) - pair_moved(&p) + turns - 1;
    if (at < wide->low || at >= wide->high) at = range_middle(wide);
    enum cut_rank rank = is_point(other) ? CUT_THRESHOLD : CUT_WEAK;
    if (!is_point(wide)) offer_cut(c, (struct cut){rank, CUT_AT, left ? first : second, at, 0});
    return !is_point(wide);
}

static bool cut_reached(struct cutter *c, const struct node *n) {
    struct date_reached r;
    if (!date_reached_of(n, &r) || c->f.box->views[r.term.field->index] != VIEW_TOP) return false;
    offer_seen(c, r.column, r.term.months * 32 - 1);
    return true;
}

void cut_of_compare(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    if (cut_pair(c, n)) return;
    const struct node *to = n->kids[1];
    const struct range *seen = seen_range(&c->f, n->kids[0], to, VIEW_DIFFERENCE);
    if (want_kids(c, n) || cut_reached(c, n)) return;
    if (n->kids[0]->type.kind == TYPE_TEXT || n->kids[0]->type.kind == TYPE_TRUTH) return;
    if (n->kids[0]->type.kind == TYPE_CHOICE || n->kids[0]->type.kind == TYPE_SET) {
        cut_codes(c, n);
        return;
    }
    if (seen || seen_range(&c->f, to, n->kids[0], VIEW_DIFFERENCE)) {
        offer_seen(c, seen ? n->kids[0] : to, 0);
        offer_seen(c, seen ? n->kids[0] : to, -1);
    } else cut_apart(c, n);
}

void cut_of_between(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    const struct range *x = kid_range(&c->f, n, 0);
    if (want_kids(c, n)) return;
    bool low = x->low < n->value && x->high >= n->value;
    want_value(c, n->kids[0], low ? (__int128)n->value - 1 : n->second, false);
}

void cut_of_bits(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    if (!want_kids(c, n)) want_bits(c, n->kids[0], (uint64_t)n->value);
}

void cut_of_set_size(struct cutter *c, const struct node *n, struct aim aim) {
    (void)aim;
    if (!want_kids(c, n)) want_bits(c, n->kids[0], UINT64_MAX);
}

// ---- choices

static bool is_open_at(const struct cutter *c, const struct node *n, uint32_t kid) {
    uint8_t outcomes = kid_range(&c->f, n, kid)->outcomes;
    return (outcomes & (outcomes - 1)) != 0;
}

// The first condition that is open, else what is chosen.
void cut_of_select(struct cutter *c, const struct node *n, struct aim aim) {
    for (uint32_t k = 0; k + 1 < n->count; k += 2) {
        if (is_open_at(c, n, k)) {
            want_outcomes(c, n->kids[k]);
            return;
        }
        if (kid_range(&c->f, n, k)->outcomes == OUTCOME_NO) continue;
        want(c, n->kids[k + 1], aim);
        return;
    }
    want(c, n->kids[n->count - 1], aim);
}

void cut_of_lookup(struct cutter *c, const struct node *n, struct aim aim) {
    for (uint32_t k = 0; k < n->lookup->column_count; k++) {
        const struct range *r = kid_range(&c->f, n, k);
        if (is_open_at(c, n, k)) want_outcomes(c, n->kids[k]);
        else want_bits(c, n->kids[k], r->may & -r->may);
    }
    for (uint32_t k = n->lookup->column_count; k < n->count; k++) want(c, n->kids[k], aim);
}

void cut_of_or_else(struct cutter *c, const struct node *n, struct aim aim) {
    uint8_t replaced = (uint8_t)(OUTCOME_SILENT | (replaces_missing(n) ? OUTCOME_UNKNOWN : 0));
    const struct range *first = kid_range(&c->f, n, 0);
    if (may_be(first, replaced) && is_open_at(c, n, 0)) want_outcomes(c, n->kids[0]);
    else want(c, n->kids[may_be(first, replaced)], aim);
}
