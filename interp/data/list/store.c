#include "interp/data/list/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "interp/data/list/hash.h"

#define MOST_MARKS (UINT32_C(1) << 17)
#define MOST_MARK_TEXT ((size_t)4 << 20)

void list_store_open(struct list_store *s, const struct field *field, const char *folder, size_t room) {
    *s = (struct list_store){.field = field, .ordered = true, .hash = list_hash};
    spill_file_open(&s->file, folder, room);
    hash_index_open(&s->places, folder, room);
}

static void drop_marks(struct list_store *s) {
    free(s->marks);
    kept_text_drop(&s->mark_keys);
    s->marks = NULL;
    s->mark_count = s->mark_capacity = 0;
}

void list_store_close(struct list_store *s) {
    drop_marks(s);
    hash_index_close(&s->places);
    spill_file_close(&s->file);
    text_free(&s->held);
}

int list_store_error(const struct list_store *s) {
    int error = s->file.error ? s->file.error : s->places.file.error;
    return error == ENOMEM ? 0 : error;
}

size_t list_store_memory(const struct list_store *s) {
    size_t marks = s->mark_capacity * sizeof *s->marks + s->mark_keys.size;
    return spill_file_memory(&s->file) + marks + (s->ordered ? 0 : hash_index_size(&s->places));
}

static bool grow_marks(struct list_store *s) {
    if (s->mark_count < s->mark_capacity) return true;
    uint32_t capacity = s->mark_capacity ? s->mark_capacity * 2 : 64;
    struct list_mark *marks = realloc(s->marks, capacity * sizeof *marks);
    if (!marks) return false;
    s->marks = marks;
    s->mark_capacity = capacity;
    return true;
}

static bool add_mark(struct list_store *s, struct slice key, bool continues) {
    struct list_mark mark = {key, s->file.size, continues};
    if (!grow_marks(s) || !kept_text_add(&s->mark_keys, &mark.key)) return false;
    s->marks[s->mark_count++] = mark;
    return true;
}

static bool stays_ordered(const struct list_store *s, const struct list_segment_head *head, int order) {
    return s->ordered && head->rises && order >= 0 && s->mark_count < MOST_MARKS && s->mark_keys.size <= MOST_MARK_TEXT;
}

// The first key of a segment to the last one of the segment before.
static int order_behind_held(const struct list_store *s, struct slice first) {
    struct list_segment before = list_segment_at(s->held.bytes, s->field);
    return slice_order(first, list_segment_key(&before, before.head->runs - 1u));
}

static bool let_go_of_held(struct list_store *s, bool goes_on) {
    struct list_segment_head *head = (void *)s->held.bytes;
    if (!s->held.length) return true;
    head->goes_on = goes_on;
    bool done = spill_file_append(&s->file, s->held.bytes, s->held.length);
    text_clear(&s->held);
    return done;
}

static bool hold(struct list_store *s, const struct list_segment_head *head, const char *bytes) {
    text_add(&s->held, (const char *)head, sizeof *head);
    text_add(&s->held, bytes + sizeof *head, head->size - sizeof *head);
    return !s->held.failed;
}

// What only shows where segments stand behind each other: how runs are numbered, and whether keys still rise.
static bool add_segment(struct list_store *s, const char *bytes) {
    struct list_segment segment = list_segment_at(bytes, s->field);
    struct list_segment_head head = *segment.head;
    struct slice first = list_segment_key(&segment, 0);
    int order = s->runs ? order_behind_held(s, first) : 1;
    head.continues = order == 0;
    head.number = s->runs - head.continues;
    s->runs += (uint64_t)(head.runs - head.continues);
    s->ordered = stays_ordered(s, &head, order);
    if (!let_go_of_held(s, head.continues)) return false;
    if (!s->ordered) drop_marks(s);
    else if (!add_mark(s, first, head.continues)) return false;
    return hold(s, &head, bytes);
}

bool list_store_append(struct list_store *s, const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        struct list_segment_head head;
        memcpy(&head, bytes + at, sizeof head);
        if (!add_segment(s, bytes + at)) return false;
        at += head.size;
    }
    return true;
}

bool list_store_show(const struct list_store *s, struct spill_window *w, uint64_t offset,
                     struct list_segment *segment) {
    const char *bytes = spill_window_show(w, &s->file, offset, sizeof *segment->head);
    struct list_segment_head head;
    if (!bytes) return false;
    memcpy(&head, bytes, sizeof head);
    bytes = spill_window_show(w, &s->file, offset, head.size);
    if (bytes) *segment = list_segment_at(bytes, s->field);
    return bytes != NULL;
}

bool list_store_each(const struct list_store *s,
                     bool (*take)(void *context, const struct list_segment *segment, uint64_t offset), void *context) {
    struct spill_window w = {0};
    struct list_segment segment;
    bool good = true;
    for (uint64_t offset = 0; good && offset < s->file.size;) {
        good = list_store_show(s, &w, offset, &segment) && take(context, &segment, offset);
        if (good) offset += segment.head->size;
    }
    spill_window_close(&w);
    return good;
}

struct placing {
    struct external_sort *sorter;
    const struct list_store *store;
};

static bool add_place(struct placing *p, const struct list_segment *segment, uint32_t run, uint64_t place) {
    uint64_t hash = p->store->hash(p->store->seed, list_segment_key(segment, run));
    if (external_sort_add(p->sorter, (struct hash_place){hash, place | run})) return true;
    return errno = p->sorter->file.error, false;
}

static bool add_places(void *context, const struct list_segment *segment, uint64_t offset) {
    uint64_t place = offset / LIST_SEGMENT_UNIT << LIST_PLACE_RUN_BITS;
    if (place > HASH_INDEX_MOST_PLACE) return errno = EFBIG, false;
    for (uint32_t run = segment->head->continues; run < segment->head->runs; run++)
        if (!add_place(context, segment, run, place)) return false;
    return true;
}

static bool make_places(struct list_store *s, size_t sorting) {
    struct external_sort sorter;
    size_t pairs = sorting / 2 / sizeof(struct hash_place);
    bool good = external_sort_open(&sorter, s->file.folder, pairs ? pairs : 1);
    struct placing placing = {&sorter, s};
    if (good && !list_store_each(s, add_places, &placing)) good = !(sorter.file.error = errno ? errno : EIO);
    good = good && hash_index_make(&s->places, &sorter);
    if (!good && !s->places.file.error) s->places.file.error = sorter.file.error;
    external_sort_close(&sorter);
    s->grouped = s->places.repeats == 0;
    return good;
}

bool list_store_finish(struct list_store *s, size_t sorting) {
    if (!let_go_of_held(s, false) || !spill_file_finish(&s->file)) return false;
    text_free(&s->held);
    size_t used = spill_file_memory(&s->file), room = s->file.room;
    s->places.file.room = used < room ? room - used : 0;
    return s->ordered || make_places(s, sorting);
}

static bool is_same(struct slice a, struct slice b) { return slice_order(a, b) == 0; }

// Segments with the same first key go on from each other, all but perhaps the first of them.
uint32_t list_store_mark(const struct list_store *s, struct slice key) {
    uint32_t low = 0, high = s->mark_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (slice_order(s->marks[middle].key, key) < 0) low = middle + 1;
        else high = middle;
    }
    bool begins_here = low < s->mark_count && !s->marks[low].continues && is_same(s->marks[low].key, key);
    return begins_here || !low ? low : low - 1;
}
