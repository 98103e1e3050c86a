// What is open about a node, said to it.
#include "interp/solve/cut.h"

static bool is_open(uint8_t outcomes) { return (outcomes & (outcomes - 1)) != 0; }

// Beyond what lies near, by magnitude: numbers have 60 bits, and most thresholds far fewer.
static int64_t middle(const struct range *r) {
    uint64_t width = range_width(r);
    if (r->low < 0 && r->high >= 0) return -1;
    int half = (64 - __builtin_clzll(width | 1)) / 2;
    if (half < 12) return range_middle(r);
    int64_t near = r->low >= 0 ? r->low : -1 - r->high, step = INT64_C(1) << half;
    if (near > step) step = near;  // twice as far, or it would take for ever
    if ((uint64_t)step >= width) return range_middle(r);
    return r->low >= 0 ? r->low + step : r->high - step;
}

static bool is_bits(const struct node *n) { return n->type.kind == TYPE_CHOICE || n->type.kind == TYPE_SET; }

// Which text it is hangs on conditions.
static bool is_chosen_text(const struct node *n) {
    return n->type.kind == TYPE_TEXT && (n->operation == OPERATION_SELECT || n->operation == OPERATION_OR_ELSE);
}

static void set_aim(struct cutter *c, const struct node *n, struct aim aim) {
    struct aim *own = &c->aims[n->id];
    if (own->kind == AIM_NOTHING) c->aimed++;
    if (own->kind == AIM_NOTHING || (own->weak && !aim.weak)) *own = aim;
}

void want_outcomes(struct cutter *c, const struct node *n) {
    if (is_open(c->f.ranges[n->id].outcomes)) set_aim(c, n, (struct aim){.kind = AIM_OUTCOMES});
}

void want_value(struct cutter *c, const struct node *n, __int128 at, bool weak) {
    const struct range *r = &c->f.ranges[n->id];
    if (is_open(r->outcomes)) want_outcomes(c, n);
    else if (at >= r->low && at < r->high) set_aim(c, n, (struct aim){AIM_VALUE, weak, (int64_t)at, 0});
    else want_middle(c, n);
}

void want_bits(struct cutter *c, const struct node *n, uint64_t bits) {
    const struct range *r = &c->f.ranges[n->id];
    bool set = n->type.kind == TYPE_SET;
    if (is_open(r->outcomes)) want_outcomes(c, n);
    else if (set && (r->may & ~r->must & bits)) set_aim(c, n, (struct aim){.kind = AIM_BITS, .bits = bits});
    else if (!set && (r->may & bits) && (r->may & ~bits)) set_aim(c, n, (struct aim){.kind = AIM_BITS, .bits = bits});
}

void want_middle(struct cutter *c, const struct node *n) {
    const struct range *r = &c->f.ranges[n->id];
    if (is_open(r->outcomes)) want_outcomes(c, n);
    else if (n->type.kind == TYPE_SET) want_bits(c, n, UINT64_MAX);
    else if (is_bits(n)) want_bits(c, n, r->may & -r->may);
    else if (r->low < r->high || is_chosen_text(n))
        set_aim(c, n, (struct aim){.kind = AIM_VALUE, .weak = true, .at = middle(r)});
}

void want(struct cutter *c, const struct node *n, struct aim aim) {
    if (aim.kind == AIM_OUTCOMES) want_outcomes(c, n);
    if (aim.kind == AIM_BITS) want_bits(c, n, aim.bits);
    if (aim.kind == AIM_VALUE && aim.weak) want_middle(c, n);
    if (aim.kind == AIM_VALUE && !aim.weak) want_value(c, n, aim.at, false);
}

bool want_kids(struct cutter *c, const struct node *n) {
    bool any = false;
    for (uint32_t k = 0; k < n->count; k++) {
        if (!is_open(kid_range(&c->f, n, k)->outcomes)) continue;
        want_outcomes(c, n->kids[k]);
        any = true;
    }
    return any;
}

static int halvings_of(uint64_t width) { return 64 - __builtin_clzll(width | 1); }

// How many times what is cut can be halved; a trait is not.
static int halvings(const struct cutter *c, const struct cut *cut) {
    const struct range as_of = {.low = c->f.box->as_of[0], .high = c->f.box->as_of[1]};
    if (cut->field == FIELD_AS_OF) return halvings_of(range_width(&as_of));
    return cut->field < c->first_trait ? halvings_of(range_width(&c->f.box->fields[cut->field])) : 0;
}

// Of weak ones the widest: else what is compared with one another might be parted for ever, and nothing else.
void offer_cut(struct cutter *c, struct cut cut) {
    bool weak = cut.rank == CUT_WEAK && c->best.rank == CUT_WEAK;
    if (cut.rank > c->best.rank || (weak && halvings(c, &cut) > halvings(c, &c->best))) c->best = cut;
}

void offer_seen(struct cutter *c, const struct node *column, int64_t at) {
    const struct range *r = &c->f.box->fields[column->field->index];
    if (r->low <= at && at < r->high) offer_cut(c, (struct cut){CUT_THRESHOLD, CUT_AT, column->field->index, at, 0});
}

// Missing or not, then yes or no.
void offer_outcomes(struct cutter *c, const struct field *f) {
    uint8_t outcomes = c->f.box->fields[f->index].outcomes;
    bool missing = (outcomes & OUTCOMES_OPEN) && (outcomes & OUTCOMES_KNOWN);
    uint8_t part = missing ? (uint8_t)(outcomes & OUTCOMES_KNOWN) : (uint8_t)(outcomes & -outcomes);
    if (part != outcomes) offer_cut(c, (struct cut){missing ? CUT_STATE : CUT_VALUE, CUT_OUTCOMES, f->index, 0, part});
}
