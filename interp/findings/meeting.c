// Rows of a table that may hold at once as far as the stretches tell in which they hold of each column's values, or of
// where it lies beside what it is compared with: most rows of a large table are apart in one of them, and about those
// no question need be put. Rows that lie on both sides of a value are parted there, until nothing parts them any more.
#include <stdlib.h>

#include "grammar/base/order.h"
#include "interp/findings/internal.h"
#include "interp/value/truth.h"

#define LOOKS_MOST 4000000  // at rows
#define BASES_MOST 8u

struct stretch {
    int64_t low, high;
};
struct axis {
    const struct node *column, *base;  // its values; or where it lies beside this: below -1, above 1
};
struct parting {
    struct study *s;
    const struct planned_rows *t;
    struct axis *axes;
    uint32_t axis_count;
    struct stretch *stretches;  // by row, then axis
    int64_t *lows;              // room to sort in
    uint64_t looks;
    rows_taker *take;
};

// ---- where a row holds

static const struct stretch whole = {INT64_MIN, INT64_MAX};

static struct stretch both(struct stretch a, struct stretch b) {
    return (struct stretch){a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

static struct stretch either(struct stretch a, struct stretch b) {
    return (struct stretch){a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

// Where it compares so with a value from low to high.
static struct stretch compared(enum compare_op op, int64_t low, int64_t high) {
    switch (op) {
    case OP_EQ: return (struct stretch){low, high};
    case OP_LT:
    case OP_LE: return (struct stretch){INT64_MIN, high};
    case OP_GT:
    case OP_GE: return (struct stretch){low, INT64_MAX};
    case OP_NE: break;
    }
    return whole;
}

static bool is_text(const struct node *n) { return n->type.kind == TYPE_TEXT; }

// Equal texts have one number, and most others another one.
static int64_t number_of_text(const char *text) {
    uint64_t number = 0;
    for (; *text; text++) number = (number ^ (unsigned char)*text) * UINT64_C(0x9E3779B97F4A7C15);
    return (int64_t)(number >> 1);
}

// What a value is compared with.
static struct stretch stretch_of_value(const struct node *n) {
    bool known = n->constant && n->constant_state == STATE_KNOWN;
    int64_t text = known && is_text(n) ? number_of_text(n->text) : 0;
    if (known && is_text(n)) return (struct stretch){text, text};
    if (known) return (struct stretch){n->value, n->value};
    return n->lane == LANE_WIDE ? (struct stretch){n->low, n->high} : whole;
}

static struct stretch stretch_of_compare(const struct node *n, const struct node *base) {
    struct stretch v = base ? (struct stretch){0, 0} : stretch_of_value(n->kids[1]);
    if (base && n->kids[1] != base) return whole;
    bool text = is_text(n->kids[0]), below = n->op == OP_LT && v.high > INT64_MIN;
    if (text && n->op != OP_EQ) return whole;
    return compared((enum compare_op)n->op, v.low + (n->op == OP_GT && v.low < INT64_MAX), v.high - below);
}

static struct stretch stretch_of_bits(uint64_t bits) {
    if (!bits) return whole;
    return (struct stretch){__builtin_ctzll(bits), 63 - __builtin_clzll(bits)};
}

static bool is_of(const struct node *n, const struct node *column) {
    return n == column || (column->operation == OPERATION_WIDEN && n == column->kids[0]);
}

// What a condition that holds leaves of a column's values; it may be too wide.
static struct stretch stretch_of(const struct node *n, const struct axis *x) {
    struct stretch all = n->count && n->operation == OPERATION_OR ? stretch_of(n->kids[0], x) : whole;
    if (!x->base && is_of(n, x->column)) return (struct stretch){TRUTH_YES, TRUTH_YES};
    for (uint32_t i = 0; i < n->count && n->operation == OPERATION_AND; i++) all = both(all, stretch_of(n->kids[i], x));
    for (uint32_t i = 1; i < n->count && n->operation == OPERATION_OR; i++)
        all = either(all, stretch_of(n->kids[i], x));
    if (!n->count || !is_of(n->kids[0], x->column)) return all;
    if (n->operation == OPERATION_COMPARE) return stretch_of_compare(n, x->base);
    if (x->base) return all;
    switch (n->operation) {
    case OPERATION_NOT: return (struct stretch){TRUTH_NO, TRUTH_NO};
    case OPERATION_BETWEEN: return (struct stretch){n->value, n->second};
    case OPERATION_AMONG: return stretch_of_bits((uint64_t)n->value);
    default: return all;
    }
}

// ---- along what rows may be apart

static void add_axis(struct parting *p, const struct node *column, const struct node *base) {
    for (uint32_t i = 0; i < p->axis_count; i++)
        if (p->axes[i].column == column && p->axes[i].base == base) return;
    ARENA_PUSH(&p->s->trial, p->axes, p->axis_count, ((struct axis){column, base}));
}

static void add_bases(struct parting *p, const struct node *n, uint32_t most) {
    bool compares = n->operation == OPERATION_COMPARE && !n->kids[1]->constant;
    for (uint32_t i = 0; compares && i < p->t->table->decl->column_count && p->axis_count < most; i++)
        if (is_of(n->kids[0], p->t->columns[i])) add_axis(p, p->t->columns[i], n->kids[1]);
    for (uint32_t i = 0; n->operation == OPERATION_AND && i < n->count; i++) add_bases(p, n->kids[i], most);
}

static void find_axes(struct parting *p) {
    uint32_t columns = p->t->table->decl->column_count;
    for (uint32_t i = 0; i < columns; i++) add_axis(p, p->t->columns[i], NULL);
    for (uint32_t i = 0; i < p->t->count; i++) add_bases(p, p->t->conditions[i], columns + BASES_MOST);
}

static void find_stretches(struct parting *p) {
    p->stretches = ARENA_ARRAY(&p->s->trial, struct stretch, (size_t)p->t->count * p->axis_count);
    for (uint32_t r = 0; r < p->t->count; r++)
        for (uint32_t i = 0; i < p->axis_count; i++)
            p->stretches[(size_t)r * p->axis_count + i] = stretch_of(p->t->conditions[r], &p->axes[i]);
}

// ---- parting

static const struct stretch *stretch_at(const struct parting *p, uint32_t row, uint32_t axis) {
    return &p->stretches[(size_t)row * p->axis_count + axis];
}

static int compare_lows(const void *a, const void *b) {
    return compare_numbers(*(const int64_t *)a, *(const int64_t *)b);
}

// In the middle of where the rows begin, but where some lie below. False: all begin at one value.
static bool find_middle(struct parting *p, const uint32_t *rows, uint32_t count, uint32_t axis, int64_t *at) {
    for (uint32_t i = 0; i < count; i++) p->lows[i] = stretch_at(p, rows[i], axis)->low;
    qsort(p->lows, count, sizeof *p->lows, compare_lows);
    uint32_t middle = count / 2;
    while (middle < count && p->lows[middle] == p->lows[0]) middle++;
    if (middle < count) *at = p->lows[middle];
    return middle < count;
}

struct parted {
    uint32_t axis, below, above;  // so many rows lie on either side, some on both
    int64_t at;                   // the first value above
};

static struct parted part_at(const struct parting *p, const uint32_t *rows, uint32_t count, uint32_t axis, int64_t at) {
    struct parted parts = {axis, 0, 0, at};
    for (uint32_t i = 0; i < count; i++) {
        parts.below += stretch_at(p, rows[i], axis)->low < at;
        parts.above += stretch_at(p, rows[i], axis)->high >= at;
    }
    return parts;
}

// Where the fewest lie on both sides. False: nowhere are there few enough.
static bool find_parts(struct parting *p, const uint32_t *rows, uint32_t count, struct parted *best) {
    int64_t at;
    bool found = false;
    for (uint32_t i = 0; i < p->axis_count; i++) {
        p->looks += count;
        if (!find_middle(p, rows, count, i, &at)) continue;
        struct parted parts = part_at(p, rows, count, i, at);
        bool fewer = !found || parts.below + parts.above < best->below + best->above;
        if (parts.below == count || parts.above == count || !fewer) continue;
        *best = parts, found = true;
    }
    return found && (uint64_t)best->below + best->above <= count + count / 2;
}

static void part(struct parting *p, const uint32_t *rows, uint32_t count);

static void take_side(struct parting *p, const uint32_t *rows, uint32_t count, const struct parted *parts, bool above) {
    uint32_t kept = 0, room = above ? parts->above : parts->below;
    uint32_t *side = ARENA_ARRAY(&p->s->trial, uint32_t, room);
    for (uint32_t i = 0; i < count; i++) {
        const struct stretch *here = stretch_at(p, rows[i], parts->axis);
        if (above ? here->high >= parts->at : here->low < parts->at) side[kept++] = rows[i];
    }
    part(p, side, kept);
}

static void part(struct parting *p, const uint32_t *rows, uint32_t count) {
    struct parted parts = {0, 0, 0, 0};
    if (count < 2) return;
    if (p->looks > LOOKS_MOST || !find_parts(p, rows, count, &parts)) {
        p->take(p->s, p->t, rows, count);
        return;
    }
    take_side(p, rows, count, &parts, false);
    take_side(p, rows, count, &parts, true);
}

void rows_meeting(struct study *s, const struct planned_rows *t, rows_taker *take) {
    struct parting p = {.s = s, .t = t, .take = take};
    p.lows = ARENA_ARRAY(&s->trial, int64_t, t->count);
    uint32_t *rows = ARENA_ARRAY(&s->trial, uint32_t, t->count);
    for (uint32_t r = 0; r < t->count; r++) rows[r] = r;
    find_axes(&p);
    find_stretches(&p);
    part(&p, rows, t->count);
}
