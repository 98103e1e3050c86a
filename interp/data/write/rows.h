// Results as rows, for whatever sink: four tables, `decisions` with a row for each applicant and scheme, `offers` with
// one for each of the scheme's offers and what it grants, `reasons` with one for each reason of an offer, and `run`,
// which says what made them.
#ifndef POL_WRITE_ROWS_H
#define POL_WRITE_ROWS_H
#include "interp/data/write/row.h"

#define ROWS_WRITER(sink_format) \
    { .prepare = rows_prepare, .head = rows_head, .row = rows_row, .cell = rows_cell, .sink = &(sink_format) }

bool rows_prepare(struct writer *w);
void rows_head(const struct writer *w, struct text *out);
void rows_row(const struct row_out *r);
uint32_t rows_cell(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out);
#endif
