#include "interp/data/record/row_chunk.h"

#include <stdlib.h>

#include "interp/data/record/scan.h"

// A line feed stands before the first row, as before every other.
void row_chunk_open(struct row_chunk *rows, struct chunk *chunk) {
    *rows = (struct row_chunk){.chunk = chunk, .text = {.bytes = chunk->buffer, .capacity = chunk->capacity}};
    chunk->rows.count = 0;
    put_literal(&rows->text, "\n");
}

bool row_chunk_close(struct row_chunk *rows) {
    struct chunk *chunk = rows->chunk;
    bool good = text_reserve(&rows->text, SCAN_PADDING);
    chunk->buffer = rows->text.bytes;
    chunk->capacity = rows->text.capacity;
    chunk->start = chunk->at = chunk->counted = 1;
    chunk->end = rows->text.length;
    chunk->marked = chunk->plain = false;
    chunk->first_line = chunk->line = 0;
    chunk->records = 0;
    if (good) memset(chunk->buffer + chunk->end, 0, SCAN_PADDING);
    return good;
}

static bool grow(struct chunk_rows *r) {
    if (r->count < r->capacity) return true;
    uint32_t capacity = r->capacity ? r->capacity * 2 : 1024;
    size_t *starts = realloc(r->starts, capacity * sizeof *starts);
    if (starts) r->starts = starts;
    int64_t *numbers = realloc(r->numbers, capacity * sizeof *numbers);
    if (numbers) r->numbers = numbers;
    if (starts && numbers) r->capacity = capacity;
    return starts && numbers;
}

void row_chunk_header(struct row_chunk *rows) { rows->start = rows->text.length; }

void row_chunk_row(struct row_chunk *rows, int64_t number) {
    struct chunk_rows *r = &rows->chunk->rows;
    rows->start = rows->text.length;
    if (!grow(r)) {
        rows->text.failed = true;
        return;
    }
    r->starts[r->count] = rows->start;
    r->numbers[r->count++] = number;
}

void row_chunk_refuse(struct row_chunk *rows, enum cell_refusal why, const char *holds) {
    struct text cell = {0};
    text_format(&cell, "%s%c%s", CELL_REFUSED, why, holds ? holds : "");
    row_chunk_cell(rows, text_string(&cell), cell.length);
    rows->text.failed |= cell.failed;
    text_free(&cell);
}
