// The columns of formats that have one for every grant any offer makes. Grants of one name share a column; the limit,
// which has one of its own, is in none of them.
#ifndef POL_WRITE_GRANT_COLUMNS_H
#define POL_WRITE_GRANT_COLUMNS_H
#include "interp/data/write/row.h"

#define NO_COLUMN UINT32_MAX  // of the limit
// The names of the columns into the writer's `columns`. False: out of memory.
bool grant_columns_prepare(struct writer *w);
// An offer's grant that stands in that column, or its limit; NULL: there is none.
const struct planned_grant *grant_in_column(const struct offer_words *words, uint32_t column);
#endif
