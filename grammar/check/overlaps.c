// Whether two rows of a table of unique rows can hold at once. A sweep along the column that tells most rows apart
// finds the pairs that meet there; the other columns are looked at for these. Params have their values at every date on
// which one changes; what a field or a setting decides is not known, and then a run looks.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "grammar/check/cells.h"
#include "grammar/check/prover.h"

#define MAX_PAIRS 50000000  // pairs of rows that are looked at
#define NO_ROW UINT32_MAX

enum meeting { APART, MAY_MEET, MEET };

struct end {  // of a stretch
    int64_t at;
    uint32_t row;
    bool closes;
};

struct pairing {
    struct grid grid;
    uint32_t *first;  // by row: the first one before it that holds with it
    uint32_t *active;
    uint64_t looks;
    bool maybe;  // there are pairs that can't be told, or were too many
};

static enum meeting stretches_meet(const struct stretch *a, uint32_t a_count, const struct stretch *b, uint32_t b_count,
                                   struct stretch *common) {
    for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
        *common = (struct stretch){a[i].low > b[k].low ? a[i].low : b[k].low,
                                   a[i].high < b[k].high ? a[i].high : b[k].high};
        if (common->low <= common->high) return MEET;
        if (a[i].high < b[k].high) i++;
        else k++;
    }
    return APART;
}

static enum meeting cells_meet(const struct places *a, const struct places *b, struct stretch *common) {
    bool same_base = a->base && a->base == b->base;
    if (!a->opaque && !b->opaque) return stretches_meet(a->items, a->count, b->items, b->count, common);
    if (!same_base) return MAY_MEET;
    enum meeting meeting = stretches_meet(a->relative, a->relative_count, b->relative, b->relative_count, common);
    return meeting == MEET ? MAY_MEET : APART;
}

static void look_at_pair(struct pairing *p, uint32_t a, uint32_t b) {
    enum meeting all = MEET;
    struct stretch common;
    if (p->first[b] <= a) return;
    for (uint32_t i = 0; i < p->grid.decl->column_count && all != APART; i++) {
        enum meeting here = cells_meet(grid_cell(&p->grid, a, i), grid_cell(&p->grid, b, i), &common);
        if (here < all) all = here;
    }
    if (all == MEET) p->first[b] = a;
    p->maybe = p->maybe || all == MAY_MEET;
}

static int compare_ends(const void *left, const void *right) {
    const struct end *a = left, *b = right;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return b->closes - a->closes;
}

// A cell that is not written out may hold anywhere.
static struct stretch *cell_stretches(const struct pairing *p, uint32_t row, uint32_t column, uint32_t *count) {
    const struct places *cell = grid_cell(&p->grid, row, column);
    *count = cell->opaque ? 1 : cell->count;
    return cell->opaque ? &p->grid.columns[column].domain : cell->items;
}

static struct end *sorted_ends(const struct pairing *p, uint32_t column, uint32_t *count) {
    uint32_t all = 0, stretches;
    for (uint32_t r = 0; r < p->grid.row_count; r++) cell_stretches(p, r, column, &stretches), all += stretches;
    struct end *ends = ARENA_ARRAY(p->grid.c->arena, struct end, 2 * (size_t)all);
    *count = 0;
    for (uint32_t r = 0; r < p->grid.row_count; r++) {
        const struct stretch *s = cell_stretches(p, r, column, &stretches);
        for (uint32_t i = 0; i < stretches; i++) {
            ends[(*count)++] = (struct end){s[i].low, r, false};
            ends[(*count)++] = (struct end){s[i].high + 1, r, true};
        }
    }
    if (*count) qsort(ends, *count, sizeof *ends, compare_ends);
    return ends;
}

// Pairs that meet in the column.
static uint64_t count_pairs(const struct end *ends, uint32_t count) {
    uint64_t open = 0, pairs = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!ends[i].closes) pairs += open++;
        else open--;
    }
    return pairs;
}

static void drop(struct pairing *p, uint32_t row, uint32_t *count) {
    uint32_t i = 0;
    while (p->active[i] != row) i++;
    p->active[i] = p->active[--*count];
}

