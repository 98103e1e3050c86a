// Tables over columns of few values: a row's values are the digits of a number, and what it comes to stands under
// that number, however many rows the table has. Nanoseconds per applicant that a whole walk of three columns took (1024
// rows, some missing; an AMD EPYC with AVX-512), by conditions and blends against looked up, `otherwise` counted as a
// row:
//   rows             4            6            7            9            12
//   constant money   1.84, 1.95   2.21, 1.93   2.37, 1.92   2.71, 1.95   3.27, 1.94
//   columns, money   1.84, 2.47   2.26, 2.47   2.42, 2.45   2.77, 2.48   3.28, 2.51
//   yes and no       1.36, 1.66   1.54, 1.65   1.61, 1.67   1.78, 1.66   2.03, 1.66
// gcc 12 makes no gathers of the look-up unless it is tuned for one machine, and then they are no faster here.
#include "interp/eval/handlers.h"
#include "interp/value/vectorised.h"

#define STRETCH 1024  // rows taken at once, so that their numbers stay near

struct stretch {
    uint32_t start, count;
    uint32_t index[STRETCH];  // the number of each row
    uint8_t chosen[STRETCH];  // the result that it leads to; only where some result is no constant
};

VECTORISED static void add_truths(uint32_t *restrict index, const uint8_t *restrict truth, uint32_t radix, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) index[i] = index[i] * radix + truth[i];
}

VECTORISED static void add_codes(uint32_t *restrict index, const uint8_t *restrict code, uint32_t radix, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) index[i] = index[i] * radix + code[i];
}

VECTORISED static void add_codes_or_unknown(uint32_t *restrict index, const uint8_t *restrict code,
                                            const uint8_t *restrict state, uint32_t radix, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t digit = code[i], higher = index[i] * radix;  // read in any case: see states_blend in select.c
        index[i] = higher + (state[i] ? radix - 1 : digit);
    }
}

static void add_column(const struct vector *v, enum lane lane, uint32_t radix, struct stretch *s) {
    const uint8_t *data = (const uint8_t *)v->data + s->start;
    if (lane == LANE_TRUTH) add_truths(s->index, data, radix, s->count);
    else if (v->all_known) add_codes(s->index, data, radix, s->count);
    else add_codes_or_unknown(s->index, data, v->state + s->start, radix, s->count);
}

static const struct node *result_at(const struct node *n, uint32_t index) {
    return n->kids[n->lookup->column_count + n->lookup->chosen[index]];
}

static bool are_results_constant(const struct node *n) {
    for (uint32_t k = n->lookup->column_count; k < n->count; k++)
        if (!n->kids[k]->constant) return false;
    return true;
}

// Every lane: finds the constants under each row's number, then lays the other results over the rows that chose them.
#define LOOKUP_LOOPS(lane, type)                                                                                       \
    VECTORISED static void find_##lane(type *restrict out, const uint32_t *restrict index, const type *restrict table, \
                                       uint32_t n) {                                                                   \
        for (uint32_t i = 0; i < n; i++) out[i] = table[index[i]];                                                     \
    }                                                                                                                  \
    VECTORISED static void cover_##lane(type *restrict out, const uint8_t *restrict chosen,                            \
                                        const type *restrict result, uint8_t number, uint32_t n) {                     \
        for (uint32_t i = 0; i < n; i++) {                                                                             \
            type there = result[i], under = out[i];                                                                    \
            out[i] = chosen[i] == number ? there : under;                                                              \
        }                                                                                                              \
    }                                                                                                                  \
    static void take_##lane(struct workspace *w, const struct node *n, const struct stretch *s) {                      \
        type table[LOOKUP_MAX_ENTRIES], *out = (type *)result_of(w, n) + s->start;                                     \
        for (uint32_t i = 0; i < n->lookup->count; i++) {                                                              \
            const struct node *result = result_at(n, i);                                                               \
            table[i] = result->constant ? *(const type *)node_vector(w, result)->data : (type){0};                     \
        }                                                                                                              \
        find_##lane(out, s->index, table, s->count);                                                                   \
        for (uint32_t k = n->lookup->column_count; k < n->count; k++) {                                                \
            const type *result = kid_vector(w, n, k)->data;                                                            \
            uint8_t number = (uint8_t)(k - n->lookup->column_count);                                                   \
            if (!n->kids[k]->constant) cover_##lane(out, s->chosen, result + s->start, number, s->count);              \
        }                                                                                                              \
    }
