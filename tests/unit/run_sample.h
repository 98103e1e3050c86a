// A policy, records for it, and a run over them that keeps what it is handed.
#ifndef POL_TESTS_RUN_SAMPLE_H
#define POL_TESTS_RUN_SAMPLE_H
#include "tests/unit/data_text.h"

// What a run hands on. Zeroed at first; sink_free.
struct sink {
    struct text out, faults, places;
    uint64_t writes, fail_at, last_record;  // fail_at: the write that fails, from 1; 0: none
    size_t resize_to;                       // the data, when the first results come; 0: not at all
    int data;
    bool stop;  // at the first progress
};

void sink_free(struct sink *s);

struct run_case {
    enum result_format format;
    enum lang lang;
    enum record_format input;
    uint32_t jobs, block_rows;
    size_t chunk_size;
};

// The data through a run of `e`, which has a plan. run_summary_free.
enum run_status run_sample_run(const struct evaluated *e, const struct run_case *how, const struct text *data,
                               struct sink *s, struct run_summary *summary);

struct evaluated *run_sample_open(void);  // with its plan as of 2024-08-01
// A comma and a number below `range`, or nothing.
void run_sample_cell(struct text *t, uint64_t *seed, const char *format, uint32_t range);
// So many records as CSV, of which some are bad and some divide by 0.
void run_sample_records(struct text *t, int count);
#endif
