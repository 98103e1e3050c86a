#include "interp/value/block.h"

#include <stdlib.h>
#include <string.h>

#define CODE_BITS 8

enum lane lane_of(struct type type) {
    switch (type.kind) {
    case TYPE_TRUTH: return LANE_TRUTH;
    case TYPE_CHOICE: return LANE_CODE;
    case TYPE_SET: return type.choices && type.choices->value_count <= CODE_BITS ? LANE_CODE : LANE_WIDE;
    case TYPE_DATE:
    case TYPE_MONTH: return LANE_DATE;
    case TYPE_TEXT: return LANE_TEXT;
    case TYPE_LIST: return LANE_LIST;
    case TYPE_NONE:
    case TYPE_COUNT:
    case TYPE_MONEY:
    case TYPE_PERCENT:
    case TYPE_NUMBER:
    case TYPE_PERIOD:
    case TYPE_SPAN: break;
    }
    return LANE_WIDE;
}

// Items are computed with more than they are compared, and are few.
enum lane column_lane(const struct field *f) {
    enum lane lane = lane_of(f->type);
    return lane == LANE_WIDE && !f->list && f->type.kind != TYPE_SET ? LANE_NUMBER : lane;
}

size_t lane_size(enum lane lane) {
    switch (lane) {
    case LANE_TRUTH:
    case LANE_CODE: return 1;
    case LANE_DATE:
    case LANE_NUMBER: return sizeof(int32_t);
    case LANE_WIDE: return sizeof(int64_t);
    case LANE_TEXT: return sizeof(struct slice);
    case LANE_LIST: break;
    }
    return 0;
}

// Vector loads want whole cache lines; a column of no rows still has an address.
static void *column_room(size_t count, size_t size) {
    if (count > SIZE_MAX / 2 / (size ? size : 1)) return NULL;
    size_t bytes = (count * size + 63) / 64 * 64;
    void *room = aligned_alloc(64, bytes ? bytes : 64);
    if (room) memset(room, 0, bytes ? bytes : 64);  // handlers compute on the data of missing cells too
    return room;
}

static bool vector_make(struct vector *v, enum lane lane, uint32_t capacity) {
    if (lane == LANE_LIST) return true;
    v->data = column_room(capacity, lane_size(lane));
    if (lane != LANE_TRUTH) v->state = column_room(capacity, 1);
    if (lane == LANE_NUMBER) v->exact = column_room(capacity, sizeof *v->exact);
    return v->data && (lane == LANE_TRUTH || v->state) && (lane != LANE_NUMBER || v->exact);
}

static void vector_drop(struct vector *v) {
    free(v->data);
    free(v->state);
    free(v->exact);
}

// A copy with more room; the old one is kept where memory runs out.
static bool vector_widen(struct vector *v, enum lane lane, uint32_t rows, uint32_t capacity) {
    struct vector wider = {0};
    if (!vector_make(&wider, lane, capacity)) {
        vector_drop(&wider);
        return false;
    }
    memcpy(wider.data, v->data, rows * lane_size(lane));
    if (v->state) memcpy(wider.state, v->state, rows);
    vector_drop(v);
    *v = wider;
    return true;
}

static bool list_make(struct list_column *l, const struct field *f, uint32_t capacity) {
    l->offsets = column_room((size_t)capacity + 1, sizeof *l->offsets);
    l->state = column_room(capacity, 1);
    l->items = calloc(f->item_count ? f->item_count : 1, sizeof *l->items);
    l->capacity = capacity;
    if (!l->offsets || !l->state || !l->items) return false;
    for (uint32_t i = 0; i < f->item_count; i++)
        if (!vector_make(&l->items[i], column_lane(&f->items[i]), capacity)) return false;
    return true;
}

static void list_drop(struct list_column *l, const struct field *f) {
    for (uint32_t i = 0; l->items && i < f->item_count; i++) vector_drop(&l->items[i]);
    free(l->items);
    free(l->offsets);
    free(l->state);
}

static bool block_make(struct block *b, bool as_of_per_row) {
    const struct policy *p = b->policy;
    b->columns = calloc(p->field_count ? p->field_count : 1, sizeof *b->columns);
    b->lists = calloc(p->field_count ? p->field_count : 1, sizeof *b->lists);
    b->record = column_room(b->capacity, sizeof *b->record);
    if (as_of_per_row) b->as_of = column_room(b->capacity, sizeof *b->as_of);
    if (!b->columns || !b->lists || !b->record || (as_of_per_row && !b->as_of)) return false;
    for (uint32_t i = 0; i < p->field_count; i++) {
        const struct field *f = &p->fields[i];
        bool list = f->type.kind == TYPE_LIST;
        if (list ? !list_make(&b->lists[i], f, b->capacity) : !vector_make(&b->columns[i], column_lane(f), b->capacity))
            return false;
    }
    return true;
}

struct block *block_new(const struct policy *policy, uint32_t capacity, bool as_of_per_row) {
    struct block *b = calloc(1, sizeof *b);
    if (!b) return NULL;
    b->policy = policy;
    b->capacity = capacity;
    if (block_make(b, as_of_per_row)) return b;
    block_free(b);
    return NULL;
}