LOOKUP_LOOPS(byte, uint8_t)
LOOKUP_LOOPS(date, int32_t)
LOOKUP_LOOPS(wide, int64_t)
LOOKUP_LOOPS(text, struct slice)
#undef LOOKUP_LOOPS

static void number_rows(const struct workspace *w, const struct node *n, struct stretch *s) {
    for (uint32_t i = 0; i < s->count; i++) s->index[i] = 0;
    for (uint32_t k = 0; k < n->lookup->column_count; k++)
        add_column(kid_vector(w, n, k), n->kids[k]->lane, n->lookup->radix[k], s);
    if (!are_results_constant(n)) find_byte(s->chosen, s->index, n->lookup->chosen, s->count);
}

static void put_truth_states(const struct workspace *w, const struct node *n, const struct stretch *s,
                             uint8_t *states) {
    for (uint32_t i = 0; i < s->count; i++)
        states[s->start + i] = (uint8_t)state_at(node_vector(w, result_at(n, s->index[i])), s->start + i);
}

static void put_states(const struct workspace *w, const struct node *n, const struct stretch *s, uint8_t *states) {
    uint8_t table[LOOKUP_MAX_ENTRIES];
    for (uint32_t i = 0; i < n->lookup->count; i++) {
        const struct node *result = result_at(n, i);
        table[i] = (uint8_t)(result->constant ? result->constant_state : STATE_KNOWN);
    }
    find_byte(states + s->start, s->index, table, s->count);
    for (uint32_t k = n->lookup->column_count; k < n->count; k++) {
        const struct vector *v = kid_vector(w, n, k);
        if (n->kids[k]->constant || v->all_known) continue;
        cover_byte(states + s->start, s->chosen, v->state + s->start, (uint8_t)(k - n->lookup->column_count), s->count);
    }
}

// Where all columns are known, no row comes to what an unknown one leads to.
static bool is_known(const struct workspace *w, const struct node *n) {
    bool told = true;
    for (uint32_t k = 0; k < n->lookup->column_count; k++) told = told && kid_vector(w, n, k)->all_known;
    for (uint32_t i = 0; i < n->lookup->count; i++) {
        bool reachable = !told || !n->lookup->culprits[i];
        if (reachable && !node_vector(w, result_at(n, i))->all_known) return false;
    }
    return true;
}

typedef void taker(struct workspace *w, const struct node *n, const struct stretch *s);

static void look_up(struct workspace *w, const struct node *n, taker *take) {
    bool known = is_known(w, n), stateful = !known && (n->lane != LANE_TRUTH || is_stateful(n));
    uint32_t rows = rows_of(w, n);
    uint8_t *states = stateful ? own_states(w, n) : NULL;
    struct stretch s;
    for (s.start = 0; s.start < rows; s.start += s.count) {
        s.count = rows - s.start < STRETCH ? rows - s.start : STRETCH;
        number_rows(w, n, &s);
        take(w, n, &s);
        if (!stateful) continue;
        if (n->lane == LANE_TRUTH) put_truth_states(w, n, &s, states);
        else put_states(w, n, &s, states);
    }
    if (known) result_known(w, n);
    else w->vectors[n->id].all_known = false;
}

void eval_lookup_byte(struct workspace *w, const struct node *n) { look_up(w, n, take_byte); }
void eval_lookup_date(struct workspace *w, const struct node *n) { look_up(w, n, take_date); }
void eval_lookup_wide(struct workspace *w, const struct node *n) { look_up(w, n, take_wide); }
void eval_lookup_text(struct workspace *w, const struct node *n) { look_up(w, n, take_text); }

static uint32_t digit_at(const struct workspace *w, const struct node *n, uint32_t kid, uint32_t row) {
    const struct vector *v = kid_vector(w, n, kid);
    bool is_code = n->kids[kid]->lane == LANE_CODE;
    return is_code && state_at(v, row) != STATE_KNOWN ? n->lookup->radix[kid] - 1 : ((const uint8_t *)v->data)[row];
}

static uint32_t index_at(const struct workspace *w, const struct node *n, uint32_t row) {
    uint32_t index = 0;
    for (uint32_t k = 0; k < n->lookup->column_count; k++) index = index * n->lookup->radix[k] + digit_at(w, n, k, row);
    return index;
}

const struct node *lookup_result(const struct workspace *w, const struct node *n, uint32_t row) {
    return result_at(n, index_at(w, n, row));
}

uint32_t lookup_culprits(const struct workspace *w, const struct node *n, uint32_t row) {
    return n->lookup->culprits[index_at(w, n, row)];
}
