// What the rows of a decision table cover together: gaps, and rows that are never reached. Column by column a sweep
// over the places where some row begins or ends keeps the rows that still fit; where none is left, there is a gap.
// The effort is bounded: a table too tangled to be told is said to be so.
#include <stdlib.h>

#include "grammar/check/cells.h"

#define MAX_EFFORT 20000000  // looks at a row, for each question about a table
#define NO_ROW UINT32_MAX

struct event {  // a row begins to fit at a place, or fits no more from there on
    int64_t at;
    uint32_t row;
    bool ends;
};

struct sweep {  // over one column; there is one at a time for each
    struct event *events;
    uint32_t *active, *where;  // the rows that fit; by row: its place among them
    uint32_t event_count, active_count;
};

struct coverage {
    struct grid grid;
    struct sweep *sweeps;  // by column
    uint32_t effort;
    bool truth;       // a gap is a fault
    uint32_t within;  // only what this row covers; NO_ROW: everything
    int64_t *chosen;  // by column: the place on the way
};

enum answer { ANSWER_COVERED, ANSWER_GAP, ANSWER_UNKNOWN };

static bool all_open(const struct coverage *v, uint32_t row, uint32_t from) {
    for (uint32_t i = from; i < v->grid.decl->column_count; i++)
        if (grid_asks(&v->grid, row, i)) return false;
    return true;
}

static bool some_all_open(const struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column) {
    for (uint32_t i = 0; i < count; i++)
        if (all_open(v, rows[i], column)) return true;
    return false;
}

static bool nobody_asks(const struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column) {
    if (v->within != NO_ROW && grid_asks(&v->grid, v->within, column)) return false;
    for (uint32_t i = 0; i < count; i++)
        if (grid_asks(&v->grid, rows[i], column)) return false;
    return true;
}

static int compare_events(const void *left, const void *right) {
    const struct event *a = left, *b = right;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return b->ends - a->ends;
}

static void collect_events(struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column,
                           struct stretch part) {
    struct sweep *s = &v->sweeps[column];
    s->event_count = s->active_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct places *p = grid_cell(&v->grid, rows[i], column);
        for (uint32_t k = 0; k < p->count; k++) {
            if (p->items[k].high < part.low || p->items[k].low > part.high) continue;
            s->events[s->event_count++] = (struct event){p->items[k].low, rows[i], false};
            s->events[s->event_count++] = (struct event){p->items[k].high + 1, rows[i], true};
        }
    }
    qsort(s->events, s->event_count, sizeof *s->events, compare_events);
    v->effort += count + s->event_count;
}

static void follow(struct sweep *s, const struct event *e) {
    if (!e->ends) {
        s->where[e->row] = s->active_count;
        s->active[s->active_count++] = e->row;
        return;
    }
    uint32_t last = s->active[--s->active_count];
    s->active[s->where[e->row]] = last;
    s->where[last] = s->where[e->row];
}

static enum answer cover(struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column);

// One part of a column, from each place where the rows that fit change to the next.
static enum answer cover_part(struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column,
                              struct stretch part) {
    struct sweep *s = &v->sweeps[column];
    collect_events(v, rows, count, column, part);
    for (uint32_t i = 0; part.low <= part.high;) {
        while (i < s->event_count && s->events[i].at <= part.low) follow(s, &s->events[i++]);
        bool more = i < s->event_count && s->events[i].at <= part.high;
        int64_t next = more ? s->events[i].at : part.high + 1;
        v->chosen[column] = stretch_example(part.low, next - 1);
        v->effort += s->active_count + 1;
        if (v->effort > MAX_EFFORT) return ANSWER_UNKNOWN;
        enum answer answer = cover(v, s->active, s->active_count, column + 1);
        if (answer != ANSWER_COVERED) return answer;
        part.low = next;
    }
    return ANSWER_COVERED;
}

static enum answer cover_column(struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column) {
    const struct places *within = v->within == NO_ROW ? NULL : grid_cell(&v->grid, v->within, column);
    if (!within || within->opaque) return cover_part(v, rows, count, column, v->grid.columns[column].domain);
    enum answer answer = ANSWER_COVERED;
    for (uint32_t i = 0; i < within->count && answer == ANSWER_COVERED; i++)
        answer = cover_part(v, rows, count, column, within->items[i]);
    return answer;
}

static enum answer cover(struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column) {
    uint32_t columns = v->grid.decl->column_count;
    for (uint32_t i = column; !count && i < columns; i++) v->chosen[i] = PLACE_ANY;
    if (!count) return ANSWER_GAP;
    if (column == columns || some_all_open(v, rows, count, column)) return ANSWER_COVERED;
    if (!nobody_asks(v, rows, count, column)) return cover_column(v, rows, count, column);
    v->chosen[column] = PLACE_ANY;
    return cover(v, rows, count, column + 1);
}

