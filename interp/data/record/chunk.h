// A piece of the input that begins and ends between two records. An input makes chunks; a parser reads them.
#ifndef POL_RECORD_CHUNK_H
#define POL_RECORD_CHUNK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grammar/diag/diag.h"

// Where rows that were no text of their own begin in the buffer, in order, and what they are called there: their rowid,
// or their number.
struct chunk_rows {
    size_t *starts;
    int64_t *numbers;
    uint32_t count, capacity;
};

struct chunk {
    char *buffer;  // owned; SCAN_PADDING bytes beyond `end` may be read
    size_t capacity;
    size_t start, end;    // the records' bytes
    bool marked;          // there may be marks in it, see below
    bool plain;           // all ASCII, without a NUL; false where that is not known
    bool last;            // none comes behind it; false where that is not known
    uint64_t number;      // chunks are numbered from 0, in order
    uint64_t first_line;  // the physical line `start` is on
    size_t at;            // where the parser goes on
    uint64_t line;        // the line `counted` is on
    size_t counted;
    uint32_t records;        // parsed so far, rejected ones too
    struct chunk_rows rows;  // owned; none where the input is text: then lines are counted
};
// Bytes that are in no UTF-8 text: where the input could not be decoded, and at the end of a record that is valid UTF-8
// although the input seems to be GB18030. Such records are refused.
#define CHUNK_NO_CHARACTER '\xFF'
#define CHUNK_EITHER_ENCODING '\xFE'
void chunk_free(struct chunk *chunk);
// Makes a buffer such as a chunk's hold so many bytes at least. False: out of memory.
bool chunk_room(char **buffer, size_t *capacity, size_t need);

// Where an offset of the buffer is in the input, counted from 1, or the row it is in. Asked in rising order it is
// quickest.
uint64_t chunk_line_at(struct chunk *chunk, size_t offset);
uint32_t chunk_column_at(const struct chunk *chunk, size_t offset);  // in characters; offset >= start
// Whether there is a byte in its records that is not UTF-8, or a NUL.
bool chunk_is_damaged(const struct chunk *chunk);
// What is wrong with such a byte: a message of the registry.
enum diag_id chunk_damage(const struct chunk *chunk, const char *at);

// What comes of asking for the next chunk.
enum records_status { RECORDS_MORE, RECORDS_END, RECORDS_FAILED };
#endif
