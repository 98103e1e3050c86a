// From counts to a result.
#ifndef POL_WHATIF_FINISH_H
#define POL_WHATIF_FINISH_H
#include "grammar/format/one_line.h"
#include "interp/whatif/collect.h"

// All unwind through the scope's arena.
struct whatif_subject finish_subject(struct collection *c, uint32_t counted, const struct tally *tally);
// shares.c: by edit what each does to a scheme or offer; NULL: there are none, or they can't be told apart.
struct whatif_attribution *finish_shares(const struct collection *c, uint32_t counted);
struct whatif_measure measure_of(const struct view_sums *s);
struct whatif_change change_between(const struct view_sums *before, const struct view_sums *after);
// sides.c: limits of eligible records
void finish_limits(struct collection *c, uint32_t counted, struct whatif_subject *s);
// edits.c: the clauses and settings of the scenario
void finish_edits(const struct scope *s, struct line_writer *lines, struct whatif_result *result);
#endif
