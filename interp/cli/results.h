// Where eval's results go, the refused records, and a summary: outputs that are whole together, or not there at all.
#ifndef POL_CLI_RESULTS_H
#define POL_CLI_RESULTS_H
#include "interp/cli/inputs.h"
#include "interp/data/write/rejects.h"
#include "interp/run/run.h"

struct results_places {  // paths; NULL: nowhere, of the output standard output
    const char *output, *rejects, *summary, *stats;
    bool guards, headless, bom;  // of cells of the refused records; their header is left out; CSV begins with a mark
};

struct results {
    struct cli *cli;
    struct results_places places;
    struct output *out;       // cli->out where no file was named
    struct row_sink *sink;    // that makes what goes there of rows; NULL: it is text
    struct output *rejects;   // or NULL
    struct rejects *refused;  // what goes there, likewise
    struct output *summary;   // or NULL
    struct output *stats;     // likewise
    bool rejects_failed;
};

// `rows` is the format's, or NULL. CLI_OK, or an exit code after its message; results_abandon in any case.
int results_open(struct results *r, struct cli *cli, const struct results_places *places,
                 const struct row_sink_format *rows, enum lang lang);
// What stands before the results and before the refused records. False: out of memory.
bool results_begin(struct results *r, const struct inputs *in);
// What the writer made. False where a write failed.
bool results_write(struct results *r, const char *bytes, size_t length);
// Behind all rows those that say what made them; nothing where results are text. How the run ended, then.
enum run_status results_tell_run(struct results *r, const struct stamp *stamp, enum lang lang,
                                 const struct run_counts *counts);
// A record that may have to be told among the refused ones; not every fault is one's.
void results_refuse(struct results *r, const struct record_fault *fault);
// Puts the last one; how the run ended, then.
enum run_status results_end(struct results *r, enum run_status status);
// Puts the summary, whole. False where a write failed.
bool results_summarize(struct results *r, const struct text *summary);
bool results_count(struct results *r, const struct text *stats);  // likewise what rules came to
// The exit code, after its message, where a write failed.
int results_cant_write(const struct results *r);
int rejects_cant_write(const struct results *r);
int summary_cant_write(const struct results *r);
int stats_cant_write(const struct results *r);
// Gives all files their names, if all is well. The exit code: `code`, or that of what failed.
int results_commit(struct results *r, int code);
void results_abandon(struct results *r);
#endif
