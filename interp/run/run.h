// A whole evaluation: records through the pipeline, evaluated, decided and written. The output is the same byte for
// byte for any number of threads.
#ifndef POL_RUN_RUN_H
#define POL_RUN_RUN_H
#include "interp/data/write/writer.h"
#include "interp/funnel/tally.h"
#include "interp/run/key_shapes.h"
#include "interp/run/pipeline.h"
#include "interp/run/where.h"

enum duplicates {
    DUPLICATES_KEPT,      // every record is decided; those whose key was there before are counted
    DUPLICATES_REJECTED,  // but for the first of a key they are rejected; one thread then, and all keys stay in memory
};

// So many threads and rows at once that the results of all nodes fit into memory.
struct run_bounds {
    uint32_t jobs, block_rows;
};
// block_rows 0: as many as the size of the records asks for.
struct run_bounds run_within_bounds(const struct plan *plan, const struct records *records, uint32_t jobs,
                                    uint32_t block_rows);

struct run_options {
    const struct plan *plan;
    const struct where *where;  // which records are wanted, first in the plan's extra expressions; NULL: all
    struct records *records;    // opened with the same policy; as-of per row where plan->as_of is 0
    enum result_format format;
    enum lang lang;
    enum rank_by rank;                  // of formats that rank
    const struct plan_options *advice;  // what would help is told, in formats of offers: the plan's; NULL: it is not
    size_t width;                       // of lines of tables; 0: as writer_new has it
    const struct stamp *stamp;          // as writer_stamp; or NULL
    bool guards;                        // cells that a spreadsheet would take for formulas, as writer_guard
    bool headless;                      // what stands before the records is left out
    const struct tally_options *stats;  // which rule excludes how many; NULL: is not counted
    uint32_t jobs;
    uint32_t block_rows;  // as in records_options; 0: the default
    enum duplicates duplicates;
    struct hash_seed seed;           // of hashes of keys
    struct run_callbacks callbacks;  // its `keys` is the run's own
};

struct run_summary {
    struct run_counts counts;
    struct where_counts where;  // of those that were not rejected, where some are wanted
    struct run_timing timing;
    struct tally *stats;                    // where they were asked for; run_summary_free
    uint64_t (*decisions)[DECISION_COUNT];  // by scheme group; run_summary_free
    struct key_watch keys;                  // what became of them where they are kept
    struct key_shapes shapes;               // of those that were decided
};
// Looks at the keys of a run's records, by its callbacks where they are kept: in a set where a second one is rejected.
void run_watch_keys(struct run_summary *summary, enum duplicates duplicates, struct hash_seed seed,
                    const struct policy *policy, struct run_callbacks *callbacks);
// Evaluates all records and writes their decisions.
enum run_status run(const struct run_options *options, struct run_summary *summary);
void run_summary_free(struct run_summary *summary);
#endif
