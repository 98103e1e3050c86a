// Looking up a list. Files that are in the same order are the common case: a reader first looks where the last look-up
// ended, and asks the marks or the index only where that does not tell. Items that stand one behind the other in the
// list are copied together, for however many applicants they are.
#include <errno.h>
#include <stdlib.h>

#include "interp/data/list/hash.h"
#include "interp/data/list/index.h"

#define NEAR_RUNS 16u  // so far ahead is looked run by run

struct list_reader {
    struct list_index *index;
    const struct list_store *store;
    struct spill_window window;
    struct hash_walk walk;
    struct list_segment segment;  // no head: none yet
    uint64_t offset;              // of the segment
    uint32_t mark;                // of the segment, in an ordered list
    uint32_t run;                 // in the segment: the one to look at first
    struct block *block;          // NULL: nothing is filled
    uint32_t filled;              // items the block has of this list
    uint32_t from, to;            // items of the segment that are still to be copied to it
};

struct list_reader *list_reader_new(struct list_index *index) {
    struct list_reader *r = calloc(1, sizeof *r);
    if (r) r->index = index;
    if (r) r->store = &index->store;
    return r;
}

void list_reader_free(struct list_reader *r) {
    if (!r) return;
    spill_window_close(&r->window);
    hash_walk_close(&r->walk);
    free(r);
}

struct list_index *list_reader_index(const struct list_reader *r) {
    return r->index;
}

static bool fail(struct list_reader *r) {
    int none = 0;
    if (errno != ENOMEM) atomic_compare_exchange_strong(&r->index->error, &none, errno);
    return false;
}

// Copies what is due before the segment goes away.
static bool settle(struct list_reader *r) {
    const struct field *list = r->index->field;
    uint32_t count = r->to - r->from, at = r->filled;
    if (!count) return true;
    if (!block_make_items(r->block, list, (uint64_t)at + count)) return false;
    bool lasts = spill_file_is_resident(&r->store->file);
    r->filled += count;
    bool done = list_segment_copy(&r->segment, list, r->from, r->to, r->block, at, lasts);
    r->from = r->to = 0;
    return done;
}

static bool show(struct list_reader *r, uint64_t offset) {
    if (r->segment.head && r->offset == offset) return true;
    if (!settle(r)) return false;
    r->segment.head = NULL;
    r->offset = offset;
    return list_store_show(r->store, &r->window, offset, &r->segment) || fail(r);
}

static bool has_next(const struct list_reader *r) { return r->offset + r->segment.head->size < r->store->file.size; }

static bool show_next(struct list_reader *r) {
    r->mark++;
    r->run = 0;
    return show(r, r->offset + r->segment.head->size);
}

static int order_at(const struct list_reader *r, struct slice key, uint32_t run) {
    return slice_order(key, list_segment_key(&r->segment, run));
}

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_FAILED };

// The first run that is not below the key, by halving.
static enum answer search_segment(struct list_reader *r, struct slice key) {
    uint32_t low = 0, high = r->segment.head->runs;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (order_at(r, key, middle) > 0) low = middle + 1;
        else high = middle;
    }
    r->run = low;
    return low < r->segment.head->runs && order_at(r, key, low) == 0 ? ANSWER_YES : ANSWER_NO;
}

static enum answer search(struct list_reader *r, struct slice key) {
    uint32_t mark = list_store_mark(r->store, key);
    if (!show(r, r->store->marks[mark].offset)) return ANSWER_FAILED;
    r->mark = mark;
    return search_segment(r, key);
}

static bool is_before_next(const struct list_reader *r, struct slice key) {
    const struct list_store *s = r->store;
    return r->mark + 1 == s->mark_count || slice_order(key, s->marks[r->mark + 1].key) < 0;
}

// Keys mostly come in order too, so the run is at hand or not far ahead.
static enum answer find_in_order(struct list_reader *r, struct slice key) {
    if (!r->store->mark_count) return ANSWER_NO;
    if (!r->segment.head) return search(r, key);
    uint32_t run = r->run, runs = r->segment.head->runs, stop = runs - run < NEAR_RUNS ? runs : run + NEAR_RUNS;
    int order = 1;
    while (run < stop && (order = order_at(r, key, run)) > 0) run++;
    r->run = run;
    if (order == 0 && (run || !r->segment.head->continues)) return ANSWER_YES;
    bool behind = run && order_at(r, key, run - 1) > 0, ahead = run == runs ? is_before_next(r, key) : order < 0;
    return behind && ahead ? ANSWER_NO : search(r, key);
}

static bool go_to(struct list_reader *r, uint64_t offset, uint32_t run) {
    bool shown = show(r, offset);
    r->run = run;
    return shown;
}

