// Comparisons. With a constant, each comes down to whether a value lies within a range; of two values, to equal, less,
// or less or equal, and their opposites: bytes 0 and 2, `flip` being 2 where the opposite is meant. The loops have no
// branches.
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

struct range {
    int64_t low, high;        // both included
    uint8_t inside, outside;  // truths
};

static struct range range_of(enum compare_op op, int64_t value, int64_t least, int64_t most) {
    switch (op) {
    case OP_EQ: return (struct range){value, value, TRUTH_YES, TRUTH_NO};
    case OP_NE: return (struct range){value, value, TRUTH_NO, TRUTH_YES};
    case OP_LE: return (struct range){least, value, TRUTH_YES, TRUTH_NO};
    case OP_GT: return (struct range){least, value, TRUTH_NO, TRUTH_YES};
    case OP_GE: return (struct range){value, most, TRUTH_YES, TRUTH_NO};
    case OP_LT: break;
    }
    return (struct range){value, most, TRUTH_NO, TRUTH_YES};
}

// low <= x <= high in one comparison: moved so that `low` is the least number there is, what lies outside is greater
// than `high`. A row that is not known is unknown.
#define WITHIN_LOOP(name, type, size, place)                                                                  \
    VECTORISED static void name(uint8_t *restrict out, const type *restrict a, const uint8_t *restrict state, \
                                struct range r, uint32_t n) {                                                 \
        size start = (size)((size)r.low + ((size)1 << (8 * sizeof(size) - 1)));                               \
        place end = (place)(size)((size)r.high - start);                                                      \
        for (uint32_t i = 0; i < n; i++) {                                                                    \
            uint8_t truth = (place)(size)((size)a[i] - start) > end ? r.outside : r.inside;                   \
            out[i] = state[i] ? (uint8_t)TRUTH_UNKNOWN : truth;                                               \
        }                                                                                                     \
    }
WITHIN_LOOP(code_within, uint8_t, uint8_t, int8_t)
WITHIN_LOOP(date_within, int32_t, uint32_t, int32_t)
WITHIN_LOOP(wide_within, int64_t, uint64_t, int64_t)
#undef WITHIN_LOOP

#define COMPARE_LOOP(name, type, comparison)                                                                       \
    VECTORISED static void name(uint8_t *restrict out, const type *restrict a, const type *restrict b, uint32_t n, \
                                uint8_t flip) {                                                                    \
        for (uint32_t i = 0; i < n; i++) out[i] = (uint8_t)((uint8_t)((a[i] comparison b[i]) << 1) ^ flip);        \
    }
COMPARE_LOOP(byte_equal, uint8_t, ==)
COMPARE_LOOP(date_equal, int32_t, ==)
COMPARE_LOOP(date_less, int32_t, <)
COMPARE_LOOP(date_at_most, int32_t, <=)
COMPARE_LOOP(wide_equal, int64_t, ==)
COMPARE_LOOP(wide_less, int64_t, <)
COMPARE_LOOP(wide_at_most, int64_t, <=)
#undef COMPARE_LOOP

typedef void date_loop(uint8_t *restrict, const int32_t *restrict, const int32_t *restrict, uint32_t, uint8_t);
typedef void wide_loop(uint8_t *restrict, const int64_t *restrict, const int64_t *restrict, uint32_t, uint8_t);

static date_loop *const date_loops[] = {date_equal, date_equal, date_less, date_at_most, date_at_most, date_less};
static wide_loop *const wide_loops[] = {wide_equal, wide_equal, wide_less, wide_at_most, wide_at_most, wide_less};
static const uint8_t flips[] = {[OP_EQ] = 0, [OP_NE] = 2, [OP_LT] = 0, [OP_LE] = 0, [OP_GT] = 2, [OP_GE] = 2};

static bool with_constant(const struct node *n) {
    return n->kids[1]->constant && n->kids[1]->constant_state == STATE_KNOWN;
}

