#include "interp/data/list/segment.h"

#include <string.h>

#include "interp/data/list/packed_numbers.h"

#define ALIGNMENT 8u

#define SMALL_SEGMENT_ITEMS 32u

uint32_t list_segment_items(const struct block *b) {
    const struct slice *keys = b->columns[0].data;
    for (uint32_t r = 1; r < b->rows; r++)
        if (slice_order(keys[r], keys[r - 1]) < 0) return SMALL_SEGMENT_ITEMS;
    return LIST_SEGMENT_ITEMS;
}

struct making {
    struct text *out;
    size_t start;          // of the segment in `out`
    uint32_t from, count;  // rows of the block
};

// Where the bytes stand in the segment.
static uint32_t put(struct making *m, const void *bytes, size_t length) {
    text_repeat(m->out, '\0', (m->start - m->out->length) % ALIGNMENT);
    size_t at = m->out->length - m->start;
    text_add(m->out, bytes, length);
    return (uint32_t)at;
}

static void put_narrow(struct making *m, const int64_t *numbers, struct list_part *part) {
    char narrow[LIST_SEGMENT_ITEMS * sizeof *numbers];
    part->width = (uint32_t)packed_numbers_width(numbers, m->count);
    packed_numbers_put(numbers, m->count, part->width, narrow);
    part->data = put(m, narrow, m->count * part->width);
}

static void put_numbers(struct making *m, const struct vector *v, size_t size, struct list_part *part) {
    int64_t numbers[LIST_SEGMENT_ITEMS];
    const uint8_t *state = v->state + m->from;
    packed_numbers_get((const char *)v->data + m->from * size, size, m->count, numbers);
    for (uint32_t i = 0; i < m->count; i++) numbers[i] = state[i] == STATE_KNOWN ? numbers[i] : 0;
    put_narrow(m, numbers, part);
}

static void put_texts(struct making *m, const struct vector *v, struct list_part *part) {
    int64_t ends[LIST_SEGMENT_ITEMS], end = 0;
    const struct slice *texts = (const struct slice *)v->data + m->from;
    const uint8_t *state = v->state + m->from;
    for (uint32_t i = 0; i < m->count; i++) ends[i] = end += state[i] == STATE_KNOWN ? texts[i].length : 0;
    put_narrow(m, ends, part);
    part->texts = (uint32_t)(m->out->length - m->start);
    if (!text_reserve(m->out, (size_t)end)) return;
    for (uint32_t i = 0; i < m->count; i++)
        if (state[i] == STATE_KNOWN) text_add(m->out, texts[i].text, texts[i].length);
}

static void put_states(struct making *m, const struct vector *v, struct list_part *part) {
    uint8_t any = 0;
    for (uint32_t i = 0; i < m->count; i++) any |= v->state[m->from + i];
    if (any) part->states = put(m, v->state + m->from, m->count);
}

static struct list_part put_part(struct making *m, const struct vector *v, enum lane lane) {
    struct list_part part = {.width = 1};
    size_t size = lane_size(lane);
    if (lane == LANE_TEXT) put_texts(m, v, &part);
    else if (size == 1) part.data = put(m, (const char *)v->data + m->from, m->count);
    else put_numbers(m, v, size, &part);
    if (lane != LANE_TRUTH) put_states(m, v, &part);
    return part;
}

struct runs {
    uint32_t key_ends[LIST_SEGMENT_ITEMS];
    uint16_t item_ends[LIST_SEGMENT_ITEMS];
    struct slice keys[LIST_SEGMENT_ITEMS];
    uint32_t count;
    bool rises;
};

static void find_runs(struct runs *runs, const struct slice *keys, uint32_t count) {
    uint32_t length = 0;
    *runs = (struct runs){.rises = true};
    for (uint32_t i = 0; i < count; i++) {
        int order = i ? slice_order(keys[i], keys[i - 1]) : 1;
        runs->rises &= order >= 0;
        if (order) runs->keys[runs->count++] = keys[i];
        if (order) length += keys[i].length;
        runs->key_ends[runs->count - 1] = length;
        runs->item_ends[runs->count - 1] = (uint16_t)(i + 1);
    }
}

static void put_runs(struct making *m, const struct runs *runs) {
    put(m, runs->key_ends, runs->count * sizeof *runs->key_ends);
    put(m, runs->item_ends, runs->count * sizeof *runs->item_ends);
    for (uint32_t i = 0; i < runs->count; i++) text_add(m->out, runs->keys[i].text, runs->keys[i].length);
}

