// Tables of the change itself and of what was asked beside it: edits, groups, sweeps, robustness, unknown data, inputs.
#include <string.h>

#include "interp/report/words.h"
#include "interp/whatif/write/tables.h"

static const char *word(const struct telling *t, enum phrase_id id) { return words_text(t->lang, id); }

static struct grid *begin(const struct telling *t, enum phrase_id title, const char *about) {
    struct text out = {0};
    words_put(&out, t->lang, title, about, NULL);
    return grid_new(t->arena, t->lang, text_keep(&out, t->arena));
}

static void words_columns(const struct telling *t, struct grid *table, const enum phrase_id *heads, size_t count) {
    for (size_t i = 0; i < count; i++) grid_words_column(table, word(t, heads[i]));
}
static void number_columns(const struct telling *t, struct grid *table, const enum phrase_id *heads, size_t count) {
    for (size_t i = 0; i < count; i++) grid_number_column(table, word(t, heads[i]));
}
#define WORDS_COLUMNS(t, table, heads) words_columns((t), (table), (heads), sizeof(heads) / sizeof *(heads))
#define NUMBER_COLUMNS(t, table, heads) number_columns((t), (table), (heads), sizeof(heads) / sizeof *(heads))

// ---- what is changed

static struct figure text_or_none(const char *text) { return text ? figure_text(text) : (struct figure){0}; }

struct grid *whatif_edits(const struct telling *t) {
    static const enum phrase_id heads[] = {WORDS_WHATIF_EDIT,   WORDS_WHATIF_BEFORE, WORDS_WHATIF_AFTER,
                                           WORDS_WHATIF_CLAUSE, WORDS_WHATIF_QUOTE,  WORDS_WHATIF_ASKED};
    if (!t->r->edit_count) return NULL;
    struct grid *table = begin(t, WORDS_WHATIF_EDITS, NULL);
    WORDS_COLUMNS(t, table, heads);
    for (uint32_t i = 0; i < t->r->edit_count; i++) {
        const struct whatif_edit *e = &t->r->edits[i];
        const char *texts[] = {e->name, e->before, e->after, e->clause, e->quote, e->asked_by};
        struct figure *cells = grid_add_row(table, ROW_PLAIN);
        for (int c = 0; c < 6; c++) cells[c] = text_or_none(texts[c]);
    }
    return table;
}

static void change_cells(struct figure *cells, const struct whatif_change *c) {
    cells[0] = figure_change(FIGURE_COUNT, c->eligible);
    cells[1] = figure_change(FIGURE_COUNT, c->refer);
    cells[2] = figure_change(FIGURE_MONEY, c->granted);
}

static void attribution_rows(const struct telling *t, struct grid *table, const char *name,
                             const struct whatif_attribution *a) {
    const enum phrase_id ways[] = {WORDS_WHATIF_ALONE, WORDS_WHATIF_LAST,
                                   t->r->method == WHATIF_SHARES ? WORDS_WHATIF_FAIR : WORDS_WHATIF_STACKED};
    const struct whatif_change *changes[] = {&a->alone, &a->last, &a->share};
    for (int i = 0; i < 3; i++) {
        struct figure *cells = grid_add_row(table, ROW_PLAIN);
        cells[0] = figure_text(name);
        cells[1] = figure_text(word(t, ways[i]));
        change_cells(cells + 2, changes[i]);
    }
}

// What all edits do, and how much of it none does alone.
static void together_row(const struct telling *t, struct grid *table, enum phrase_id id,
                         const struct whatif_change *change) {
    struct figure *cells = grid_add_row(table, ROW_SUM);
    cells[0] = figure_text(word(t, id));
    change_cells(cells + 2, change);
}

struct grid *whatif_attributions(const struct telling *t, const struct whatif_subject *s) {
    if (!s->edits || !t->r->edit_count) return NULL;
    struct grid *table = begin(t, WORDS_WHATIF_ATTRIBUTION, NULL);
    table->note = word(t, t->r->method == WHATIF_SHARES ? WORDS_WHATIF_SHARES_NOTE : WORDS_WHATIF_STACKED_NOTE);
    grid_words_column(table, word(t, WORDS_WHATIF_EDIT));
    grid_words_column(table, word(t, WORDS_WHATIF_WAY));
    table->fixed = 2;
    grid_number_column(table, decision_names[DECISION_ELIGIBLE][t->lang]);
    grid_number_column(table, decision_names[DECISION_REFER][t->lang]);
    grid_number_column(table, word(t, WORDS_WHATIF_GRANTED));
    for (uint32_t i = 0; i < t->r->edit_count; i++) attribution_rows(t, table, t->r->edits[i].name, &s->edits[i]);
    if (t->r->edit_count < 2) return table;
    together_row(t, table, WORDS_WHATIF_TOTAL, &s->together);
    together_row(t, table, WORDS_WHATIF_INTERACTION, &s->interaction);
    return table;
}

