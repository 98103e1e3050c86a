#include "interp/data/csv.h"
#include "interp/data/quick_cell.h"
#include "interp/vectorised.h"

// Rows are read some at a time, so that their bytes are still at hand for the next column.
#define STRIP_ROWS 64u
struct csv_strip {
    uint32_t count;
    uint32_t rows[STRIP_ROWS];                           // those that are not bad in shape
    uint32_t starts[STRIP_ROWS], lengths[STRIP_ROWS];    // their cells of the column at hand
};

static void find_strip(const struct csv_parser *p, struct csv_strip *strip, uint32_t from) {
    uint32_t to = p->rows.count - from < STRIP_ROWS ? p->rows.count : from + STRIP_ROWS;
    strip->count = 0;
    for (uint32_t r = from; r < to; r++) {
        strip->rows[strip->count] = r;
        strip->count += !(p->bad[r] & BAD_SHAPE);
    }
}

// All rows have a cell in every column, and the ends of a row's cells lie side by side.
static inline void find_cells(const struct csv_parser *p, struct csv_strip *strip, uint32_t column) {
    const struct csv_row *items = p->rows.items;
    const uint32_t *ends = p->rows.ends + column;
    for (uint32_t i = 0; i < strip->count; i++) {
        const struct csv_row *row = &items[strip->rows[i]];
        const uint32_t *end = ends + row->first;
        uint32_t start = column ? end[-1] + 1 : row->start;
        strip->starts[i] = start;
        strip->lengths[i] = *end - start;
    }
}

static __attribute__((noinline, cold)) void read_slowly(struct csv_parser *p, uint32_t column, uint32_t row) {
    const struct cell_type *t = &p->table->columns[column].type;
    struct vector *v = &p->block->columns[t->field->index];
    struct slice text = csv_parser_cell(p, &p->rows.items[row], column);
    int64_t value;
    if (!text.length) vector_store_missing(v, t->lane, row);
    else if (cell_parse(t, text, &value)) p->bad[row] |= BAD_CELL;
    else vector_store(v, t->lane, row, value);
}

// `lane` and `quick` are constants wherever this is put in, so that each type has a loop of its own.
static inline __attribute__((always_inline)) void read_column(struct csv_parser *p, uint32_t column, const struct csv_strip *strip,
                                                              enum lane lane, quick_parser *quick) {
    const struct cell_type *t = &p->table->columns[column].type;
    struct vector v = p->block->columns[t->field->index];
    const char *bytes = p->bytes;
    for (uint32_t i = 0; i < strip->count; i++) {
        int64_t value;
        uint32_t row = strip->rows[i], length = strip->lengths[i];
        if (lane != LANE_TRUTH && !length) vector_store_missing(&v, lane, row);
        else if (quick(t, bytes + strip->starts[i], length, &value)) vector_store(&v, lane, row, value);
        else read_slowly(p, column, row);
    }
}

static void read_texts(struct csv_parser *p, uint32_t column, const struct csv_strip *strip) {
    struct vector v = p->block->columns[p->table->columns[column].field->index];
    struct slice *texts = v.data;
    for (uint32_t i = 0; i < strip->count; i++) {
        uint32_t row = strip->rows[i];
        struct slice text = {p->bytes + strip->starts[i], strip->lengths[i]};
        if (text.length && text.text[0] == '"') text = csv_parser_cell(p, &p->rows.items[row], column);
        texts[row] = text;
        v.state[row] = text.length ? STATE_KNOWN : STATE_UNKNOWN;
    }
}

VECTORISED static void read_strip(struct csv_parser *p, uint32_t column, struct csv_strip *strip) {
    find_cells(p, strip, column);
    switch (p->table->columns[column].field->type.kind) {
    case TYPE_TRUTH: read_column(p, column, strip, LANE_TRUTH, quick_word); break;
    case TYPE_CHOICE: read_column(p, column, strip, LANE_CODE, quick_word); break;
    case TYPE_SET: read_column(p, column, strip, LANE_WIDE, quick_set); break;
    case TYPE_COUNT:
    case TYPE_PERIOD: read_column(p, column, strip, LANE_WIDE, quick_count); break;
    case TYPE_MONEY: read_column(p, column, strip, LANE_WIDE, quick_money); break;
    case TYPE_PERCENT: read_column(p, column, strip, LANE_WIDE, quick_percent); break;
    case TYPE_DATE: read_column(p, column, strip, LANE_DATE, quick_date); break;
    case TYPE_MONTH: read_column(p, column, strip, LANE_DATE, quick_month); break;
    case TYPE_TEXT: read_texts(p, column, strip); break;
    case TYPE_NONE:
    case TYPE_SPAN:
    case TYPE_LIST: break;
    }
}

void csv_read_columns(struct csv_parser *p) {
    struct csv_strip strip;
    for (uint32_t from = 0; from < p->rows.count; from += STRIP_ROWS) {
        find_strip(p, &strip, from);
        for (uint32_t i = 0; i < p->table->column_count; i++)
            if (p->table->columns[i].field) read_strip(p, i, &strip);
    }
}
