#include "interp/data/records.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "grammar/base/path.h"
#include "interp/data/csv/csv.h"
#include "interp/data/input/input.h"
#include "interp/data/jsonl/jsonl.h"
#include "interp/data/record/blanks.h"
#include "interp/data/record/source.h"
#include "interp/data/sqlite/sqlite.h"
#include "interp/data/xlsx/xlsx.h"

static const struct record_reader *const readers[] = {
#define RECORD_FORMAT(id, name) [RECORDS_##id] = &name##_reader,
#include "interp/data/record/formats.def"
#undef RECORD_FORMAT
};
#define FORMATS (sizeof readers / sizeof *readers)

struct records {
    struct records_options options;
    const struct record_reader *reader;
    void *table;                      // the reader's
    struct input *input;              // the file's bytes, also where they are read by other means
    enum record_format format;        // as it was found
    const struct record_source *how;  // these; else NULL
    void *source;
    pthread_mutex_t turn;  // guards the source, the number of the next chunk and whether there is one
    uint64_t next_number;
    bool done;
    struct chunk first;  // behind the header, to be handed out first; no buffer once it was
    atomic_bool has_first;
};

struct record_parser {
    struct records *records;
    void *parser;  // the reader's
};

bool record_format_of_name(const char *path, enum record_format *format) {
    for (unsigned i = 0; i < FORMATS; i++) {
        if (!path_ends_in(path, readers[i]->endings)) continue;
        *format = (enum record_format)i;
        return true;
    }
    return false;
}

static const char *file_of(const struct records *r) { return r->options.file ? r->options.file : r->options.path; }

enum record_format record_format_of_start(int character) {
    for (unsigned i = 0; i < FORMATS; i++)
        if (readers[i]->start && readers[i]->start == character) return (enum record_format)i;
    return RECORDS_CSV;
}

static bool bind(struct records *r, struct chunk *first, struct record_faults *faults) {
    r->table = r->reader->bind(&r->options, first, faults);
    return r->table != NULL;
}

static enum records_status next_rows(struct records *r, struct chunk *chunk, struct record_faults *faults) {
    enum records_status status = RECORDS_END;
    pthread_mutex_lock(&r->turn);
    if (!r->done) status = r->how->next(r->source, chunk, faults);
    r->done |= status != RECORDS_MORE;
    if (status != RECORDS_END) chunk->number = r->next_number++;
    pthread_mutex_unlock(&r->turn);
    return status;
}

static enum records_status next_chunk(struct records *r, struct chunk *chunk, struct record_faults *faults) {
    return r->how ? next_rows(r, chunk, faults) : input_next(r->input, chunk, faults);
}

static bool read_header(struct records *r, struct record_faults *faults) {
    enum records_status status = next_chunk(r, &r->first, faults);
    if (status == RECORDS_FAILED || !bind(r, &r->first, faults)) return false;
    atomic_init(&r->has_first, status == RECORDS_MORE);
    return true;
}

// NULL: commas, or there are none.
static const struct diag_arg *separator_name(const struct records *r) {
    static const struct diag_arg semicolons = A2("semicolons", "分号"), tabs = A2("tabs", "制表符");
    char separator = r->options.separator;
    return separator == ';' ? &semicolons : separator == '\t' ? &tabs : NULL;
}

static void note_separator(const struct records *r, struct record_faults *faults) {
    const struct diag_arg *name = separator_name(r);
    struct slice path = slice_of(r->options.path);
    struct record_fault *fault = name ? record_fault_add(faults, DIAG_INPUT_SEPARATOR, &path, 1) : NULL;
    if (!fault) return;
    fault->path = r->options.path;
    fault->args[1] = *name;
}

bool records_put_reading(struct text *out, enum lang lang, const struct records *r) {
    const struct diag_arg *separator = separator_name(r);
    const char *encoding = input_encoding_name(r->input);
    text_put(out, encoding ? encoding : "");
    if (r->how) return r->how->put_reading(r->source, lang, out), true;
    if (encoding && separator) text_put(out, lang == LANG_ZH ? "、" : ", ");
    if (separator)
        text_format(out, lang == LANG_ZH ? "以%s分隔的格式" : "cells parted by %s",
                    lang == LANG_ZH ? separator->zh : separator->en);
    return encoding || separator;
}

static enum record_format format_of(const struct records *r) {
    enum record_format format = r->options.format;
    if (format != RECORDS_UNNAMED || record_format_of_name(file_of(r), &format)) return format;
    for (unsigned i = 0; i < FORMATS; i++)
        if (readers[i]->knows && readers[i]->knows(input_head(r->input))) return (enum record_format)i;
    struct slice line = blanks_cut(input_first_line(r->input));
    return record_format_of_start(line.length ? *line.text : -1);
}

// Records that say themselves which field is which.
static bool refuse_header(const struct records *r, struct record_faults *faults) {
    struct slice path = slice_of(r->options.path);
    struct record_fault *fault = record_fault_add(faults, DIAG_HEADER_NEEDS_CSV, &path, 1);
    if (fault) fault->path = r->options.path;
    record_fault_hint(faults, fault, DIAG_HINT_NO_HEADER, "");
    return false;
}

static bool add_fault(const struct records *r, struct record_faults *faults, enum diag_id id, const char *more) {
    struct slice args[2] = {slice_of(r->options.path), slice_of(more)};
    struct record_fault *fault = record_fault_add(faults, id, args, 2);
    if (fault) fault->path = r->options.path;
    return false;
}

static const char *const format_names[] = {
#define RECORD_FORMAT(id, name) #name,
#include "interp/data/record/formats.def"
#undef RECORD_FORMAT
};

