// Records by the value of a field: a group is a property of the record, never of a result.
#ifndef POL_WHATIF_GROUPS_H
#define POL_WHATIF_GROUPS_H
#include "interp/whatif/view.h"

struct group_count {
    uint64_t before[DECISION_COUNT];
    int64_t change[DECISION_COUNT];
    whatif_fen granted, granted_change;
    uint64_t better, worse;
};
// How many there are; the last is of records whose field is missing.
uint32_t by_count(const struct whatif_by *by);
// Whether the groups are years that the records have, as no cuts were given; and where the year of a value begins.
static inline bool by_is_yearly(const struct whatif_by *by) {
    return by->is_open && (by->field->type.kind == TYPE_DATE || by->field->type.kind == TYPE_MONTH);
}
int64_t by_year_begin(const struct whatif_by *by, int64_t value);
// Of each row its group.
void by_codes(const struct whatif_by *by, const struct block *b, uint8_t *codes);
void group_rows(struct group_count *groups, const uint8_t *codes, const struct seen *before, uint32_t rows);
void group_change(struct group_count *g, const struct seen seen[2], uint32_t row);
void group_merge(struct group_count *into, const struct group_count *from, uint32_t count);
// The group's name, for the result.
const char *by_value(struct arena *a, const struct policy *p, const struct whatif_by *by, uint32_t group,
                     enum lang lang);
#endif
