// Records through worker threads, chunk by chunk: what each worker does with its blocks is the caller's. Results and
// faults are handed on in the order of the input, whatever the number of threads; memory is bounded whatever its size.
// Nothing here prints or reads a clock: the caller gives functions for both.
#ifndef POL_RUN_PIPELINE_H
#define POL_RUN_PIPELINE_H
#include "interp/data/records.h"
#include "interp/run/key_watch.h"

enum run_status {
    RUN_OK,      // to the end; records may have been rejected
    RUN_INPUT,   // the input could not be opened, read or understood: said in a fault
    RUN_OUTPUT,  // a write failed
    RUN_MEMORY,
    RUN_STOPPED,  // `progress` said so
};

struct run_counts {
    uint64_t records;   // all that were read
    uint64_t rejected;  // of these: not evaluated, or faulted
    uint64_t faulted;   // of the rejected: an overflow or a division by zero while evaluating
    uint64_t bytes;     // of the input that they took, for a progress bar
};

// What is done with the blocks. Each thread has a worker; blocks come to it in chunks, and what it appends to `out` is
// written in the order of the input.
struct run_stage {
    void *context;
    void *(*open)(void *context);  // a worker; NULL: out of memory
    // False: out of memory. A record that is faulted after all is added to `faults`, with run_record_fault.
    bool (*block)(void *worker, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                  struct text *out, struct record_faults *faults);
    // One thread at a time, after each chunk, in no order: what the worker counted since the last time. A run that
    // stops early may have merged chunks that it didn't hand on. May be NULL.
    void (*merge)(void *context, void *worker);
    void (*close)(void *worker);  // at the end, one thread at a time
};

struct run_callbacks {
    void *context;
    bool (*write)(void *context, const char *bytes, size_t length);    // false stops the run
    void (*fault)(void *context, const struct record_fault *fault);    // in input order; warnings too. May be NULL
    bool (*progress)(void *context, const struct run_counts *so_far);  // after each chunk; false stops. May be NULL
    struct key_watch *keys;            // looks at all keys, in input order; NULL: nobody does
    uint64_t (*clock)(void *context);  // nanoseconds, or NULL: no timing
};

struct run_timing {  // nanoseconds over all threads; 0 without a clock
    uint64_t read, parse, evaluate, format, write;
};

// The records of `r` through `jobs` workers (at least 1).
enum run_status run_pipeline(struct records *r, uint32_t jobs, const struct run_stage *stage,
                             const struct run_callbacks *callbacks, struct run_counts *counts,
                             struct run_timing *timing);
#endif
