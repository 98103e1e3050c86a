// Charts that stand over the tables they draw. Each writes nothing where there is nothing to draw.
#ifndef POL_WRITE_CHARTS_H
#define POL_WRITE_CHARTS_H
#include "interp/whatif/write/tables.h"

void chart_decisions(struct text *out, const struct telling *t, const struct whatif_subject *s);
void chart_bridge(struct text *out, const struct telling *t, const struct whatif_subject *s);
void chart_groups(struct text *out, const struct telling *t, const struct whatif_group *g);
void chart_flips(struct text *out, const struct telling *t, const struct whatif_subject *s);
void chart_limits(struct text *out, const struct telling *t, const struct whatif_subject *s);
void chart_sweep(struct text *out, const struct telling *t, const struct whatif_sweep *s);
void chart_robustness(struct text *out, const struct telling *t, const struct whatif_subject *s);
// charts_clauses.c
void chart_funnel(struct text *out, const struct telling *t, const struct whatif_subject *s, uint32_t version);
void chart_gaps(struct text *out, const struct telling *t, const struct whatif_subject *s, uint32_t version);
void chart_attributions(struct text *out, const struct telling *t, const struct whatif_subject *s);
#endif
