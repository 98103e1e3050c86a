#include "interp/data/records.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/data/csv/csv.h"
#include "interp/data/jsonl/jsonl.h"

struct records {
    struct records_options options;
    struct input *input;
    struct chunk first;  // behind the header, to be handed out first; no buffer once it was
    atomic_bool has_first;
    struct csv_table csv;
    struct jsonl_table jsonl;
};

struct record_parser {
    struct records *records;
    struct csv_parser csv;
    struct jsonl_parser *jsonl;
    const char *bytes;  // of the chunk the block came from
};

static bool is_csv(const struct records *r) { return r->options.format == RECORDS_CSV; }

// The first chunk may be the header alone; the one after it has no record before it then.
static bool read_header(struct records *r, struct record_faults *faults) {
    enum records_status status = input_next(r->input, &r->first, faults);
    if (status == RECORDS_FAILED) return false;
    if (!csv_bind(&r->csv, &r->options, &r->first, faults)) return false;
    if (r->first.start == r->first.end) input_forget_last(r->input);
    atomic_init(&r->has_first, status == RECORDS_MORE);
    return true;
}

static bool open_records(struct records *r, struct record_faults *faults) {
    const struct records_options *o = &r->options;
    r->input = input_open(o->path, is_csv(r) ? &csv_cutter : &jsonl_cutter, o->chunk_size, o->record_limit, faults);
    if (!r->input) return false;
    if (is_csv(r)) return read_header(r, faults);
    if (jsonl_bind(&r->jsonl, o)) return true;
    faults->failed = true;
    return false;
}

struct records *records_open(const struct records_options *options, struct record_faults *faults) {
    struct records *r = calloc(1, sizeof *r);
    if (!r) {
        faults->failed = true;
        return NULL;
    }
    r->options = *options;
    if (!r->options.block_rows) r->options.block_rows = RECORDS_BLOCK_ROWS;
    if (!r->options.chunk_size) r->options.chunk_size = RECORDS_CHUNK_SIZE;
    if (!r->options.record_limit) r->options.record_limit = RECORDS_LIMIT;
    if (open_records(r, faults)) return r;
    records_close(r);
    return NULL;
}

void records_close(struct records *r) {
    if (!r) return;
    chunk_free(&r->first);
    csv_unbind(&r->csv);
    jsonl_unbind(&r->jsonl);
    input_close(r->input);
    free(r);
}

void records_limit_rows(struct records *r, uint32_t block_rows) {
    if (block_rows < r->options.block_rows) r->options.block_rows = block_rows;
}

struct slice records_header(const struct records *r) {
    return is_csv(r) ? r->csv.header_line : (struct slice){"", 0};
}
const char *records_path(const struct records *r) { return r->options.path; }

enum records_status records_next(struct records *r, struct chunk *chunk, struct record_faults *faults) {
    if (!atomic_exchange(&r->has_first, false)) return input_next(r->input, chunk, faults);
    chunk_free(chunk);
    *chunk = r->first;
    r->first = (struct chunk){0};
    return RECORDS_MORE;
}

struct record_parser *record_parser_new(struct records *r) {
    struct record_parser *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->records = r;
    bool made = false;
    if (is_csv(r)) made = csv_parser_init(&p->csv, &r->csv, r->options.block_rows);
    else made = (p->jsonl = jsonl_parser_new(&r->jsonl, r->options.block_rows)) != NULL;
    if (made) return p;
    free(p);
    return NULL;
}

void record_parser_free(struct record_parser *p) {
    if (!p) return;
    if (is_csv(p->records)) csv_parser_free(&p->csv);
    else jsonl_parser_free(p->jsonl);
    free(p);
}

struct block *record_parser_next(struct record_parser *p, struct chunk *chunk, struct record_faults *faults) {
    p->bytes = chunk->buffer;
    return is_csv(p->records) ? csv_parser_next(&p->csv, chunk, faults) : jsonl_parser_next(p->jsonl, chunk, faults);
}

struct slice record_parser_raw(const struct record_parser *p, uint32_t row) {
    if (!is_csv(p->records)) return jsonl_parser_raw(p->jsonl, row);
    const struct csv_row *at = &p->csv.rows.items[p->csv.kept[row]];
    return (struct slice){p->bytes + at->start, at->finish - at->start};
}

const char *record_parser_path(const struct record_parser *p) { return records_path(p->records); }

uint64_t record_parser_line(const struct record_parser *p, struct chunk *chunk, uint32_t row) {
    return chunk_line_at(chunk, (size_t)(record_parser_raw(p, row).text - chunk->buffer));
}

uint64_t chunk_line_at(struct chunk *chunk, size_t offset) {
    if (offset >= chunk->counted) chunk->line += scan_newlines(chunk->buffer + chunk->counted, offset - chunk->counted);
    else chunk->line -= scan_newlines(chunk->buffer + offset, chunk->counted - offset);
    chunk->counted = offset;
    return chunk->line;
}

uint32_t chunk_column_at(const struct chunk *chunk, size_t offset) {
    const char *from = chunk->buffer + chunk->start;
    const char *newline = memrchr(from, '\n', offset - chunk->start);
    if (newline) from = newline + 1;
    return (uint32_t)utf8_characters(from, (size_t)(chunk->buffer + offset - from)) + 1;
}
