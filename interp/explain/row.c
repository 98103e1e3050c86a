// Which row of a table held, or left open which does, and the cells that decided.
#include "interp/explain/build.h"

static uint8_t row_truth(const struct telling *t, const struct planned_row *row) {
    return row->condition ? tell_truth(t, row->condition) : TOLD_YES;
}

// The first row that is not ruled out; of unique rows one that is open before one that holds, for it could be a second.
static uint32_t find_row(const struct telling *t, const struct planned_table *p) {
    const struct decl *d = p->table->decl;
    uint32_t found = d->row_count;
    for (uint32_t i = 0; i < d->row_count; i++) {
        if (d->rows[i].otherwise) return found < d->row_count ? found : i;
        uint8_t truth = row_truth(t, &p->rows[i]);
        if (truth == TOLD_NO) continue;
        if (truth != TOLD_YES || d->hit == HIT_FIRST) return i;
        if (found == d->row_count) found = i;
    }
    return found;
}

static struct explained_part tell_cell(struct telling *t, const struct planned_table *p, uint32_t row, uint32_t at) {
    const struct decl *d = p->table->decl;
    const char *column = tell_expression(t, d->columns[at]), *cell = tell_expression(t, d->rows[row].cells[at]);
    return (struct explained_part){.text = tell_phrase(t, WORDS_VALUE_SAID, column, cell),
                                   .truth = tell_truth(t, p->rows[row].cells[at])};
}

static void tell_cells(struct telling *t, const struct planned_table *p, uint32_t at, struct explained_row *row) {
    const struct planned_row *planned = &p->rows[at];
    for (uint32_t i = 0; planned->cells && i < p->table->decl->column_count; i++)
        if (planned->cells[i]) ARENA_PUSH(t->arena, row->cells, row->cell_count, tell_cell(t, p, at, i));
}

static bool rules_out(const struct telling *t, const struct planned_row *row, uint32_t at) {
    return row->cells[at] && tell_truth(t, row->cells[at]) == TOLD_NO;
}

static uint32_t count_against(const struct telling *t, const struct planned_table *p, uint32_t row) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->table->decl->column_count; i++) count += rules_out(t, &p->rows[row], i);
    return count;
}

// Of the first `count` rows, all of which are ruled out.
static uint32_t find_nearest(const struct telling *t, const struct planned_table *p, uint32_t count) {
    uint32_t nearest = 0, fewest = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t against = count_against(t, p, i);
        if (against < fewest) fewest = against, nearest = i;
    }
    return nearest;
}

static void tell_nearest(struct telling *t, const struct planned_table *p, uint32_t count, struct explained_row *row) {
    if (!count) return;
    uint32_t at = find_nearest(t, p, count);
    row->nearest_number = at + 1;
    text_int(&t->line, row->nearest_number);
    row->nearest = tell_phrase(t, WORDS_ROW_NEAREST, tell_kept(t), NULL);
    for (uint32_t i = 0; i < p->table->decl->column_count; i++)
        if (rules_out(t, &p->rows[at], i))
            ARENA_PUSH(t->arena, row->against, row->against_count, tell_cell(t, p, at, i));
}

static enum phrase_id row_words(const struct explained_row *row) {
    static const enum phrase_id words[] = {[TOLD_NO] = WORDS_ROW_NONE,
                                           [TOLD_UNKNOWN] = WORDS_ROW_UNKNOWN,
                                           [TOLD_YES] = WORDS_ROW_HOLDS,
                                           [TOLD_REFERRED] = WORDS_ROW_REFERRED};
    return row->otherwise ? WORDS_ROW_OTHERWISE : words[row->truth];
}

static const char *row_text(struct telling *t, const struct name *table, const struct explained_row *row) {
    text_int(&t->line, row->number);
    return tell_phrase(t, row_words(row), tell_own_name(t, table), tell_kept(t));
}

static bool is_cited(const struct citation *c) { return c->clause || c->quote_count; }

// The row's own, or the table's; a row that only quotes stands in the table's clause.
static struct explained_citation row_citation(struct telling *t, const struct decl *table, const struct citation *own) {
    if (!own || !is_cited(own)) own = &table->citation;
    struct explained_citation told = tell_citation(t, table, own);
    if (!told.clause) told.clause = table->citation.clause;
    return told;
}

static struct explained_row row_of(struct telling *t, const struct planned_table *p, uint32_t at) {
    const struct decl *d = p->table->decl;
    bool none = at == d->row_count;
    const struct citation *own = none ? NULL : &d->rows[at].citation;
    struct explained_row row = {
        .number = none ? 0 : at + 1,
        .otherwise = !none && d->rows[at].otherwise,
        .truth = none ? TOLD_NO : row_truth(t, &p->rows[at]),
        .place = tell_place(t, none ? d->head : d->rows[at].at),
        .citation = row_citation(t, d, own),
    };
    tell_cells(t, p, at, &row);
    if ((none || row.otherwise) && p->rows[0].cells) tell_nearest(t, p, at, &row);
    row.text = row_text(t, &p->table->def.name, &row);
    return row;
}

const struct explained_row *tell_row(struct telling *t, const struct planned_table *p,
                                     const struct planned_row **decided) {
    struct explained_row *row = ARENA_NEW(t->arena, struct explained_row);
    uint32_t at = find_row(t, p);
    *decided = &p->rows[at];
    *row = row_of(t, p, at);
    return row;
}

// "score: row 2 holds → 25". The table's citation is told with the first of its rows alone.
static struct explained_row giving_row(struct telling *t, const struct planned_table *p, uint32_t at, bool first) {
    struct explained_row row = row_of(t, p, at);
    if (!first && !is_cited(&p->table->decl->rows[at].citation)) row.citation = (struct explained_citation){0};
    if (row.truth != TOLD_YES || !p->rows[at].result) return row;
    const struct definition *def = &p->table->results[p->result].def;
    struct explained_value given = tell_value(t, def, p->rows[at].result);
    row.gives = given.text;
    row.gives_json = given.json;
    if (p->rows[at].part)
        row.gives = tell_phrase(t, WORDS_PART_OF_BAND, tell_value(t, def, p->rows[at].part).text, given.text);
    row.text = tell_phrase(t, WORDS_JUDGED, row.text, row.gives);
    return row;
}

uint32_t tell_rows(struct telling *t, const struct planned_table *p, struct explained_row **rows,
                   const struct planned_row ***decided) {
    const struct decl *d = p->table->decl;
    uint32_t count = 0, told = 0, ends = d->row_count;
    for (uint32_t i = 0; i < d->row_count; i++) {
        if (d->rows[i].otherwise) ends = i;
        if (d->rows[i].otherwise || row_truth(t, &p->rows[i]) == TOLD_NO) continue;
        struct explained_row row = giving_row(t, p, i, count == 0);
        ARENA_PUSH(t->arena, *rows, count, row);
        ARENA_PUSH(t->arena, *decided, told, &p->rows[i]);
    }
    if (count) return count;
    struct explained_row row = giving_row(t, p, ends, true);
    ARENA_PUSH(t->arena, *rows, count, row);
    ARENA_PUSH(t->arena, *decided, told, &p->rows[ends]);
    return count;
}
