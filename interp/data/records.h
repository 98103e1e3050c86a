// Records in: CSV and JSON Lines to blocks. A source hands out raw chunks that end where a record ends (one thread
// at a time); any thread parses its own chunk into its own block.
#ifndef POL_RECORDS_H
#define POL_RECORDS_H
#include "interp/block.h"

enum record_format { RECORDS_CSV, RECORDS_JSONL };

// Why a record (or the whole input) was refused, as a registry message with its place in the data file.
struct record_fault {
    enum diag_id id;
    struct diag_arg args[DIAG_MAX_ARGS];  // strings owned by the fault list
    uint64_t line;      // physical line, from 1; 0 where none
    uint32_t column;    // characters, from 1; 0 where none
    uint64_t record;    // from 1; 0 for the file as a whole
    struct slice raw;   // the record's own bytes, for --rejects; empty where none
};
struct record_faults {
    struct record_fault *items;
    uint32_t count, capacity;
    struct text bytes;  // what args point into
    bool failed;        // out of memory
};
#endif
