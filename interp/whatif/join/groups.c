// Groups: those of few records are not told, and what a part did not tell can't be told of the whole.
#include <string.h>

#include "interp/whatif/join/internal.h"
#include "interp/whatif/write/tables.h"

static bool is_told_nowhere(const struct json_value *row) { return json_in(row, "few")->text.length != 0; }

static bool is_few(const struct json_value *rows, size_t at, json_whole least) {
    const struct whatif_result r = {.min_cell = (uint32_t)least};
    const struct whatif_group_row row = {.total = at + 1 == rows->count,
                                         .records = (uint64_t)json_whole_in(rows->members[at].value, "records")};
    return whatif_is_few(&r, &row);
}

static void hide(struct arena *a, struct json_value *row) {
    struct json_value *value = json_member_of(row, slice_of("value"));
    row->members = NULL;
    row->count = 0;
    if (value) json_set(a, row, "value", value);
    json_set(a, row, "few", json_new(a, JSON_WORD, slice_of("true")));
}

static bool hides_any(const struct json_value *rows) {
    for (size_t i = 0; i < rows->count; i++)
        if (is_told_nowhere(rows->members[i].value)) return true;
    return false;
}

void join_groups(const struct joining *j, struct json_value *rows) {
    bool hidden = hides_any(rows);
    if (hidden && j->options->files > 1) {
        *rows = *json_new(j->arena, JSON_WORD, slice_of("null"));
        *j->hidden = true;
        return;
    }
    for (size_t i = 0; i < rows->count; i++)
        if (is_few(rows, i, j->min_cell)) hide(j->arena, rows->members[i].value);
}