// ---- groups

static struct figure hidden(const struct telling *t, const struct whatif_group_row *g) {
    return g->cell == CELL_FEW ? figure_of(FIGURE_FEW, t->r->min_cell) : figure_text(word(t, WORDS_WHATIF_WITHHELD));
}

static void group_row(const struct telling *t, struct grid *table, const struct whatif_group_row *g) {
    struct figure *cells = grid_add_row(table, g->total ? ROW_SUM : ROW_PLAIN);
    cells[0] = figure_text(g->total     ? word(t, WORDS_WHATIF_TOTAL)
                           : g->unknown ? word(t, WORDS_WHATIF_UNKNOWN)
                                        : g->value);
    cells[1] = figure_of(FIGURE_COUNT, g->records);
    if (g->cell != CELL_TOLD) {
        cells[1] = hidden(t, g);
        return;
    }
    cells[2] = figure_percent(g->before.eligible, g->in_scope_before);
    cells[3] = figure_percent(g->after.eligible, g->in_scope_after);
    cells[4] = figure_points(g->before.eligible, g->in_scope_before, g->after.eligible, g->in_scope_after);
    cells[5] = figure_of(FIGURE_COUNT, g->better);
    cells[6] = figure_of(FIGURE_COUNT, g->worse);
    cells[7] = figure_of(FIGURE_MONEY, g->before.granted);
    cells[8] = figure_of(FIGURE_MONEY, g->after.granted);
    cells[9] = figure_change(FIGURE_MONEY, g->after.granted - g->before.granted);
}

struct grid *whatif_group_table(const struct telling *t, const struct whatif_group *g) {
    static const enum phrase_id heads[] = {
        WORDS_WHATIF_RECORDS,      WORDS_WHATIF_RATE_BEFORE, WORDS_WHATIF_RATE_AFTER,
        WORDS_WHATIF_POINTS,       WORDS_WHATIF_BETTER,      WORDS_WHATIF_WORSE,
        WORDS_WHATIF_LIMIT_BEFORE, WORDS_WHATIF_LIMIT_AFTER, WORDS_WHATIF_LIMIT_CHANGE};
    struct grid *table = begin(t, WORDS_WHATIF_GROUPS, g->label);
    grid_words_column(table, g->label);
    NUMBER_COLUMNS(t, table, heads);
    for (uint32_t i = 0; i < g->count; i++) group_row(t, table, &g->rows[i]);
    return table;
}

// ---- sweeps, robustness, unknown data

static const char *sweep_mark(const struct telling *t, const struct whatif_sweep_point *p) {
    if (p->baseline && p->scenario) return word(t, WORDS_WHATIF_BOTH_HERE);
    return p->baseline ? word(t, WORDS_WHATIF_BASE_HERE) : p->scenario ? word(t, WORDS_WHATIF_SCENARIO_HERE) : "";
}

static void measure_cells(struct figure *cells, const struct whatif_measure *m) {
    cells[0] = figure_of(FIGURE_COUNT, m->eligible);
    cells[1] = figure_of(FIGURE_COUNT, m->refer);
    cells[2] = figure_of(FIGURE_COUNT, m->incomplete);
    cells[3] = figure_of(FIGURE_COUNT, m->ineligible);
    cells[4] = figure_of(FIGURE_MONEY, m->granted);
}

static void measure_columns(const struct telling *t, struct grid *table) {
    for (int d = DECISION_ELIGIBLE; d <= DECISION_INELIGIBLE; d++)
        grid_number_column(table, decision_names[d][t->lang]);
    grid_number_column(table, word(t, WORDS_WHATIF_GRANTED));
}

const char *whatif_sweep_title(const struct telling *t, const struct whatif_sweep *s) {
    struct text out = {0};
    words_put(&out, t->lang, WORDS_WHATIF_SWEEP, s->label, NULL);
    return text_keep(&out, t->arena);
}

struct grid *whatif_sweep_table(const struct telling *t, const struct whatif_sweep *s) {
    struct grid *table = grid_new(t->arena, t->lang, whatif_sweep_title(t, s));
    table->note = word(t, WORDS_WHATIF_SWEEP_NOTE);
    grid_words_column(table, word(t, WORDS_WHATIF_VALUE));
    measure_columns(t, table);
    grid_words_column(table, "");
    for (uint32_t i = 0; i < s->count; i++) {
        const struct whatif_sweep_point *p = &s->points[i];
        struct figure *cells = grid_add_row(table, p->baseline || p->scenario ? ROW_MARK : ROW_PLAIN);
        cells[0] = figure_text(p->value);
        measure_cells(cells + 1, &p->measure);
        cells[6] = figure_text(sweep_mark(t, p));
    }
    return table;
}

