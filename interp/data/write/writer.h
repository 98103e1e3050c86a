// Results out: the decisions of a block as text, appended to a buffer. Whatever can be known before the first record is
// worked out once, in writer_new; a row costs little more than copying.
#ifndef POL_WRITE_WRITER_H
#define POL_WRITE_WRITER_H
#include "grammar/base/text.h"
#include "interp/advice/advice.h"
#include "interp/data/records.h"
#include "interp/data/write/rank.h"
#include "interp/data/write/row_sink.h"
#include "interp/data/write/stamp.h"
#include "interp/decide/decide.h"

enum result_format {
#define RESULT_FORMAT(id, name) RESULTS_##id,
#include "interp/data/write/formats.def"
#undef RESULT_FORMAT
};

// Where the rows of such a format go; NULL: it is text.
const struct row_sink_format *result_sink(enum result_format format);
// The format that a file's name asks for, by how it ends: one of these, or of rows; false: none.
bool result_format_of_name(const char *path, const enum result_format *among, size_t count, enum result_format *format);

struct writer;
// One per thread. NULL: out of memory.
struct writer *writer_new(const struct plan *plan, enum result_format format, enum lang lang);
void writer_free(struct writer *w);
// By what offers are ranked, in a format that does, instead of by the limit.
void writer_rank_by(struct writer *w, enum rank_by by);
// Columns that a line of a table may take, instead of 100; of one that has a column for each scheme instead of as many
// as it needs: where these are more, each record is told by itself, a line a scheme.
void writer_fit(struct writer *w, size_t width);
// What would help is told beside what an offer needs, in formats of offers; the options are the run's and must outlive
// the writer.
void writer_advise(struct writer *w, const struct plan_options *options);
// CSV for spreadsheets: an apostrophe stands before a text that one would take for a formula.
void writer_guard(struct writer *w);
// What made the results is put into them: an object before the first record, a column of CSV, lines below a table. It
// must outlive the writer. False: out of memory.
bool writer_stamp(struct writer *w, const struct stamp *stamp);
// What stands before the first record, such as the header line of CSV and tables, and behind the last.
void writer_head(const struct writer *w, struct text *out);
void writer_tail(const struct writer *w, struct text *out);
// The rows of a decided block, in order, those with a fault left out.
void writer_block(struct writer *w, const struct block *b, const struct workspace *work, const struct decisions *d,
                  struct text *out);
#endif
