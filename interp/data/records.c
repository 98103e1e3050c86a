#include "interp/data/records.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "interp/data/csv/csv.h"
#include "interp/data/input/input.h"
#include "interp/data/jsonl/jsonl.h"

static const struct record_reader *const readers[] = {
#define RECORD_FORMAT(id, name) [RECORDS_##id] = &name##_reader,
#include "interp/data/record/formats.def"
#undef RECORD_FORMAT
};
#define FORMATS (sizeof readers / sizeof *readers)

struct records {
    struct records_options options;
    const struct record_reader *reader;
    void *table;  // the reader's
    struct input *input;
    struct chunk first;  // behind the header, to be handed out first; no buffer once it was
    atomic_bool has_first;
};

struct record_parser {
    struct records *records;
    void *parser;  // the reader's
};

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcasecmp(text + length - tail, end) == 0;
}

static bool bears_ending(const struct record_reader *reader, const char *path) {
    for (const char *const *end = reader->endings; *end; end++)
        if (ends_with(path, *end)) return true;
    return false;
}

bool record_format_of_name(const char *path, enum record_format *format) {
    for (unsigned i = 0; i < FORMATS; i++) {
        if (!bears_ending(readers[i], path)) continue;
        *format = (enum record_format)i;
        return true;
    }
    return false;
}

enum record_format record_format_of_start(int character) {
    for (unsigned i = 0; i < FORMATS; i++)
        if (readers[i]->start && readers[i]->start == character) return (enum record_format)i;
    return RECORDS_CSV;
}

static bool bind(struct records *r, struct chunk *first, struct record_faults *faults) {
    r->table = r->reader->bind(&r->options, first, faults);
    return r->table != NULL;
}

// The first chunk may be the header alone; the one after it has no record before it then.
static bool read_header(struct records *r, struct record_faults *faults) {
    enum records_status status = input_next(r->input, &r->first, faults);
    if (status == RECORDS_FAILED || !bind(r, &r->first, faults)) return false;
    if (r->first.start == r->first.end) input_forget_last(r->input);
    atomic_init(&r->has_first, status == RECORDS_MORE);
    return true;
}

static bool open_records(struct records *r, struct record_faults *faults) {
    const struct records_options *o = &r->options;
    r->reader = readers[o->format];
    r->input = input_open(o->path, r->reader->cutter, o->chunk_size, o->record_limit, faults);
    if (!r->input) return false;
    return r->reader->has_header ? read_header(r, faults) : bind(r, NULL, faults);
}

struct records *records_open(const struct records_options *options, struct record_faults *faults) {
    struct records *r = calloc(1, sizeof *r);
    if (!r) return record_faults_no_memory(faults), NULL;
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
    if (r->table) r->reader->unbind(r->table);
    input_close(r->input);
    free(r);
}

void records_limit_rows(struct records *r, uint32_t block_rows) {
    if (block_rows < r->options.block_rows) r->options.block_rows = block_rows;
}

struct slice records_header(const struct records *r) {
    return r->reader->has_header ? r->reader->header(r->table) : (struct slice){"", 0};
}
const char *records_path(const struct records *r) { return r->options.path; }
bool records_have_header(const struct records *r) { return r->reader->has_header; }
bool records_give(const struct records *r, const struct field *f) { return r->reader->gives(r->table, f); }

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
    p->parser = r->reader->parser_new(r->table, r->options.block_rows);
    if (p->parser) return p;
    free(p);
    return NULL;
}

void record_parser_free(struct record_parser *p) {
    if (!p) return;
    p->records->reader->parser_free(p->parser);
    free(p);
}

struct block *record_parser_next(struct record_parser *p, struct chunk *chunk, struct record_faults *faults) {
    return p->records->reader->next(p->parser, chunk, faults);
}

struct slice record_parser_raw(const struct record_parser *p, uint32_t row) {
    return p->records->reader->raw(p->parser, row);
}

const char *record_parser_path(const struct record_parser *p) { return records_path(p->records); }

uint64_t record_parser_line(const struct record_parser *p, struct chunk *chunk, uint32_t row) {
    return chunk_line_at(chunk, (size_t)(record_parser_raw(p, row).text - chunk->buffer));
}
