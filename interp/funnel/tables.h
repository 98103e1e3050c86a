// Counts of rules as tables: a line a rule in the notice's order, and a line a threshold that alone excludes somebody.
// Whoever compares two runs puts a line of each below one another.
#ifndef POL_FUNNEL_TABLES_H
#define POL_FUNNEL_TABLES_H
#include "interp/funnel/tally.h"
#include "interp/report/grid.h"

#define TALLY_RULE_CELLS 7u
#define TALLY_GAP_CELLS 8u

struct tally_telling {
    struct arena *arena;
    const struct tally *tally;
    enum lang lang;
};
void tally_rule_columns(const struct tally_telling *t, struct grid *grid);
void tally_rule_cells(struct figure cells[TALLY_RULE_CELLS], const struct tally_rule *r);
// A line before all rules: of whom they are asked; or one behind them: what became of those who are left.
void tally_left_cells(struct figure cells[TALLY_RULE_CELLS], uint64_t left);
void tally_gap_columns(const struct tally_telling *t, struct grid *grid);
void tally_gap_cells(const struct tally_telling *t, struct figure cells[TALLY_GAP_CELLS], const struct tally_gap *g);
// "annual_revenue ≥ 300,000 yuan", and a distance to it.
const char *tally_bound_text(const struct tally_telling *t, const struct tally_threshold *threshold);
const char *tally_distance_text(const struct tally_telling *t, const struct tally_threshold *threshold, int64_t gap);
#endif
