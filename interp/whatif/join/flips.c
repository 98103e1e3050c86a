// Records that change, by class: in the order in which whatif tells them, and of each class those with the smallest
// hashes.
#include <stdlib.h>
#include <string.h>

#include "grammar/tree/decision.h"
#include "interp/whatif/join/internal.h"
#include "interp/whatif/write/tables.h"

#define NONE UINT32_MAX

static uint32_t place_among(const char *const names[][2], uint32_t count, struct slice name) {
    uint32_t i = 0;
    while (i < count && slice_order(slice_of(names[i][0]), name) && slice_order(slice_of(names[i][1]), name)) i++;
    return i;
}

static uint32_t decision_place(const struct json_value *flip, const char *side) {
    return place_among(decision_names, DECISION_COUNT, json_in(flip, side)->text);
}

static uint32_t offer_place(const struct json_value *offers, const struct json_value *flip, const char *side) {
    const struct json_value *offer = json_in(flip, side);
    uint32_t i = 0;
    while (i < offers->count && slice_order(offers->members[i].name, offer->text)) i++;
    return offer->kind == JSON_STRING ? i : NONE;
}

static int compare_texts(const struct json_value *a, const struct json_value *b) {
    size_t i = 0;
    while (i < a->count && i < b->count && !slice_order(a->members[i].value->text, b->members[i].value->text)) i++;
    if (i < a->count && i < b->count) return slice_order(a->members[i].value->text, b->members[i].value->text);
    return (i < a->count) - (i < b->count);
}

struct places {
    uint32_t before, after, kind, offers[2], cause;
};

static struct places places_of(const struct json_value *flip, const struct json_value *offers) {
    return (struct places){decision_place(flip, "before"),
                           decision_place(flip, "after"),
                           place_among(whatif_kind_names, FLIP_SMALLER + 1, json_in(flip, "kind")->text),
                           {offer_place(offers, flip, "offer_before"), offer_place(offers, flip, "offer_after")},
                           place_among(whatif_cause_names, CAUSE_OFFER + 1, json_in(flip, "cause")->text)};
}

static int compare_flips(const void *left, const void *right, void *context) {
    const struct json_value *a = ((const struct json_member *)left)->value;
    const struct json_value *b = ((const struct json_member *)right)->value;
    json_whole records = json_whole_in(a, "records") - json_whole_in(b, "records");
    if (records) return records > 0 ? -1 : 1;
    struct places x = places_of(a, context), y = places_of(b, context);
    const uint32_t keys[][2] = {{x.before, y.before},       {x.after, y.after},         {x.kind, y.kind},
                                {x.offers[0], y.offers[0]}, {x.offers[1], y.offers[1]}, {x.cause, y.cause}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1]) return keys[i][0] < keys[i][1] ? -1 : 1;
    return compare_texts(json_in(a, "reasons"), json_in(b, "reasons"));
}

static int compare_samples(const void *left, const void *right) {
    static const char *const texts[] = {"hash", "id", "why_before", "why_after"};
    static const char *const limits[] = {"limit_before", "limit_after"};
    const struct json_value *a = ((const struct json_member *)left)->value;
    const struct json_value *b = ((const struct json_member *)right)->value;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int order = slice_order(json_in(a, texts[i])->text, json_in(b, texts[i])->text);
        if (order) return order;
    }
    int by_fields = compare_texts(json_in(a, "fields"), json_in(b, "fields"));
    for (size_t i = 0; !by_fields && i < 2; i++) {
        json_whole x = json_whole_in(a, limits[i]), y = json_whole_in(b, limits[i]);
        by_fields = (x > y) - (x < y);
    }
    return by_fields;
}

static void cut_sample(struct json_value *sample, json_whole most) {
    qsort(sample->members, sample->count, sizeof *sample->members, compare_samples);
    if (most >= 0 && (json_whole)sample->count > most) sample->count = (size_t)most;
}

void join_flips(const struct joining *j, struct json_value *subject, const struct json_value *scheme) {
    struct json_value *flips = json_member_of(subject, slice_of("flips"));
    if (!flips || !flips->count) return;
    for (size_t i = 0; i < flips->count; i++) {
        struct json_value *sample = json_member_of(flips->members[i].value, slice_of("sample"));
        if (sample && sample->count) cut_sample(sample, j->sample);
    }
    struct json_value *offers = json_member_of(scheme, slice_of("offers"));
    if (offers) qsort_r(flips->members, flips->count, sizeof *flips->members, compare_flips, offers);
}
