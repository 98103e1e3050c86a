// What the rows of a table leave out, and which of them hold at once: put to the prover, where there is one. What it is
// asked about must be sound all through, since faults are no reason to stop here.
#include <stdlib.h>

#define uthash_malloc(size) arena_alloc(l->arena, (size))
#define uthash_free(room, size) ((void)(room))
#include "grammar/base/calendar.h"
#include "grammar/base/hash.h"
#include "grammar/base/order.h"
#include "grammar/check/checker.h"
#include "grammar/check/prover.h"

#define DEEPEST 60  // definitions within definitions

// ---- whether it can be asked about

static bool has_otherwise(const struct decl *decl) {
    return decl->row_count && decl->rows[decl->row_count - 1].otherwise;
}

static bool has_types(const struct decl *decl) {
    for (uint32_t i = 0; i < decl->column_count; i++)
        if (!decl->columns[i] || decl->columns[i]->type.kind == TYPE_NONE) return false;
    for (uint32_t r = 0; r < decl->row_count; r++)
        for (uint32_t i = 0; i < decl->rows[r].cell_count; i++) {
            const struct expr *cell = decl->rows[r].cells[i];
            if (cell && cell->type.kind == TYPE_NONE) return false;
        }
    return true;
}

enum { READS_PARAMS = 1, READS_RECORD = 2, READS_OFFERS = 4, READS_UNSOUND = 8 };

// What is read behind a definition hangs on how deep it stands, too.
struct looked_key {  // without padding
    const struct definition *def;
    int64_t depth;
};
struct looked {
    struct looked_key key;
    unsigned reads;
    UT_hash_handle hh;
};
struct looking {
    struct arena *arena;
    struct looked *known;
};

// NULL: it was not looked at so far.
static struct looked *known_look(const struct looking *l, const struct definition *d, int depth) {
    const struct looked_key key = {d, depth};
    struct looked *found;
    HASH_FIND(hh, l->known, &key, sizeof key, found);
    return found;
}

static void keep_look(struct looking *l, const struct definition *d, int depth, unsigned reads) {
    struct looked *added = ARENA_NEW(l->arena, struct looked);
    added->key = (struct looked_key){d, depth};
    added->reads = reads;
    HASH_ADD(hh, l->known, key, sizeof added->key, added);
}

static unsigned look(struct looking *l, const struct expr *e, int depth);

static unsigned look_at_all(struct looking *l, struct expr *const *kids, uint32_t count, int depth) {
    unsigned all = 0;
    for (uint32_t i = 0; i < count && !(all & READS_UNSOUND); i++)
        if (kids[i]) all |= look(l, kids[i], depth);
    return all;
}

static unsigned look_at_cells(struct looking *l, const struct table_row *row, int depth) {
    return look_at_all(l, row->cells, row->cell_count, depth);
}

static unsigned look_at_table(struct looking *l, const struct decl *d, int depth) {
    unsigned all = READS_RECORD | (has_types(d) ? look_at_all(l, d->columns, d->column_count, depth) : READS_UNSOUND);
    for (uint32_t i = 0; i < d->row_count && !(all & READS_UNSOUND); i++)
        all |= look_at_cells(l, &d->rows[i], depth) |
               look_at_all(l, d->rows[i].results, d->rows[i].result_count, depth);
    return all;
}

static unsigned look_at_define(struct looking *l, const struct define *d, int depth) {
    return d->expr ? look(l, d->expr, depth) : READS_UNSOUND;
}

static unsigned look_into(struct looking *l, const struct definition *d, int depth) {
    switch (d->kind) {
    case DEF_DEFINE: return look_at_define(l, (const struct define *)d, depth);
    case DEF_PARAM: return ((const struct param *)d)->type.kind == TYPE_NONE ? READS_UNSOUND : READS_PARAMS;
    case DEF_TABLE: return look_at_table(l, ((const struct table *)d)->decl, depth);
    case DEF_TABLE_RESULT: return look_at_table(l, ((const struct table_result *)d)->table->decl, depth);
    case DEF_VALUE: return 0;
    default: return READS_RECORD;
    }
}

// Once: definitions that are made of one another have very many ways to the first of them.
static unsigned look_behind(struct looking *l, const struct definition *d, int depth) {
    if (!d || depth > DEEPEST) return READS_UNSOUND;
    const struct looked *known = known_look(l, d, depth);
    if (known) return known->reads;
    unsigned reads = look_into(l, d, depth);
    keep_look(l, d, depth, reads);
    return reads;
}

