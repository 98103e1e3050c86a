// Records from a table or view of an SQLite database, which is only read, within one transaction.
//
// What a cell says depends on how it is stored: text is read as a cell of CSV is; a whole number of a money column is
// fen, of any other column that number; a binary fraction is the decimals that SQLite shows, and no amount of money;
// NULL is nothing.
#ifndef POL_SQLITE_SQLITE_H
#define POL_SQLITE_SQLITE_H
#include "interp/data/record/reader.h"

extern const struct record_reader sqlite_reader;
#endif
