#include "interp/plan/reading.h"

static bool is_new(struct reading *r, const struct definition *d) {
    for (uint32_t i = 0; i < r->count; i++)
        if (r->seen[i] == d) return false;
    ARENA_PUSH(r->arena, r->seen, r->count, d);
    return true;
}

static void read_table(struct reading *r, const struct table *t) {
    if (!is_new(r, &t->def)) return;
    for (uint32_t i = 0; i < t->decl->column_count; i++) reading_expr(r, t->decl->columns[i]);
    for (uint32_t i = 0; i < t->decl->row_count; i++) {
        const struct table_row *row = &t->decl->rows[i];
        for (uint32_t k = 0; k < row->cell_count; k++) reading_expr(r, row->cells[k]);
        for (uint32_t k = 0; k < row->result_count; k++) reading_expr(r, row->results[k]);
    }
}

static void read_definition(struct reading *r, const struct definition *d) {
    if (d->kind == DEF_TABLE) {
        read_table(r, (const struct table *)d);
        return;
    }
    if (!is_new(r, d)) return;
    if (d->kind == DEF_DEFINE) reading_expr(r, ((const struct define *)d)->decl->expr);
    if (d->kind == DEF_TABLE_RESULT) read_table(r, ((const struct table_result *)d)->table);
}

void reading_expr(struct reading *r, const struct expr *e) {
    if (!e) return;
    if (e->ref) read_definition(r, e->ref);
    for (uint32_t i = 0; i < e->count; i++) reading_expr(r, e->kids[i]);
}

void reading_clause(struct reading *r, const struct decl *d) {
    if (!d) return;
    reading_expr(r, d->expr);
    reading_expr(r, d->when);
    reading_expr(r, d->waiver);
}

void reading_block(struct reading *r, const struct decl *block) {
    for (uint32_t i = 0; i < block->member_count; i++) reading_clause(r, block->members[i]);
}

bool clause_reads(struct arena *a, const struct decl *d, const struct definition *what) {
    struct reading r = {.arena = a};
    reading_clause(&r, d);
    for (uint32_t i = 0; i < r.count; i++)
        if (r.seen[i] == what) return true;
    return false;
}
