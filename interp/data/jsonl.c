#include "interp/data/jsonl.h"

#include <stdlib.h>

#include "grammar/nearest.h"
#include "interp/data/json_scan.h"
#include "interp/data/jsonl_value.h"
#include "interp/data/list.h"
#include "interp/data/scan.h"

#define WARNED_LIMIT ((size_t)64 << 10)

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

struct jsonl_parser *jsonl_parser_new(const struct jsonl_table *table, uint32_t rows) {
    struct jsonl_parser *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->table = table;
    p->block = block_new(table->policy, rows, table->as_of_field != NULL);
    p->raw = calloc(rows, sizeof *p->raw);
    p->seen = calloc(table->policy->field_count + 1, sizeof *p->seen);
    p->item_seen = calloc(table->item_width + 1, sizeof *p->item_seen);
    if (p->block && p->raw && p->seen && p->item_seen && open_lists(p)) return p;
    jsonl_parser_free(p);
    return NULL;
}

void jsonl_parser_free(struct jsonl_parser *p) {
    if (!p) return;
    block_free(p->block);
    close_lists(p);
    free(p->raw);
    free(p->seen);
    free(p->item_seen);
    free(p->spill);
    text_free(&p->last_key);
    text_free(&p->warned);
    free(p);
}

struct slice jsonl_parser_raw(const struct jsonl_parser *p, uint32_t row) { return p->raw[row]; }

void jsonl_place(struct jsonl_parser *p, struct record_fault *fault, const char *at) {
    struct chunk *chunk = p->chunk;
    if (!fault) return;
    fault->path = p->table->path;
    fault->record = chunk->records;
    fault->line = chunk_line_at(chunk, (size_t)(at - chunk->buffer));
    fault->column = chunk_column_at(chunk, (size_t)(at - chunk->buffer));
    fault->raw = p->line;
}

bool jsonl_refuse(struct jsonl_parser *p) {
    p->bad = true;
    return !p->quiet && p->fault_count++ < RECORD_MAX_FAULTS;
}

void jsonl_fault(struct jsonl_parser *p, enum diag_id id, const char *at, const struct slice *args, size_t count) {
    if (jsonl_refuse(p)) jsonl_place(p, record_fault_add(p->faults, id, args, count), at);
}

// Each key once per thread; the run sees to it that it is once in all.
static void warn_unknown(struct jsonl_parser *p, struct slice key, const char *at, const struct field *fields, uint32_t count) {
    struct text line = {0};
    text_format(&line, "\n%.*s\n", (int)key.length, key.text);
    bool old = p->quiet || p->warned.length > WARNED_LIMIT || strstr(text_string(&p->warned), text_string(&line));
    if (!old) text_add(&p->warned, text_string(&line), line.length);
    text_free(&line);
    if (old) return;
    struct record_fault *fault = record_fault_add(p->faults, DIAG_JSON_UNKNOWN, &key, 1);
    jsonl_place(p, fault, at);
    if (!fault) return;
    struct nearest near = nearest_to(fault->args[0].en);
    for (uint32_t i = 0; i < count; i++) {
        nearest_offer(&near, name_text(p->table->policy, &fields[i].def.name, LANG_EN));
        nearest_offer(&near, name_text(p->table->policy, &fields[i].def.name, LANG_ZH));
    }
    if (near.best) record_fault_hint(p->faults, fault, DIAG_HINT_DID_YOU_MEAN, near.best);
}

// A key of no field: its value is passed over, but it must not come twice either.
bool jsonl_pass_over(struct jsonl_parser *p, struct slice key, const char *at, const struct field *fields, uint32_t count) {
    for (uint32_t i = p->unknown_from; i < p->unknown_count; i++)
        if (p->unknown[i].length == key.length && !memcmp(p->unknown[i].text, key.text, key.length)) {
            jsonl_fault(p, DIAG_JSON_DUPLICATE, at, &key, 1);
            return json_skip(&p->json, 1);
        }
    if (p->unknown_count == JSONL_MAX_UNKNOWN) return json_fail(&p->json, DIAG_JSON_MANY_KEYS, at);
    p->unknown[p->unknown_count++] = key;
    warn_unknown(p, key, at, fields, count);
    return json_skip(&p->json, 1);
}

static bool is_guess(const struct json *j, const struct jsonl_guess *g) {
    return (size_t)(j->end - j->at) >= g->length && !memcmp(j->at, g->text, g->length);
}

