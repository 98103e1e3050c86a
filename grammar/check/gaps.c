// What the rows of a decision table cover together: gaps, rows that can both be met, rows that never can.
// Column by column, value class by value class, the rows that still fit are kept; where none is left, there is a gap.
// The effort is bounded: a table too tangled to be told is said to be so.
#include "grammar/check/cells.h"

#define MAX_EFFORT 2000000  // looks at a row, for all questions about one table

struct coverage {
    struct checker *c;
    const struct decl *decl;
    struct column *columns;
    uint8_t ***holds;    // [column][row][class]: enum holds
    uint32_t row_count;  // without `otherwise`
    uint32_t effort;
    bool truth;                      // a gap is a fault
    const struct table_row *within;  // only what this row covers; NULL: everything
    uint32_t within_index;
    uint32_t *chosen;  // by column: the class on the way
};

enum answer { ANSWER_COVERED, ANSWER_GAP, ANSWER_UNKNOWN };

static bool all_open(const struct table_row *row, uint32_t from, uint32_t count) {
    for (uint32_t i = from; i < count; i++)
        if (row->cells[i]) return false;
    return true;
}

static uint32_t keep_fitting(struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column, uint32_t value,
                             uint32_t *kept) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++)
        if (v->holds[column][rows[i]][value] == HOLDS_YES) kept[n++] = rows[i];
    v->effort += count + 1;
    return n;
}

static enum answer cover(struct coverage *v, const uint32_t *rows, uint32_t count, uint32_t column) {
    uint32_t columns = v->decl->column_count;
    if (!count) {
        for (uint32_t i = column; i < columns; i++) v->chosen[i] = UINT32_MAX;
        return ANSWER_GAP;
    }
    if (column == columns) return ANSWER_COVERED;
    for (uint32_t i = 0; i < count; i++)
        if (all_open(&v->decl->rows[rows[i]], column, columns)) return ANSWER_COVERED;
    uint32_t *kept = ARENA_ARRAY(v->c->arena, uint32_t, count);
    for (uint32_t value = 0; value < v->columns[column].class_count; value++) {
        if (v->within && v->holds[column][v->within_index][value] == HOLDS_NO) continue;
        if (v->effort > MAX_EFFORT) return ANSWER_UNKNOWN;
        v->chosen[column] = value;
        uint32_t n = keep_fitting(v, rows, count, column, value, kept);
        enum answer answer = cover(v, kept, n, column + 1);
        if (answer != ANSWER_COVERED) return answer;
    }
    return ANSWER_COVERED;
}

static uint8_t **column_holds(struct coverage *v, uint32_t column) {
    const struct column *col = &v->columns[column];
    uint8_t **rows = ARENA_ARRAY(v->c->arena, uint8_t *, v->row_count);
    for (uint32_t r = 0; r < v->row_count; r++) {
        rows[r] = ARENA_ARRAY(v->c->arena, uint8_t, col->class_count);
        cell_holds(col, v->decl->rows[r].cells[column], rows[r]);
    }
    return rows;
}

#define MAX_CELLS 4000000  // looks of a class at a cell: a table beyond is not analysed

// False where the table is too large to look at.
static bool prepare(struct coverage *v) {
    const struct decl *decl = v->decl;
    v->columns = ARENA_ARRAY(v->c->arena, struct column, decl->column_count);
    v->holds = ARENA_ARRAY(v->c->arena, uint8_t **, decl->column_count);
    v->chosen = ARENA_ARRAY(v->c->arena, uint32_t, decl->column_count);
    uint64_t cells = 0;
    for (uint32_t i = 0; i < decl->column_count; i++) {
        v->columns[i] = column_of(v->c, decl, i);
        cells += (uint64_t)v->columns[i].class_count * v->row_count;
    }
    if (cells > MAX_CELLS) return false;
    for (uint32_t i = 0; i < decl->column_count; i++) v->holds[i] = column_holds(v, i);
    return true;
}

static uint32_t *first_rows(struct coverage *v, uint32_t count) {
    uint32_t *rows = ARENA_ARRAY(v->c->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) rows[i] = i;
    return rows;
}

static struct diag_arg chosen_words(struct coverage *v) {
    struct text en = {0}, zh = {0};
    for (uint32_t i = 0; i < v->decl->column_count; i++) {
        if (v->chosen[i] == UINT32_MAX) continue;
        if (en.length) text_put(&en, ", "), text_put(&zh, "、");
        class_words(v->c, &v->columns[i], &v->columns[i].classes[v->chosen[i]], &en, &zh);
    }
    if (!en.length) text_put(&en, "anything"), text_put(&zh, "任何情形");
    struct diag_arg words = {text_words(v->c, &en).en, NULL};
    words.zh = text_words(v->c, &zh).en;
    return words;
}

