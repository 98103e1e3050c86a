// Decision tables: their shape and the types of their cells and results. What the rows cover is for
// table_rows.c.
#include <string.h>

#include "grammar/check/typing.h"
#include "grammar/syntax/notation.h"

// Nothing is left of a row, or a header, that the parser could not read; it has said so.
static bool unread(const struct decl *decl, const struct table_row *row) {
    return !decl->column_count || (!row->otherwise && !row->cell_count && !row->result_count);
}

static bool header_is_unread(const struct checker *c, const struct decl *decl) {
    return decl->column_count && decl->columns[0] && line_is_unread(c, decl->columns[0]->at);
}

// A row that is counted gives nothing of its own.
static uint32_t results_wanted(const struct decl *decl, const struct table_row *row) {
    return row_is_counted(decl->hit, row) ? 0 : decl->result_count;
}

// One that gives something all the same counts as one, whatever that is.
static bool gives_enough(const struct decl *decl, const struct table_row *row) {
    return row->result_count == results_wanted(decl, row) || (!results_wanted(decl, row) && row->result_count == 1);
}

// What a row means hangs on the header, and on the number of its cells.
static bool is_shaped(const struct checker *c, const struct decl *decl, const struct table_row *row) {
    bool cells = row->otherwise || row->cell_count == decl->column_count;
    return cells && gives_enough(decl, row) && !header_is_unread(c, decl);
}

static void check_shape(struct checker *c, const struct decl *decl, const struct table_row *row, bool last) {
    if (unread(decl, row) || header_is_unread(c, decl)) return;
    if (row->otherwise && !last) report(c, DIAG_OTHERWISE_LAST, row->at, A(""));
    if (!row->otherwise && row->cell_count != decl->column_count)
        report(c, DIAG_ROW_CELLS, row->at, number_words(c, row->cell_count), number_words(c, decl->column_count));
    if (row->result_count == results_wanted(decl, row)) return;
    if (results_wanted(decl, row))
        report(c, DIAG_ROW_RESULTS, row->at, number_words(c, row->result_count), number_words(c, decl->result_count));
    else report(c, DIAG_ROW_COUNTED, row->results[0]->at, A(""));
}

static void refuse_column(struct context *x, struct expr *column) {
    struct diag *d = report(x->c, DIAG_COLUMN_TYPE, column->at, type_words(x->c, &column->type));
    if (column->type.kind == TYPE_SET) report_hint(x->c, d, DIAG_HINT_COLUMN_HAS, A(""));
    column->type = (struct type){0};
}

static void type_columns(struct context *x, const struct decl *decl) {
    for (uint32_t i = 0; i < decl->column_count; i++) {
        struct expr *column = decl->columns[i];
        if (type_known_operand(x, column, NULL) && column->type.kind == TYPE_SET) refuse_column(x, column);
    }
}

static struct diag_arg source_words(struct checker *c, struct span at) {
    return (struct diag_arg){arena_copy(c->arena, c->sources->items[at.source]->bytes + at.offset, at.length), NULL};
}

// growth or development, growth/development: false where a part is no name.
static bool put_alternatives(struct checker *c, const struct expr *e, struct text *en, struct text *zh) {
    bool joins = e->kind == NODE_OR || e->kind == NODE_AND || e->kind == NODE_DIVIDE;
    for (uint32_t i = 0; joins && i < e->count; i++)
        if (!e->kids[i] || !put_alternatives(c, e->kids[i], en, zh)) return false;
    if (joins || e->kind != NODE_NAME) return joins;
    text_format(en, "%s%s", en->length ? ", " : "", intern_name(c->names, e->name));
    text_format(zh, "%s%s", zh->length ? "、" : "", intern_name(c->names, e->name));
    return true;
}

static bool refuse_alternatives(struct checker *c, const struct expr *cell) {
    struct text en = {0}, zh = {0};
    bool alternatives = cell->kind != NODE_NAME && put_alternatives(c, cell, &en, &zh);
    struct diag_arg words = text_words(c, &en);
    words.zh = text_words(c, &zh).en;
    if (!alternatives) return false;
    diag_meant(c->diags, report(c, DIAG_OTHER_NOTATION, cell->at, source_words(c, cell->at)), cell->at, words);
    return true;
}