// The head and the parts are known last.
static void put_head(struct making *m, struct list_segment_head head, const struct runs *runs) {
    text_repeat(m->out, '\0', (m->start - m->out->length) % LIST_SEGMENT_UNIT);
    head.size = (uint32_t)(m->out->length - m->start);
    head.runs = (uint16_t)runs->count;
    head.items = (uint16_t)m->count;
    head.rises = runs->rises;
    memcpy(m->out->bytes + m->start, &head, sizeof head);
}

void list_segment_put(struct text *out, const struct field *list, const struct block *b, uint32_t from, uint32_t to,
                      uint64_t chunk, uint32_t record) {
    struct making m = {.out = out, .start = out->length, .from = from, .count = to - from};
    struct runs runs;
    text_repeat(out, '\0', sizeof(struct list_segment_head) + list->item_count * sizeof(struct list_part));
    find_runs(&runs, (const struct slice *)b->columns[0].data + from, m.count);
    put_runs(&m, &runs);
    for (uint32_t i = 0; i < list->item_count && !out->failed; i++) {
        struct list_part part = put_part(&m, &b->columns[i + 1], column_lane(&list->items[i]));
        memcpy(out->bytes + m.start + sizeof(struct list_segment_head) + i * sizeof part, &part, sizeof part);
    }
    if (!out->failed) put_head(&m, (struct list_segment_head){.chunk = chunk, .record = record}, &runs);
}

static size_t aligned(size_t size) { return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

struct list_segment list_segment_at(const char *bytes, const struct field *list) {
    struct list_segment s = {.head = (const void *)bytes, .parts = (const void *)(bytes + sizeof *s.head)};
    bytes += aligned(sizeof *s.head + list->item_count * sizeof *s.parts);
    s.key_ends = (const void *)bytes;
    bytes += aligned(s.head->runs * sizeof *s.key_ends);
    s.item_ends = (const void *)bytes;
    s.keys = bytes + s.head->runs * sizeof *s.item_ends;
    return s;
}

struct copying {
    const char *bytes;  // of the segment
    uint32_t from, count, at;
    struct kept_text *kept;  // NULL: text stays where it is
};

static void copy_numbers(const struct copying *c, const struct list_part *part, size_t size, struct vector *v) {
    int64_t numbers[LIST_SEGMENT_ITEMS];
    const char *data = c->bytes + part->data + c->from * part->width;
    char *to = (char *)v->data + c->at * size;
    if (part->width == size) memcpy(to, data, c->count * size);
    else if (size == sizeof *numbers) packed_numbers_get(data, part->width, c->count, (int64_t *)(void *)to);
    else {
        packed_numbers_get(data, part->width, c->count, numbers);
        packed_numbers_put(numbers, c->count, size, to);
    }
}

static bool copy_texts(const struct copying *c, const struct list_part *part, struct vector *v) {
    int64_t ends[LIST_SEGMENT_ITEMS], first = 0;
    const char *data = c->bytes + part->data + c->from * part->width;
    struct slice *to = (struct slice *)v->data + c->at;
    if (c->from) packed_numbers_get(data - part->width, part->width, 1, &first);
    packed_numbers_get(data, part->width, c->count, ends);
    struct slice all = {c->bytes + part->texts + first, (uint32_t)(ends[c->count - 1] - first)};
    if (c->kept && !kept_text_add(c->kept, &all)) return false;
    for (uint32_t i = 0; i < c->count; i++) {
        int64_t start = i ? ends[i - 1] : first;
        to[i] = (struct slice){all.text + (start - first), (uint32_t)(ends[i] - start)};
    }
    return true;
}

static void copy_states(const struct copying *c, const struct list_part *part, struct vector *v) {
    if (part->states) memcpy(v->state + c->at, c->bytes + part->states + c->from, c->count);
    else memset(v->state + c->at, STATE_KNOWN, c->count);
}

bool list_segment_copy(const struct list_segment *s, const struct field *list, uint32_t from, uint32_t to,
                       struct block *b, uint32_t at, bool lasts) {
    const struct copying c = {(const char *)s->head, from, to - from, at, lasts ? NULL : &b->kept};
    for (uint32_t i = 0; i < list->item_count; i++) {
        struct vector *v = &b->lists[list->index].items[i];
        enum lane lane = column_lane(&list->items[i]);
        if (lane != LANE_TRUTH) copy_states(&c, &s->parts[i], v);
        if (lane != LANE_TEXT) copy_numbers(&c, &s->parts[i], lane_size(lane), v);
        else if (!copy_texts(&c, &s->parts[i], v)) return false;
    }
    return true;
}
