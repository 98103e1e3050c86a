#include "interp/data/csv/csv.h"

#include <stdlib.h>

#include "interp/data/csv/parser.h"
#include "interp/data/list/list.h"
#include "interp/value/truth.h"

// Columns that the data lacks are missing for good; the rest is overwritten by each block.
static void fill_missing(struct csv_parser *p) {
    const struct policy *policy = p->table->policy;
    for (uint32_t i = 0; i < policy->field_count; i++) {
        const struct field *f = &policy->fields[i];
        for (uint32_t r = 0; r < p->block->capacity; r++) block_set_missing(p->block, r, f);
    }
}

static bool gather_lists(struct csv_parser *p) {
    uint32_t fields = p->table->lists ? p->table->policy->field_count : 0;
    p->lists = calloc(fields + 1, sizeof *p->lists);
    for (uint32_t i = 0; p->lists && i < fields; i++) {
        if (!p->table->lists[i]) continue;
        struct list_reader *reader = list_reader_new(p->table->lists[i]);
        if (!reader) return false;
        p->lists[p->list_count++] = reader;
    }
    return p->lists != NULL;
}

// No text has the byte 255, so no cell is like these.
static void forget_words(struct csv_parser *p) { memset(p->truths, 255, p->table->column_count * sizeof *p->truths); }

static bool make_parser(struct csv_parser *p, uint32_t rows) {
    const struct csv_table *table = p->table;
    p->block = block_new(table->policy, rows, table->as_of_field != NULL);
    p->bad = malloc(rows + SCAN_BLOCK + 1);
    p->kept = malloc(rows * sizeof *p->kept);
    p->truths = malloc((table->column_count + 1) * sizeof *p->truths);
    if (!csv_rows_init(&p->rows, rows, table->column_count)) return false;
    p->rows.separator = table->options->separator;
    return p->block && p->bad && p->kept && p->truths && gather_lists(p);
}

static void parser_free(void *parser) {
    struct csv_parser *p = parser;
    block_free(p->block);
    csv_rows_free(&p->rows);
    free(p->bad);
    free(p->kept);
    free(p->truths);
    for (uint32_t i = 0; i < p->list_count; i++) list_reader_free(p->lists[i]);
    free(p->lists);
    spill_free(&p->spill);
    free(p);
}

static void *parser_new(const void *table, uint32_t rows) {
    struct csv_parser *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->table = table;
    if (!make_parser(p, rows)) return parser_free(p), NULL;
    fill_missing(p);
    forget_words(p);
    return p;
}

// Room for all that a block's text can come to, made before any of it is used, for it must not move: each cell may be
// read once for its value and twice more to explain it.
static bool make_spill(struct csv_parser *p, const struct chunk *chunk) {
    p->spill_used = 0;
    return spill_make(&p->spill, 4 * (chunk->end - chunk->start));
}

static void mark_shapes(struct csv_parser *p) {
    const struct csv_row *rows = p->rows.items;
    uint8_t *bad = p->bad;
    uint32_t count = p->rows.count;
    for (uint32_t r = 0; r < count; r++) bad[r] = rows[r].quality == CSV_GOOD ? 0 : BAD_SHAPE;
    for (uint32_t r = 0; p->damaged && r < count; r++) {
        size_t length = rows[r].finish - rows[r].start;
        if (scan_utf8(p->bytes + rows[r].start, length) < length) bad[r] |= BAD_SHAPE | BAD_UTF8;
    }
}

static struct slice *keys_of(struct csv_parser *p) { return p->block->columns[p->table->policy->key->index].data; }

static bool lists_are_good(const struct csv_parser *p, struct slice key) {
    bool good = true;
    for (uint32_t i = 0; i < p->list_count; i++) good &= list_is_good(list_reader_index(p->lists[i]), key);
    return good;
}

static uint8_t find_badness(const struct csv_parser *p, struct slice key, uint8_t bad) {
    if (!key.length && !(bad & BAD_SHAPE)) bad |= BAD_KEY;
    if (p->list_count && key.length && !lists_are_good(p, key)) bad |= BAD_ITEM;
    return bad;
}

