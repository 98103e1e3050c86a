#include "interp/whatif/values.h"

#include <stdlib.h>

#include "grammar/base/order.h"

#define FIRST_CAPACITY 64u
#define DIGITS_KEPT 1000u
#define FETCHED_AHEAD 16u

void value_counts_free(struct value_counts *v) {
    free(v->slots);
    *v = (struct value_counts){0};
}

static int64_t rounded_down(int64_t value) {
    uint64_t unit = 1, size = (uint64_t)(value < 0 ? -(value + 1) : value);
    while (size >= unit * DIGITS_KEPT) unit *= 10;
    return value - value % (int64_t)unit;
}

static uint32_t home_of(uint32_t capacity, int64_t value) {
    uint64_t hash = (uint64_t)value * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(hash >> 32) & (capacity - 1);
}

static uint32_t slot_of(const struct value_count *slots, uint32_t capacity, int64_t value) {
    uint32_t at = home_of(capacity, value);
    while (slots[at].used && slots[at].value != value) at = (at + 1) & (capacity - 1);
    return at;
}

static void put(struct value_counts *v, const struct value_count *c) {
    uint32_t at = slot_of(v->slots, v->capacity, c->value);
    v->count += !v->slots[at].used;
    v->slots[at].value = c->value;
    v->slots[at].used = true;
    v->slots[at].before += c->before;
    v->slots[at].change += c->change;
    v->last = at;
}

static bool rebuild(struct value_counts *v, uint32_t capacity) {
    struct value_counts next = {.capacity = capacity, .rounded = v->rounded};
    next.slots = calloc(capacity, sizeof *next.slots);
    if (!next.slots) return v->failed = true, false;
    for (uint32_t i = 0; i < v->capacity; i++) {
        struct value_count c = v->slots[i];
        if (v->rounded) c.value = rounded_down(c.value);
        if (c.used) put(&next, &c);
    }
    free(v->slots);
    *v = next;
    return true;
}

static bool make_room(struct value_counts *v) {
    return v->count * 2 < v->capacity || rebuild(v, v->capacity ? v->capacity * 2 : FIRST_CAPACITY);
}

void value_counts_add(struct value_counts *v, int64_t value, int64_t before, int64_t change) {
    if (v->rounded) value = rounded_down(value);
    if (v->capacity && v->slots[v->last].value == value && v->slots[v->last].used) {
        v->slots[v->last].before += before;
        v->slots[v->last].change += change;
        return;
    }
    if (v->failed || !make_room(v)) return;
    put(v, &(struct value_count){.value = value, .before = before, .change = change});
    if (v->count > VALUES_MOST && !v->rounded) v->rounded = true, rebuild(v, v->capacity);
}

// Many different limits have slots all over memory, each of which would be waited for.
void value_counts_add_all(struct value_counts *v, const int64_t *values, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t ahead = i + FETCHED_AHEAD < count ? i + FETCHED_AHEAD : i;
        if (v->capacity && !v->rounded) __builtin_prefetch(&v->slots[home_of(v->capacity, values[ahead])], 1);
        value_counts_add(v, values[i], 1, 0);
    }
}

void value_counts_merge(struct value_counts *into, const struct value_counts *from) {
    into->failed |= from->failed;
    if (from->rounded && !into->rounded) {
        into->rounded = true;
        if (into->capacity) rebuild(into, into->capacity);
    }
    for (uint32_t i = 0; i < from->capacity; i++)
        if (from->slots[i].used)
            value_counts_add(into, from->slots[i].value, from->slots[i].before, from->slots[i].change);
}

static int compare(const void *left, const void *right) {
    const struct value_count *a = left, *b = right;
    return a->value < b->value ? -1 : a->value > b->value;
}

uint32_t value_counts_sort(struct value_counts *v) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->capacity; i++) {
        struct value_count c = v->slots[i];
        if (c.used && (c.before || c.before + c.change)) v->slots[count++] = c;
    }
    if (count) qsort(v->slots, count, sizeof *v->slots, compare);
    return v->count = count;
}
