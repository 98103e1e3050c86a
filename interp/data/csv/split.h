// RFC 4180 into records and cells: where each begins and ends, nothing about what it means. A quote opens a quoted cell
// only at the cell's beginning; elsewhere it is an error of that record alone. One that is never closed is an error of
// its line alone, and what stands behind that is read.
#ifndef POL_CSV_SPLIT_H
#define POL_CSV_SPLIT_H
#include "interp/data/record/scan.h"
#include "interp/value/slice.h"

enum csv_quality { CSV_GOOD, CSV_CELLS, CSV_BARE_QUOTE, CSV_AFTER_QUOTE, CSV_STRAY_QUOTE, CSV_OPEN_QUOTE };

struct csv_row {
    uint32_t start, finish;  // the record's bytes without its line end
    uint32_t first;          // index in `ends` of its first cell's end
    uint32_t cells;
    uint32_t at;  // where it is not good: the place
    enum csv_quality quality;
};

// Records found so far. Cell c of row r ends at ends[r.first + c]; it begins behind the end of the cell before it. A
// carriage return before the line end belongs to the last cell only in rows that are not good.
struct csv_rows {
    struct csv_row *items;
    uint32_t broken;           // records found last that hold line feeds
    uint32_t count, capacity;  // a few more than asked for may be found, and are dropped again
    uint32_t *ends;
    uint32_t end_count, end_capacity;
    uint32_t columns;
    char separator;  // of cells: a comma, unless it is set otherwise
    uint32_t empty;  // index in `ends` of the ends of `columns` empty cells at the text's beginning
};
#define CSV_MAX_COLUMNS 4096u

bool csv_rows_init(struct csv_rows *rows, uint32_t capacity, uint32_t columns);  // false: out of memory
void csv_rows_free(struct csv_rows *rows);
// Finds at most `capacity` records of bytes[at .. end), which must end with a line feed and be padded; answers where
// the next one begins. Rows of nothing but separators and blanks are no records. A row with another number of cells
// than `columns` is CSV_CELLS (0: any number).
size_t csv_find_rows(struct csv_rows *rows, const char *bytes, size_t at, size_t end);

static inline struct slice csv_raw_cell(const struct csv_rows *rows, const char *bytes, const struct csv_row *row,
                                        uint32_t cell) {
    uint32_t from = cell ? rows->ends[row->first + cell - 1] + 1 : row->start;
    uint32_t to = cell + 1 == row->cells ? row->finish : rows->ends[row->first + cell];
    return (struct slice){bytes + from, to - from};
}
// Whether a row that begins so may be one of those; nearly every record begins with a letter or a digit.
static inline bool may_begin_blank_row(char first, char separator) {
    return (signed char)first <= ',' || first == separator;
}
// Whether a row is one of those.
bool csv_is_blank(const char *from, const char *to, char separator);
// Which of , ; and tab parts most of the header's names.
char csv_separator(struct slice header);
// Which of them parts a line of the data into as many cells as the header has names, whatever parts those.
char csv_separator_under(struct slice header, struct slice line);
// Behind the quote that closes what was opened just before `p`; NULL: there is none.
const char *csv_close_quote(const char *p, const char *end);
// Without its quotes, doubled ones made single in `room`, which has place for the cell's length.
struct slice csv_cell_text(struct slice raw, char *room);
#endif
