#include "interp/data/list.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_ITEM UINT32_MAX
#define PAGE_SIZE ((size_t)64 << 10)
#define MAX_ITEMS (UINT32_C(1) << 30)
#define MAX_FAULTS 1000u

// Text that must not move: items and keys point into it.
struct list_page {
    struct list_page *older;
    size_t used, size;
    char bytes[];
};

struct list_owner {
    struct slice key;
    uint32_t first, last;   // of its items; the rest are chained by `next`
    bool bad;
    atomic_bool asked;      // some record was looked up
};

struct item_column {
    char *data;
    uint8_t *state;
};

struct list_index {
    const struct field *field;
    const char *path;
    struct policy items_policy;     // the key and the item fields, as a vocabulary of their own to read rows by
    struct field *fields;
    struct list_owner *owners;
    uint32_t owner_count, owner_capacity;
    uint32_t *slots, mask;          // by hash of the key, owner + 1
    uint32_t *next;                 // by item
    struct item_column *columns;    // by item field
    uint32_t item_count, item_capacity;
    struct list_page *pages;
    bool unowned, failed;           // a row whose owner cannot be told; out of memory
};

const struct field *list_field(const struct list_index *index) { return index->field; }
const char *list_path(const struct list_index *index) { return index->path; }

void list_free(struct list_index *index) {
    if (!index) return;
    for (uint32_t i = 0; index->columns && i < index->field->item_count; i++) {
        free(index->columns[i].data);
        free(index->columns[i].state);
    }
    for (struct list_page *older; index->pages; index->pages = older) {
        older = index->pages->older;
        free(index->pages);
    }
    free(index->columns);
    free(index->fields);
    free(index->owners);
    free(index->slots);
    free(index->next);
    free(index);
}

static bool keep(struct list_index *index, struct slice *text) {
    struct list_page *page = index->pages;
    if (!page || text->length > page->size - page->used) {
        size_t size = text->length > PAGE_SIZE ? text->length : PAGE_SIZE;
        page = malloc(sizeof *page + size);
        if (!page) return false;
        *page = (struct list_page){.older = index->pages, .size = size};
        index->pages = page;
    }
    char *room = page->bytes + page->used;
    if (text->length) memcpy(room, text->text, text->length);
    page->used += text->length;
    text->text = room;
    return true;
}

