#include <string.h>

#include "grammar/text.h"
#include "interp/data/list_spill.h"

struct list_run list_run_of(const struct list_run_head *head, const char *bytes, uint64_t offset) {
    const char *key = bytes + sizeof *head;
    return (struct list_run){.number = head->number, .offset = offset, .size = head->size, .items = head->items, .bad = head->bad,
                             .key = {key, head->key_length}, .bytes = key + head->key_length};
}

// An item is its fields in turn: a state where the lane has one, and what is known.
static void put_text(struct text *out, struct slice text) {
    text_add(out, (const char *)&text.length, sizeof text.length);
    text_add(out, text.text, text.length);
}

static void put_field(struct text *out, enum lane lane, const struct vector *v, size_t item) {
    size_t size = lane_size(lane);
    const char *data = (const char *)v->data + item * size;
    if (lane != LANE_TRUTH) text_char(out, (char)v->state[item]);
    if (lane != LANE_TRUTH && v->state[item] != STATE_KNOWN) return;
    if (lane == LANE_TEXT) put_text(out, ((const struct slice *)v->data)[item]);
    else text_add(out, data, size);
}

void list_run_put_item(struct text *out, const struct field *list, const struct vector *columns, size_t item) {
    for (uint32_t i = 0; i < list->item_count; i++) put_field(out, column_lane(&list->items[i]), &columns[i], item);
}

static const char *take_text(const char *at, struct block *b, struct vector *v, size_t item) {
    struct slice text = {.length = 0};
    memcpy(&text.length, at, sizeof text.length);
    text.text = at + sizeof text.length;
    at = text.text + text.length;
    if (!kept_text_add(&b->kept, &text)) return NULL;
    ((struct slice *)v->data)[item] = text;
    return at;
}

static const char *take_field(const char *at, enum lane lane, struct block *b, struct vector *v, size_t item) {
    size_t size = lane_size(lane);
    if (lane != LANE_TRUTH) v->state[item] = (uint8_t)*at++;
    if (lane != LANE_TRUTH && v->state[item] != STATE_KNOWN) return at;
    if (lane == LANE_TEXT) return take_text(at, b, v, item);
    memcpy((char *)v->data + item * size, at, size);
    return at + size;
}

bool list_run_fill(const struct list_run *run, struct block *b, const struct field *list) {
    const char *at = run->bytes;
    for (uint32_t i = 0; i < run->items; i++) {
        int64_t item = block_add_item(b, list);
        if (item < 0) return false;
        for (uint32_t f = 0; at && f < list->item_count; f++) {
            struct vector *v = &b->lists[list->index].items[f];
            at = take_field(at, column_lane(&list->items[f]), b, v, (size_t)item);
        }
        if (!at) return false;
    }
    return true;
}