static enum answer next_place(struct list_reader *r, struct slice key) {
    enum hash_step step;
    uint64_t place;
    while ((step = hash_walk_next(&r->walk, &place)) == HASH_STEP_PLACE) {
        if (!go_to(r, list_place_offset(place), list_place_run(place))) return ANSWER_FAILED;
        if (order_at(r, key, r->run) == 0) return ANSWER_YES;
    }
    if (step == HASH_STEP_FAILED) return fail(r), ANSWER_FAILED;
    return ANSWER_NO;
}

static enum answer find_first_place(struct list_reader *r, struct slice key) {
    if (hash_walk_start(&r->walk, &r->store->places, r->store->hash(r->store->seed, key))) return next_place(r, key);
    return fail(r), ANSWER_FAILED;
}

// Whether the run that comes next is it.
static enum answer is_next(struct list_reader *r, struct slice key) {
    if (!r->segment.head && !go_to(r, 0, 0)) return ANSWER_FAILED;
    if (r->run == r->segment.head->runs && !has_next(r)) return ANSWER_NO;
    if (r->run == r->segment.head->runs && !show_next(r)) return ANSWER_FAILED;
    return order_at(r, key, r->run) == 0 ? ANSWER_YES : ANSWER_NO;
}

// The reader stays where it was for a key that is not in the list at all.
static enum answer find_in_turn(struct list_reader *r, struct slice key) {
    if (!r->store->file.size) return ANSWER_NO;
    enum answer answer = is_next(r, key);
    if (answer != ANSWER_NO) return answer;
    uint64_t offset = r->offset;
    uint32_t run = r->run;
    answer = find_first_place(r, key);
    return answer == ANSWER_NO && !go_to(r, offset, run) ? ANSWER_FAILED : answer;
}

static enum answer find(struct list_reader *r, struct slice key) {
    if (r->store->ordered) return find_in_order(r, key);
    return r->store->grouped ? find_in_turn(r, key) : find_first_place(r, key);
}

// There may be more runs of the key found last.
static enum answer find_more(struct list_reader *r, struct slice key) {
    return r->store->ordered || r->store->grouped ? ANSWER_NO : next_place(r, key);
}

static uint64_t number_of(const struct list_reader *r) { return r->segment.head->number + r->run; }

static bool take_items(struct list_reader *r, uint64_t *items) {
    uint32_t from = list_segment_first(&r->segment, r->run), to = list_segment_end(&r->segment, r->run);
    if (!r->block) return true;
    if (from != r->to && !settle(r)) return false;
    if (r->from == r->to) r->from = from;
    r->to = to;
    *items += to - from;
    return true;
}

// The run's items, also those that stand in the next segments.
static bool take_run(struct list_reader *r, uint64_t *items) {
    claims_take(&r->index->claims, number_of(r));
    bool good = take_items(r, items);
    while (good && r->run + 1 == r->segment.head->runs && r->segment.head->goes_on)
        good = show_next(r) && take_items(r, items);
    r->run++;
    return good;
}

static bool take_all(struct list_reader *r, struct slice key, uint64_t *items) {
    enum answer answer = find(r, key);
    for (; answer == ANSWER_YES; answer = find_more(r, key))
        if (!take_run(r, items)) return false;
    return answer == ANSWER_NO;
}

static bool fill_rows(struct list_reader *r, struct list_column *l, uint32_t row, const struct slice *keys,
                      uint32_t count) {
    for (uint32_t i = 0; i < count; i++, row++) {
        uint64_t items = 0;
        if (!take_all(r, keys[i], &items) || items > UINT32_MAX - l->offsets[row]) return false;
        l->offsets[row + 1] = l->offsets[row] + (uint32_t)items;
        l->state[row] = STATE_KNOWN;
    }
    return true;
}

bool list_fill(struct list_reader *r, struct block *b, uint32_t row, const struct slice *keys, uint32_t count) {
    struct list_column *l = &b->lists[r->index->field->index];
    r->block = b;
    r->filled = l->offsets[row];
    r->from = r->to = 0;
    bool good = fill_rows(r, l, row, keys, count) && settle(r);
    r->block = NULL;
    r->from = r->to = 0;
    return good && !atomic_load(&r->index->error);
}

bool list_pass(struct list_reader *r, struct slice key) {
    uint64_t items;
    return take_all(r, key, &items);
}

bool list_reader_find(struct list_reader *r, struct slice key, bool *found, uint64_t *number) {
    enum answer answer = find(r, key);
    *found = answer == ANSWER_YES;
    if (*found) *number = number_of(r);
    return answer != ANSWER_FAILED;
}
