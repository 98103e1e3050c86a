// Cells to values, a column at a time.
#include "interp/data/csv/parser.h"
#include "interp/data/record/cell_fast.h"
#include "interp/value/vectorised.h"

struct slice csv_parser_cell(struct csv_parser *p, const struct csv_row *row, uint32_t column) {
    struct slice raw = csv_raw_cell(&p->rows, p->bytes, row, column);
    struct slice text = csv_cell_text(raw, p->spill.bytes + p->spill_used);
    if (text.text == p->spill.bytes + p->spill_used) p->spill_used += text.length;
    return text;
}

// Rows are read some at a time, so that their bytes are still at hand for the next column.
#define CSV_STRIP 64u
struct csv_strip {
    uint32_t from, count;
    uint32_t starts[CSV_STRIP], firsts[CSV_STRIP];  // by row: where it begins; where the ends of its cells stand
};

// A row that is bad in shape is read as if all its cells were empty.
static void find_strip(const struct csv_parser *p, struct csv_strip *s, uint32_t from) {
    s->from = from;
    s->count = p->rows.count - from < CSV_STRIP ? p->rows.count - from : CSV_STRIP;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct csv_row *row = &p->rows.items[from + i];
        bool bad = p->bad[from + i] & BAD_SHAPE;
        s->starts[i] = bad ? 0 : row->start;
        s->firsts[i] = bad ? p->rows.empty : row->first;
    }
}

static __attribute__((noinline, cold)) void read_slowly(struct csv_parser *p, uint32_t column, uint32_t row) {
    const struct cell_type *t = &p->table->columns[column].type;
    struct vector *v = &p->block->columns[t->field->index];
    struct cell_value value;
    if (cell_parse(t, csv_parser_cell(p, &p->rows.items[row], column), &value)) p->bad[row] |= BAD_CELL;
    if (value.bare) cell_note_bare(t, value.value);
    if (value.known) vector_store(v, t->lane, row, value.value);
    else vector_store_missing(v, t->lane, row);
}

// The ends of a row's cells lie side by side.
static inline struct slice cell_of(const struct csv_strip *s, const char *bytes, const uint32_t *ends, uint32_t i,
                                   bool first) {
    const uint32_t *end = ends + s->firsts[i];
    uint32_t start = first ? s->starts[i] : end[-1] + 1;
    return (struct slice){bytes + start, *end - start};
}

// What it reads is copied first, for a byte that is stored might be a part of anything else.
static inline __attribute__((always_inline)) void read_cells(struct csv_parser *p, uint32_t column,
                                                             const struct csv_strip *s, enum lane lane,
                                                             fast_parser *fast, bool first) {
    const struct cell_type t = p->table->columns[column].type;
    struct vector v = p->block->columns[t.field->index];
    const char *bytes = p->bytes;
    const uint32_t *ends = p->rows.ends + column;
    for (uint32_t i = 0, count = s->count, row = s->from; i < count; i++, row++) {
        struct slice cell = cell_of(s, bytes, ends, i, first);
        int64_t value;
        if (!cell.length) vector_store_missing(&v, lane, row);
        else if (fast(&t, cell.text, cell.length, &value)) vector_store(&v, lane, row, value);
        else read_slowly(p, column, row);
    }
}

// `lane` and `fast` are constants wherever this is put in, so that each type has loops of its own.
static inline __attribute__((always_inline)) void
read_values(struct csv_parser *p, uint32_t column, const struct csv_strip *s, enum lane lane, fast_parser *fast) {
    if (column) read_cells(p, column, s, lane, fast, false);
    else read_cells(p, column, s, lane, fast, true);
}

typedef void column_reader(struct csv_parser *p, uint32_t column, const struct csv_strip *s);
#define READER(name, lane, fast)                                                                    \
    VECTORISED static void name(struct csv_parser *p, uint32_t column, const struct csv_strip *s) { \
        read_values(p, column, s, lane, fast);                                                      \
    }
READER(read_choices, LANE_CODE, fast_word)
READER(read_small_sets, LANE_CODE, fast_set)
READER(read_large_sets, LANE_WIDE, fast_set)
READER(read_money, LANE_NUMBER, fast_money)
READER(read_item_money, LANE_WIDE, fast_money)
READER(read_percents, LANE_NUMBER, fast_percent)
READER(read_item_percents, LANE_WIDE, fast_percent)
READER(read_numbers, LANE_NUMBER, fast_decimal)
READER(read_item_numbers, LANE_WIDE, fast_decimal)
READER(read_months, LANE_DATE, fast_month)
#undef READER

