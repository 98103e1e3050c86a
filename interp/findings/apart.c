// A table as if its columns had nothing to do with one another, nor with anything else: each that is worked out is a
// field of its own. What then lies in no row, or in two, nobody need come to; but where nothing does, nobody does.
#include <string.h>

#include "grammar/check/prover.h"
#include "interp/findings/internal.h"

static void add_field(struct policy *p, const struct expr *column) {
    struct field *f = &p->fields[p->field_count];
    *f = (struct field){.def = {.kind = DEF_FIELD}, .type = column->type, .index = p->field_count++};
    f->type.may_be_silent = false;
}

static struct expr *name_of(struct arena *a, const struct field *f, const struct expr *column) {
    struct expr *e = ARENA_NEW(a, struct expr);
    *e = (struct expr){.kind = NODE_NAME, .at = column->at, .type = f->type, .ref = &f->def};
    return e;
}

struct apart apart_of(struct arena *a, const struct table_asked *asked) {
    struct apart apart = {.policy = *asked->policy, .table = *asked->table};
    struct policy *p = &apart.policy;
    struct decl *d = ARENA_NEW(a, struct decl);
    *d = *asked->table->decl;
    apart.table.decl = d;
    p->fields = ARENA_ARRAY(a, struct field, (size_t)p->field_count + d->column_count);
    if (p->field_count) memcpy(p->fields, asked->policy->fields, p->field_count * sizeof *p->fields);
    d->columns = ARENA_ARRAY(a, struct expr *, d->column_count);
    memcpy(d->columns, asked->table->decl->columns, d->column_count * sizeof *d->columns);
    for (uint32_t i = 0; i < d->column_count; i++) {
        if (asked->columns[i] == COLUMN_ITSELF) continue;
        add_field(p, d->columns[i]);
        d->columns[i] = name_of(a, &p->fields[p->field_count - 1], d->columns[i]);
    }
    return apart;
}
