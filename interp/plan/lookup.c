// A table whose columns have few values between them: what every combination of them leads to is worked out beforehand,
// by the conditions of the cells themselves over constant columns.
#include <string.h>

#include "interp/plan/builder.h"
#include "interp/value/truth.h"

// With fewer, the conditions of the rows are the faster way: eval/lookup.c says what was measured.
#define LOOKUP_MIN_ROWS 7

struct dense {
    const struct decl *decl;
    const struct node **columns;
    struct lookup *lookup;
    uint32_t offset[LOOKUP_MAX_COLUMNS];  // of a column's truths among those of its row
    uint32_t stride;                      // truths of one row
    uint8_t *truths;                      // of each row's cells: by column, then by the column's digit
    const struct node **kids;
    uint32_t kid_count;
};

static uint32_t radix_of(const struct node *column) {
    bool may = !column->constant && !is_stateful(column);
    if (may && column->lane == LANE_TRUTH) return 3;
    return may && column->type.kind == TYPE_CHOICE && column->type.choices ? column->type.choices->value_count + 1 : 0;
}

static bool measure(struct dense *t) {
    struct lookup *l = t->lookup;
    if (t->decl->row_count < LOOKUP_MIN_ROWS || t->decl->column_count > LOOKUP_MAX_COLUMNS) return false;
    l->count = 1;
    for (l->column_count = 0; l->column_count < t->decl->column_count; l->column_count++) {
        uint32_t radix = radix_of(t->columns[l->column_count]);
        l->radix[l->column_count] = radix;
        t->offset[l->column_count] = t->stride;
        t->stride += radix;
        l->count *= radix;
        if (l->count == 0 || l->count > LOOKUP_MAX_ENTRIES) return false;
    }
    return true;
}

static bool is_unknown_digit(const struct dense *t, uint32_t column, uint32_t digit) {
    return t->columns[column]->lane == LANE_TRUTH ? digit == TRUTH_UNKNOWN : digit + 1 == t->lookup->radix[column];
}

static const struct node *digit_constant(struct builder *b, const struct dense *t, uint32_t column, uint32_t digit) {
    if (t->columns[column]->lane == LANE_TRUTH) return make_truth(b, (uint8_t)digit);
    enum state state = is_unknown_digit(t, column, digit) ? STATE_UNKNOWN : STATE_KNOWN;
    return make_constant(b, t->columns[column]->type, state, state == STATE_KNOWN ? digit : 0, NULL);
}

// False where a cell depends on more than its column: on a date of the row, say.
static bool tell_cell(struct builder *b, const struct dense *t, uint32_t column, const struct expr *cell,
                      uint8_t *truths) {
    for (uint32_t digit = 0; digit < t->lookup->radix[column]; digit++) {
        truths[digit] = TRUTH_YES;
        if (!cell) continue;
        const struct node *n = lower_beside(b, digit_constant(b, t, column, digit), cell);
        if (!n->constant || n->may_be_silent) return false;
        truths[digit] = (uint8_t)n->value;
    }
    return true;
}

static bool tell_cells(struct builder *b, struct dense *t) {
    t->truths = ARENA_ARRAY(b->arena, uint8_t, (size_t)t->decl->row_count * t->stride);
    for (uint32_t row = 0; row < t->decl->row_count && !t->decl->rows[row].otherwise; row++)
        for (uint32_t c = 0; c < t->decl->column_count; c++) {
            uint8_t *truths = t->truths + (size_t)row * t->stride + t->offset[c];
            if (!tell_cell(b, t, c, t->decl->rows[row].cells[c], truths)) return false;
        }
    return true;
}

// A row under the digits: no, unknown, yes; and which columns keep it from being told.
static uint8_t tell_row(const struct dense *t, uint32_t row, const uint32_t *digits, uint8_t *culprits) {
    uint8_t truth = TRUTH_YES;
    *culprits = 0;
    for (uint32_t c = 0; c < t->decl->column_count && !t->decl->rows[row].otherwise; c++) {
        uint8_t cell = t->truths[(size_t)row * t->stride + t->offset[c] + digits[c]];
        if (cell == TRUTH_UNKNOWN) *culprits |= (uint8_t)(1u << c);
        truth = truth_and(truth, cell);
    }
    return truth;
}

static uint8_t result_number(struct dense *t, const struct node *result) {
    uint32_t first = t->lookup->column_count, k = first;
    while (k < t->kid_count && t->kids[k] != result) k++;
    if (k == t->kid_count) t->kids[t->kid_count++] = result;
    return (uint8_t)(k - first);
}

static void digits_of(const struct lookup *l, uint32_t index, uint32_t *digits) {
    for (uint32_t c = l->column_count; c-- > 0; index /= l->radix[c]) digits[c] = index % l->radix[c];
}

static void tell_entry(struct builder *b, struct dense *t, const struct node **results, struct type type,
                       uint32_t index) {
    uint32_t digits[LOOKUP_MAX_COLUMNS], row = 0;
    uint8_t truth = TRUTH_NO, culprits = 0;
    digits_of(t->lookup, index, digits);
    while (row < t->decl->row_count && (truth = tell_row(t, row, digits, &culprits)) == TRUTH_NO) row++;
    bool unknown = row < t->decl->row_count && truth == TRUTH_UNKNOWN;
    if (unknown) t->lookup->culprits[index] = culprits;
    const struct node *result = unknown ? make_constant(b, type, STATE_UNKNOWN, 0, NULL) : results[row];
    t->lookup->chosen[index] = result_number(t, result);
}

const struct node *make_lookup(struct builder *b, const struct decl *d, const struct node **columns,
                               const struct node **results, struct type type) {
    struct lookup *l = ARENA_NEW(b->arena, struct lookup);
    struct dense t = {.decl = d, .columns = columns, .lookup = l};
    if (!measure(&t) || !tell_cells(b, &t)) return NULL;
    l->chosen = ARENA_ARRAY(b->arena, uint8_t, l->count);
    l->culprits = ARENA_ARRAY(b->arena, uint8_t, l->count);
    t.kids = ARENA_ARRAY(b->arena, const struct node *, (size_t)l->column_count + l->count);
    for (; t.kid_count < l->column_count; t.kid_count++) t.kids[t.kid_count] = columns[t.kid_count];
    for (uint32_t i = 0; i < l->count; i++) tell_entry(b, &t, results, type, i);
    if (t.kid_count == l->column_count + 1) return t.kids[l->column_count];
    struct node n = node_of(OPERATION_LOOKUP, lane_of(type));
    n.type = type;
    n.lookup = l;
    return make_node(b, n, t.kids, t.kid_count);
}
