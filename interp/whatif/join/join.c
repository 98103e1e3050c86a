#include "interp/whatif/join/join.h"

#include "interp/whatif/join/internal.h"

// The first value that admits one in a hundred of all records.
static const struct json_value *admitting(const struct joining *j, const struct json_value *gaps,
                                          json_whole *admitted) {
    json_whole wanted = (j->population + 99) / 100;
    *admitted = 0;
    for (size_t i = 0; wanted && i < gaps->count; i++) {
        *admitted += json_whole_in(gaps->members[i].value, "misses");
        if (*admitted >= wanted) return json_in(gaps->members[i].value, "value");
    }
    return json_in(gaps, "value");
}

static void join_gap(const struct joining *j, struct json_value *near) {
    json_whole admitted;
    const struct json_value *value = admitting(j, json_in(near, "gaps"), &admitted);
    json_drop(near, "admitting_value");
    json_drop(near, "admitted");
    if (value->kind != JSON_STRING) return;
    json_set_behind(j->arena, near, "nearest", "admitted", json_new_whole(j->arena, JSON_NUMBER, admitted));
    json_set_behind(j->arena, near, "nearest", "admitting_value", json_new(j->arena, JSON_STRING, value->text));
}

static void join_clauses(const struct joining *j, struct json_value *scheme) {
    static const char *const lists[] = {"near", "near_after"};
    for (int i = 0; i < 2; i++) {
        const struct json_value *list = json_in(scheme, lists[i]);
        for (size_t k = 0; k < list->count; k++) join_gap(j, list->members[k].value);
    }
}

static void join_subject(const struct joining *j, struct json_value *subject, const struct json_member *scheme) {
    const struct json_value *groups = json_in(subject, "groups");
    join_limits(j, subject);
    join_edits(j, subject, scheme->name);
    join_flips(j, subject, scheme->value);
    for (size_t i = 0; i < groups->count; i++) join_groups(j, groups->members[i].value);
    join_robustness(j, subject);
}

static void join_scheme(const struct joining *j, const struct json_member *scheme) {
    const struct json_value *offers = json_in(scheme->value, "offers");
    join_subject(j, scheme->value, scheme);
    for (size_t i = 0; i < offers->count; i++) join_subject(j, offers->members[i].value, scheme);
    join_clauses(j, scheme->value);
}

static void set_min_cell(const struct joining *j, struct json_value *total) {
    struct json_value *stamp = json_member_of(total, slice_of("stamp"));
    struct json_value *asked = stamp ? json_member_of(stamp, slice_of("asked")) : NULL;
    if (asked) json_set(j->arena, asked, "min_cell", json_new_whole(j->arena, JSON_NUMBER, j->min_cell));
}

bool whatif_may_join(const struct json_value *report) {
    const struct json_value *schemes = json_in(report, "schemes");
    bool may = json_in(json_in(report, "stamp"), "asked")->kind == JSON_OBJECT;
    for (size_t i = 0; i < schemes->count; i++)
        may &= json_in(schemes->members[i].value, "limit_counts")->kind == JSON_OBJECT;
    return may;
}

enum join_status whatif_join(struct sums *t, const struct join_options *options) {
    const struct json_value *asked = json_in(json_in(t->total, "stamp"), "asked"),
                            *population = json_in(t->total, "population"), *schemes = json_in(t->total, "schemes");
    bool hidden = false, failed = false;
    struct joining j = {.arena = t->arena,
                        .options = options,
                        .edits = json_in(t->total, "edits"),
                        .tried = json_in(t->total, "robustness"),
                        .population = json_whole_in(population, "records") - json_whole_in(population, "rejected"),
                        .sample = json_whole_in(asked, "sample"),
                        .min_cell = json_whole_in(asked, "min_cell"),
                        .hidden = &hidden,
                        .failed = &failed};
    if (options->min_cell != JOIN_AS_ASKED) j.min_cell = options->min_cell;
    for (size_t i = 0; i < schemes->count; i++) join_scheme(&j, &schemes->members[i]);
    set_min_cell(&j, t->total);
    return failed ? JOIN_MEMORY : hidden ? JOIN_HIDDEN : JOIN_MADE;
}
