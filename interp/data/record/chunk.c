#include "interp/data/record/chunk.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/utf8.h"
#include "interp/data/record/scan.h"

bool chunk_room(char **buffer, size_t *capacity, size_t need) {
    if (need <= *capacity) return true;
    char *wider = realloc(*buffer, need);
    if (!wider) return false;
    *buffer = wider;
    *capacity = need;
    return true;
}

void chunk_free(struct chunk *chunk) {
    free(chunk->buffer);
    free(chunk->rows.starts);
    free(chunk->rows.numbers);
    *chunk = (struct chunk){0};
}

// The last row that begins there or before.
static uint64_t row_at(const struct chunk_rows *rows, size_t offset) {
    uint32_t low = 0, high = rows->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (rows->starts[middle] <= offset) low = middle;
        else high = middle;
    }
    return (uint64_t)rows->numbers[low];
}

uint64_t chunk_line_at(struct chunk *chunk, size_t offset) {
    if (chunk->rows.count) return row_at(&chunk->rows, offset);
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

bool chunk_is_damaged(const struct chunk *chunk) {
    size_t length = chunk->end - chunk->start;
    return !chunk->plain && scan_utf8(chunk->buffer + chunk->start, length) < length;
}

enum diag_id chunk_damage(const struct chunk *chunk, const char *at) {
    if (!*at) return DIAG_RECORD_NUL;
    if (chunk->marked && *at == CHUNK_EITHER_ENCODING) return DIAG_RECORD_EITHER;
    return chunk->marked && *at == CHUNK_NO_CHARACTER ? DIAG_RECORD_NO_CHARACTER : DIAG_RECORD_NOT_UTF8;
}
