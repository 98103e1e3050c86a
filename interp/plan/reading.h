// What clauses read: fields, params, definitions and tables, through one another.
#ifndef POL_PLAN_READING_H
#define POL_PLAN_READING_H
#include "grammar/tree/model.h"

struct reading {
    struct arena *arena;             // of what is gathered
    const struct definition **seen;  // each once, as they are met
    uint32_t count;
};
void reading_clause(struct reading *r, const struct decl *d);  // a rule, a grant or a when; NULL reads nothing
void reading_expr(struct reading *r, const struct expr *e);    // NULL reads nothing
void reading_block(struct reading *r, const struct decl *block);
// Whether the clause reads that, be it through others.
bool clause_reads(struct arena *a, const struct decl *d, const struct definition *what);
#endif
