// Why a row is refused, said cell by cell.
#include "interp/data/csv/parser.h"
#include "interp/data/list/list.h"

// The cell of a row, from 1, that the offset is in.
static uint32_t cell_at(const struct csv_parser *p, const struct csv_row *row, size_t offset) {
    uint32_t cell = 0;
    while (cell + 1 < row->cells && p->rows.ends[row->first + cell] < offset) cell++;
    return cell + 1;
}

// Where the fault stands: its record, and the place in it.
static void place(const struct csv_parser *p, struct chunk *chunk, uint32_t row, size_t offset,
                  struct record_fault *fault) {
    const struct csv_row *at = &p->rows.items[row];
    if (!fault) return;
    fault->path = p->table->options->path;
    fault->place = p->table->options->place;
    fault->record = chunk->records + row + 1;
    fault->line = chunk_line_at(chunk, offset);
    fault->column = fault->place == PLACE_CELL ? cell_at(p, at, offset) : chunk_column_at(chunk, offset);
    fault->raw = (struct slice){p->bytes + at->start, at->finish - at->start};
}

static void add(const struct csv_parser *p, struct chunk *chunk, uint32_t row, size_t offset, enum diag_id id,
                struct record_faults *faults, const struct slice *args, size_t count) {
    place(p, chunk, row, offset, record_fault_add(faults, id, args, count));
}

static void explain_shape(const struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults) {
    static const enum diag_id ids[] = {DIAG_NONE,
                                       DIAG_RECORD_CELLS,
                                       DIAG_RECORD_BARE_QUOTE,
                                       DIAG_RECORD_AFTER_QUOTE,
                                       DIAG_RECORD_STRAY_QUOTE,
                                       DIAG_RECORD_OPEN_QUOTE};
    const struct csv_row *at = &p->rows.items[row];
    char cells[RECORD_FAULT_DIGITS], columns[RECORD_FAULT_DIGITS];
    struct slice rest = {p->bytes + at->at, at->finish > at->at ? at->finish - at->at : 0};
    struct slice counts[2] = {record_fault_number(cells, at->cells),
                              record_fault_number(columns, p->table->column_count)};
    bool count = at->quality == CSV_CELLS;
    if (at->quality == CSV_STRAY_QUOTE) rest = record_fault_number(cells, scan_newlines(rest.text, rest.length));
    add(p, chunk, row, at->at, ids[at->quality], faults, count ? counts : &rest, count ? 2 : 1);
}

static uint32_t count_signs(const char *from, const char *to, char separator) {
    uint32_t count = 0;
    for (; from < to; from++) count += *from == separator;
    return count;
}

// Whether every line of the record, quotes or not, has as many separators as the header: then a quote that is missing
// or too many has made one record of several.
static bool is_in_rhythm(const struct csv_parser *p, const struct csv_row *row) {
    const char *from = p->bytes + row->start, *finish = p->bytes + row->finish;
    uint32_t signs = p->table->column_count - 1;
    while (from < finish) {
        const char *newline = memchr(from, '\n', (size_t)(finish - from)), *end = newline ? newline : finish;
        if (count_signs(from, end, p->rows.separator) != signs) return false;
        from = end + 1;
    }
    return signs > 0;
}

void csv_warn_lines(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults) {
    const struct csv_row *at = &p->rows.items[row];
    size_t lines = scan_newlines(p->bytes + at->start, at->finish - at->start);
    if (p->table->options->place != PLACE_LINE || !lines || at->quality != CSV_GOOD || !is_in_rhythm(p, at)) return;
    char room[RECORD_FAULT_DIGITS];
    struct slice arg = record_fault_number(room, lines + 1);
    add(p, chunk, row, at->start, DIAG_RECORD_LINES, faults, &arg, 1);
}

static size_t offset_of(const struct csv_parser *p, uint32_t row, uint32_t column) {
    return (size_t)(csv_raw_cell(&p->rows, p->bytes, &p->rows.items[row], column).text - p->bytes);
}

// DIAG_NONE, or what is wrong with the cell, or with that part of it which `text` then is.
static enum diag_id fault_of(const struct csv_parser *p, const struct csv_column *c, uint32_t row, struct slice *text) {
    struct cell_value value = {0};
    if (!c->field) return DIAG_NONE;
    if (c->field->plain) return csv_values_fault(p, c, row, *text, text);
    enum diag_id id = cell_parse(&c->type, *text, &value);
    return id || csv_is_in_range(p, row, c->field, &value) ? id : DIAG_VALUE_RANGE;
}