static void report_untold(struct coverage *v) {
    enum diag_id id = v->truth ? DIAG_TABLE_GAP_MAYBE_TRUTH : DIAG_TABLE_GAP_MAYBE;
    struct diag *d = report(v->c, id, v->decl->head, name_words(v->c, &v->decl->name));
    report_hint(v->c, d, DIAG_HINT_OTHERWISE, A(""));
}

static bool report_gap(struct coverage *v) {
    enum answer answer = cover(v, first_rows(v, v->row_count), v->row_count, 0);
    if (answer == ANSWER_COVERED) return false;
    bool opaque = answer == ANSWER_UNKNOWN;
    for (uint32_t i = 0; i < v->decl->column_count; i++) opaque = opaque || v->columns[i].opaque;
    if (opaque) report_untold(v);
    else {
        enum diag_id id = v->truth ? DIAG_TABLE_GAP_TRUTH : DIAG_TABLE_GAP;
        struct diag *d = report(v->c, id, v->decl->head, name_words(v->c, &v->decl->name), chosen_words(v));
        report_hint(v->c, d, DIAG_HINT_OTHERWISE, A(""));
    }
    return true;
}

static bool meet_in_column(struct coverage *v, uint32_t column, uint32_t a, uint32_t b) {
    for (uint32_t k = 0; k < v->columns[column].class_count; k++) {
        v->chosen[column] = k;
        if (v->holds[column][a][k] == HOLDS_YES && v->holds[column][b][k] == HOLDS_YES) return true;
    }
    return false;
}

static bool meet(struct coverage *v, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < v->decl->column_count; i++) {
        v->effort += v->columns[i].class_count;
        if (!meet_in_column(v, i, a, b)) return false;
    }
    return true;
}

#define MAX_MEETING_EFFORT 50000000  // cheap looks, two bytes each

static void report_overlaps(struct coverage *v) {
    v->effort = 0;
    for (uint32_t b = 1; b < v->row_count; b++)
        for (uint32_t a = 0; a < b && v->effort < MAX_MEETING_EFFORT; a++) {
            if (!meet(v, a, b)) continue;
            struct diag *d = report(v->c, DIAG_TABLE_OVERLAP, v->decl->rows[b].at, name_words(v->c, &v->decl->name),
                                    chosen_words(v));
            report_label(v->c, d, DIAG_LABEL_THE_OTHER, v->decl->rows[a].at, A(""));
            break;
        }
}

static void report_unreached(struct coverage *v) {
    uint32_t *rows = first_rows(v, v->row_count);
    v->effort = 0;
    for (uint32_t r = 1; r < v->row_count; r++) {
        v->within = &v->decl->rows[r];
        v->within_index = r;
        if (cover(v, rows, r, 0) == ANSWER_COVERED) report(v->c, DIAG_ROW_UNREACHED, v->decl->rows[r].at, A(""));
        if (v->effort > MAX_EFFORT) return;
    }
}

static bool columns_are_sound(const struct decl *decl) {
    for (uint32_t i = 0; i < decl->column_count; i++)
        if (!decl->columns[i] || decl->columns[i]->type.kind == TYPE_NONE) return false;
    for (uint32_t r = 0; r < decl->row_count; r++)
        for (uint32_t i = 0; i < decl->rows[r].cell_count; i++) {
            const struct expr *cell = decl->rows[r].cells[i];
            if (cell && cell->type.kind == TYPE_NONE) return false;
        }
    return true;
}

bool table_leaves_gap(struct checker *c, struct table_build *t, bool truth) {
    const struct decl *decl = t->table.decl;
    bool otherwise = decl->row_count && decl->rows[decl->row_count - 1].otherwise;
    struct coverage v = {.c = c, .decl = decl, .truth = truth, .row_count = decl->row_count - otherwise};
    if (!columns_are_sound(decl)) return false;
    if (!prepare(&v)) {
        if (!otherwise) report_untold(&v);
        return !otherwise;
    }
    bool gap = !otherwise && report_gap(&v);
    if (decl->hit == HIT_UNIQUE) report_overlaps(&v);
    else report_unreached(&v);
    return gap;
}
