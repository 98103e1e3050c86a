// Parts of policy files on one line, in either spelling: a condition as its reader would write it.
#ifndef POL_FORMAT_ONE_LINE_H
#define POL_FORMAT_ONE_LINE_H
#include "grammar/syntax/load.h"

struct line_writer;
// Lives in the compilation's arena. Its trees must have been resolved by check_policy without faults.
struct line_writer *line_writer_new(struct compilation *c);
// Appends what stands in a span, comments left out. A file's tokens are read when it is first asked about.
void line_put(struct line_writer *p, struct span at, enum lang lang, struct text *out);
#endif