struct grid *whatif_robustness_table(const struct telling *t, const struct whatif_subject *s) {
    static const enum phrase_id words[] = {WORDS_WHATIF_PARAM, WORDS_WHATIF_VALUE};
    static const enum phrase_id heads[] = {WORDS_WHATIF_ELIGIBLE_CHANGE, WORDS_WHATIF_LIMIT_CHANGE};
    if (!s->robustness_count) return NULL;
    struct grid *table = begin(t, WORDS_WHATIF_ROBUSTNESS, NULL);
    WORDS_COLUMNS(t, table, words);
    NUMBER_COLUMNS(t, table, heads);
    table->fixed = 2;
    for (uint32_t i = 0; i < s->robustness_count; i++) {
        const struct whatif_robustness *p = &s->robustness[i];
        for (int up = 0; up < 2; up++) {
            const struct whatif_change *c = up ? &p->up : &p->down;
            struct figure *cells = grid_add_row(table, ROW_PLAIN);
            cells[0] = figure_text(p->label);
            cells[1] = figure_text(up ? p->high : p->low);
            cells[2] = figure_change(FIGURE_COUNT, c->eligible);
            cells[3] = figure_change(FIGURE_MONEY, c->granted);
        }
    }
    return table;
}

struct grid *whatif_bounds_table(const struct telling *t, const struct whatif_subject *s) {
    static const enum phrase_id worlds[] = {WORDS_WHATIF_BEFORE, WORDS_WHATIF_AFTER};
    struct grid *table = begin(t, WORDS_WHATIF_BOUNDS, NULL);
    table->note = word(t, WORDS_WHATIF_BOUNDS_NOTE);
    grid_words_column(table, "");
    grid_words_column(table, "");
    table->fixed = 2;
    measure_columns(t, table);
    for (int w = 0; w < WHATIF_WORLDS; w++)
        for (int upper = 0; upper < 2; upper++) {
            struct figure *cells = grid_add_row(table, ROW_PLAIN);
            cells[0] = figure_text(word(t, worlds[w]));
            cells[1] = figure_text(word(t, upper ? WORDS_WHATIF_UPPER : WORDS_WHATIF_LOWER));
            measure_cells(cells + 2, upper ? &s->bounds[w].upper : &s->bounds[w].lower);
        }
    return table;
}

// ---- what made it

static void stamp_row(const struct telling *t, struct grid *table, enum phrase_id id, const char *text) {
    struct figure *cells = grid_add_row(table, ROW_PLAIN);
    cells[0] = figure_text(word(t, id));
    cells[1] = figure_text(text);
}

struct grid *whatif_stamp_table(const struct telling *t) {
    const struct whatif_stamp *s = &t->r->stamp;
    struct grid *table = begin(t, WORDS_WHATIF_MADE, NULL);
    grid_words_column(table, "");
    grid_words_column(table, "");
    stamp_row(t, table, WORDS_WHATIF_MADE_BY, s->version);
    stamp_row(t, table, WORDS_WHATIF_COMMAND, s->command);
    stamp_row(t, table, WORDS_WHATIF_AS_OF, s->as_of);
    stamp_row(t, table, WORDS_WHATIF_RECORDS, whatif_count_text(t, t->r->records));
    stamp_row(t, table, WORDS_WHATIF_REJECTED, whatif_count_text(t, t->r->rejected));
    stamp_row(t, table, WORDS_WHATIF_SEED, whatif_count_text(t, s->seed));
    for (uint32_t i = 0; i < t->r->edit_count; i++) stamp_row(t, table, WORDS_WHATIF_EDIT, t->r->edits[i].name);
    return table;
}

static const char *role_of(const struct telling *t, const char *role) {
    static const struct {
        const char *role;
        enum phrase_id words;
    } roles[] = {{"policy", WORDS_ROLE_POLICY},
                 {"notice", WORDS_ROLE_NOTICE},
                 {"data", WORDS_ROLE_DATA},
                 {"list", WORDS_ROLE_LIST}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (!strcmp(roles[i].role, role)) return word(t, roles[i].words);
    return role;
}

struct grid *whatif_inputs(const struct telling *t) {
    static const enum phrase_id words[] = {WORDS_WHATIF_ROLE, WORDS_WHATIF_FILE};
    const struct whatif_stamp *s = &t->r->stamp;
    struct grid *table = begin(t, WORDS_WHATIF_INPUTS, NULL);
    WORDS_COLUMNS(t, table, words);
    grid_number_column(table, word(t, WORDS_WHATIF_BYTES));
    grid_words_column(table, "SHA-256");
    for (uint32_t i = 0; i < s->input_count; i++) {
        struct figure *cells = grid_add_row(table, ROW_PLAIN);
        cells[0] = figure_text(role_of(t, s->inputs[i].role));
        cells[1] = figure_text(s->inputs[i].path);
        cells[2] = figure_of(FIGURE_COUNT, s->inputs[i].bytes);
        cells[3] = figure_text(s->inputs[i].sha256);
    }
    return table;
}
