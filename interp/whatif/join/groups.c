// Groups: those of few records are not told, and what a part did not tell can't be told of the whole.
#include <string.h>

#include "interp/whatif/cells.h"
#include "interp/whatif/join/internal.h"

static bool is_told_nowhere(const struct json_value *row) {
    return json_in(row, "few")->text.length || json_in(row, "withheld")->text.length;
}

static void hide(struct arena *a, struct json_value *row, const char *word) {
    struct json_value *value = json_member_of(row, slice_of("value"));
    row->members = NULL;
    row->count = 0;
    if (value) json_set(a, row, "value", value);
    json_set(a, row, word, json_new(a, JSON_WORD, slice_of("true")));
}

static bool hides_any(const struct json_value *rows) {
    for (size_t i = 0; i < rows->count; i++)
        if (is_told_nowhere(rows->members[i].value)) return true;
    return false;
}

// All but the last, which is the total.
static void hide_cells(const struct joining *j, struct json_value *rows) {
    uint32_t count = rows->count ? (uint32_t)rows->count - 1 : 0;
    uint64_t *records = ARENA_ARRAY(j->arena, uint64_t, count);
    enum whatif_cell *cells = ARENA_ARRAY(j->arena, enum whatif_cell, count);
    for (uint32_t i = 0; i < count; i++) records[i] = (uint64_t)json_whole_in(rows->members[i].value, "records");
    whatif_hide_cells(records, cells, count, (uint64_t)j->min_cell);
    for (uint32_t i = 0; i < count; i++)
        if (cells[i] != CELL_TOLD) hide(j->arena, rows->members[i].value, cells[i] == CELL_FEW ? "few" : "withheld");
}

void join_groups(const struct joining *j, struct json_value *rows) {
    bool hidden = hides_any(rows);
    if (hidden && j->options->files > 1) {
        *rows = *json_new(j->arena, JSON_WORD, slice_of("null"));
        *j->hidden = true;
        return;
    }
    if (!hidden) hide_cells(j, rows);
}
