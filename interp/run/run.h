// A whole evaluation: records through the pipeline, evaluated, decided and written. The output is the same byte for
// byte for any number of threads.
#ifndef POL_RUN_RUN_H
#define POL_RUN_RUN_H
#include "interp/data/write/writer.h"
#include "interp/run/pipeline.h"

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
