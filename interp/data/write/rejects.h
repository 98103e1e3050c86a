// --rejects: the refused records, each once and with all that was said of it, so that they can be mended and run again.
//
// From CSV comes CSV, parted as the data are, whatever the record was: its cells stand under their headers; behind them
// the line, the codes and what they say, and in the last column what has no place under a header: cells too many, or
// all of a record that is not cells. From JSON Lines come objects; there the record is a string, for it may be no JSON
// at all.
#ifndef POL_WRITE_REJECTS_H
#define POL_WRITE_REJECTS_H
#include "grammar/base/text.h"
#include "interp/data/record/faults.h"
#include "interp/data/record/options.h"

struct rejects;
// `header` is the data's own header line (CSV), which must last as long; cells are parted as there, and lines are what
// `place` says. NULL: out of
// memory.
struct rejects *rejects_new(enum record_format format, struct slice header, char separator, enum record_place place,
                            enum lang lang);
// For spreadsheets, as writer_guard.
void rejects_guard(struct rejects *r);
void rejects_free(struct rejects *r);  // NULL is fine
void rejects_head(struct rejects *r, struct text *out);
// Faults come in the order of the records; a record is put when the next one comes, and the last at the end.
void rejects_add(struct rejects *r, const struct record_fault *fault, struct text *out);
void rejects_finish(struct rejects *r, struct text *out);
#endif