void eval_compare_date(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    if (with_constant(n)) {
        struct range r = range_of((enum compare_op)n->op, n->kids[1]->value, INT32_MIN, INT32_MAX);
        date_within(result_of(w, n), x->data, states_of(w, x), r, rows_of(w, n));
        result_masked(w, n);
    } else {
        date_loops[n->op](result_of(w, n), x->data, kid_vector(w, n, 1)->data, rows_of(w, n), flips[n->op]);
        result_unknowns(w, n);
    }
}

void eval_compare_wide(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    if (with_constant(n)) {
        struct range r = range_of((enum compare_op)n->op, n->kids[1]->value, INT64_MIN, INT64_MAX);
        wide_within(result_of(w, n), x->data, states_of(w, x), r, rows_of(w, n));
        result_masked(w, n);
    } else {
        wide_loops[n->op](result_of(w, n), x->data, kid_vector(w, n, 1)->data, rows_of(w, n), flips[n->op]);
        result_unknowns(w, n);
    }
}

static void compare_bytes(struct workspace *w, const struct node *n) {
    byte_equal(result_of(w, n), kid_vector(w, n, 0)->data, kid_vector(w, n, 1)->data, rows_of(w, n), flips[n->op]);
}

// Choices and sets are only asked whether they are equal.
void eval_compare_code(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    if (with_constant(n)) {
        struct range r = range_of((enum compare_op)n->op, n->kids[1]->value, 0, UINT8_MAX);
        code_within(result_of(w, n), x->data, states_of(w, x), r, rows_of(w, n));
        result_masked(w, n);
    } else {
        compare_bytes(w, n);
        result_unknowns(w, n);
    }
}

VECTORISED static void unknown_truths(uint8_t *restrict out, const uint8_t *restrict in, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = in[i] == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : out[i];
}

static void compared_states(struct workspace *w, const struct node *n) {
    uint8_t *states = own_states(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        enum state a = state_at(kid_vector(w, n, 0), i), b = state_at(kid_vector(w, n, 1), i);
        states[i] = (uint8_t)(a > b ? a : b);
    }
}

void eval_compare_truth(struct workspace *w, const struct node *n) {
    const struct vector *a = kid_vector(w, n, 0), *b = kid_vector(w, n, 1);
    compare_bytes(w, n);
    unknown_truths(result_of(w, n), a->data, rows_of(w, n));
    unknown_truths(result_of(w, n), b->data, rows_of(w, n));
    if (is_stateful(n)) compared_states(w, n);
    else w->vectors[n->id].all_known = a->all_known && b->all_known;
}

// Texts are only asked whether they are equal. That of a cell that is missing may point nowhere, so states are asked
// first here.
void eval_compare_text(struct workspace *w, const struct node *n) {
    const struct vector *a = kid_vector(w, n, 0), *b = kid_vector(w, n, 1);
    const struct slice *x = a->data, *y = b->data;
    uint8_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        bool known = state_at(a, i) == STATE_KNOWN && state_at(b, i) == STATE_KNOWN;
        out[i] = known ? truth_of((slice_order(x[i], y[i]) == 0) == (n->op == OP_EQ)) : TRUTH_UNKNOWN;
    }
    result_unknowns(w, n);
}

void eval_between_date(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    date_within(result_of(w, n), x->data, states_of(w, x), (struct range){n->value, n->second, TRUTH_YES, TRUTH_NO},
                rows_of(w, n));
    result_masked(w, n);
}

void eval_between_wide(struct workspace *w, const struct node *n) {
    const struct vector *x = kid_vector(w, n, 0);
    wide_within(result_of(w, n), x->data, states_of(w, x), (struct range){n->value, n->second, TRUTH_YES, TRUTH_NO},
                rows_of(w, n));
    result_masked(w, n);
}

VECTORISED static void byte_among(uint8_t *restrict out, const uint8_t *restrict a, uint8_t value, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] |= (uint8_t)((a[i] == value) << 1);
}

// A pass per value: a lookup by code would not run on vectors.
void eval_among(struct workspace *w, const struct node *n) {
    memset(result_of(w, n), TRUTH_NO, rows_of(w, n));
    for (uint64_t values = (uint64_t)n->value; values; values &= values - 1)
        byte_among(result_of(w, n), kid_vector(w, n, 0)->data, (uint8_t)__builtin_ctzll(values), rows_of(w, n));
    result_unknowns(w, n);
}

