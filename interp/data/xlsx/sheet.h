// The room's own: the rows of a sheet, one after the other, told as CSV.
#ifndef POL_XLSX_SHEET_H
#define POL_XLSX_SHEET_H
#include "interp/data/record/row_chunk.h"
#include "interp/data/xlsx/book.h"
#include "interp/data/xlsx/shared.h"
#include "interp/data/xlsx/styles.h"

struct sheet_cell {
    uint32_t column;
    size_t from, length;  // in the row's text
    char refused;         // an enum cell_refusal; NUL: it is not
};
struct sheet {
    struct part_context context;
    struct part part;
    struct book *book;
    struct shared shared;
    struct styles styles;
    struct row_chunk *rows;  // what is being filled
    size_t chunk_size, record_limit;
    struct text text;  // of the row at hand
    struct sheet_cell *cells;
    uint32_t count, room;
    uint64_t row;                    // its number
    uint32_t next, column, columns;  // the next cell's, the cell's at hand, the header's
    bool *is_text;                   // by the header's columns: fields that are texts
    struct text value;               // what the cell at hand holds, as it is written
    char kind[12];                   // its t attribute
    uint32_t style, phonetic;
    bool in_value, has_value, has_formula, began;
};
// False: a fault was added. sheet_close all the same.
bool sheet_open(struct sheet *s);
void sheet_close(struct sheet *s);
// Reads on until the chunk is full, or to the end. The first row that is not empty is the header.
bool sheet_read(struct sheet *s, struct row_chunk *rows);
#endif