static bool names_something(const struct expr *e) {
    return e->kind == NODE_NAME || e->kind == NODE_MEMBER || e->kind == NODE_CALL;
}

static unsigned look(struct looking *l, const struct expr *e, int depth) {
    if (e->kind == NODE_MEETS) return READS_OFFERS;
    if (e->kind == NODE_ERROR) return READS_UNSOUND;
    unsigned all = names_something(e) ? look_behind(l, e->ref, depth + 1) : 0;
    return all & READS_UNSOUND ? all : all | look_at_all(l, e->kids, e->count, depth);
}

// Not what the rows come to.
struct reads {
    unsigned columns, cells;
    unsigned *by_column;
    bool *written;  // by row: its cells read no record
};

static struct reads reads_of(struct checker *c, const struct decl *d) {
    struct looking l = {.arena = c->arena};
    struct reads r = {.by_column = ARENA_ARRAY(c->arena, unsigned, d->column_count)};
    r.written = ARENA_ARRAY(c->arena, bool, d->row_count);
    for (uint32_t i = 0; i < d->column_count && !(r.columns & READS_UNSOUND); i++)
        r.columns |= r.by_column[i] = look(&l, d->columns[i], 0);
    for (uint32_t i = 0; i < d->row_count && !(r.cells & READS_UNSOUND); i++) {
        unsigned cells = look_at_cells(&l, &d->rows[i], 0);
        r.written[i] = !(cells & ~(unsigned)READS_PARAMS);
        r.cells |= cells;
    }
    return r;
}

// ---- when the cells change

struct dates {
    struct looking looking;
    int32_t *items;
    uint32_t count;
};

static void note_dates(struct dates *dates, const struct expr *e, int depth);

static void note_dates_behind(struct dates *dates, const struct define *d, int depth) {
    if (known_look(&dates->looking, &d->def, depth)) return;
    keep_look(&dates->looking, &d->def, depth, READS_PARAMS);
    note_dates(dates, d->expr, depth);
}

static void note_dates(struct dates *dates, const struct expr *e, int depth) {
    const struct definition *d = e && e->kind == NODE_NAME ? e->ref : NULL;
    if (!e || depth > DEEPEST) return;
    for (uint32_t i = 0; i < e->count; i++) note_dates(dates, e->kids[i], depth + 1);
    if (d && d->kind == DEF_DEFINE) note_dates_behind(dates, (const struct define *)d, depth + 1);
    if (!d || d->kind != DEF_PARAM) return;
    const struct param *p = (const struct param *)d;
    for (uint32_t i = 1; i < p->value_count; i++)
        ARENA_PUSH(dates->looking.arena, dates->items, dates->count, p->values[i].from);
}

static int compare_dates(const void *left, const void *right) {
    return compare_numbers(*(const int32_t *)left, *(const int32_t *)right);
}

// In order, each once, from the beginning on.
static struct dates change_dates(struct checker *c, const struct decl *decl) {
    struct dates dates = {.looking = {.arena = c->arena}};
    uint32_t kept = 1;
    ARENA_PUSH(c->arena, dates.items, dates.count, 0);
    for (uint32_t r = 0; r < decl->row_count; r++)
        for (uint32_t i = 0; i < decl->rows[r].cell_count; i++) note_dates(&dates, decl->rows[r].cells[i], 0);
    qsort(dates.items, dates.count, sizeof *dates.items, compare_dates);
    for (uint32_t i = 1; i < dates.count; i++)
        if (dates.items[i] != dates.items[kept - 1]) dates.items[kept++] = dates.items[i];
    dates.count = kept;
    return dates;
}

// ---- the questions

static enum table_column column_sort(const struct expr *e, unsigned reads) {
    bool field = e->kind == NODE_NAME && e->ref && e->ref->kind == DEF_FIELD;
    if (reads & READS_OFFERS) return COLUMN_ELSEWHERE;
    return field || e->type.kind == TYPE_SPAN || may_be_fraction(e) ? COLUMN_ITSELF : COLUMN_FREE;
}

static enum table_column *column_sorts(struct checker *c, const struct decl *d, const struct reads *reads) {
    enum table_column *sorts = ARENA_ARRAY(c->arena, enum table_column, d->column_count);
    for (uint32_t i = 0; i < d->column_count; i++) sorts[i] = column_sort(d->columns[i], reads->by_column[i]);
    return sorts;
}