void block_free(struct block *b) {
    if (!b) return;
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        if (b->columns) vector_drop(&b->columns[i]);
        if (b->lists) list_drop(&b->lists[i], &b->policy->fields[i]);
    }
    free(b->columns);
    free(b->lists);
    free(b->record);
    free(b->as_of);
    kept_text_drop(&b->kept);
    free(b);
}

void block_clear(struct block *b) {
    b->rows = 0;
    kept_text_drop(&b->kept);
}

// As vector_store_missing, for who has not the lane at hand.
static void cell_missing(struct vector *v, uint32_t row) {
    if (v->state) v->state[row] = STATE_UNKNOWN;
    else ((uint8_t *)v->data)[row] = TRUTH_UNKNOWN;
}

static void cell_set_text(struct vector *v, uint32_t row, struct slice text) {
    ((struct slice *)v->data)[row] = text;
    v->state[row] = STATE_KNOWN;
}

static void list_missing(struct list_column *l, uint32_t row) {
    l->offsets[row + 1] = l->offsets[row];
    l->state[row] = STATE_UNKNOWN;
}

uint32_t block_open_row(struct block *b) { return b->rows++; }

void block_set_all_missing(struct block *b) {
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        struct vector *v = &b->columns[i];
        if (v->state) memset(v->state, STATE_UNKNOWN, b->capacity);
        else if (v->data) memset(v->data, TRUTH_UNKNOWN, b->capacity);
    }
}

static void row_missing(struct block *b, uint32_t row) {
    for (uint32_t i = 0; i < b->policy->field_count; i++) block_set_missing(b, row, &b->policy->fields[i]);
}

uint32_t block_add_row(struct block *b) {
    uint32_t row = block_open_row(b);
    row_missing(b, row);
    return row;
}

void block_drop_row(struct block *b) { row_missing(b, --b->rows); }

void block_set_missing(struct block *b, uint32_t row, const struct field *f) {
    if (f->type.kind == TYPE_LIST) list_missing(&b->lists[f->index], row);
    else cell_missing(&b->columns[f->index], row);
}

void block_set(struct block *b, uint32_t row, const struct field *f, int64_t value) {
    vector_store(&b->columns[f->index], column_lane(f), row, value);
}

void block_set_text(struct block *b, uint32_t row, const struct field *f, struct slice text) {
    cell_set_text(&b->columns[f->index], row, text);
}

void block_set_list_known(struct block *b, uint32_t row, const struct field *list) {
    b->lists[list->index].state[row] = STATE_KNOWN;
}

static bool list_grow(struct list_column *l, const struct field *f) {
    if (l->capacity > UINT32_MAX / 2) return false;
    uint32_t wider = l->capacity ? l->capacity * 2 : 1;
    for (uint32_t i = 0; i < f->item_count; i++)
        if (!vector_widen(&l->items[i], column_lane(&f->items[i]), l->capacity, wider)) return false;
    l->capacity = wider;
    return true;
}

bool block_make_items(struct block *b, const struct field *list, uint64_t count) {
    struct list_column *l = &b->lists[list->index];
    while (count > l->capacity)
        if (!list_grow(l, list)) return false;
    return true;
}

int64_t block_add_item(struct block *b, const struct field *list) {
    struct list_column *l = &b->lists[list->index];
    uint32_t item = l->offsets[b->rows];
    if (item == l->capacity && !list_grow(l, list)) return -1;
    l->offsets[b->rows]++;
    for (uint32_t i = 0; i < list->item_count; i++) cell_missing(&l->items[i], item);
    return item;
}

void block_set_item(struct block *b, const struct field *list, int64_t item, const struct field *f, int64_t value) {
    vector_store(&b->lists[list->index].items[f->index], column_lane(f), (uint32_t)item, value);
}

void block_set_item_text(struct block *b, const struct field *list, int64_t item, const struct field *f,
                         struct slice text) {
    cell_set_text(&b->lists[list->index].items[f->index], (uint32_t)item, text);
}

static void vector_seal(struct vector *v, uint32_t rows) {
    const uint8_t *bytes = v->state ? v->state : v->data;
    uint8_t found = 0;
    if (v->state)
        for (uint32_t i = 0; i < rows; i++) found |= bytes[i];
    else
        for (uint32_t i = 0; i < rows; i++) found |= bytes[i] & TRUTH_UNKNOWN;
    v->all_known = found == 0;
}

static void list_seal(struct list_column *l, const struct field *f, uint32_t rows) {
    uint8_t found = 0;
    for (uint32_t i = 0; i < rows; i++) found |= l->state[i];
    l->all_known = found == 0;
    for (uint32_t i = 0; i < f->item_count; i++) vector_seal(&l->items[i], l->offsets[rows]);
}

void block_seal_field(struct block *b, const struct field *f) {
    if (f->type.kind == TYPE_LIST) list_seal(&b->lists[f->index], f, b->rows);
    else vector_seal(&b->columns[f->index], b->rows);
}

void block_seal(struct block *b) {
    for (uint32_t i = 0; i < b->policy->field_count; i++) block_seal_field(b, &b->policy->fields[i]);
}
