#include "interp/whatif/flips.h"

#include <stdlib.h>
#include <string.h>

#include "interp/whatif/reasons.h"

static void free_flip(struct flip *flip) {
    few_free(&flip->sample);
    free(flip->reasons);
    free(flip);
}

void flips_free(struct flips *f) {
    for (uint32_t i = 0; i < f->count; i++) free_flip(f->items[i]);
    free(f->items);
    *f = (struct flips){0};
}

// What is unknown on one side alone is a change of what is known, unless the other is a yes.
enum whatif_flip_kind flip_kind(uint8_t before, uint8_t after, int64_t limit_before, int64_t limit_after) {
    bool open = (before == DECISION_INCOMPLETE) != (after == DECISION_INCOMPLETE);
    if (before == after) return limit_after > limit_before ? FLIP_LARGER : FLIP_SMALLER;
    if (open && before != DECISION_ELIGIBLE && after != DECISION_ELIGIBLE) return FLIP_UNKNOWN;
    return after < before ? FLIP_BETTER : FLIP_WORSE;
}

// ---- classes

static bool is_class(const struct flip *a, const struct flip *b) {
    bool same = a->before == b->before && a->after == b->after && a->kind == b->kind && a->cause == b->cause &&
                a->offer_before == b->offer_before && a->offer_after == b->offer_after &&
                a->reason_count == b->reason_count;
    for (uint32_t i = 0; same && i < a->reason_count; i++) same = !reason_compare(&a->reasons[i], &b->reasons[i]);
    return same;
}

static bool keep(struct flips *f, struct flip *flip) {
    if (f->count == f->capacity) {
        uint32_t capacity = f->capacity ? f->capacity * 2 : 16;
        struct flip **items = realloc(f->items, capacity * sizeof(struct flip *));
        if (!items) return f->failed = true, false;
        f->items = items, f->capacity = capacity;
    }
    f->items[f->count++] = flip;
    return true;
}

// There are few: a class is looked for among them where it is not remembered.
static uint32_t find(const struct flips *f, const struct flip *like) {
    uint32_t i = 0;
    while (i < f->count && !is_class(f->items[i], like)) i++;
    return i;
}

static struct flip *copy_of(const struct flip *like) {
    struct flip *flip = calloc(1, sizeof *flip);
    if (!flip) return NULL;
    *flip = *like;
    flip->reasons = NULL;
    if (!like->reason_count) return flip;
    flip->reasons = malloc(like->reason_count * sizeof *flip->reasons);
    if (flip->reasons) memcpy(flip->reasons, like->reasons, like->reason_count * sizeof *flip->reasons);
    if (flip->reasons) return flip;
    free(flip);
    return NULL;
}

static uint32_t find_or_add(struct flips *f, const struct flip *like) {
    uint32_t at = find(f, like);
    if (at < f->count) return at;
    struct flip *flip = copy_of(like);
    if (flip && keep(f, flip)) return at;
    free(flip ? flip->reasons : NULL);
    free(flip);
    f->failed = true;
    return UINT32_MAX;
}

// One for all versions and worlds.
static const struct offer *offer_of(const struct viewing *w, uint32_t version, uint32_t offer) {
    const struct scope *s = w->scope;
    for (uint32_t i = 0; offer != NO_OFFER && i < s->count; i++)
        if (s->counted[i].offer && s->counted[i].places[version] == offer) return s->counted[i].offer;
    return NULL;
}

static const struct name *limit_name(const struct viewing *w, uint32_t version, uint32_t offer) {
    const struct planned_offer *o = offer == NO_OFFER ? NULL : &w->plan->schemes[version].offers[offer];
    for (uint32_t i = 0; o && i < o->grant_count; i++)
        if (o->grants[i].is_limit) return &o->grants[i].grant->def.name;
    return NULL;
}

static uint32_t classify(struct flips *f, const struct viewing *w, const struct flip_raw *raw, uint32_t row) {
    struct reason_list found;
    struct flip like = {
        .before = raw->decision[0], .after = raw->decision[1], .kind = (enum whatif_flip_kind)raw->kind};
    like.offer_before = offer_of(w, raw->version[0], raw->offer[0]);
    like.offer_after = offer_of(w, raw->version[1], raw->offer[1]);
    found.count = 0;
    if (like.before == like.after) {
        const struct name *name = limit_name(w, raw->version[1], raw->offer[1]);
        like.cause = name ? CAUSE_GRANT : CAUSE_OFFER;
        if (name) found.items[found.count++] = (struct whatif_reason){name, NULL};
    } else {
        like.cause = reasons_between(w, raw->version, raw->offer, row, raw->decision[1] < raw->decision[0], &found);
    }
    like.reasons = found.items;
    like.reason_count = found.count;
    return find_or_add(f, &like);
}

// ---- remembered classes