static void ask(struct checker *c, const struct table_build *t, const struct reads *reads, bool gap,
                struct table_proof *proof) {
    const struct scheme_build *s = t->scope->scheme;
    const struct decl *d = t->table.decl;
    struct dates dates = change_dates(c, d);
    const struct table_asked asked = {.policy = c->policy,
                                      .table = &t->table,
                                      .from = s ? s->scheme.from : 0,
                                      .until = s ? s->scheme.until : 0,
                                      .gap = gap,
                                      .overlaps = d->hit == HIT_UNIQUE,
                                      .columns = column_sorts(c, d, reads),
                                      .written = reads->written,
                                      .dates = dates.items,
                                      .date_count = dates.count};
    bool told = c->prover && !(reads->cells & READS_OFFERS) && (gap || asked.overlaps);
    if (told) c->prover->prove(c->arena, &asked, proof);
}

// ---- what is told

static void report_gap(struct checker *c, const struct decl *decl, bool truth, const struct table_told *told) {
    bool open = told->answer == TABLE_OPEN;
    enum diag_id id = open    ? truth ? DIAG_TABLE_GAP_MAYBE_TRUTH : DIAG_TABLE_GAP_MAYBE
                      : truth ? DIAG_TABLE_GAP_TRUTH
                              : DIAG_TABLE_GAP;
    struct diag *d = report(c, id, decl->head, name_words(c, &decl->name), told->words);
    report_hint(c, d, DIAG_HINT_OTHERWISE, A(""));
    d->witness = told->witness;
}

// Whether no row may be met: faults where a result is a `truth`, nothing to report where rows are put together, and a
// setting may open one.
static bool leaves_gap(struct checker *c, const struct decl *decl, bool truth, const struct reads *reads,
                       const struct table_told *gap) {
    if (gap->answer == TABLE_NEVER) return !truth && (reads->columns | reads->cells) & READS_PARAMS;
    if (!hit_collects(decl->hit)) report_gap(c, decl, truth, gap);
    return true;
}

static struct diag *report_written(struct checker *c, const struct decl *decl, const struct table_overlap *o) {
    struct span at = decl->rows[o->row].at;
    char date[11];
    if (!o->from) return report(c, DIAG_TABLE_OVERLAP, at, name_words(c, &decl->name), o->told.words);
    date_format(o->from, date);
    return report(c, DIAG_TABLE_OVERLAP_FROM, at, name_words(c, &decl->name), o->told.words,
                  A(arena_copy(c->arena, date, 10)));
}

static void report_overlap(struct checker *c, const struct table_build *t, const bool *written,
                           const struct table_overlap *o) {
    const struct decl *decl = t->table.decl;
    const struct scheme_build *s = t->scope->scheme;
    bool certain = written[o->row] && written[o->other];
    struct diag *d = certain ? report_written(c, decl, o)
                             : report(c, DIAG_TABLE_OVERLAP_SOME, decl->rows[o->row].at, name_words(c, &decl->name));
    report_label(c, d, DIAG_LABEL_THE_OTHER, decl->rows[o->other].at, A(""));
    if (certain && s && s->reform) hint_reform(c, d, s);
    d->witness = o->told.witness;
}

static void report_overlaps(struct checker *c, struct table_build *t, const struct reads *reads,
                            const struct table_proof *proof) {
    const struct decl *decl = t->table.decl;
    t->table.is_apart = proof->overlaps == TABLE_NEVER;
    for (uint32_t i = 0; i < proof->count; i++) report_overlap(c, t, reads->written, &proof->items[i]);
    if (proof->overlaps == TABLE_OPEN) report(c, DIAG_TABLE_OVERLAP_MAYBE, decl->head, name_words(c, &decl->name));
}

bool table_prove_rows(struct checker *c, struct table_build *t, bool gap, bool truth) {
    const struct decl *decl = t->table.decl;
    struct table_proof proof = {.gap = {.answer = TABLE_OPEN}, .overlaps = TABLE_OPEN};
    if (!has_types(decl)) return false;
    const struct reads reads = reads_of(c, decl);
    gap = gap && !has_otherwise(decl);
    if ((reads.columns | reads.cells) & READS_UNSOUND) return false;
    ask(c, t, &reads, gap, &proof);
    if (decl->hit == HIT_UNIQUE) report_overlaps(c, t, &reads, &proof);
    return gap && leaves_gap(c, decl, truth, &reads, &proof.gap);
}
