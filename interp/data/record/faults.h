// Why records were refused: found by the readers, rendered for people, handed on in the order of the input.
#ifndef POL_RECORD_FAULTS_H
#define POL_RECORD_FAULTS_H
#include "grammar/diag/diag.h"
#include "interp/value/slice.h"

// What the `line` of a fault is.
enum record_place { PLACE_LINE, PLACE_ROWID, PLACE_ROW, PLACE_CELL };

// Why a record (or the whole input) was refused, as a registry message with its place in the data file. Warnings, such
// as an unknown column, come the same way; the registry tells which is which.
struct record_fault {
    enum diag_id id;
    struct diag_arg args[DIAG_MAX_ARGS];  // strings owned by the fault list
    enum diag_id hint;                    // DIAG_NONE where there is none; its argument is the name that was meant
    const char *hint_arg;
    const char *path;         // the file, as the caller gave it
    uint64_t line;            // physical line, from 1; 0 where none. Of a table its rowid or the row's number
    enum record_place place;  // which of these
    uint32_t column;          // characters, from 1; 0 where none
    uint64_t record;          // from 1; 0 for the file as a whole
    bool once;                // said once in a run, however often it comes with the same first argument
    bool again;               // the record had a fault before this one; set by the run
    struct slice raw;         // the record's own bytes, for --rejects; empty where none. They live as long as the chunk
    struct slice key;         // of the record, until the parser's next block; no text at all where it can't be told
};
#define RECORD_MAX_FAULTS \
    100u  // of one record that are said: each has a place, and finding it costs the length of the line

struct fault_page;
struct record_faults {
    struct record_fault *items;
    uint32_t count, capacity;
    struct fault_page *pages;  // what args point into
    bool failed;               // out of memory: something was not recorded
};
void record_faults_free(struct record_faults *faults);
void record_faults_clear(struct record_faults *faults);
// Notes that there was no memory; answers false.
static inline bool record_faults_no_memory(struct record_faults *faults) {
    faults->failed = true;
    return false;
}
// One more fault, its arguments copied; NULL: out of memory. A text argument is cut to a length fit for a message.
struct record_fault *record_fault_add(struct record_faults *faults, enum diag_id id, const struct slice *args,
                                      size_t count);
// The faults from the `from`-th on are of the record with that key.
void record_faults_own(struct record_faults *faults, uint32_t from, struct slice key);
void record_fault_hint_slice(struct record_faults *faults, struct record_fault *fault, enum diag_id hint,
                             struct slice arg);
void record_fault_hint(struct record_faults *faults, struct record_fault *fault, enum diag_id hint, const char *arg);
// A number as an argument, written into `room`.
#define RECORD_FAULT_DIGITS sizeof(struct number_text)
struct slice record_fault_number(char room[RECORD_FAULT_DIGITS], uint64_t number);
enum severity record_fault_severity(const struct record_fault *fault);
// "path:line:column: error[D0101]: message" and the hint, each with its line end.
void record_fault_render(struct text *out, enum lang lang, const struct record_fault *fault);
#endif