static bool refuse_library(const struct records *r, const char *library, struct record_faults *faults) {
    struct slice args[3] = {slice_of(r->options.path), slice_of(format_names[r->options.format]), slice_of(library)};
    struct record_fault *fault = record_fault_add(faults, DIAG_SOURCE_NO_LIBRARY, args, 3);
    if (fault) fault->path = r->options.path;
    return false;
}

// What is told as CSV.
static bool open_source(struct records *r, const struct record_reader *reader, struct record_faults *faults) {
    struct records_options *o = &r->options;
    if (o->header.line.length) return refuse_header(r, faults);
    if (!reader->source) return add_fault(r, faults, DIAG_SOURCE_NOT_BUILT, format_names[o->format]);
    if (reader->source->missing()) return refuse_library(r, reader->source->missing(), faults);
    if (!records_last(r)) return add_fault(r, faults, DIAG_SOURCE_NO_FILE, "");
    if (!reader->knows(input_head(r->input)) && !input_is_text(r->input, o->format, faults)) return false;
    r->source = reader->source->open(o, faults);
    if (!r->source) return false;
    r->how = reader->source;
    r->reader = &csv_reader;
    o->format = RECORDS_CSV;
    o->separator = ',';
    o->place = r->how->place(r->source);
    return true;
}

static bool open_text(struct records *r, struct record_faults *faults) {
    struct records_options *o = &r->options;
    if (!input_is_text(r->input, o->format, faults)) return false;
    if (o->header.line.length && !r->reader->has_header) return refuse_header(r, faults);
    if (o->table) return add_fault(r, faults, DIAG_TABLE_OF_TEXT, o->table);
    if (o->first_line) input_count_from(r->input, o->first_line);
    input_cut(r->input, r->reader->cutter(input_first_line(r->input), o->header.line, &o->separator));
    note_separator(r, faults);
    return true;
}

static bool open_input(struct records *r, struct record_faults *faults) {
    struct records_options *o = &r->options;
    r->input = input_open(file_of(r), o->encoding, o->chunk_size, o->record_limit, faults);
    if (!r->input) return false;
    if (o->is_hashed) input_hash(r->input);
    o->format = format_of(r);
    if (o->has_header && !readers[o->format]->knows && !readers[o->format]->has_header) o->format = RECORDS_CSV;
    r->format = o->format;
    r->reader = readers[o->format];
    return r->reader->knows ? open_source(r, r->reader, faults) : open_text(r, faults);
}

static bool open_records(struct records *r, struct record_faults *faults) {
    if (!open_input(r, faults)) return false;
    return r->reader->has_header ? read_header(r, faults) : bind(r, NULL, faults);
}

struct records *records_open(const struct records_options *options, struct record_faults *faults) {
    struct records *r = calloc(1, sizeof *r);
    if (!r) return record_faults_no_memory(faults), NULL;
    r->options = *options;
    pthread_mutex_init(&r->turn, NULL);
    if (!r->options.block_rows) r->options.block_rows = RECORDS_BLOCK_ROWS;
    if (!r->options.chunk_size) r->options.chunk_size = RECORDS_CHUNK_SIZE;
    if (!r->options.record_limit) r->options.record_limit = RECORDS_LIMIT;
    if (open_records(r, faults)) return r;
    records_close(r);
    return NULL;
}

bool records_last(const struct records *r) {
    struct stat st;
    return strcmp(file_of(r), "-") != 0 && stat(file_of(r), &st) == 0 && S_ISREG(st.st_mode);
}

struct records *records_again(const struct records *r, struct record_faults *faults) {
    struct records_options options = r->options;
    options.format = r->format;
    options.is_hashed = false;
    return records_last(r) ? records_open(&options, faults) : NULL;
}

void records_close(struct records *r) {
    if (!r) return;
    chunk_free(&r->first);
    if (r->table) r->reader->unbind(r->table);
    if (r->how) r->how->close(r->source);
    input_close(r->input);
    pthread_mutex_destroy(&r->turn);
    free(r);
}

void records_limit_rows(struct records *r, uint32_t block_rows) {
    if (block_rows < r->options.block_rows) r->options.block_rows = block_rows;
}

struct slice records_header(const struct records *r) {
    return r->reader->has_header ? r->reader->header(r->table) : (struct slice){"", 0};
}
char records_separator(const struct records *r) { return r->options.separator; }
bool records_digest(const struct records *r, char digits[SHA256_DIGITS + 1], struct record_faults *faults) {
    return input_digest(r->input, digits, faults);
}
bool records_are_kept(const struct records *r, struct record_faults *faults) { return input_is_kept(r->input, faults); }

void records_warn(const struct records *r, struct record_faults *faults) {
    r->reader->warn(r->table, faults);
    if (r->how) r->how->warn(r->source, faults);
}

enum record_format records_format(const struct records *r) { return r->options.format; }
enum record_place records_place(const struct records *r) { return r->options.place; }
bool records_end_bare(const struct records *r) { return input_ends_bare(r->input); }
const char *records_path(const struct records *r) { return r->options.path; }
uint64_t records_size(const struct records *r) { return input_size(r->input); }
bool records_have_header(const struct records *r) { return r->reader->has_header; }
bool records_give(const struct records *r, const struct field *f) { return r->reader->gives(r->table, f); }

enum records_status records_next(struct records *r, struct chunk *chunk, struct record_faults *faults) {
    if (!atomic_exchange(&r->has_first, false)) return next_chunk(r, chunk, faults);
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

enum record_place record_parser_place(const struct record_parser *p) { return records_place(p->records); }
const char *record_parser_path(const struct record_parser *p) { return records_path(p->records); }

uint64_t record_parser_line(const struct record_parser *p, struct chunk *chunk, uint32_t row) {
    return chunk_line_at(chunk, (size_t)(record_parser_raw(p, row).text - chunk->buffer));
}