static void remember_guess(struct jsonl_parser *p, uint32_t place, const char *at, struct slice key, uint32_t field) {
    bool plain = key.text == at + 1;
    if (!plain || place >= JSONL_GUESSES || place > p->guess_count) return;
    p->guesses[place] = (struct jsonl_guess){at, (uint32_t)(p->json.at - at), key.length, field};
    if (place == p->guess_count) p->guess_count++;
}

// At the key's quote; behind its colon then. `field` is DICTIONARY_NONE for a key of none. Records mostly have the same keys
// in the same order.
static bool read_key(struct jsonl_parser *p, struct slice *key, uint32_t *field) {
    struct json *j = &p->json;
    const char *at = j->at;
    uint32_t place = p->place++;
    const struct jsonl_guess *guess = place < p->guess_count ? &p->guesses[place] : NULL;
    if (guess && is_guess(j, guess)) {
        j->at += guess->length;
        *key = (struct slice){at + 1, guess->key_length};
        *field = guess->field;
        return true;
    }
    if (!json_string(j, key) || !json_expect(j, ':')) return false;
    *field = dictionary_find(&p->table->keys, key->text, key->length);
    if (*field != DICTIONARY_NONE) remember_guess(p, place, at, *key, *field);
    return true;
}

static bool read_member(struct jsonl_parser *p) {
    struct json *j = &p->json;
    struct slice key;
    uint32_t index;
    json_blank(j);
    const char *at = j->at;
    if (!read_key(p, &key, &index)) return false;
    json_blank(j);
    const struct policy *policy = p->table->policy;
    if (index == DICTIONARY_NONE) return jsonl_pass_over(p, key, at, policy->fields, policy->field_count);
    if (p->seen[index] == p->stamp) jsonl_fault(p, DIAG_JSON_DUPLICATE, at, &key, 1);
    p->seen[index] = p->stamp;
    const struct field *f = &policy->fields[index];
    if (f->type.kind == TYPE_LIST) return jsonl_list(p, f, key);
    return jsonl_value(p, &(struct jsonl_target){&p->table->types[index], NULL, 0}, key);
}

static bool read_object(struct jsonl_parser *p) {
    struct json *j = &p->json;
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
    const struct json *j = &p->json;
    const char *at = j->fault_at < j->end ? j->fault_at : j->end;
    struct slice rest = {at, (uint32_t)(j->end - at)};
    jsonl_fault(p, j->fault, at, &rest, 1);
}

static struct slice key_at(const struct jsonl_parser *p, uint32_t row) {
    const struct vector *v = &p->block->columns[p->table->policy->key->index];
    return v->state[row] == STATE_KNOWN ? ((const struct slice *)v->data)[row] : (struct slice){"", 0};
}

static bool is_last_key(const struct jsonl_parser *p, struct slice key) {
    return key.length && key.length == p->last_key.length && !memcmp(key.text, p->last_key.bytes, key.length);
}

static void check_key(struct jsonl_parser *p, struct slice key) {
    struct slice args[2] = {text_of_name(p, p->table->policy->key), key};
    if (!key.length) jsonl_fault(p, DIAG_RECORD_NO_KEY, p->line.text, args, 1);
    if (is_last_key(p, key)) jsonl_fault(p, DIAG_RECORD_DUPLICATE, p->line.text, args, 2);
}

static void check_as_of(struct jsonl_parser *p, uint32_t row) {
    const struct field *f = p->table->as_of_field;
    const struct vector *v = &p->block->columns[f->index];
    struct slice name = text_of_name(p, f);
    p->block->as_of[row] = ((const int32_t *)v->data)[row];
    if (v->state[row] != STATE_KNOWN) jsonl_fault(p, DIAG_RECORD_NO_AS_OF, p->line.text, &name, 1);
}

static bool fill_list(struct jsonl_parser *p, uint32_t field, struct slice key) {
    struct list_index *list = p->table->lists[field];
    if (list_is_good(list, key)) return list_fill(p->lists[field], p->block, p->block->rows - 1, &key, 1);
    struct slice name = text_of_name(p, list_field(list)), path = {list_path(list), (uint32_t)strlen(list_path(list))};
    jsonl_fault(p, DIAG_RECORD_BAD_ITEM, p->line.text, (struct slice[]){name, key, path}, 3);
    return list_pass(p->lists[field], key);
}

// Lists that the record itself does not hold may come from files. False: out of memory.
static bool fill_lists(struct jsonl_parser *p, struct slice key) {
    bool good = true;
    for (uint32_t i = 0; p->table->lists && good && i < p->table->policy->field_count; i++)
        if (p->lists[i] && p->seen[i] != p->stamp) good = fill_list(p, i, key);
    return good;
}