// What takes a look at the whole row: its key, its lists.
static void check_rows(struct csv_parser *p) {
    const struct slice none = {"", 0}, *keys = keys_of(p);
    uint8_t *bad = p->bad;
    for (uint32_t r = 0, count = p->rows.count; r < count; r++)
        bad[r] = find_badness(p, bad[r] & BAD_SHAPE ? none : keys[r], bad[r]);
}

static void take_as_of(struct csv_parser *p) {
    const struct vector *v = &p->block->columns[p->table->as_of_field->index];
    const int32_t *dates = v->data;
    for (uint32_t r = 0; r < p->rows.count; r++) {
        p->block->as_of[r] = v->state[r] == STATE_KNOWN ? dates[r] : 0;
        if (v->state[r] != STATE_KNOWN && !(p->bad[r] & BAD_SHAPE)) p->bad[r] |= BAD_AS_OF;
    }
}

static void check_ranges(struct csv_parser *p) {
    for (uint32_t i = 0; i < p->table->ranged_count; i++) {
        const struct ranged_column *c = &p->table->ranged[i];
        const struct vector *v = &p->block->columns[c->field->index];
        ranged_column_mark(c, v, p->block->as_of, p->rows.count, BAD_CELL, p->bad);
    }
}

// Items that lie in their ranges on some days only: looked up for all rows before any is taken out.
static void check_late_items(struct csv_parser *p) {
    if (!p->table->late_count) return;
    for (uint32_t i = 0; i < p->list_count; i++)
        p->failed |= !list_fill(p->lists[i], p->block, 0, keys_of(p), p->rows.count);
    for (uint32_t r = 0; r < p->rows.count && !p->failed; r++)
        if (!p->bad[r] && ranged_item_outside(p->table->late, p->table->late_count, p->block, r, NULL))
            p->bad[r] |= BAD_LATE;
}

static void move_cell(struct block *b, const struct field *f, uint32_t to, uint32_t from) {
    struct vector *v = &b->columns[f->index];
    size_t size = lane_size(column_lane(f));
    char *data = v->data;
    if (f->type.kind == TYPE_LIST) return;
    memcpy(data + to * size, data + from * size, size);
    if (v->state) v->state[to] = v->state[from];
    if (v->exact) v->exact[to] = v->exact[from];
}

static void move_row(struct csv_parser *p, uint32_t to, uint32_t from) {
    struct block *b = p->block;
    p->kept[to] = from;
    if (to == from) return;
    for (uint32_t i = 0; i < p->table->column_count; i++)
        if (p->table->columns[i].field) move_cell(b, p->table->columns[i].field, to, from);
    if (b->as_of) b->as_of[to] = b->as_of[from];
}

static struct slice key_of_rejected(struct csv_parser *p, uint32_t r) {
    const struct csv_row *row = &p->rows.items[r];
    if (!(p->bad[r] & (BAD_SHAPE | BAD_UTF8))) return keys_of(p)[r];
    bool readable = row->quality == CSV_GOOD || (row->quality == CSV_CELLS && row->cells > p->table->key_column);
    struct slice key = readable ? blanks_cut(csv_parser_cell(p, row, p->table->key_column)) : (struct slice){0};
    return scan_utf8(key.text, key.length) == key.length ? key : (struct slice){0};
}

// Its applicant is known to the lists all the same.
static void pass_lists(struct csv_parser *p, struct slice key) {
    for (uint32_t i = 0; i < p->list_count && key.length; i++) p->failed |= !list_pass(p->lists[i], key);
}

static void reject(struct csv_parser *p, struct chunk *chunk, uint32_t r, struct record_faults *faults) {
    const struct records_options *o = p->table->options;
    struct slice key = key_of_rejected(p, r);
    size_t spill = p->spill_used;
    uint32_t first = faults->count;
    csv_explain(p, chunk, r, faults);
    record_faults_own(faults, first, key);
    if (o->rejected) o->rejected(o->context, key, chunk->number, chunk->records + r + 1);
    if (!(p->bad[r] & BAD_SHAPE)) pass_lists(p, keys_of(p)[r]);
    p->spill_used = spill;
}

static bool all_good(const struct csv_parser *p) {
    uint8_t any = 0;
    for (uint32_t r = 0; r < p->rows.count; r++) any |= p->bad[r];
    return !any;
}