// 18-65 was to be a range; a difference stands in parentheses.
static bool refuse_difference(struct checker *c, const struct expr *cell) {
    bool minus = cell->kind == NODE_ADD && cell->count == 2 && cell->minus[1] && !cell->parenthesised;
    if (!minus || !cell->kids[0] || !cell->kids[1]) return false;
    struct diag_arg words = source_words(c, cell->at);
    struct notation range = notation_read(c->arena, words.en, strlen(words.en));
    struct text ends = {0};
    text_format(&ends, "%s..%s", source_words(c, cell->kids[0]->at).en, source_words(c, cell->kids[1]->at).en);
    struct diag_arg meant = text_words(c, &ends);
    if (range.kind == NOTATION_RANGE) meant = range.written;
    diag_meant(c->diags, report(c, DIAG_CELL_DIFFERENCE, cell->at, A("")), cell->at, meant);
    return true;
}

static bool refuse_single(struct checker *c, const struct expr *cell) {
    if (cell->kind == NODE_RANGE || expr_is_bound(cell)) return false;
    struct diag *d = report(c, DIAG_OUT_OF_PLACE, cell->at, A2("A single value", "单个值"));
    report_hint(c, d, DIAG_HINT_SPAN_COLUMN, A(""));
    return true;
}

static bool refuse_alternative(struct checker *c, const struct expr *cell, const struct type *column) {
    return refuse_difference(c, cell) || (column->kind == TYPE_CHOICE && refuse_alternatives(c, cell)) ||
           (column->kind == TYPE_SPAN && refuse_single(c, cell));
}

static bool refuse_cell(struct checker *c, const struct expr *cell, const struct type *column) {
    bool refused = cell->kind != NODE_LIST && refuse_alternative(c, cell, column);
    for (uint32_t i = 0; cell->kind == NODE_LIST && i < cell->count; i++)
        refused = refuse_alternative(c, cell->kids[i], column) || refused;
    return refused;
}

// A cell that is wrong has no type: what such a table covers can't be told.
static void type_cell(struct context *x, struct expr *cell, const struct type *column) {
    if (!cell) return;
    if (refuse_cell(x->c, cell, column) || !type_beside(x, cell, column, false)) cell->type = (struct type){0};
}

static void type_row(struct context *x, const struct decl *decl, const struct table_row *row,
                     const struct table_result *results) {
    struct type wrong = {0};
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const struct expr *column = i < decl->column_count ? decl->columns[i] : NULL;
        struct context cell = *x;
        cell.cell = true;
        cell.operand = column;
        type_cell(&cell, row->cells[i], column ? &column->type : &wrong);
    }
    for (uint32_t i = 0; i < row->result_count; i++) {
        struct context result = *x;
        result.lenient = stated_is_unknown(decl->result_types[i], &results[i].type);
        type_value(&result, row->results[i], &results[i].type);
        check_stated(x->c, &results[i].def.name, decl->result_types[i], &results[i].type, row->results[i]);
    }
}

// The row's result is of another type than those before it.
static void report_result(struct checker *c, const struct decl *decl, uint32_t row, uint32_t at,
                          const struct type *before) {
    const struct expr *result = decl->rows[row].results[at];
    struct diag *d = report(c, DIAG_BRANCHES_DIFFER, result->at, type_words(c, before), type_words(c, &result->type));
    for (uint32_t i = row + 1; i-- > 0;)
        if (at < decl->rows[i].result_count && label_param(c, d, decl->rows[i].results[at])) return;
}

static struct diag_arg hit_words(enum hit_policy hit) {
    static const enum builtin same[] = {[HIT_SUM] = BUILTIN_SUM, [HIT_MAX] = BUILTIN_MAX, [HIT_MIN] = BUILTIN_MIN};
    return (struct diag_arg){builtin_words[same[hit]][LANG_EN], builtin_words[same[hit]][LANG_ZH]};
}

// What is put together must be a number: for a sum none of the calendar.
static bool check_collected(struct checker *c, const struct decl *decl, const struct expr *result) {
    const struct type *t = &result->type;
    bool fits = decl->hit == HIT_SUM ? can_sum(t) : can_be_largest(t->kind);
    if (!hit_collects(decl->hit) || decl->hit == HIT_COUNT || fits) return true;
    report(c, DIAG_ARGUMENT_TYPE, result->at, hit_words(decl->hit), (struct diag_arg)A2("an amount", "数值"),
           type_words(c, t));
    return false;
}

