// Cells of CSV, as results and rejected records have them, and rows that are read as CSV.
#ifndef POL_RECORD_CSV_CELL_H
#define POL_RECORD_CSV_CELL_H
#include "interp/data/record/put.h"

static inline bool csv_needs_quotes(const char *text, size_t length, char separator) {
    for (size_t i = 0; i < length; i++)
        if (text[i] == separator || text[i] == '"' || text[i] == '\n' || text[i] == '\r') return true;
    return false;
}
void put_csv_quoted(struct text *out, const char *text, size_t length);
// Quoted where it must be, among cells that are parted so.
static inline void put_csv_parted(struct text *out, const char *text, size_t length, char separator) {
    if (csv_needs_quotes(text, length, separator)) put_csv_quoted(out, text, length);
    else put_fragment(out, text, length);
}
// The same with commas, as results have them.
static inline void put_csv_cell(struct text *out, const char *text, size_t length) {
    put_csv_parted(out, text, length, ',');
}
// As put_csv_parted, an apostrophe before what a spreadsheet would take for a formula: it shows that as text then.
void put_csv_guarded(struct text *out, const char *text, size_t length, char separator);
// Cells behind another, each with the comma before it. None has anything that must be quoted: they are names.
void put_csv_names(struct text *out, const struct text *texts, uint32_t count);
#endif
