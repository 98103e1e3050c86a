#include "interp/data/list_spill.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/text.h"
#include "interp/data/list_hash.h"

#define RUN_LIMIT ((size_t)32 << 10)   // a run longer than this goes on in another one

struct list_spill *list_spill_new(const struct field *field, const char *folder, size_t sort_room) {
    struct list_spill *s = calloc(1, sizeof *s);
    size_t pairs = sort_room / 2 / sizeof(struct list_pair);
    if (!s) return NULL;
    s->field = field;
    s->folder = folder;
    s->ascending = true;
    s->runs.fd = s->sorter.file.fd = s->places.file.fd = s->waiting.file.fd = -1;
    if (list_file_open(&s->runs, folder)) list_sorter_open(&s->sorter, folder, pairs ? pairs : 1);
    return s;
}

void list_spill_free(struct list_spill *s) {
    if (!s) return;
    list_readers_free(s);
    list_waiting_close(&s->waiting);
    list_places_close(&s->places);
    list_sorter_close(&s->sorter);
    list_file_close(&s->runs);
    text_free(&s->key);
    text_free(&s->items);
    text_free(&s->before);
    free(s->marks);
    free(s);
}

int list_spill_error(struct list_spill *s) {
    const int errors[] = {s->runs.error, s->sorter.file.error, s->places.file.error, s->waiting.file.error,
                          atomic_load(&s->error)};
    int found = 0;
    for (size_t i = 0; i < sizeof errors / sizeof *errors && !found; i++) found = errors[i];
    return found == ENOMEM ? 0 : found;
}

static bool add_mark(struct list_spill *s) {
    size_t at = (size_t)(s->run_count / LIST_MARK_EVERY);
    if (s->run_count % LIST_MARK_EVERY) return true;
    if (at == s->mark_capacity) {
        size_t capacity = at ? at * 2 : 64;
        uint64_t *marks = realloc(s->marks, capacity * sizeof *marks);
        if (!marks) return false;
        s->marks = marks;
        s->mark_capacity = capacity;
    }
    s->marks[at] = s->runs.size;
    return true;
}

static struct slice slice_of(const struct text *t) { return (struct slice){text_string(t), (uint32_t)t->length}; }

static void note_order(struct list_spill *s) {
    if (s->run_count && slice_order(slice_of(&s->key), slice_of(&s->before)) <= 0) s->ascending = false;
    text_clear(&s->before);
    text_add(&s->before, text_string(&s->key), s->key.length);
}

static bool write_run(struct list_spill *s) {
    static const char padding[LIST_RUN_UNIT] = {0};
    uint64_t place = s->runs.size / LIST_RUN_UNIT;
    size_t size = sizeof(struct list_run_head) + s->key.length + s->items.length, rest = (0 - size) % LIST_RUN_UNIT;
    if (s->key.failed || s->items.failed || s->before.failed || size > UINT32_MAX / 2) return false;
    struct list_run_head head = {.number = s->run_count, .size = (uint32_t)(size + rest), .key_length = (uint32_t)s->key.length,
                                 .items = s->item_count, .bad = s->bad};
    if (place > LIST_PLACE_MAX) return s->runs.error = EFBIG, false;
    return list_file_append(&s->runs, &head, sizeof head) && list_file_append(&s->runs, text_string(&s->key), s->key.length) &&
           list_file_append(&s->runs, text_string(&s->items), s->items.length) && list_file_append(&s->runs, padding, rest) &&
           list_sorter_add(&s->sorter, (struct list_pair){list_hash(slice_of(&s->key)), place});
}

static bool end_run(struct list_spill *s) {
    if (!s->key.length) return true;
    note_order(s);
    if (!add_mark(s) || !write_run(s)) return false;
    s->run_count++;
    text_clear(&s->key);
    text_clear(&s->items);
    s->item_count = 0;
    s->bad = false;
    return true;
}

static bool continues_run(const struct list_spill *s, struct slice key) {
    return key.length == s->key.length && !s->bad && s->items.length < RUN_LIMIT &&
           !memcmp(key.text, text_string(&s->key), key.length);
}

static bool start_run(struct list_spill *s, struct slice key) {
    if (continues_run(s, key)) return true;
    if (!end_run(s)) return false;
    text_add(&s->key, key.text, key.length);
    return true;
}

bool list_spill_add(struct list_spill *s, struct slice key, const struct vector *columns, size_t item) {
    if (!start_run(s, key)) return false;
    list_run_put_item(&s->items, s->field, columns, item);
    s->item_count++;
    return !s->items.failed && !s->key.failed;
}

bool list_spill_add_bad(struct list_spill *s, struct slice key) {
    if (!end_run(s)) return false;
    text_add(&s->key, key.text, key.length);
    s->bad = true;
    return !s->key.failed;
}

bool list_spill_finish(struct list_spill *s) {
    if (!end_run(s) || !list_file_finish(&s->runs)) return false;
    if (!list_places_make(&s->places, &s->sorter, s->folder)) return false;
    list_sorter_close(&s->sorter);
    s->grouped = s->places.repeats == 0;
    return list_waiting_open(&s->waiting, s->folder, s->run_count);
}

size_t list_spill_size(const struct list_spill *s) {
    return list_places_size(&s->places) + list_waiting_size(&s->waiting) + s->mark_capacity * sizeof *s->marks;
}
