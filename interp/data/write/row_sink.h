// Results as rows of typed cells in tables, for files that are no text: databases, workbooks.
//
// Workers put rows into their chunk's text as they put text of any other format, in a form of this file's own; whoever
// hands the chunks on in their order takes the rows out again, one after the other, and gives them to the sink:
//
//     struct row_sink *s = row_sink_open(result_sink(format), fd, lang);
//     row_sink_write(s, bytes, length);  // what writer_head, writer_block and run_rows_put made, in order
//     error = row_sink_finish(s);        // the file is whole
//     row_sink_close(s);                 // in any case
//
// A format of this kind is a file with one `struct row_sink_format`, which knows nothing of policies, and one
// `struct writer_format`, which is ROWS_WRITER(its sink); the tables and what stands in them are those of rows.h.
#ifndef POL_WRITE_ROW_SINK_H
#define POL_WRITE_ROW_SINK_H
#include "grammar/base/text.h"
#include "interp/value/slice.h"

enum row_kind {
    ROW_NOTHING,  // there is no value
    ROW_TEXT,
    ROW_WHOLE,
    ROW_MONEY,    // fen
    ROW_PERCENT,  // 10,000 to a percent
    ROW_NUMBER,   // millionths
    ROW_DATE,     // packed, as in calendar.h
};
struct row_cell {
    enum row_kind kind;
    int64_t value;      // of a number or a date
    struct slice text;  // of ROW_TEXT; no NUL behind it
};
// The cells of a column are of its kind or nothing. All texts last as long as the call.
struct row_column {
    enum row_kind kind;
    struct slice name;
};
struct row_table {
    struct slice name;
    const struct row_column *columns;
    uint32_t count;
};
enum { TABLE_DECISIONS, TABLE_OFFERS, TABLE_REASONS, TABLE_RUN, ROW_TABLES };

// What a format does with rows. Those that may go wrong answer 0 or an errno; ENOMEM where there is no memory, ENOSPC
// where the disk is full, EFBIG where the format holds no more. Called by one thread at a time, but by several in turn.
struct row_sink_format {
    const char *const *endings;    // of the names of its files, as ".db"; NULL behind the last
    const char *(*missing)(void);  // the library that it takes and that can't be loaded; NULL: all are there
    // An empty file that may be read and written, and is the caller's to close. NULL: out of memory. `open` is NULL
    // where pol was built without what the format takes; nothing of it is called then.
    void *(*open)(int fd, enum lang lang);                                // names are in that language
    int (*table)(void *sink, uint32_t table, const struct row_table *t);  // its number; before its first row
    int (*row)(void *sink, uint32_t table, const struct row_cell *cells, uint32_t count);
    int (*finish)(void *sink);
    void (*close)(void *sink);
};

struct row_sink;
struct row_sink *row_sink_open(const struct row_sink_format *format, int fd, enum lang lang);  // NULL: out of memory
// Whole tables and rows. False once anything went wrong; row_sink_error says what.
bool row_sink_write(struct row_sink *s, const char *bytes, size_t length);
bool row_sink_finish(struct row_sink *s);
int row_sink_error(const struct row_sink *s);  // errno; 0: all is well
void row_sink_close(struct row_sink *s);       // NULL is fine

// The other side: a table, then rows, which are their table's number and as many cells as it has columns.
void row_put_table(struct text *out, uint32_t table, const char *name, const struct row_column *columns,
                   uint32_t count);
void row_put(struct text *out, uint32_t table);
void row_put_nothing(struct text *out);
void row_put_text(struct text *out, const char *text, size_t length);
void row_put_value(struct text *out, enum row_kind kind, int64_t value);
#endif
