// Lists of values that stand in a cell of their record, as `a;b`. A cell is read twice: whether it is good, before bad
// rows are taken out, and for its items, once it is known which row of the block they belong to.
#include "interp/data/csv/parser.h"

struct values {
    const struct cell_type *type;
    struct slice rest;  // what was not taken yet
    bool known, more;
};

// A text may be called anything, also "none": in a cell that is the empty list all the same.
static bool is_empty_list(const struct cell_type *t, struct slice text, enum diag_id whole) {
    bool text_list = t->field->type.kind == TYPE_TEXT;
    return cell_is_empty_set(text.text, text.length) && (whole || text_list);
}

static struct values open_values(const struct cell_type *t, struct slice text) {
    struct cell_value as_one;
    text = blanks_cut(text);
    enum diag_id whole = cell_parse(t, text, &as_one);
    struct values v = {t, text, text.length > 0, false};
    if (v.known && !whole && !as_one.known) v.known = false;  // NULL
    v.more = v.known && !is_empty_list(t, text, whole);
    return v;
}

// Other signs may be part of a text, and of an amount.
static uint32_t semicolon(const char *text, uint32_t left) {
    if (*text == ';') return 1;
    return left >= 3 && !memcmp(text, "；", 3) ? 3 : 0;
}

static struct slice take_part(struct values *v) {
    uint32_t at = 0, sign = 0;
    struct slice rest = v->rest;
    while (at < rest.length && !(sign = semicolon(rest.text + at, rest.length - at))) at++;
    v->more = sign > 0;
    v->rest = (struct slice){rest.text + at + sign, rest.length - at - sign};
    return blanks_cut((struct slice){rest.text, at});
}

// What is wrong with one of them.
static enum diag_id fault_of(const struct csv_parser *p, const struct cell_type *t, uint32_t row, struct slice part) {
    struct cell_value value;
    enum diag_id id = cell_parse(t, part, &value);
    if (id) return id;
    if (!value.known) return DIAG_VALUE_LIST_GAP;
    if (value.bare) cell_note_bare(t, value.value);
    return csv_is_in_range(p, row, t->field, &value) ? DIAG_NONE : DIAG_VALUE_RANGE;
}

enum diag_id csv_values_fault(const struct csv_parser *p, const struct csv_column *c, uint32_t row, struct slice text,
                              struct slice *wrong) {
    struct values v = open_values(&c->type, text);
    enum diag_id id = DIAG_NONE;
    while (v.more && !id) {
        struct slice part = take_part(&v);
        id = fault_of(p, &c->type, row, part);
        *wrong = id == DIAG_VALUE_LIST_GAP ? text : part;
    }
    return id;
}

// Until they are filled the lists are missing in every row.
static void check_cell(struct csv_parser *p, uint32_t column, uint32_t row) {
    const struct csv_column *c = &p->table->columns[column];
    size_t spill = p->spill_used;
    struct slice wrong;
    block_set_missing(p->block, row, c->field);
    if (p->bad[row] & BAD_SHAPE) return;
    if (csv_values_fault(p, c, row, csv_parser_cell(p, &p->rows.items[row], column), &wrong)) p->bad[row] |= BAD_CELL;
    p->spill_used = spill;
}

void csv_check_values(struct csv_parser *p) {
    for (uint32_t i = 0; i < p->table->column_count; i++)
        for (uint32_t r = 0; csv_is_values(&p->table->columns[i]) && r < p->rows.count; r++) check_cell(p, i, r);
}

static void set_item(struct block *b, const struct field *list, int64_t item, const struct cell_type *t,
                     struct slice part) {
    struct cell_value value;
    if (t->field->type.kind == TYPE_TEXT) block_set_item_text(b, list, item, list->items, part);
    else if (!cell_parse(t, part, &value)) block_set_item(b, list, item, list->items, value.value);
}

// The block's last row is this one meanwhile, for items belong to the last row.
static bool fill_cell(struct csv_parser *p, uint32_t column, uint32_t row) {
    const struct csv_column *c = &p->table->columns[column];
    struct values v = open_values(&c->type, csv_parser_cell(p, &p->rows.items[p->kept[row]], column));
    p->block->rows = row + 1;
    block_set_missing(p->block, row, c->field);
    if (v.known) block_set_list_known(p->block, row, c->field);
    while (v.more) {
        int64_t item = block_add_item(p->block, c->field);
        if (item < 0) return false;
        set_item(p->block, c->field, item, &c->type, take_part(&v));
    }
    return true;
}

bool csv_fill_values(struct csv_parser *p) {
    uint32_t rows = p->block->rows;
    bool good = true;
    for (uint32_t i = 0; i < p->table->column_count; i++)
        for (uint32_t r = 0; good && csv_is_values(&p->table->columns[i]) && r < rows; r++) good = fill_cell(p, i, r);
    p->block->rows = rows;
    return good;
}
