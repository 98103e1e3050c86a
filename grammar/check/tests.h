// Samples and tests: what their two files share.
#ifndef POL_CHECK_TESTS_H
#define POL_CHECK_TESTS_H
#include "grammar/check/checker.h"

void check_samples(struct checker *c);
void check_record(struct checker *c, const struct expr *record);
const struct sample *find_base(struct checker *c, const struct decl *decl);
// A value written out, against the type it must have; `name` says what has that type.
void check_literal(struct checker *c, struct expr *value, const struct type *wanted, struct diag_arg name);

static inline struct span assign_at(const struct expr *assign) {
    return assign->op_at.length ? assign->op_at : assign->at;
}
static inline void offer_fields(struct checker *c, struct nearest *n) {
    const struct policy *p = c->policy;
    if (c->diags->errors > DIAG_MAX_ERRORS) return;
    for (uint32_t i = 0; i < p->field_count; i++) name_offer(&p->fields[i].def.name, c->names, n);
}
#endif
