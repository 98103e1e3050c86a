// Copies of trees, for a reform's scheme: checking writes types and references into a tree, so each scheme needs its
// own.
#include <string.h>

#include "grammar/check/checker.h"

static void *copied(struct arena *a, const void *items, size_t count, size_t size) {
    if (!count) return NULL;
    return memcpy(arena_array(a, count, size), items, count * size);
}

static struct expr *clone_expr(struct arena *a, const struct expr *e) {
    if (!e) return NULL;
    struct expr *copy = copied(a, e, 1, sizeof *e);
    copy->kids = copied(a, e->kids, e->count, sizeof *e->kids);
    for (uint32_t i = 0; i < e->count; i++) copy->kids[i] = clone_expr(a, e->kids[i]);
    return copy;
}

static struct expr **clone_exprs(struct arena *a, struct expr **items, uint32_t count) {
    struct expr **copies = copied(a, items, count, sizeof *items);
    for (uint32_t i = 0; i < count; i++) copies[i] = clone_expr(a, items[i]);
    return copies;
}

static struct table_row *clone_rows(struct arena *a, const struct decl *d) {
    struct table_row *rows = copied(a, d->rows, d->row_count, sizeof *rows);
    for (uint32_t i = 0; i < d->row_count; i++) {
        rows[i].cells = clone_exprs(a, rows[i].cells, rows[i].cell_count);
        rows[i].results = clone_exprs(a, rows[i].results, rows[i].result_count);
    }
    return rows;
}

static struct dated_value *clone_values(struct arena *a, const struct decl *d) {
    struct dated_value *values = copied(a, d->values, d->value_count, sizeof *values);
    for (uint32_t i = 0; i < d->value_count; i++) values[i].value = clone_expr(a, values[i].value);
    return values;
}

struct decl *clone_decl(struct arena *a, const struct decl *d) {
    struct decl *copy = copied(a, d, 1, sizeof *d);
    copy->expr = clone_expr(a, d->expr);
    copy->when = clone_expr(a, d->when);
    copy->waiver = clone_expr(a, d->waiver);
    copy->values = clone_values(a, d);
    copy->columns = clone_exprs(a, d->columns, d->column_count);
    copy->rows = clone_rows(a, d);
    copy->members = NULL;
    copy->member_count = 0;
    for (uint32_t i = 0; i < d->member_count; i++)
        ARENA_PUSH(a, copy->members, copy->member_count, clone_decl(a, d->members[i]));
    return copy;
}

#define MAX_COPIED ((uint64_t)4 << 20)  // bytes of text, by amendments all together, and by reforms that are checked

static void report_too_large(struct checker *c, const struct decl *reform) {
    enum diag_id id = c->rehearsal ? DIAG_REFORM_UNCHECKED : DIAG_AMENDMENT_TOO_LARGE;
    report(c, id, reform->head, A(reform->text ? reform->text : ""));
}

// One that is chosen is but one, and runs in any case.
bool has_copied(struct checker *c, const struct decl *reform, uint64_t size) {
    uint64_t *copied = c->rehearsal ? &c->rehearsed : &c->amended;
    if (!c->rehearsal && reform->kind == DECL_REFORM) return true;
    if (*copied + size <= MAX_COPIED) return *copied += size, true;
    bool again = *copied > MAX_COPIED;
    *copied = MAX_COPIED + 1;
    if (c->rehearsal || !again) report_too_large(c, reform);
    return false;
}