static void sweep(struct pairing *p, const struct end *ends, uint32_t count) {
    uint32_t active = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = ends[i].row;
        p->looks += active;
        if (p->looks > MAX_PAIRS) p->maybe = true;
        if (p->looks > MAX_PAIRS) return;
        if (ends[i].closes) {
            drop(p, row, &active);
            continue;
        }
        for (uint32_t k = 0; k < active; k++)
            look_at_pair(p, row < p->active[k] ? row : p->active[k], row < p->active[k] ? p->active[k] : row);
        p->active[active++] = row;
    }
}

static void find_pairs(struct pairing *p) {
    struct end *best = NULL;
    uint32_t best_count = 0;
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < p->grid.decl->column_count; i++) {
        uint32_t count;
        struct end *ends = sorted_ends(p, i, &count);
        uint64_t pairs = count_pairs(ends, count);
        if (pairs >= least) continue;
        best = ends, best_count = count, least = pairs;
    }
    sweep(p, best, best_count);
}

static struct pairing pairing_of(struct checker *c, const struct decl *decl, int32_t date) {
    struct pairing p = {.grid = grid_of(c, decl, date)};
    p.first = ARENA_ARRAY(c->arena, uint32_t, p.grid.row_count);
    p.active = ARENA_ARRAY(c->arena, uint32_t, p.grid.row_count);
    for (uint32_t i = 0; i < p.grid.row_count; i++) p.first[i] = NO_ROW;
    find_pairs(&p);
    return p;
}

static int64_t common_place(const struct grid *g, uint32_t column, uint32_t a, uint32_t b) {
    struct stretch common = {PLACE_LEAST, PLACE_MOST};
    if (!grid_asks(g, a, column) && !grid_asks(g, b, column)) return PLACE_ANY;
    cells_meet(grid_cell(g, a, column), grid_cell(g, b, column), &common);
    return stretch_example(common.low, common.high);
}

static struct diag_arg pair_words(const struct grid *g, uint32_t a, uint32_t b) {
    int64_t *places = ARENA_ARRAY(g->c->arena, int64_t, g->decl->column_count);
    for (uint32_t i = 0; i < g->decl->column_count; i++) places[i] = common_place(g, i, a, b);
    return places_words(g, places);
}

static struct diag *report_pair(const struct grid *g, uint32_t a, uint32_t b, const struct table_told *told) {
    struct checker *c = g->c;
    bool shown = told->answer == TABLE_SOMEBODY && told->rows[1] == b;
    struct diag_arg name = name_words(c, &g->decl->name), words = shown ? told->words : pair_words(g, a, b);
    struct span at = g->decl->rows[b].at;
    char date[11];
    if (g->date <= 0) return report(c, DIAG_TABLE_OVERLAP, at, name, words);
    date_format(g->date, date);
    return report(c, DIAG_TABLE_OVERLAP_FROM, at, name, words, A(arena_copy(c->arena, date, 10)));
}

static bool has_pairs(const struct pairing *p) {
    for (uint32_t b = 0; b < p->grid.row_count; b++)
        if (p->first[b] != NO_ROW) return true;
    return false;
}

// What columns have to do with one another a sweep does not see: whether anybody lies in two rows is asked once, where
// some would hold together if they had nothing to do with one another.
struct asked {
    bool done;
    struct table_told told;
};

static bool is_nobody(struct checker *c, struct table_build *t, struct asked *asked) {
    if (!asked->done) table_overlaps(c, t, &asked->told);
    asked->done = true;
    return asked->told.answer == TABLE_NEVER;
}

// Each row once, whatever the date. False: there was nothing to say.
static bool report_pairs(const struct pairing *p, struct table_build *t, struct asked *asked, bool *told) {
    const struct grid *g = &p->grid;
    const struct scheme_build *s = t->scope->scheme;
    bool any = false;
    if (!has_pairs(p) || is_nobody(g->c, t, asked)) return false;
    for (uint32_t b = 0; b < g->row_count; b++) {
        if (p->first[b] == NO_ROW || told[b]) continue;
        struct diag *d = report_pair(g, p->first[b], b, &asked->told);
        bool shown = asked->told.answer == TABLE_SOMEBODY && asked->told.rows[1] == b;
        uint32_t other = shown ? asked->told.rows[0] : p->first[b];
        if (shown) d->witness = asked->told.witness;
        report_label(g->c, d, DIAG_LABEL_THE_OTHER, g->decl->rows[other].at, A(""));
        if (s && s->reform) hint_reform(g->c, d, s);
        any = told[b] = true;
    }
    return any;
}

