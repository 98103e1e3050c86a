// From counts to a result.
#ifndef POL_WHATIF_FINISH_H
#define POL_WHATIF_FINISH_H
#include "grammar/format/one_line.h"
#include "interp/whatif/collect.h"

// All unwind through the scope's arena.
struct whatif_subject finish_subject(struct collection *c, uint32_t counted, const struct tally *tally);
void finish_tried(const struct scope *s, struct whatif_result *r);
// shares.c: by edit what each does to a scheme or offer; NULL: there are none, or they can't be told apart.
struct whatif_attribution *finish_shares(const struct collection *c, uint32_t counted);
void finish_together(const struct collection *c, uint32_t counted, struct whatif_subject *s);
// Shares from what they are exactly, so that they add up.
void whatif_round_shares(struct whatif_attribution *all, uint32_t count);
struct whatif_measure measure_of(const struct view_sums *s);
struct whatif_change change_between(const struct view_sums *before, const struct view_sums *after);
// sides.c: limits of eligible records
void finish_limits(struct collection *c, uint32_t counted, struct whatif_subject *s);
struct whatif_limits whatif_limits_of(struct arena *a, struct value_counts *v);  // of which nothing is left to add to
// Percentiles and bars, of limits and of how many there are.
void whatif_tell_limits(struct arena *a, struct whatif_subject *s);
// edits.c: the clauses and settings of the scenario
void finish_edits(const struct scope *s, struct line_writer *lines, struct whatif_result *result);
#endif
