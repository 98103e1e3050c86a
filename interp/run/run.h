// A run: records through worker threads, block by block, results in input order, memory bounded whatever the input's
// size. The output is the same byte for byte for any number of threads.
// Nothing here prints or reads a clock: the caller gives functions for both.
#ifndef POL_RUN_RUN_H
#define POL_RUN_RUN_H
#include "interp/data/list/list.h"
#include "interp/data/records.h"
#include "interp/data/write/writer.h"
#include "interp/decide/decide.h"

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

// The pipeline by itself, for whoever does something else with the blocks (what-if, diff, coverage). Each thread has a
// worker; blocks come to it in chunks, and what it appends to `out` is written in the order of the input.
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
    uint64_t (*clock)(void *context);                                  // nanoseconds, or NULL: no timing
};

struct run_timing {  // nanoseconds over all threads; 0 without a clock
    uint64_t read, parse, evaluate, format, write;
};

// The records of `r` through `jobs` workers (at least 1).
enum run_status run_pipeline(struct records *r, uint32_t jobs, const struct run_stage *stage,
                             const struct run_callbacks *callbacks, struct run_counts *counts,
                             struct run_timing *timing);
// Where in the policy each node stands at which a record was faulted, by node, worked out the first time: many records
// may be faulted at one, and a policy is long. A worker has its own.
struct fault_places {
    const struct plan *plan;
    struct text *places;  // NULL: none as yet
};
void fault_places_free(struct fault_places *places);
// The record of `row` cannot be used: says why, as the evaluation found it.
void run_record_fault(struct record_faults *faults, struct record_parser *parser, struct chunk *chunk,
                      const struct block *b, uint32_t row, struct fault_places *places, const struct node *at);

struct run_options {
    const struct plan *plan;
    struct records *records;  // opened with the same policy; as-of per row where plan->as_of is 0
    enum result_format format;
    enum lang lang;
    uint32_t jobs;
    uint32_t block_rows;  // as in records_options; 0: the default
    struct run_callbacks callbacks;
};

struct run_summary {
    struct run_counts counts;
    struct run_timing timing;
    uint64_t (*decisions)[DECISION_COUNT];  // by scheme group; run_summary_free
};
// Evaluates all records and writes their decisions.
enum run_status run(const struct run_options *options, struct run_summary *summary);
void run_summary_free(struct run_summary *summary);
#endif