static struct sweep sweep_of(const struct grid *g, uint32_t column) {
    uint32_t stretches = 0;
    for (uint32_t r = 0; r < g->row_count; r++) stretches += grid_cell(g, r, column)->count;
    return (struct sweep){.events = ARENA_ARRAY(g->c->arena, struct event, 2 * (size_t)stretches),
                          .active = ARENA_ARRAY(g->c->arena, uint32_t, g->row_count),
                          .where = ARENA_ARRAY(g->c->arena, uint32_t, g->row_count)};
}

static struct coverage coverage_of(struct checker *c, const struct decl *decl, bool truth) {
    struct coverage v = {.grid = grid_of(c, decl, PARAMS_UNKNOWN), .truth = truth, .within = NO_ROW};
    v.sweeps = ARENA_ARRAY(c->arena, struct sweep, decl->column_count);
    v.chosen = ARENA_ARRAY(c->arena, int64_t, decl->column_count);
    for (uint32_t i = 0; i < decl->column_count; i++) v.sweeps[i] = sweep_of(&v.grid, i);
    return v;
}

static void report_untold(const struct coverage *v) {
    enum diag_id id = v->truth ? DIAG_TABLE_GAP_MAYBE_TRUTH : DIAG_TABLE_GAP_MAYBE;
    const struct decl *decl = v->grid.decl;
    struct diag *d = report(v->grid.c, id, decl->head, name_words(v->grid.c, &decl->name));
    report_hint(v->grid.c, d, DIAG_HINT_OTHERWISE, A(""));
}

static bool is_opaque(const struct grid *g) {
    for (uint32_t i = 0; i < g->decl->column_count; i++)
        if (g->columns[i].opaque) return true;
    return false;
}

static bool report_gap(struct coverage *v) {
    const struct grid *g = &v->grid;
    uint32_t *rows = ARENA_ARRAY(g->c->arena, uint32_t, g->row_count);
    for (uint32_t i = 0; i < g->row_count; i++) rows[i] = i;
    enum answer answer = cover(v, rows, g->row_count, 0);
    if (answer == ANSWER_COVERED) return false;
    if (hit_collects(g->decl->hit)) return true;  // as meant
    if (answer == ANSWER_UNKNOWN || is_opaque(g)) {
        report_untold(v);
        return true;
    }
    enum diag_id id = v->truth ? DIAG_TABLE_GAP_TRUTH : DIAG_TABLE_GAP;
    struct diag *d = report(g->c, id, g->decl->head, name_words(g->c, &g->decl->name), places_words(g, v->chosen));
    report_hint(g->c, d, DIAG_HINT_OTHERWISE, A(""));
    return true;
}

static bool touch(const struct places *a, const struct places *b) {
    for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i].low <= b->items[k].high && b->items[k].low <= a->items[i].high) return true;
        if (a->items[i].high < b->items[k].high) i++;
        else k++;
    }
    return false;
}

// Whether the row above takes something of this one away.
static bool takes(const struct coverage *v, uint32_t above, uint32_t row) {
    for (uint32_t i = 0; i < v->grid.decl->column_count; i++) {
        const struct places *a = grid_cell(&v->grid, above, i), *b = grid_cell(&v->grid, row, i);
        if (b->opaque ? !a->count : !touch(a, b)) return false;
    }
    return true;
}

// False where it was too much to tell.
static bool look_at_row(struct coverage *v, uint32_t row, uint32_t *above) {
    uint32_t count = 0;
    for (uint32_t a = 0; a < row; a++)
        if (takes(v, a, row)) above[count++] = a;
    v->effort += row;
    v->within = row;
    enum answer answer = v->effort > MAX_EFFORT ? ANSWER_UNKNOWN : cover(v, above, count, 0);
    if (answer == ANSWER_COVERED) report(v->grid.c, DIAG_ROW_UNREACHED, v->grid.decl->rows[row].at, A(""));
    return answer != ANSWER_UNKNOWN;
}

static void report_unreached(struct coverage *v) {
    const struct decl *decl = v->grid.decl;
    uint32_t *above = ARENA_ARRAY(v->grid.c->arena, uint32_t, v->grid.row_count);
    bool told = true;
    v->effort = 0;
    for (uint32_t r = 1; r < v->grid.row_count && told; r++) told = look_at_row(v, r, above);
    if (!told) report(v->grid.c, DIAG_ROW_UNREACHED_MAYBE, decl->head, name_words(v->grid.c, &decl->name));
}

bool table_leaves_gap(struct checker *c, struct table_build *t, bool truth) {
    const struct decl *decl = t->table.decl;
    if (!table_is_sound(decl)) return false;
    struct coverage v = coverage_of(c, decl, truth);
    bool gap = !table_has_otherwise(decl) && report_gap(&v);
    if (decl->hit == HIT_FIRST) report_unreached(&v);
    return gap;
}
