#include "interp/data/list_table.h"

#include <stdlib.h>
#include <string.h>

#include "interp/data/list_hash.h"

#define MAX_ITEMS (UINT32_C(1) << 30)

struct list_owner *list_table_find(const struct list_table *t, struct slice key) {
    for (uint64_t i = list_hash(key) & t->mask; t->slots[i]; i = (i + 1) & t->mask) {
        struct list_owner *o = &t->owners[t->slots[i] - 1];
        if (o->key.length == key.length && !memcmp(o->key.text, key.text, key.length)) return o;
    }
    return NULL;
}

static void enter(struct list_table *t, uint32_t owner) {
    uint64_t i = list_hash(t->owners[owner].key) & t->mask;
    while (t->slots[i]) i = (i + 1) & t->mask;
    t->slots[i] = owner + 1;
}

static bool resize_slots(struct list_table *t, uint32_t size) {
    uint32_t *slots = calloc(size, sizeof *slots);
    if (!slots) return false;
    free(t->slots);
    t->slots = slots;
    t->mask = size - 1;
    for (uint32_t i = 0; i < t->owner_count; i++) enter(t, i);
    return true;
}

static bool grow_owners(struct list_table *t) {
    if (t->owner_count * 2 >= t->mask && !resize_slots(t, (t->mask + 1) * 2)) return false;
    if (t->owner_count < t->owner_capacity) return true;
    uint32_t capacity = t->owner_capacity ? t->owner_capacity * 2 : 64;
    struct list_owner *owners = realloc(t->owners, capacity * sizeof *owners);
    if (!owners) return false;
    t->owners = owners;
    t->owner_capacity = capacity;
    return true;
}

struct list_owner *list_table_owner(struct list_table *t, struct slice key) {
    struct list_owner *known = list_table_find(t, key);
    if (known) return known;
    if (!grow_owners(t) || !kept_text_add(&t->texts, &key)) return NULL;
    struct list_owner *o = &t->owners[t->owner_count++];
    *o = (struct list_owner){.key = key, .first = LIST_NO_ITEM, .last = LIST_NO_ITEM};
    enter(t, t->owner_count - 1);
    return o;
}

static enum lane item_lane(const struct field *f) { return column_lane(f); }

static bool widen(void **data, size_t size) {
    void *wider = realloc(*data, size);
    if (wider) *data = wider;
    return wider != NULL;
}

static bool grow_items(struct list_table *t, uint32_t more) {
    uint32_t need = t->item_count + more, capacity = t->item_capacity ? t->item_capacity : 1024;
    if (need <= t->item_capacity) return true;
    if (need > MAX_ITEMS) return false;
    while (capacity < need) capacity *= 2;
    bool good = widen((void **)&t->next, capacity * sizeof *t->next);
    for (uint32_t i = 0; good && i < t->field->item_count; i++) {
        struct vector *c = &t->columns[i];
        size_t size = lane_size(item_lane(&t->field->items[i]));
        good = widen(&c->data, capacity * size) && widen((void **)&c->state, capacity);
    }
    if (good) t->item_capacity = capacity;
    return good;
}

static bool keep_texts(struct list_table *t, struct slice *texts, const uint8_t *state, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (state[i] == STATE_KNOWN && !kept_text_add(&t->texts, &texts[i])) return false;
    return true;
}

static bool copy_column(struct list_table *t, const struct block *b, uint32_t field) {
    const struct vector *v = &b->columns[field + 1];
    struct vector *c = &t->columns[field];
    enum lane lane = item_lane(&t->field->items[field]);
    size_t size = lane_size(lane);
    char *to = (char *)c->data + t->item_count * size;
    memcpy(to, v->data, b->rows * size);
    if (v->state) memcpy(c->state + t->item_count, v->state, b->rows);
    return lane != LANE_TEXT || keep_texts(t, (struct slice *)(void *)to, v->state, b->rows);
}

static bool chain(struct list_table *t, struct slice key, uint32_t item) {
    struct list_owner *o = list_table_owner(t, key);
    if (!o) return false;
    t->next[item] = LIST_NO_ITEM;
    if (o->first == LIST_NO_ITEM) o->first = item;
    else t->next[o->last] = item;
    o->last = item;
    return true;
}

bool list_table_add(struct list_table *t, const struct block *b) {
    const struct slice *keys = b->columns[0].data;
    if (!grow_items(t, b->rows)) return false;
    for (uint32_t i = 0; i < t->field->item_count; i++)
        if (!copy_column(t, b, i)) return false;
    for (uint32_t r = 0; r < b->rows; r++)
        if (!chain(t, keys[r], t->item_count + r)) return false;
    t->item_count += b->rows;
    return true;
}


bool list_table_init(struct list_table *t, const struct field *field) {
    *t = (struct list_table){.field = field};
    t->columns = calloc(field->item_count + 1, sizeof *t->columns);
    if (t->columns && resize_slots(t, 64) && grow_items(t, 1)) return true;
    list_table_free(t);
    return false;
}

void list_table_free(struct list_table *t) {
    for (uint32_t i = 0; t->columns && i < t->field->item_count; i++) {
        free(t->columns[i].data);
        free(t->columns[i].state);
    }
    kept_text_drop(&t->texts);
    free(t->columns);
    free(t->owners);
    free(t->slots);
    free(t->next);
    *t = (struct list_table){0};
}

size_t list_table_size(const struct list_table *t) {
    size_t item = sizeof *t->next;
    for (uint32_t i = 0; i < t->field->item_count; i++) item += lane_size(item_lane(&t->field->items[i])) + 1;
    size_t slots = ((size_t)t->mask + 1) * sizeof *t->slots;
    return t->item_count * item + t->owner_count * sizeof *t->owners + slots + t->texts.size;
}

static void put_item(const struct list_table *t, struct list_column *l, uint32_t item, int64_t to) {
    for (uint32_t i = 0; i < t->field->item_count; i++) {
        struct vector *v = &l->items[i];
        size_t size = lane_size(item_lane(&t->field->items[i]));
        memcpy((char *)v->data + (size_t)to * size, (const char *)t->columns[i].data + item * size, size);
        if (v->state) v->state[to] = t->columns[i].state[item];
    }
}

bool list_table_fill(const struct list_table *t, struct block *b, const struct list_owner *owner) {
    for (uint32_t item = owner->first; item != LIST_NO_ITEM; item = t->next[item]) {
        int64_t to = block_add_item(b, t->field);
        if (to < 0) return false;
        put_item(t, &b->lists[t->field->index], item, to);
    }
    return true;
}