static bool finish_record(struct jsonl_parser *p, uint32_t row) {
    struct slice key = key_at(p, row);
    check_key(p, key);
    if (p->table->as_of_field && !p->bad) check_as_of(p, row);
    bool filled = !key.length || fill_lists(p, key);
    text_clear(&p->last_key);
    text_add(&p->last_key, key.text, key.length);
    return filled && !p->last_key.failed;
}

static bool check_text(struct jsonl_parser *p) {
    size_t valid = p->damaged ? scan_utf8(p->line.text, p->line.length) : p->line.length;
    if (valid == p->line.length) return true;
    jsonl_fault(p, p->line.text[valid] ? DIAG_RECORD_NOT_UTF8 : DIAG_RECORD_NUL, p->line.text + valid, NULL, 0);
    return false;
}

// One line to the block's next row, taken back where it is refused. False: out of memory.
static bool read_record(struct jsonl_parser *p) {
    uint32_t row = block_add_row(p->block);
    bool good = true;
    p->bad = p->no_memory = false;
    p->stamp++;
    p->place = 0;
    p->unknown_from = p->unknown_count = p->fault_count = 0;
    p->json.at = p->line.text;
    p->json.end = p->line.text + p->line.length;
    p->json.fault = DIAG_NONE;
    if (check_text(p) && !read_object(p) && !p->no_memory) report_syntax(p);
    if (p->json.fault || (p->bad && p->block->columns[p->table->policy->key->index].state[row] != STATE_KNOWN)) text_clear(&p->last_key);
    else good = finish_record(p, row);
    if (p->bad) block_drop_row(p->block);
    return good && !p->no_memory;
}

bool jsonl_is_blank(struct slice line) {
    for (uint32_t i = 0; i < line.length; i++)
        if (line.text[i] != ' ' && line.text[i] != '\t' && line.text[i] != '\r') return false;
    return true;
}

static struct slice next_line(const struct chunk *chunk, size_t at, size_t end) {
    const char *from = chunk->buffer + at, *newline = memchr(from, '\n', end - at);
    return (struct slice){from, (uint32_t)((newline ? newline : chunk->buffer + end) - from)};
}

static bool make_spill(struct jsonl_parser *p, size_t size) {
    p->json.spill = p->spill;
    if (size + SCAN_PADDING <= p->spill_capacity) return true;
    free(p->spill);
    p->spill = calloc(1, size + SCAN_PADDING);
    p->spill_capacity = p->spill ? size + SCAN_PADDING : 0;
    p->json.spill = p->spill;
    return p->spill != NULL;
}

// For the key of the record before the chunk; whatever is wrong with it was said with its own chunk.
static bool read_previous(struct jsonl_parser *p, const struct chunk *chunk) {
    text_clear(&p->last_key);
    p->line = next_line(chunk, chunk->previous, chunk->start);
    if (chunk->previous == chunk->start || jsonl_is_blank(p->line)) return true;
    p->quiet = true;
    bool good = read_record(p);
    p->quiet = false;
    block_clear(p->block);
    return good;
}

static bool start_chunk(struct jsonl_parser *p, const struct chunk *chunk) {
    p->guess_count = 0;
    size_t length = chunk->end - chunk->start;
    p->damaged = !chunk->plain && scan_utf8(chunk->buffer + chunk->start, length) < length;
    return read_previous(p, chunk);
}

static struct block *no_memory(struct record_faults *faults) {
    faults->failed = true;
    return NULL;
}

struct block *jsonl_parser_next(struct jsonl_parser *p, struct chunk *chunk, struct record_faults *faults) {
    p->chunk = chunk;
    p->faults = faults;
    if (chunk->at >= chunk->end) return NULL;
    block_clear(p->block);
    if (!make_spill(p, chunk->end - chunk->previous)) return no_memory(faults);
    if (chunk->at == chunk->start && !start_chunk(p, chunk)) return no_memory(faults);
    while (chunk->at < chunk->end && p->block->rows < p->block->capacity) {
        p->line = next_line(chunk, chunk->at, chunk->end);
        chunk->at += p->line.length + 1;
        if (jsonl_is_blank(p->line)) continue;
        chunk->records++;
        uint32_t row = p->block->rows;
        if (!read_record(p)) return no_memory(faults);
        p->block->record[row] = chunk->records;
        p->raw[row] = p->line;
    }
    block_seal(p->block);
    return p->block;
}
