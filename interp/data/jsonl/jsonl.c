#include "interp/data/jsonl/jsonl.h"

#include <stdlib.h>

#include "interp/data/jsonl/key.h"
#include "interp/data/jsonl/value.h"
#include "interp/data/list/list.h"
#include "interp/data/record/scan.h"

static bool open_lists(struct jsonl_parser *p) {
    uint32_t fields = p->table->policy->field_count;
    p->lists = calloc(fields + 1, sizeof *p->lists);
    for (uint32_t i = 0; p->lists && p->table->lists && i < fields; i++)
        if (p->table->lists[i] && !(p->lists[i] = list_reader_new(p->table->lists[i]))) return false;
    return p->lists != NULL;
}

static void close_lists(struct jsonl_parser *p) {
    for (uint32_t i = 0; p->lists && i < p->table->policy->field_count; i++) list_reader_free(p->lists[i]);
    free(p->lists);
}

static bool open_keys(struct jsonl_parser *p) {
    const struct policy *policy = p->table->policy;
    p->item_keys = calloc(policy->field_count + 1, sizeof *p->item_keys);
    p->list_fields = calloc(policy->field_count + 1, sizeof *p->list_fields);
    bool good = p->item_keys && p->list_fields &&
                jsonl_keys_init(&p->keys, &p->table->keys, policy->fields, policy->field_count);
    for (uint32_t i = 0; good && i < policy->field_count; i++) {
        const struct field *f = &policy->fields[i];
        if (f->type.kind != TYPE_LIST) continue;
        p->list_fields[p->list_count++] = f;
        good = jsonl_keys_init(&p->item_keys[i], &p->table->item_keys[i], f->items, f->item_count);
    }
    return good;
}

static void close_keys(struct jsonl_parser *p) {
    for (uint32_t i = 0; p->item_keys && i < p->table->policy->field_count; i++) jsonl_keys_free(&p->item_keys[i]);
    free(p->item_keys);
    free(p->list_fields);
    jsonl_keys_free(&p->keys);
}

static void forget_keys(struct jsonl_parser *p) {
    jsonl_keys_forget(&p->keys);
    for (uint32_t i = 0; i < p->table->policy->field_count; i++) jsonl_keys_forget(&p->item_keys[i]);
}

// Which fields any of its records had.
static void note_given(struct jsonl_parser *p) {
    for (uint32_t i = 0; p->keys.seen && i < p->table->policy->field_count; i++)
        if (p->keys.seen[i]) atomic_store(&p->table->given[i], true);
}

static void parser_free(void *parser) {
    struct jsonl_parser *p = parser;
    note_given(p);
    block_free(p->block);
    close_lists(p);
    close_keys(p);
    free(p->raw);
    spill_free(&p->spill);
    text_free(&p->warned);
    free(p);
}

static void *parser_new(const void *table, uint32_t rows) {
    struct jsonl_parser *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->table = table;
    p->block = block_new(p->table->policy, rows, p->table->as_of_field != NULL);
    p->raw = calloc(rows, sizeof *p->raw);
    if (p->block && p->raw && open_keys(p) && open_lists(p)) return p;
    parser_free(p);
    return NULL;
}

static bool read_member(struct jsonl_parser *p) {
    struct slice key;
    uint32_t index;
    if (!jsonl_key(p, &p->keys, &key, &index)) return false;
    if (index == DICTIONARY_NONE) return true;
    const struct field *f = &p->keys.fields[index];
    if (f->type.kind == TYPE_LIST) return jsonl_list(p, f, &key);
    return jsonl_value(
        p, &(struct jsonl_target){&p->table->types[index], &p->block->columns[index], p->block->rows - 1, &key});
}

static bool read_object(struct jsonl_parser *p) {
    struct json_reader *j = &p->json;
    if (!json_take(j, '{')) return json_fail(j, DIAG_JSON_OBJECT, j->at);
    if (!json_take(j, '}')) {
        do
            if (!read_member(p)) return false;
        while (json_take(j, ','));
        if (!json_expect(j, '}')) return false;
    }
    json_blank(j);
    return j->at == j->end || json_fail(j, DIAG_JSON_OBJECT, j->at);
}

static void report_syntax(struct jsonl_parser *p) {
    const struct json_reader *j = &p->json;
    const char *at = j->fault_at < j->end ? j->fault_at : j->end;
    struct slice rest = {at, (uint32_t)(j->end - at)};
    jsonl_fault(p, j->fault, at, &rest, 1);
}