struct dates {
    struct arena *arena;
    int32_t *items;
    uint32_t count;
};

static void note_dates(struct dates *dates, const struct expr *e, int depth) {
    const struct definition *d = e && e->kind == NODE_NAME ? e->ref : NULL;
    if (!e || depth > EXPR_MAX_DEPTH) return;
    for (uint32_t i = 0; i < e->count; i++) note_dates(dates, e->kids[i], depth + 1);
    if (d && d->kind == DEF_DEFINE) note_dates(dates, ((const struct define *)d)->expr, depth + 1);
    if (!d || d->kind != DEF_PARAM) return;
    const struct param *p = (const struct param *)d;
    for (uint32_t i = 0; i < p->value_count; i++)
        ARENA_PUSH(dates->arena, dates->items, dates->count, p->values[i].from);
}

static int compare_dates(const void *left, const void *right) {
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

// When a param of a cell takes another value: in order, each once.
static struct dates change_dates(struct checker *c, const struct decl *decl) {
    struct dates dates = {.arena = c->arena};
    uint32_t kept = 0;
    for (uint32_t r = 0; r < decl->row_count; r++)
        for (uint32_t i = 0; i < decl->rows[r].cell_count; i++) note_dates(&dates, decl->rows[r].cells[i], 0);
    if (dates.count) qsort(dates.items, dates.count, sizeof *dates.items, compare_dates);
    for (uint32_t i = 0; i < dates.count; i++)
        if (!kept || dates.items[i] != dates.items[kept - 1]) dates.items[kept++] = dates.items[i];
    dates.count = kept;
    return dates;
}

// Whether the scheme is in force on some day from one change to the next.
static bool is_asked(const struct scheme_build *s, const struct dates *dates, uint32_t i) {
    if (!s) return true;
    bool begins = !s->scheme.until || dates->items[i] <= s->scheme.until;
    return begins && (i + 1 == dates->count || dates->items[i + 1] > s->scheme.from);
}

// Whether it could be told for every date.
static bool look_at_dates(struct checker *c, struct table_build *t, struct asked *asked, bool *told, bool *any) {
    const struct scheme_build *s = t->scope->scheme;
    struct dates dates = change_dates(c, t->table.decl);
    bool proved = dates.count > 0;
    for (uint32_t i = 0; i < dates.count; i++) {
        if (!is_asked(s, &dates, i)) continue;
        struct pairing p = pairing_of(c, t->table.decl, dates.items[i]);
        *any = report_pairs(&p, t, asked, told) || *any;
        proved = proved && !p.maybe;
    }
    return proved;
}

// What a sweep can't tell.
static void prove(struct checker *c, struct table_build *t, struct asked *asked) {
    const struct decl *decl = t->table.decl;
    if (is_nobody(c, t, asked)) {
        t->table.proof = UNIQUE_BY_VALUES;
        return;
    }
    const struct table_told told = asked->told;
    if (told.answer == TABLE_OPEN) {
        report(c, DIAG_TABLE_OVERLAP_MAYBE, decl->head, name_words(c, &decl->name));
        return;
    }
    struct diag *d = report(c, DIAG_TABLE_OVERLAP_SOME, decl->rows[told.rows[1]].at, name_words(c, &decl->name));
    report_label(c, d, DIAG_LABEL_THE_OTHER, decl->rows[told.rows[0]].at, A(""));
    d->witness = told.witness;
}

void table_prove_unique(struct checker *c, struct table_build *t) {
    const struct decl *decl = t->table.decl;
    if (!table_is_sound(decl)) return;
    bool *told = ARENA_ARRAY(c->arena, bool, decl->row_count);
    struct pairing p = pairing_of(c, decl, PARAMS_UNKNOWN);
    struct asked asked = {.done = false};
    bool any = report_pairs(&p, t, &asked, told), by_values = p.maybe && look_at_dates(c, t, &asked, told, &any);
    t->table.proof = !p.maybe && !asked.done ? UNIQUE_PROVED
                     : by_values || !p.maybe ? UNIQUE_BY_VALUES
                                             : UNIQUE_UNPROVED;
    if (t->table.proof == UNIQUE_UNPROVED && !any) prove(c, t, &asked);
}
