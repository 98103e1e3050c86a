// Limits of eligible records: percentiles and bars from how many have which.
#include "interp/whatif/finish.h"
#include "interp/whatif/join/internal.h"

static bool count_limits(const struct json_value *counts, struct value_counts *v) {
    const struct json_value *values = json_in(counts, "values");
    v->rounded = json_in(counts, "rounded")->text.length != 0;
    for (size_t i = 0; i < values->count; i++) {
        const struct json_value *each = values->members[i].value;
        int64_t before = (int64_t)json_whole_in(each, "before"), after = (int64_t)json_whole_in(each, "after");
        value_counts_add(v, (int64_t)json_whole_in(each, "limit"), before, after - before);
    }
    return !v->failed;
}

static struct json_value *object(struct arena *a) { return json_new(a, JSON_OBJECT, (struct slice){"", 0}); }
static struct json_value *array(struct arena *a) { return json_new(a, JSON_ARRAY, (struct slice){"", 0}); }

static void put(struct arena *a, struct json_value *to, const char *name, enum json_kind kind, json_whole n) {
    json_set(a, to, name, json_new_whole(a, kind, n));
}

static void set_percentiles(struct arena *a, struct json_value *limit, const struct whatif_side *s) {
    static const char *const names[] = {"mean", "p10", "p50", "p90"};
    const int64_t values[] = {s->mean, s->p10, s->p50, s->p90};
    for (int i = 0; i < 4; i++)
        json_set(a, limit, names[i],
                 s->has_percentiles ? json_new_whole(a, JSON_STRING, values[i])
                                    : json_new(a, JSON_WORD, slice_of("null")));
}

static struct json_value *bars(struct arena *a, const struct whatif_subject *s) {
    struct json_value *list = array(a);
    for (uint32_t i = 0; i < s->bar_count; i++) {
        const struct whatif_bar *b = &s->bars[i];
        struct json_value *bar = object(a);
        put(a, bar, b->exact ? "limit" : "from", JSON_STRING, b->low);
        if (!b->exact) put(a, bar, "below", JSON_STRING, b->high);
        put(a, bar, "before", JSON_NUMBER, (json_whole)b->before);
        put(a, bar, "after", JSON_NUMBER, (json_whole)b->after);
        json_push(a, list, bar);
    }
    return list;
}

static struct json_value *counts_of(struct arena *a, const struct whatif_limits *l) {
    struct json_value *counts = object(a), *list = array(a);
    if (l->rounded) json_set(a, counts, "rounded", json_new(a, JSON_WORD, slice_of("true")));
    for (uint32_t i = 0; i < l->count; i++) {
        struct json_value *each = object(a);
        put(a, each, "limit", JSON_STRING, l->items[i].limit);
        put(a, each, "before", JSON_NUMBER, (json_whole)l->items[i].before);
        put(a, each, "after", JSON_NUMBER, (json_whole)l->items[i].after);
        json_push(a, list, each);
    }
    json_set(a, counts, "values", list);
    return counts;
}

void join_limits(const struct joining *j, struct json_value *subject) {
    static const char *const sides[] = {"before", "after"};
    struct json_value *limit = json_member_of(subject, slice_of("limit"));
    struct whatif_subject s = {0};
    struct value_counts v = {0};
    bool counted = count_limits(json_in(subject, "limit_counts"), &v);
    *j->failed |= !counted;
    if (counted) s.limits = whatif_limits_of(j->arena, &v);
    value_counts_free(&v);
    if (!counted || !limit) return;
    for (int i = 0; i < WHATIF_WORLDS; i++) {
        s.sides[i].granted_count = (uint64_t)json_whole_in(json_in(limit, sides[i]), "count");
        s.sides[i].granted = json_whole_in(json_in(limit, sides[i]), "granted");
    }
    whatif_tell_limits(j->arena, &s);
    for (int i = 0; i < WHATIF_WORLDS; i++) {
        struct json_value *side = json_member_of(limit, slice_of(sides[i]));
        if (side) set_percentiles(j->arena, side, &s.sides[i]);
    }
    json_set(j->arena, subject, "limits", bars(j->arena, &s));
    json_set(j->arena, subject, "limit_counts", counts_of(j->arena, &s.limits));
}
