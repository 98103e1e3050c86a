// CSV records to blocks: the header binds columns to fields, and each column of a block is read by a loop for
// its type. A row that cannot be used is explained cell by cell afterwards and taken out again.
#ifndef POL_CSV_CSV_H
#define POL_CSV_CSV_H
#include "interp/data/input/record_ends.h"
#include "interp/data/record/reader.h"

// For cells that are parted by commas, semicolons or tabs.
extern const struct record_cutter csv_cutter, csv_semicolon_cutter, csv_tab_cutter;
const struct record_cutter *csv_cutter_for(char separator);
extern const struct record_reader csv_reader;
#endif