static inline bool begins_with(uint64_t head, struct ended_word w) { return !((head ^ w.bytes) & w.mask); }

// A return alone ends no cell. What is too long stays as it was.
static void note_word(struct ended_word *w, struct slice cell) {
    uint32_t bits = 8 * (cell.length + 1 + (cell.text[cell.length] == '\r'));
    if (cell.length >= 8 || bits > 64) return;
    w->mask = UINT64_MAX >> (64 - bits);
    w->bytes = load_word(cell.text) & w->mask;
}

static void find_truth(struct csv_parser *p, uint32_t column, uint32_t row, struct slice cell) {
    const struct cell_type *t = &p->table->columns[column].type;
    int64_t value = TRUTH_UNKNOWN;
    if (cell.length && !fast_word(t, cell.text, cell.length, &value)) {
        read_slowly(p, column, row);
        return;
    }
    vector_store(&p->block->columns[t->field->index], LANE_TRUTH, row, value);
    if (value == TRUTH_YES) note_word(&p->truths[column].yes, cell);
    if (value == TRUTH_NO) note_word(&p->truths[column].no, cell);
}

// Between yes and no there is no branch, for nothing tells beforehand which one comes. Answers which cells, a bit each,
// have neither word.
VECTORISED static uint64_t compare_truths(const struct csv_parser *p, uint32_t column, const struct csv_strip *s,
                                          uint8_t *truths) {
    const struct truth_words words = p->truths[column];
    const char *bytes = p->bytes;
    const uint32_t *ends = p->rows.ends + column;
    uint64_t others = 0;
    for (uint32_t i = 0, count = s->count; i < count; i++) {
        uint64_t head = load_word(cell_of(s, bytes, ends, i, column == 0).text);
        bool yes = begins_with(head, words.yes), no = begins_with(head, words.no);
        truths[i] = (uint8_t)(yes * TRUTH_YES);
        others |= (uint64_t) !(yes | no) << i;
    }
    return others;
}

static void read_truths(struct csv_parser *p, uint32_t column, const struct csv_strip *s) {
    uint8_t *truths = p->block->columns[p->table->columns[column].field->index].data;
    uint64_t others = compare_truths(p, column, s, truths + s->from);
    for (; others; others &= others - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(others);
        find_truth(p, column, s->from + i, cell_of(s, p->bytes, p->rows.ends + column, i, column == 0));
    }
}

// Some types are read by vector code, for which the bytes of a strip's cells are gathered first. `odd` is not zero
// where the value is not that of the cell.
struct strip_cells {
    uint64_t heads[CSV_STRIP], tails[CSV_STRIP],
        lengths[CSV_STRIP];  // the bytes from the first and from the third on
    uint64_t values[CSV_STRIP], odd[CSV_STRIP];
    uint8_t states[CSV_STRIP], slow[CSV_STRIP];
};

static void gather_cells(const struct csv_parser *p, uint32_t column, const struct csv_strip *s,
                         struct strip_cells *cells) {
    const char *bytes = p->bytes;
    const uint32_t *ends = p->rows.ends + column;
    for (uint32_t i = 0; i < s->count; i++) {
        struct slice cell = cell_of(s, bytes, ends, i, column == 0);
        cells->heads[i] = load_word(cell.text);
        cells->tails[i] = load_word(cell.text + 2);
        cells->lengths[i] = cell.length;
    }
    for (uint32_t i = s->count; i < CSV_STRIP; i++) cells->heads[i] = cells->tails[i] = cells->lengths[i] = 0;
}

VECTORISED static void convert_dates(struct strip_cells *cells) {
    for (uint32_t i = 0; i < CSV_STRIP; i++) {
        struct fast_date date = fast_date(cells->heads[i], cells->tails[i], cells->lengths[i]);
        cells->values[i] = date.value;
        cells->odd[i] = date.odd;
    }
}

VECTORISED static void convert_counts(struct strip_cells *cells) {
    for (uint32_t i = 0; i < CSV_STRIP; i++) {
        struct fast_few few = fast_few((uint32_t)cells->heads[i], (uint32_t)cells->lengths[i]);
        cells->values[i] = few.value;
        cells->odd[i] = few.odd;
    }
}

// Whether any cell is left to be read slowly.
VECTORISED static bool find_slow(struct strip_cells *cells) {
    uint8_t any = 0;
    for (uint32_t i = 0; i < CSV_STRIP; i++) {
        cells->states[i] = cells->lengths[i] ? STATE_KNOWN : STATE_UNKNOWN;
        cells->slow[i] = (cells->odd[i] != 0) & (cells->lengths[i] != 0);
    }
    for (uint32_t i = 0; i < CSV_STRIP; i++) any |= cells->slow[i];
    return any;
}