static struct slice key_at(const struct jsonl_parser *p, uint32_t row) {
    const struct vector *v = &p->block->columns[p->table->policy->key->index];
    return v->state[row] == STATE_KNOWN ? ((const struct slice *)v->data)[row] : (struct slice){"", 0};
}

static void check_key(struct jsonl_parser *p, struct slice key) {
    struct slice name = jsonl_field_name(p, p->table->policy->key);
    if (!key.length) jsonl_fault(p, DIAG_RECORD_NO_KEY, p->line.text, &name, 1);
}

static void check_as_of(struct jsonl_parser *p, uint32_t row) {
    const struct field *f = p->table->as_of_field;
    const struct vector *v = &p->block->columns[f->index];
    struct slice name = jsonl_field_name(p, f);
    p->block->as_of[row] = ((const int32_t *)v->data)[row];
    if (v->state[row] != STATE_KNOWN) jsonl_fault(p, DIAG_RECORD_NO_AS_OF, p->line.text, &name, 1);
}

// The record is refused; its applicant is known to the list all the same.
static bool refuse_list(struct jsonl_parser *p, enum diag_id id, uint32_t field, struct slice key) {
    const struct list_index *list = p->table->lists[field];
    struct slice name = jsonl_field_name(p, list_field(list)), path = slice_of(list_path(list));
    jsonl_fault(p, id, p->line.text, (struct slice[]){name, key, path}, 3);
    return list_pass(p->lists[field], key);
}

// Whether the record has items of its own, be it none of them; null gives no list.
static bool holds_list(const struct jsonl_parser *p, uint32_t field) {
    bool seen = p->keys.seen[field] == p->keys.stamp;
    return seen && (p->bad || p->block->lists[field].state[p->block->rows - 1] == STATE_KNOWN);
}

static bool fill_list(struct jsonl_parser *p, uint32_t field, struct slice key) {
    bool good = list_is_good(p->table->lists[field], key);
    if (holds_list(p, field)) return refuse_list(p, DIAG_RECORD_LIST_TWICE, field, key);
    if (!good) return refuse_list(p, DIAG_RECORD_BAD_ITEM, field, key);
    return list_fill(p->lists[field], p->block, p->block->rows - 1, &key, 1);
}

// Lists that the record itself does not hold may come from files. False: out of memory.
static bool fill_lists(struct jsonl_parser *p, struct slice key) {
    bool good = true;
    for (uint32_t i = 0; good && i < p->list_count; i++)
        if (p->lists[p->list_fields[i]->index]) good = fill_list(p, p->list_fields[i]->index, key);
    return good;
}

static void refuse_late(struct jsonl_parser *p, const char *name, const char *value, const char *range) {
    struct slice args[3] = {slice_of(name), slice_of(value), slice_of(range)};
    jsonl_fault(p, DIAG_VALUE_RANGE, p->line.text, args, 3);
}

// Ranges that end at the record's own as-of date, which may have stood behind the values.
static void check_late(struct jsonl_parser *p, uint32_t row) {
    const struct jsonl_table *t = p->table;
    struct ranged_words words;
    for (uint32_t i = 0; i < t->policy->field_count; i++) {
        const struct field *f = &t->policy->fields[i];
        const struct vector *v = &p->block->columns[i];
        if (!range_asks_as_of(&f->range) || v->state[row] != STATE_KNOWN) continue;
        int64_t value = ranged_value(f, v, row);
        if (range_holds(&f->range, f->type.kind, value, p->block->as_of[row])) continue;
        ranged_value_text(f, value, words.value);
        refuse_late(p, jsonl_field_name(p, f).text, words.value, f->range.words);
    }
    if (ranged_item_outside(t->late, t->late_count, p->block, row, &words))
        refuse_late(p, words.name, words.value, words.range);
}

static bool finish_record(struct jsonl_parser *p, uint32_t row) {
    struct slice key = key_at(p, row);
    check_key(p, key);
    if (p->table->as_of_field && !p->bad) check_as_of(p, row);
    bool filled = !key.length || fill_lists(p, key);
    if (p->table->as_of_field && !p->bad) check_late(p, row);
    return filled;
}

static bool check_text(struct jsonl_parser *p) {
    size_t valid = p->damaged ? scan_utf8(p->line.text, p->line.length) : p->line.length;
    if (valid == p->line.length) return true;
    enum diag_id id = chunk_damage(p->chunk, p->line.text + valid);
    uint32_t before = p->faults->count;
    jsonl_fault(p, id, p->line.text + valid, NULL, 0);
    if (id == DIAG_RECORD_EITHER && p->faults->count > before)
        record_fault_hint(p->faults, &p->faults->items[before], DIAG_HINT_ENCODING, "");
    return false;
}