static bool put_planes(const struct viewing *w, struct flip_raw *raw, int side, uint32_t row) {
    if (raw->offer[side] == NO_OFFER) return true;
    const struct offer_result *o = &w->decisions->schemes[raw->version[side]].offers[raw->offer[side]];
    for (uint32_t i = 0; i < o->planes && i < FLIP_PLANES; i++) raw->failed[side][i] = o->failed[i][row];
    return o->planes <= FLIP_PLANES;
}

static struct flip_cached *cached(struct flips *f, const struct flip_raw *raw) {
    uint64_t hash = 0, word;
    for (size_t i = 0; i + sizeof word <= sizeof *raw; i += sizeof word) {
        memcpy(&word, (const char *)raw + i, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return &f->cache[(hash >> 40) % FLIP_CACHE];
}

struct flip *flips_add(struct flips *f, const struct viewing *w, const struct view views[2], const struct seen seen[2],
                       uint32_t row) {
    struct flip_raw raw;
    bool small = true;
    int64_t limits[] = {seen_limit(&seen[0], row), seen_limit(&seen[1], row)};
    memset(&raw, 0, sizeof raw);
    for (int i = 0; i < 2; i++) {
        raw.version[i] = view_version(w->decisions, &views[i], row);
        raw.offer[i] = view_offer(w->decisions, &views[i], row);
        raw.decision[i] = seen[i].decision[row];
        small &= put_planes(w, &raw, i, row);
    }
    raw.kind = (uint8_t)flip_kind(raw.decision[0], raw.decision[1], limits[0], limits[1]);
    struct flip_cached *known = cached(f, &raw);
    bool hit = small && known->flip && !memcmp(&known->raw, &raw, sizeof raw);
    uint32_t at = hit ? known->flip - 1 : classify(f, w, &raw, row);
    if (at == UINT32_MAX) return NULL;
    struct flip *flip = f->items[at];
    if (small && !hit && (flip->cause == CAUSE_FAILED || flip->cause == CAUSE_GRANT))
        *known = (struct flip_cached){raw, at + 1};
    flip->records++;
    for (int i = 0; i < 2; i++) flip->limits[i] += limits[i];
    return flip;
}

// ---- all together

void flips_merge(struct flips *into, struct flips *from, uint32_t most) {
    into->failed |= from->failed;
    for (uint32_t i = 0; i < from->count; i++) {
        struct flip *flip = from->items[i];
        uint32_t at = find_or_add(into, &(struct flip){.before = flip->before,
                                                       .after = flip->after,
                                                       .kind = flip->kind,
                                                       .cause = flip->cause,
                                                       .offer_before = flip->offer_before,
                                                       .offer_after = flip->offer_after,
                                                       .reasons = flip->reasons,
                                                       .reason_count = flip->reason_count});
        if (at == UINT32_MAX) return;
        into->items[at]->records += flip->records;
        for (int k = 0; k < 2; k++) into->items[at]->limits[k] += flip->limits[k];
        struct flip_sample *sample = flip->sample.items;
        for (uint32_t k = 0; k < flip->sample.count; k++)
            into->failed |= !sample_put(into->items[at], most, &sample[k]);
        flip->sample.count = 0;
    }
}

// ---- the order in which they are told: it follows from what is told of them alone, and not from the language

static uint32_t rank_of(const struct scope *s, const struct offer *o) {
    uint32_t i = 0;
    while (i < s->count && s->counted[i].offer != o) i++;
    return o ? i : UINT32_MAX;
}

static int compare_numbers(uint64_t a, uint64_t b) { return a < b ? -1 : a > b; }

static int compare_names(const struct policy *p, const struct name *a, const struct name *b) {
    if (!a || !b) return !b - !a;
    return strcmp(name_text(p, a, LANG_EN), name_text(p, b, LANG_EN));
}

static int compare_reasons(const struct policy *p, const struct flip *a, const struct flip *b) {
    for (uint32_t i = 0; i < a->reason_count && i < b->reason_count; i++) {
        int order = compare_names(p, a->reasons[i].name, b->reasons[i].name);
        if (!order) order = compare_names(p, a->reasons[i].item, b->reasons[i].item);
        if (order) return order;
    }
    return compare_numbers(a->reason_count, b->reason_count);
}

static int compare_flips(const void *left, const void *right, void *context) {
    const struct flip *a = *(struct flip *const *)left, *b = *(struct flip *const *)right;
    const struct scope *s = context;
    const uint64_t keys[][2] = {
        {b->records, a->records},
        {a->before, b->before},
        {a->after, b->after},
        {a->kind, b->kind},
        {rank_of(s, a->offer_before), rank_of(s, b->offer_before)},
        {rank_of(s, a->offer_after), rank_of(s, b->offer_after)},
        {a->cause, b->cause},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1]) return compare_numbers(keys[i][0], keys[i][1]);
    return compare_reasons(s->policy, a, b);
}

void flips_sort(struct flips *f, const struct scope *s) {
    if (f->count) qsort_r(f->items, f->count, sizeof *f->items, compare_flips, (void *)(uintptr_t)s);
    for (uint32_t i = 0; i < f->count; i++) few_sort(&f->items[i]->sample);
}
