// The room's own: what a workbook says of its sheets, and which of them is read.
#ifndef POL_XLSX_BOOK_H
#define POL_XLSX_BOOK_H
#include "grammar/base/text.h"
#include "interp/data/xlsx/part.h"

struct book {
    struct archive archive;
    struct text sheet;                 // the name of the one that is read
    struct text path, styles, shared;  // parts; empty where there is none
    bool date1904;                     // days are counted from 1904-01-01
};
// False: a fault was added. book_close all the same.
bool book_open(struct book *b, const struct records_options *options, struct record_faults *faults);
void book_close(struct book *b);
#endif