static uint32_t open_record(struct jsonl_parser *p) {
    uint32_t row = block_open_row(p->block);
    for (uint32_t i = 0; i < p->list_count; i++) block_set_missing(p->block, row, p->list_fields[i]);
    jsonl_keys_start(&p->keys);
    p->bad = p->no_memory = false;
    p->unknown_from = p->unknown_count = p->fault_count = 0;
    p->json.at = p->line.text;
    p->json.end = p->line.text + p->line.length;
    p->json.fault = DIAG_NONE;
    return row;
}

// One line to the block's next row, taken back where it is refused. False: out of memory.
static bool read_record(struct jsonl_parser *p) {
    uint32_t row = open_record(p), first = p->faults->count;
    bool good = true, text = check_text(p), whole = text && read_object(p);
    if (text && !whole && !p->no_memory) report_syntax(p);
    bool keyless = p->bad && !key_at(p, row).length;
    if (!p->json.fault && !keyless) good = finish_record(p, row);
    if (whole || key_at(p, row).length) record_faults_own(p->faults, first, key_at(p, row));
    if (p->bad) block_drop_row(p->block);
    return good && !p->no_memory;
}

static struct slice next_line(const struct chunk *chunk, size_t at, size_t end) {
    const char *from = chunk->buffer + at, *newline = memchr(from, '\n', end - at);
    return (struct slice){from, (uint32_t)((newline ? newline : chunk->buffer + end) - from)};
}

static bool make_spill(struct jsonl_parser *p, const struct chunk *chunk) {
    bool made = spill_make(&p->spill, chunk->end - chunk->start);
    p->json.spill = p->spill.bytes;
    return made;
}

static void start_chunk(struct jsonl_parser *p, const struct chunk *chunk) {
    forget_keys(p);
    p->damaged = chunk_is_damaged(chunk);
}

static struct block *next(void *parser, struct chunk *chunk, struct record_faults *faults) {
    struct jsonl_parser *p = parser;
    p->chunk = chunk;
    p->faults = faults;
    if (chunk->at >= chunk->end) return NULL;
    block_clear(p->block);
    block_set_all_missing(p->block);
    if (!make_spill(p, chunk)) return record_faults_no_memory(faults), NULL;
    if (chunk->at == chunk->start) start_chunk(p, chunk);
    while (chunk->at < chunk->end && p->block->rows < p->block->capacity) {
        p->line = next_line(chunk, chunk->at, chunk->end);
        chunk->at += p->line.length + 1;
        if (jsonl_is_blank(p->line)) continue;
        chunk->records++;
        uint32_t row = p->block->rows;
        if (!read_record(p)) return record_faults_no_memory(faults), NULL;
        p->block->record[row] = chunk->records;
        p->raw[row] = p->line;
    }
    block_seal(p->block);
    return p->block;
}

static struct slice raw(const void *parser, uint32_t row) { return ((const struct jsonl_parser *)parser)->raw[row]; }

static void *bind(const struct records_options *options, struct chunk *first, struct record_faults *faults) {
    (void)first;
    return jsonl_table_new(options, faults);
}

static void unbind(void *table) { jsonl_table_free(table); }

static bool gives(const void *table, const struct field *f) {
    return atomic_load(&((const struct jsonl_table *)table)->given[f->index]);
}

static void warn_type(const struct jsonl_table *t, const struct field *f, const struct cell_type *type,
                      struct record_faults *faults) {
    cell_warn_shares(faults, type, slice_of(name_text(t->policy, &f->def.name, LANG_EN)), t->path);
}

static void warn(const void *table, struct record_faults *faults) {
    const struct jsonl_table *t = table;
    for (uint32_t i = 0; i < t->policy->field_count; i++) {
        const struct field *f = &t->policy->fields[i];
        warn_type(t, f, &t->types[i], faults);
        for (uint32_t j = 0; t->item_types[i] && j < f->item_count; j++)
            warn_type(t, &f->items[j], &t->item_types[i][j], faults);
    }
}

static const struct record_cutter *cutter(struct slice first_line, struct slice header, char *separator) {
    (void)first_line, (void)header;
    *separator = '\0';
    return &jsonl_cutter;
}

static const char *const endings[] = {".jsonl", ".ndjson", NULL};

const struct record_reader jsonl_reader = {
    .endings = endings,
    .start = '{',
    .cutter = cutter,
    .bind = bind,
    .unbind = unbind,
    .gives = gives,
    .warn = warn,
    .parser_new = parser_new,
    .parser_free = parser_free,
    .next = next,
    .raw = raw,
};