// What the rows' results come to together; silent ones take the type of the others.
static struct type join_results(struct context *x, const struct decl *decl, uint32_t at) {
    struct type all = {.kind = decl->hit == HIT_COUNT ? TYPE_COUNT : TYPE_NONE, .may_be_silent = true};
    bool silent = false;
    for (uint32_t i = 0; i < decl->row_count; i++) {
        const struct expr *result = at < decl->rows[i].result_count ? decl->rows[i].results[at] : NULL;
        if (!results_wanted(decl, &decl->rows[i])) continue;
        if (result && !check_collected(x->c, decl, result)) return (struct type){0};
        if (!result || (result->type.kind == TYPE_NONE && !result->type.may_be_silent)) return (struct type){0};
        silent = silent || result->type.may_be_silent;
        if (type_join(&all, &result->type, &all)) continue;
        report_result(x->c, decl, i, at, &all);
        return (struct type){0};
    }
    all.may_be_silent = silent || all.kind == TYPE_NONE;
    for (uint32_t i = 0; i < decl->row_count; i++)
        if (at < decl->rows[i].result_count) adopt_type(decl->rows[i].results[at], &all);
    return all;
}

static bool shape_is_sound(const struct decl *decl) {
    if (!decl->column_count || !decl->row_count) return false;
    for (uint32_t i = 0; i < decl->row_count; i++) {
        const struct table_row *row = &decl->rows[i];
        if (!row->otherwise && row->cell_count != decl->column_count) return false;
        if (!gives_enough(decl, row) || (row->otherwise && i + 1 < decl->row_count)) return false;
    }
    return decl->hit != HIT_COUNT || decl->result_count == 1;
}

static struct span silent_at(const struct decl *decl, uint32_t result) {
    for (uint32_t i = 0; i < decl->row_count; i++)
        if (results_wanted(decl, &decl->rows[i]) && decl->rows[i].results[result]->type.may_be_silent)
            return decl->rows[i].results[result]->at;
    return decl->head;
}

// True where some result is a yes/no: a gap would leave it silent.
static bool type_results(struct context *x, struct table_build *t) {
    bool truth = false;
    for (uint32_t i = 0; i < t->table.result_count; i++) {
        struct type *type = &t->table.results[i].type;
        *type = join_results(x, t->table.decl, i);
        if (type->kind != TYPE_TRUTH) continue;
        truth = true;
        if (!type->may_be_silent) continue;
        report(x->c, DIAG_SILENT_TRUTH, silent_at(t->table.decl, i), A(""));
        *type = (struct type){0};
    }
    return truth;
}

static void leave_silent(struct table_build *t) {
    for (uint32_t i = 0; i < t->table.result_count; i++) {
        struct type *type = &t->table.results[i].type;
        if (type->kind == TYPE_TRUTH) *type = (struct type){0};
        else if (type->kind != TYPE_NONE) type->may_be_silent = true;
    }
}

static void type_body(struct checker *c, struct table_build *t) {
    struct context x = {.c = c, .scope = t->scope};
    const struct decl *decl = t->table.decl;
    if (decl->hit == HIT_COUNT && decl->result_count > 1) report(c, DIAG_COUNT_RESULTS, decl->results[1].at, A(""));
    type_columns(&x, decl);
    for (uint32_t i = 0; i < t->table.result_count; i++)
        t->table.results[i].type = stated_type(c, decl->result_types[i]);
    for (uint32_t i = 0; i < decl->row_count; i++) check_shape(c, decl, &decl->rows[i], i + 1 == decl->row_count);
    for (uint32_t i = 0; i < decl->row_count; i++)
        if (is_shaped(c, decl, &decl->rows[i])) type_row(&x, decl, &decl->rows[i], t->table.results);
    if (!shape_is_sound(decl)) return;
    if (decl->hit == HIT_MARGINAL) {
        type_bands(c, t);
        return;
    }
    bool truth = type_results(&x, t);
    if (part_is_unread(c, decl->at)) return;                        // nobody knows what its rows cover
    bool of_none = decl->hit == HIT_SUM || decl->hit == HIT_COUNT;  // no rows that hold come to 0
    if (table_prove_rows(c, t, !of_none, truth)) leave_silent(t);
}

void type_table(struct checker *c, struct table_build *t) {
    struct frame f;
    if (!open_definition(c, &f, &t->table.def, &t->progress)) return;
    type_body(c, t);
    close_definition(c, &f);
}