static uint64_t hash_key(struct slice key) {
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = key.length * factor;
    for (uint32_t at = 0; at < key.length; at += 8) {
        uint64_t word = 0;
        memcpy(&word, key.text + at, key.length - at < 8 ? key.length - at : 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 29;
    }
    return hash ^ hash >> 32;
}

static struct list_owner *find(const struct list_index *index, struct slice key) {
    for (uint64_t i = hash_key(key) & index->mask; index->slots[i]; i = (i + 1) & index->mask) {
        struct list_owner *o = &index->owners[index->slots[i] - 1];
        if (o->key.length == key.length && !memcmp(o->key.text, key.text, key.length)) return o;
    }
    return NULL;
}

static void enter(struct list_index *index, uint32_t owner) {
    uint64_t i = hash_key(index->owners[owner].key) & index->mask;
    while (index->slots[i]) i = (i + 1) & index->mask;
    index->slots[i] = owner + 1;
}

static bool resize_slots(struct list_index *index, uint32_t size) {
    uint32_t *slots = calloc(size, sizeof *slots);
    if (!slots) return false;
    free(index->slots);
    index->slots = slots;
    index->mask = size - 1;
    for (uint32_t i = 0; i < index->owner_count; i++) enter(index, i);
    return true;
}

static bool grow_owners(struct list_index *index) {
    if (index->owner_count * 2 >= index->mask && !resize_slots(index, (index->mask + 1) * 2)) return false;
    if (index->owner_count < index->owner_capacity) return true;
    uint32_t capacity = index->owner_capacity ? index->owner_capacity * 2 : 64;
    struct list_owner *owners = realloc(index->owners, capacity * sizeof *owners);
    if (!owners) return false;
    index->owners = owners;
    index->owner_capacity = capacity;
    return true;
}

static struct list_owner *owner_of(struct list_index *index, struct slice key) {
    struct list_owner *known = find(index, key);
    if (known) return known;
    if (!grow_owners(index) || !keep(index, &key)) return NULL;
    struct list_owner *o = &index->owners[index->owner_count++];
    *o = (struct list_owner){.key = key, .first = NO_ITEM, .last = NO_ITEM};
    enter(index, index->owner_count - 1);
    return o;
}

static void on_rejected(void *context, struct slice key) {
    struct list_index *index = context;
    struct list_owner *o = key.length ? owner_of(index, key) : NULL;
    if (o) o->bad = true;
    else if (key.length) index->failed = true;
    else index->unowned = true;
}

static enum lane item_lane(const struct field *f) { return lane_of(f->type.kind); }

static bool widen(void **data, size_t size) {
    void *wider = realloc(*data, size);
    if (wider) *data = wider;
    return wider != NULL;
}

static bool grow_items(struct list_index *index, uint32_t more) {
    uint32_t need = index->item_count + more, capacity = index->item_capacity ? index->item_capacity : 1024;
    if (need <= index->item_capacity) return true;
    if (need > MAX_ITEMS) return false;
    while (capacity < need) capacity *= 2;
    bool good = widen((void **)&index->next, capacity * sizeof *index->next);
    for (uint32_t i = 0; good && i < index->field->item_count; i++) {
        struct item_column *c = &index->columns[i];
        size_t size = lane_size(item_lane(&index->field->items[i]));
        good = widen((void **)&c->data, capacity * size) && widen((void **)&c->state, capacity);
    }
    if (good) index->item_capacity = capacity;
    return good;
}

static bool keep_texts(struct list_index *index, struct slice *texts, const uint8_t *state, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (state[i] == STATE_KNOWN && !keep(index, &texts[i])) return false;
    return true;
}

static bool copy_column(struct list_index *index, const struct block *b, uint32_t field) {
    const struct vector *v = &b->columns[field + 1];
    struct item_column *c = &index->columns[field];
    enum lane lane = item_lane(&index->field->items[field]);
    size_t size = lane_size(lane);
    char *to = c->data + index->item_count * size;
    memcpy(to, v->data, b->rows * size);
    if (v->state) memcpy(c->state + index->item_count, v->state, b->rows);
    return lane != LANE_TEXT || keep_texts(index, (struct slice *)(void *)to, v->state, b->rows);
}

static bool chain(struct list_index *index, struct slice key, uint32_t item) {
    struct list_owner *o = owner_of(index, key);
    if (!o) return false;
    index->next[item] = NO_ITEM;
    if (o->first == NO_ITEM) o->first = item;
    else index->next[o->last] = item;
    o->last = item;
    return true;
}

static bool add_block(struct list_index *index, const struct block *b) {
    const struct slice *keys = b->columns[0].data;
    if (!grow_items(index, b->rows)) return false;
    for (uint32_t i = 0; i < index->field->item_count; i++)
        if (!copy_column(index, b, i)) return false;
    for (uint32_t r = 0; r < b->rows; r++)
        if (!chain(index, keys[r], index->item_count + r)) return false;
    index->item_count += b->rows;
    return true;
}

static void make_fields(struct list_index *index, const struct policy *policy) {
    uint32_t count = index->field->item_count;
    index->fields[0] = *policy->key;
    for (uint32_t i = 0; i < count; i++) index->fields[i + 1] = index->field->items[i];
    for (uint32_t i = 0; i <= count; i++) index->fields[i].index = i;
    index->items_policy = (struct policy){.names = policy->names, .fields = index->fields, .field_count = count + 1, .key = index->fields};
}

static struct list_index *index_new(const struct policy *policy, const struct field *list, const char *path) {
    struct list_index *index = calloc(1, sizeof *index);
    if (!index) return NULL;
    index->field = list;
    index->path = path;
    index->fields = calloc(list->item_count + 1, sizeof *index->fields);
    index->columns = calloc(list->item_count + 1, sizeof *index->columns);
    if (index->fields && index->columns && resize_slots(index, 64) && grow_items(index, 1)) {
        make_fields(index, policy);
        return index;
    }
    list_free(index);
    return NULL;
}

static void forget_raw(struct record_faults *faults, uint32_t from) {
    for (uint32_t i = from; i < faults->count; i++) faults->items[i].raw = (struct slice){"", 0};
}

static bool add_fault(const struct list_index *index, struct record_faults *faults, enum diag_id id) {
    struct slice path = {index->path, (uint32_t)strlen(index->path)};
    struct record_fault *fault = record_fault_add(faults, id, &path, 1);
    if (fault) fault->path = index->path;
    return false;
}

// False: given up. Rows are numbered through, and the chunk their faults point into goes away.
static bool read_chunk(struct list_index *index, struct record_parser *parser, struct chunk *chunk, struct record_faults *faults) {
    const struct block *b;
    uint32_t before = faults->count;
    while ((b = record_parser_next(parser, chunk, faults)))
        if (!add_block(index, b)) index->failed = true;
    forget_raw(faults, before);
    faults->failed |= index->failed;
    if (faults->count >= MAX_FAULTS) return add_fault(index, faults, DIAG_LIST_TOO_BAD);
    return !faults->failed;
}

static bool read_rows(struct list_index *index, struct records *r, struct record_faults *faults) {
    struct record_parser *parser = record_parser_new(r);
    struct chunk chunk = {0};
    enum records_status status = RECORDS_MORE;
    bool good = parser != NULL;
    if (!good) faults->failed = true;
    while (good && (status = records_next(r, &chunk, faults)) == RECORDS_MORE) good = read_chunk(index, parser, &chunk, faults);
    record_parser_free(parser);
    chunk_free(&chunk);
    if (good && index->unowned) good = add_fault(index, faults, DIAG_LIST_NO_OWNER);
    return good && status == RECORDS_END;
}

struct list_index *list_load(const struct policy *policy, const struct field *list, const char *path, struct record_faults *faults) {
    struct list_index *index = index_new(policy, list, path);
    if (!index) {
        faults->failed = true;
        return NULL;
    }
    struct records_options options = {.policy = &index->items_policy, .format = RECORDS_CSV, .path = path,
                                      .repeats = true, .rejected = on_rejected, .context = index};
    struct records *r = records_open(&options, faults);
    bool good = r && read_rows(index, r, faults);
    records_close(r);
    if (good) return index;
    list_free(index);
    return NULL;
}

bool list_is_good(struct list_index *index, struct slice key) {
    struct list_owner *o = find(index, key);
    if (!o) return true;
    atomic_store_explicit(&o->asked, true, memory_order_relaxed);
    return !o->bad;
}

static void put_item(const struct list_index *index, struct list_column *l, uint32_t item, int64_t to) {
    for (uint32_t i = 0; i < index->field->item_count; i++) {
        struct vector *v = &l->items[i];
        size_t size = lane_size(item_lane(&index->field->items[i]));
        memcpy((char *)v->data + (size_t)to * size, index->columns[i].data + item * size, size);
        if (v->state) v->state[to] = index->columns[i].state[item];
    }
}

bool list_fill(struct list_index *index, struct block *b, struct slice key) {
    const struct list_owner *o = find(index, key);
    block_set_list_known(b, b->rows - 1, index->field);
    for (uint32_t item = o ? o->first : NO_ITEM; item != NO_ITEM; item = index->next[item]) {
        int64_t to = block_add_item(b, index->field);
        if (to < 0) return false;
        put_item(index, &b->lists[index->field->index], item, to);
    }
    return true;
}

uint64_t list_strangers(const struct list_index *index, struct slice *example) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < index->owner_count; i++) {
        if (atomic_load_explicit(&index->owners[i].asked, memory_order_relaxed)) continue;
        if (!count++) *example = index->owners[i].key;
    }
    return count;
}

void list_warn_strangers(const struct list_index *index, struct record_faults *faults) {
    struct slice example = {"", 0};
    char count[24];
    uint64_t strangers = list_strangers(index, &example);
    if (!strangers) return;
    int length = snprintf(count, sizeof count, "%llu", (unsigned long long)strangers);
    struct slice args[3] = {{index->path, (uint32_t)strlen(index->path)}, {count, (uint32_t)length}, example};
    struct record_fault *fault = record_fault_add(faults, DIAG_LIST_STRANGERS, args, 3);
    if (fault) fault->path = index->path;
}
