// Numbers times a constant over a constant: `20%` of something. A division by a number that is the same for all rows is
// a multiplication: for 0 <= x < 2^(b-1) and 2^shift < over <= 2^(shift + 1), x / over is the high half of x * factor
// in b bits, shifted, where factor is 2^(b + shift) / over rounded up (Granlund and Montgomery, "Division by Invariant
// Integers using Multiplication", 1994, theorem 4.2).
#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

struct scaling {
    int64_t times;
    uint64_t over, factor;
    uint32_t shift;
    uint64_t positive_from, negative_from;  // the rest from where on a quotient moves away from zero
};

static struct scaling scaling_of(const struct node *n, uint32_t bits) {
    uint64_t over = (uint64_t)n->second, half = over / 2 + over % 2;
    uint32_t shift = 63u - (uint32_t)__builtin_clzll(over);
    shift -= (over & (over - 1)) == 0;  // of a power of two, the power below it
    uint64_t factor = (uint64_t)(((unsigned __int128)1 << (bits + shift)) / over) + 1;
    return (struct scaling){
        .times = n->value,
        .over = over,
        .factor = factor,
        .shift = shift,
        .positive_from = n->op == ROUND_DOWN ? over
                         : n->op == ROUND_UP ? 1
                                             : half,
        .negative_from = n->op == ROUND_DOWN ? 1
                         : n->op == ROUND_UP ? over
                                             : half,
    };
}

// The plan has shown that the product does not overflow; of a row that is not known it may, and means nothing.
static inline int64_t scaled(int64_t a, const struct scaling *s) {
    uint64_t product = (uint64_t)a * (uint64_t)s->times, sign = -(product >> 63), size = (product ^ sign) - sign;
    uint64_t quotient = (uint64_t)(((unsigned __int128)size * s->factor) >> 64) >> s->shift,
             rest = size - quotient * s->over;
    quotient += rest >= (sign ? s->negative_from : s->positive_from);
    return (int64_t)((quotient ^ sign) - sign);
}

static void scale_rows(int64_t *restrict out, const int64_t *restrict a, const struct scaling *s, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = scaled(a[i], s);
}

VECTORISED static void times_rows(int64_t *restrict out, const int64_t *restrict a, int64_t times, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) out[i] = (int64_t)((uint64_t)a[i] * (uint64_t)times);
}

void eval_scale(struct workspace *w, const struct node *n) {
    const int64_t *a = kid_vector(w, n, 0)->data;
    struct scaling s = scaling_of(n, 64);
    if (n->second == 1) times_rows(result_of(w, n), a, n->value, rows_of(w, n));
    else scale_rows(result_of(w, n), a, &s, rows_of(w, n));
    result_states(w, n);
}

// In 32 bits, which vectors can multiply to 64: whole times `over`, and what is left of the number, are each scaled
// alone. Says whether some number is beyond.
VECTORISED static bool scale_numbers(int64_t *restrict out, const int32_t *restrict a, const struct scaling *s,
                                     uint32_t n) {
    uint32_t times = (uint32_t)s->times, over = (uint32_t)s->over, factor = (uint32_t)s->factor, shift = s->shift;
    uint32_t positive_from = (uint32_t)s->positive_from, negative_from = (uint32_t)s->negative_from, beyond = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t sign = (uint32_t)(a[i] >> 31), size = ((uint32_t)a[i] ^ sign) - sign;
        uint32_t whole = (uint32_t)((uint64_t)size * factor >> 32) >> shift, left = (size - whole * over) * times;
        uint32_t part = (uint32_t)((uint64_t)left * factor >> 32) >> shift, rest = left - part * over;
        part += rest >= (sign ? negative_from : positive_from);
        uint64_t quotient = (uint64_t)whole * times + part, wide_sign = (uint64_t)(int64_t)(int32_t)sign;
        out[i] = (int64_t)((quotient ^ wide_sign) - wide_sign);
        beyond |= number_is_beyond(a[i]);
    }
    return beyond;
}

void eval_scale_number(struct workspace *w, const struct node *n) {
    const struct vector *column = kid_vector(w, n, 0);
    struct scaling s = scaling_of(n, 32), exact = scaling_of(n, 64);
    int64_t *out = result_of(w, n);
    bool beyond = scale_numbers(out, column->data, &s, rows_of(w, n));
    for (uint32_t i = 0, rows = rows_of(w, n); beyond && i < rows; i++)
        if (number_is_beyond(((const int32_t *)column->data)[i])) out[i] = scaled(column->exact[i], &exact);
    result_states(w, n);
}
