// What time alone does: the record as it is, day after day.
#include "grammar/base/calendar.h"
#include "interp/advice/internal.h"

struct sweep {
    struct adviser *a;
    const struct target *targets;
    uint32_t count, open;
    int32_t *dates;
    bool *may;  // by target
};

// Whatever does not hold must have the date behind it, unless another version comes.
static bool may_come(const struct adviser *a, const struct target *t) {
    struct target_place p;
    if (!target_find(a, t, 0, &p) || target_is_met(a, t, 0)) return false;
    const struct planned_scheme *s = &a->plan->schemes[p.scheme];
    if (p.scheme + 1 < a->plan->scheme_count && s[1].group == s->group) return true;
    if (a->as_of < s->scheme->from) return true;
    if (s->scheme->until && a->as_of > s->scheme->until) return false;
    for (uint32_t i = 0; i < planned_part_count(&s->offers[p.offer]); i++) {
        struct planned_part part = planned_part(&s->offers[p.offer], i);
        bool moves = part.node && a->by_time[part.node->id];
        if (part.waiver && a->by_time[part.waiver->id]) moves = true;
        if (!moves && !target_part_is_met(a, t, p, i, 0)) return false;
    }
    return true;
}

static void look_at_row(struct sweep *s, uint32_t row) {
    for (uint32_t i = 0; i < s->count; i++) {
        if (!s->may[i] || s->dates[i] || !target_is_met(s->a, &s->targets[i], row)) continue;
        s->dates[i] = s->a->block->as_of[row];
        s->open--;
    }
}

static void run_days(struct sweep *s) {
    trial_run(s->a);
    for (uint32_t row = 0; s->open && row < s->a->block->rows; row++) look_at_row(s, row);
    trial_clear(s->a);
}

static void begin(struct sweep *s) {
    trial_add(s->a, s->a->as_of, NULL, 0);
    trial_run(s->a);
    for (uint32_t i = 0; i < s->count; i++) s->open += s->may[i] = may_come(s->a, &s->targets[i]);
    trial_clear(s->a);
}

void find_dates(struct adviser *a, const struct target *targets, uint32_t count, int32_t *dates) {
    struct sweep s = {.a = a, .targets = targets, .count = count, .dates = dates};
    int32_t last;
    s.may = ARENA_ARRAY(a->arena, bool, count + 1);
    for (uint32_t i = 0; i < count; i++) dates[i] = 0;
    begin(&s);
    if (!date_add_months(a->as_of, 12 * ADVICE_YEARS, &last)) last = DATE_MAX;
    int64_t day = date_number(a->as_of), end = date_number(last);
    while (s.open && day < end) {
        int32_t date;
        while (day < end && !trial_is_full(a) && date_from_number(day + 1, &date)) trial_add(a, date, NULL, 0), day++;
        run_days(&s);
    }
}