static void store_cells(const struct csv_parser *p, uint32_t column, const struct csv_strip *s,
                        const struct strip_cells *cells) {
    const struct cell_type *t = &p->table->columns[column].type;
    struct vector v = p->block->columns[t->field->index];
    int32_t *dates = (int32_t *)v.data + s->from;
    memcpy(v.state + s->from, cells->states, s->count);
    if (t->lane == LANE_WIDE) memcpy((int64_t *)v.data + s->from, cells->values, s->count * sizeof *cells->values);
    else
        for (uint32_t i = 0; i < s->count; i++) dates[i] = (int32_t)cells->values[i];
}

static void read_gathered(struct csv_parser *p, uint32_t column, const struct csv_strip *s,
                          void (*convert)(struct strip_cells *)) {
    struct strip_cells cells;
    gather_cells(p, column, s, &cells);
    convert(&cells);
    bool any = find_slow(&cells);
    store_cells(p, column, s, &cells);
    for (uint32_t i = 0; any && i < s->count; i++)
        if (cells.slow[i]) read_slowly(p, column, s->from + i);
}

static void read_dates(struct csv_parser *p, uint32_t column, const struct csv_strip *s) {
    read_gathered(p, column, s, convert_dates);
}
static void read_counts(struct csv_parser *p, uint32_t column, const struct csv_strip *s) {
    read_gathered(p, column, s, convert_counts);
}

// A text that is quoted, has blanks around it or may be what a spreadsheet made of something else.
static __attribute__((noinline, cold)) struct slice read_text_slowly(struct csv_parser *p, uint32_t column,
                                                                     uint32_t row) {
    const struct cell_type *t = &p->table->columns[column].type;
    struct slice text = blanks_cut(csv_parser_cell(p, &p->rows.items[row], column));
    struct cell_value value;
    if (cell_parse(t, text, &value)) p->bad[row] |= BAD_CELL;
    return text;
}

static inline bool is_odd_text(struct slice text) {
    return text.length && (text.text[0] == '"' || may_have_blanks(text) || cell_may_be_bad_text(text));
}

static void read_texts(struct csv_parser *p, uint32_t column, const struct csv_strip *s) {
    struct vector v = p->block->columns[p->table->columns[column].field->index];
    struct slice *texts = v.data;
    const uint32_t *ends = p->rows.ends + column;
    for (uint32_t i = 0, row = s->from; i < s->count; i++, row++) {
        struct slice text = cell_of(s, p->bytes, ends, i, column == 0);
        if (is_odd_text(text)) text = read_text_slowly(p, column, row);
        texts[row] = text;
        v.state[row] = text.length ? STATE_KNOWN : STATE_UNKNOWN;
    }
}

static column_reader *const readers[] = {
    [TYPE_TRUTH] = read_truths,     [TYPE_CHOICE] = read_choices, [TYPE_SET] = read_small_sets,
    [TYPE_COUNT] = read_counts,     [TYPE_PERIOD] = read_counts,  [TYPE_MONEY] = read_money,
    [TYPE_PERCENT] = read_percents, [TYPE_DATE] = read_dates,     [TYPE_MONTH] = read_months,
    [TYPE_TEXT] = read_texts,       [TYPE_LIST] = NULL,           [TYPE_NUMBER] = read_numbers,
};
// Where the lane is wide: the items of lists, and large sets.
static column_reader *const wide_readers[] = {
    [TYPE_SET] = read_large_sets,   [TYPE_COUNT] = read_counts,          [TYPE_PERIOD] = read_counts,
    [TYPE_MONEY] = read_item_money, [TYPE_PERCENT] = read_item_percents, [TYPE_NUMBER] = read_item_numbers,
};

static column_reader *reader_of(const struct cell_type *t) {
    return t->lane == LANE_WIDE ? wide_readers[t->field->type.kind] : readers[t->field->type.kind];
}

void csv_read_columns(struct csv_parser *p) {
    struct csv_strip strip;
    for (uint32_t from = 0; from < p->rows.count; from += CSV_STRIP) {
        find_strip(p, &strip, from);
        for (uint32_t i = 0; i < p->table->column_count; i++) {
            const struct csv_column *c = &p->table->columns[i];
            column_reader *read = c->field && !csv_is_values(c) ? reader_of(&c->type) : NULL;
            if (read) read(p, i, &strip);
        }
    }
}