static void keep_all(struct csv_parser *p, struct chunk *chunk, struct record_faults *faults) {
    for (uint32_t r = 0; p->rows.broken && r < p->rows.count; r++) csv_warn_lines(p, chunk, r, faults);
    for (uint32_t r = 0; r < p->rows.count; r++) p->kept[r] = r;
    for (uint32_t r = 0; r < p->rows.count; r++) p->block->record[r] = chunk->records + r + 1;
}

static void drop_bad(struct csv_parser *p, struct chunk *chunk, struct record_faults *faults) {
    uint32_t kept = 0;
    for (uint32_t r = 0; r < p->rows.count; r++) {
        if (p->rows.broken) csv_warn_lines(p, chunk, r, faults);
        if (p->bad[r]) {
            reject(p, chunk, r, faults);
            continue;
        }
        p->block->record[kept] = chunk->records + r + 1;
        move_row(p, kept++, r);
    }
    p->block->rows = kept;
}

static void settle_rows(struct csv_parser *p, struct chunk *chunk, struct record_faults *faults) {
    p->block->rows = p->rows.count;
    if (all_good(p)) keep_all(p, chunk, faults);
    else drop_bad(p, chunk, faults);
    chunk->records += p->rows.count;
}

static bool fill_lists(struct csv_parser *p) {
    bool good = !p->failed;
    for (uint32_t i = 0; good && i < p->list_count; i++)
        good = list_fill(p->lists[i], p->block, 0, keys_of(p), p->block->rows);
    return good && csv_fill_values(p);
}

static struct block *next(void *parser, struct chunk *chunk, struct record_faults *faults) {
    struct csv_parser *p = parser;
    if (chunk->at >= chunk->end) return NULL;
    p->bytes = chunk->buffer;
    if (!make_spill(p, chunk)) return record_faults_no_memory(faults), NULL;
    if (chunk->at == chunk->start) p->damaged = chunk_is_damaged(chunk);
    chunk->at = csv_find_rows(&p->rows, p->bytes, chunk->at, chunk->end);
    if (!p->rows.count) return NULL;
    block_clear(p->block);
    mark_shapes(p);
    csv_read_columns(p);
    if (p->table->as_of_field) take_as_of(p);
    csv_check_values(p);
    check_ranges(p);
    check_rows(p);
    check_late_items(p);
    settle_rows(p, chunk, faults);
    if (!fill_lists(p)) return record_faults_no_memory(faults), NULL;
    block_seal(p->block);
    return p->block;
}

static struct slice raw(const void *parser, uint32_t row) {
    const struct csv_parser *p = parser;
    const struct csv_row *at = &p->rows.items[p->kept[row]];
    return (struct slice){p->bytes + at->start, at->finish - at->start};
}

static void *bind(const struct records_options *options, struct chunk *first, struct record_faults *faults) {
    return csv_table_new(options, first, faults);
}

static void unbind(void *table) { csv_table_free(table); }

static struct slice header(const void *table) { return ((const struct csv_table *)table)->header_line; }

static bool gives(const void *table, const struct field *f) {
    const struct csv_table *t = table;
    for (uint32_t i = 0; i < t->column_count; i++)
        if (t->columns[i].field == f) return true;
    return false;
}

static void warn(const void *table, struct record_faults *faults) {
    const struct csv_table *t = table;
    for (uint32_t i = 0; i < t->column_count; i++)
        cell_warn_shares(faults, &t->columns[i].type, t->columns[i].name, t->options->path);
}

static const struct record_cutter *cutter(struct slice first_line, struct slice header, char *separator) {
    *separator = header.length ? csv_separator_under(header, first_line) : csv_separator(first_line);
    return csv_cutter_for(*separator);
}

static const char *const endings[] = {".csv", ".tsv", NULL};

const struct record_reader csv_reader = {
    .endings = endings,
    .cutter = cutter,
    .has_header = true,
    .bind = bind,
    .unbind = unbind,
    .header = header,
    .gives = gives,
    .warn = warn,
    .parser_new = parser_new,
    .parser_free = parser_free,
    .next = next,
    .raw = raw,
};
