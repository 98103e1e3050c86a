// Rows that are no text in their file, such as those of a database or of a sheet, made into a chunk of CSV, so that all
// that reads CSV reads them. By whoever steps through them, one row after the other:
//
//     row_chunk_open(&rows, chunk);
//     row_chunk_header(&rows), row_chunk_cell(…)…, row_chunk_end(&rows);      // in the first chunk alone
//     row_chunk_row(&rows, number), row_chunk_cell(…)…, row_chunk_end(&rows);  // until it is large enough
//     good = row_chunk_close(&rows);                                           // false: out of memory
#ifndef POL_RECORD_ROW_CHUNK_H
#define POL_RECORD_ROW_CHUNK_H
#include "interp/data/record/cell.h"
#include "interp/data/record/chunk.h"
#include "interp/data/record/csv_cell.h"

struct row_chunk {
    struct chunk *chunk;
    struct text text;  // the chunk's buffer, meanwhile
    size_t start;      // of the row at hand
    bool has_cells;    // it has some by now
};
void row_chunk_open(struct row_chunk *rows, struct chunk *chunk);
bool row_chunk_close(struct row_chunk *rows);
void row_chunk_header(struct row_chunk *rows);
// What messages call the row: its rowid, or its number.
void row_chunk_row(struct row_chunk *rows, int64_t number);
static inline void row_chunk_end(struct row_chunk *rows) {
    put_literal(&rows->text, "\n");
    rows->has_cells = false;
}
static inline size_t row_chunk_length(const struct row_chunk *rows) { return rows->text.length - rows->start; }

// As in any CSV, a row of nothing but blanks is no record.
static inline void row_chunk_cell(struct row_chunk *rows, const char *text, size_t length) {
    if (rows->has_cells) put_literal(&rows->text, ",");
    rows->has_cells = true;
    put_csv_cell(&rows->text, text, length);
}
// A cell that is refused whoever reads it; what it holds is said.
void row_chunk_refuse(struct row_chunk *rows, enum cell_refusal why, const char *holds);
#endif