// Whether the cell has a fault.
static bool explain_cell(struct csv_parser *p, struct chunk *chunk, uint32_t row, uint32_t column,
                         struct record_faults *faults) {
    const struct csv_column *c = &p->table->columns[column];
    struct slice text = csv_parser_cell(p, &p->rows.items[row], column);
    enum diag_id id = fault_of(p, c, row, &text);
    if (id)
        place(p, chunk, row, offset_of(p, row, column),
              cell_fault(faults, &c->type, p->table->policy, id, c->name, text));
    return id != DIAG_NONE;
}

// A date that can't be read was said to be so: it is not missing as well.
static void explain_as_of(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults) {
    struct cell_value value;
    uint32_t i = 0;
    while (i + 1 < p->table->column_count && p->table->columns[i].field != p->table->as_of_field) i++;
    const struct csv_column *c = &p->table->columns[i];
    if (cell_parse(&c->type, csv_parser_cell(p, &p->rows.items[row], i), &value) != DIAG_NONE) return;
    add(p, chunk, row, p->rows.items[row].start, DIAG_RECORD_NO_AS_OF, faults, &c->name, 1);
}

static void explain_items(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct slice key,
                          struct record_faults *faults) {
    const struct policy *policy = p->table->policy;
    for (uint32_t i = 0; p->table->lists && i < policy->field_count; i++) {
        struct list_index *list = p->table->lists[i];
        if (!list || list_is_good(list, key)) continue;
        struct slice name = slice_of(name_text(policy, &policy->fields[i].def.name, LANG_EN));
        struct slice args[3] = {name, key, slice_of(list_path(list))};
        add(p, chunk, row, p->rows.items[row].start, DIAG_RECORD_BAD_ITEM, faults, args, 3);
    }
}

static void explain_late(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults) {
    struct ranged_words words;
    if (!ranged_item_outside(p->table->late, p->table->late_count, p->block, row, &words)) return;
    struct slice args[3] = {slice_of(words.name), slice_of(words.value), slice_of(words.range)};
    add(p, chunk, row, p->rows.items[row].start, DIAG_VALUE_RANGE, faults, args, 3);
}

static void explain_key(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults) {
    uint32_t column = p->table->key_column;
    struct slice args[2] = {p->table->columns[column].name,
                            blanks_cut(csv_parser_cell(p, &p->rows.items[row], column))};
    size_t at = offset_of(p, row, column);
    if (p->bad[row] & BAD_KEY) add(p, chunk, row, at, DIAG_RECORD_NO_KEY, faults, args, 1);
    if (p->bad[row] & BAD_ITEM) explain_items(p, chunk, row, args[1], faults);
    if (p->bad[row] & BAD_LATE) explain_late(p, chunk, row, faults);
}

static void explain_text(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults) {
    const struct csv_row *at = &p->rows.items[row];
    size_t offset = at->start + scan_utf8(p->bytes + at->start, at->finish - at->start);
    enum diag_id id = chunk_damage(chunk, p->bytes + offset);
    struct record_fault *fault = record_fault_add(faults, id, NULL, 0);
    place(p, chunk, row, offset, fault);
    if (id == DIAG_RECORD_EITHER) record_fault_hint(faults, fault, DIAG_HINT_ENCODING, "");
}

void csv_explain(struct csv_parser *p, struct chunk *chunk, uint32_t row, struct record_faults *faults) {
    uint8_t bad = p->bad[row];
    if (bad & BAD_UTF8) explain_text(p, chunk, row, faults);
    else if (bad & BAD_SHAPE) explain_shape(p, chunk, row, faults);
    if (bad & (BAD_UTF8 | BAD_SHAPE)) return;
    explain_key(p, chunk, row, faults);
    uint32_t said = 0;
    for (uint32_t i = 0; bad & BAD_CELL && i < p->table->column_count && said < RECORD_MAX_FAULTS; i++)
        said += explain_cell(p, chunk, row, i, faults);
    if (bad & BAD_AS_OF) explain_as_of(p, chunk, row, faults);
}