#define HAS_LOOPS(lane, type)                                                                          \
    VECTORISED static void has_any_##lane(uint8_t *restrict out, const type *restrict a,               \
                                          const uint8_t *restrict state, type wanted, uint32_t n) {    \
        for (uint32_t i = 0; i < n; i++) {                                                             \
            uint8_t truth = (uint8_t)(((a[i] & wanted) != 0) << 1);                                    \
            out[i] = state[i] ? (uint8_t)TRUTH_UNKNOWN : truth;                                        \
        }                                                                                              \
    }                                                                                                  \
    VECTORISED static void has_all_##lane(uint8_t *restrict out, const type *restrict a,               \
                                          const uint8_t *restrict state, type wanted, uint32_t n) {    \
        for (uint32_t i = 0; i < n; i++) {                                                             \
            uint8_t truth = (uint8_t)(((a[i] & wanted) == wanted) << 1);                               \
            out[i] = state[i] ? (uint8_t)TRUTH_UNKNOWN : truth;                                        \
        }                                                                                              \
    }                                                                                                  \
    void eval_has_##lane(struct workspace *w, const struct node *n) {                                  \
        const struct vector *x = kid_vector(w, n, 0);                                                  \
        if (n->op == HAS_ANY)                                                                          \
            has_any_##lane(result_of(w, n), x->data, states_of(w, x), (type)n->value, rows_of(w, n));  \
        else has_all_##lane(result_of(w, n), x->data, states_of(w, x), (type)n->value, rows_of(w, n)); \
        result_masked(w, n);                                                                           \
    }
HAS_LOOPS(code, uint8_t)
HAS_LOOPS(wide, int64_t)
#undef HAS_LOOPS

void eval_set_size_code(struct workspace *w, const struct node *n) {
    const uint8_t *sets = kid_vector(w, n, 0)->data;
    int64_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) out[i] = __builtin_popcount(sets[i]);
    result_states(w, n);
}

void eval_set_size_wide(struct workspace *w, const struct node *n) {
    const uint64_t *sets = kid_vector(w, n, 0)->data;
    int64_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) out[i] = __builtin_popcountll(sets[i]);
    result_states(w, n);
}

// At least n months have passed from a to b: a + n months, clamped to its month's end, is no later than b.
static bool span_at_least(int32_t a, int32_t b, int64_t months) {
    return (__int128)a + (__int128)months * 32 <= date_top(b);
}
// No more than n months: b is no later than the day a + n months.
static bool span_at_most(int32_t a, int32_t b, int64_t months) {
    return (__int128)b <= (__int128)a + (__int128)months * 32;
}

static bool span_holds(int32_t a, int32_t b, int64_t months, enum compare_op op) {
    switch (op) {
    case OP_GE: return span_at_least(a, b, months);
    case OP_LT: return !span_at_least(a, b, months);
    case OP_LE: return span_at_most(a, b, months);
    case OP_GT: return !span_at_most(a, b, months);
    case OP_EQ: return span_at_least(a, b, months) && span_at_most(a, b, months);
    case OP_NE: return !(span_at_least(a, b, months) && span_at_most(a, b, months));
    }
    return false;
}

void eval_span_compare(struct workspace *w, const struct node *n) {
    const struct vector *a = kid_vector(w, n, 0), *b = kid_vector(w, n, 1), *m = kid_vector(w, n, 2);
    const int32_t *from = a->data, *to = b->data;
    const int64_t *months = m->data;
    uint8_t *out = result_of(w, n);
    for (uint32_t i = 0, rows = rows_of(w, n); i < rows; i++) {
        bool known = !state_at(a, i) && !state_at(b, i) && !state_at(m, i);
        out[i] = known ? truth_of(span_holds(from[i], to[i], months[i], (enum compare_op)n->op)) : TRUTH_UNKNOWN;
    }
    result_unknowns(w, n);
}
