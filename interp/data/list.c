#include "interp/data/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interp/data/list_spill.h"
#include "interp/data/list_table.h"

#define MAX_FAULTS 1000u

struct list_index {
    const struct field *field;
    const char *path;
    struct policy items_policy;     // the key and the item fields, as a vocabulary of their own to read rows by
    struct field *fields;
    struct list_room *room;
    struct list_table table;
    struct list_spill *spill;       // instead of the table, once that took too much room
    bool unowned, failed;           // a row whose owner cannot be told; out of memory or of disk
};

const struct field *list_field(const struct list_index *index) { return index->field; }
const char *list_path(const struct list_index *index) { return index->path; }

void list_free(struct list_index *index) {
    if (!index) return;
    list_table_free(&index->table);
    list_spill_free(index->spill);
    free(index->fields);
    free(index);
}

static void on_rejected(void *context, struct slice key) {
    struct list_index *index = context;
    if (!key.length) index->unowned = true;
    else if (index->spill) index->failed |= !list_spill_add_bad(index->spill, key);
    else {
        struct list_owner *owner = list_table_owner(&index->table, key);
        if (owner) owner->bad = true;
        else index->failed = true;
    }
}

static bool spill_owner(struct list_spill *spill, const struct list_table *t, const struct list_owner *o) {
    for (uint32_t item = o->first; item != LIST_NO_ITEM; item = t->next[item])
        if (!list_spill_add(spill, o->key, t->columns, item)) return false;
    return !o->bad || list_spill_add_bad(spill, o->key);
}

// The table's items go to temporary files, and so will those to come.
static bool spill_table(struct list_index *index) {
    struct list_table *t = &index->table;
    index->spill = list_spill_new(index->field, index->room->folder, index->room->sorting);
    if (!index->spill || list_spill_error(index->spill)) return false;
    for (uint32_t i = 0; i < t->owner_count; i++)
        if (!spill_owner(index->spill, t, &t->owners[i])) return false;
    list_table_free(t);
    return true;
}

static bool spill_block(struct list_spill *spill, const struct block *b) {
    const struct slice *keys = b->columns[0].data;
    for (uint32_t r = 0; r < b->rows; r++)
        if (!list_spill_add(spill, keys[r], &b->columns[1], r)) return false;
    return true;
}

static bool add_block(struct list_index *index, const struct block *b) {
    if (index->spill) return spill_block(index->spill, b);
    if (!list_table_add(&index->table, b)) return false;
    return list_table_size(&index->table) <= index->room->memory || spill_table(index);
}

static void make_fields(struct list_index *index, const struct policy *policy) {
    uint32_t count = index->field->item_count;
    index->fields[0] = *policy->key;
    for (uint32_t i = 0; i < count; i++) index->fields[i + 1] = index->field->items[i];
    for (uint32_t i = 0; i <= count; i++) index->fields[i].index = i;
    index->items_policy = (struct policy){.names = policy->names, .fields = index->fields, .field_count = count + 1, .key = index->fields};
}

static struct list_index *index_new(const struct policy *policy, const struct field *list, const char *path, struct list_room *room) {
    struct list_index *index = calloc(1, sizeof *index);
    if (!index) return NULL;
    index->field = list;
    index->path = path;
    index->room = room;
    index->fields = calloc(list->item_count + 1, sizeof *index->fields);
    if (index->fields && list_table_init(&index->table, list)) {
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

bool list_add_failure(const struct list_index *index, struct record_faults *faults) {
    int error = index->spill ? list_spill_error(index->spill) : 0;
    if (!error) return false;
    const char *texts[] = {index->path, index->room->folder, strerror(error)};
    struct slice args[3];
    for (size_t i = 0; i < 3; i++) args[i] = (struct slice){texts[i], (uint32_t)strlen(texts[i])};
    struct record_fault *fault = record_fault_add(faults, DIAG_LIST_TEMPORARY, args, 3);
    if (fault) fault->path = index->path;
    return true;
}

static bool give_up(const struct list_index *index, struct record_faults *faults) {
    if (!list_add_failure(index, faults)) faults->failed = true;
    return false;
}

// False: given up. Rows are numbered through, and the chunk their faults point into goes away.
static bool read_chunk(struct list_index *index, struct record_parser *parser, struct chunk *chunk, struct record_faults *faults) {
    const struct block *b;
    uint32_t before = faults->count;
    while (!index->failed && (b = record_parser_next(parser, chunk, faults))) index->failed |= !add_block(index, b);
    forget_raw(faults, before);
    if (index->failed) return give_up(index, faults);
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

static bool finish(struct list_index *index, struct record_faults *faults) {
    struct list_room *room = index->room;
    if (index->spill && !list_spill_finish(index->spill)) return give_up(index, faults);
    size_t size = index->spill ? list_spill_size(index->spill) : list_table_size(&index->table);
    room->memory -= size < room->memory ? size : room->memory;
    return true;
}

struct list_index *list_load(const struct policy *policy, const struct field *list, const char *path, struct list_room *room,
                             struct record_faults *faults) {
    struct list_index *index = index_new(policy, list, path, room);
    if (!index) {
        faults->failed = true;
        return NULL;
    }
    struct records_options options = {.policy = &index->items_policy, .format = RECORDS_CSV, .path = path,
                                      .repeats = true, .rejected = on_rejected, .context = index};
    struct records *r = records_open(&options, faults);
    bool good = r && read_rows(index, r, faults) && finish(index, faults);
    records_close(r);
    if (good) return index;
    list_free(index);
    return NULL;
}

bool list_is_good(struct list_index *index, struct slice key) {
    if (index->spill) return list_spill_is_good(index->spill, key);
    struct list_owner *o = list_table_find(&index->table, key);
    if (!o) return true;
    atomic_store_explicit(&o->asked, true, memory_order_relaxed);
    return !o->bad;
}

bool list_fill(struct list_index *index, struct block *b, struct slice key) {
    block_set_list_known(b, b->rows - 1, index->field);
    if (index->spill) return list_spill_fill(index->spill, b, key);
    const struct list_owner *o = list_table_find(&index->table, key);
    return !o || list_table_fill(&index->table, b, o);
}

static uint64_t table_strangers(const struct list_table *t, struct slice *example) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < t->owner_count; i++) {
        if (atomic_load_explicit(&t->owners[i].asked, memory_order_relaxed)) continue;
        if (!count++) *example = t->owners[i].key;
    }
    return count;
}

uint64_t list_strangers(const struct list_index *index, struct slice *example) {
    return index->spill ? list_spill_strangers(index->spill, example) : table_strangers(&index->table, example);
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
