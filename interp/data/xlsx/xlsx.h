// Records from a sheet of an Excel workbook: the one that is named, or the first that is not hidden. Its first row that
// is not empty is the header.
//
// A text is read as a cell of CSV is. A number is its first 15 digits, which is what Excel shows; where its style makes
// a date or a percentage of it, that is what it says. Of a formula the value counts that was stored with it.
#ifndef POL_XLSX_XLSX_H
#define POL_XLSX_XLSX_H
#include "interp/data/record/reader.h"

extern const struct record_reader xlsx_reader;
#endif
