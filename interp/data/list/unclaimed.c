// Applicants of a list that no record asked for.
#include <string.h>

#include "interp/data/list/index.h"

struct unclaimed {
    struct list_index *index;
    struct list_reader *reader;
    uint64_t count;
    struct text *example;  // the one that stands first in the list file,
    uint64_t chunk;        // and where
    uint32_t record;
    bool failed;
};

static bool one_run_each(const struct list_index *index) { return index->store.ordered || index->store.grouped; }

// Where keys come again, each is counted with its first run alone.
static bool is_first(struct unclaimed *u, struct slice key, uint64_t number) {
    bool found;
    uint64_t first = number;
    if (!one_run_each(u->index) && !list_reader_find(u->reader, key, &found, &first)) u->failed = true;
    return first == number;
}

static void keep_example(struct unclaimed *u, struct slice key, uint64_t chunk, uint32_t record) {
    text_clear(u->example);
    text_add(u->example, key.text, key.length);
    u->failed |= u->example->failed;
    u->chunk = chunk;
    u->record = record;
}

// Once there is an example, those that have one run each need only be counted.
static bool take_segment(void *context, const struct list_segment *segment, uint64_t offset) {
    struct unclaimed *u = context;
    const struct list_segment_head *head = segment->head;
    struct claims *claims = &u->index->claims;
    (void)offset;
    for (uint64_t n = head->number + head->continues;
         (n = claims_next_unclaimed(claims, n)) < head->number + head->runs; n++) {
        struct slice key = list_segment_key(segment, (uint32_t)(n - head->number));
        if (!is_first(u, key, n) || u->failed) continue;
        if (!u->count++) keep_example(u, key, head->chunk, head->record);
    }
    return !u->failed && !(u->count && one_run_each(u->index));
}

static void count_unclaimed(struct unclaimed *u) {
    struct claims *claims = &u->index->claims;
    uint64_t runs = u->index->store.runs;
    u->count = 0;
    for (uint64_t n = 0; (n = claims_next_unclaimed(claims, n)) < runs; n++) u->count++;
}

static void count_runs(struct unclaimed *u) {
    if (claims_next_unclaimed(&u->index->claims, 0) == u->index->store.runs) return;
    bool all = list_store_each(&u->index->store, take_segment, u);
    if (!all && !u->count) u->failed = true;
    if (u->count && one_run_each(u->index)) count_unclaimed(u);
}

// The rows of a block that were refused come before the others.
static bool is_before(const struct unclaimed *u, const struct list_refusal *refusal) {
    if (!u->count || refusal->chunk != u->chunk) return !u->count || refusal->chunk < u->chunk;
    return refusal->record <= u->record;
}

static void count_refusal(struct unclaimed *u, const struct list_refusal *refusal) {
    bool found = false;
    uint64_t number;
    if (atomic_load(&refusal->asked)) return;
    if (!list_reader_find(u->reader, refusal->key, &found, &number)) u->failed = true;
    if (is_before(u, refusal)) keep_example(u, refusal->key, refusal->chunk, refusal->record);
    u->count += !found;
}

bool list_unclaimed(struct list_reader *r, uint64_t *count, struct text *example) {
    struct unclaimed u = {.index = list_reader_index(r), .reader = r, .example = example};
    count_runs(&u);
    for (uint32_t i = 0; i < u.index->refused.count && !u.failed; i++) count_refusal(&u, &u.index->refused.items[i]);
    *count = u.count;
    return !u.failed;
}

static void warn(const struct list_index *index, uint64_t unclaimed, const struct text *example,
                 struct record_faults *faults) {
    char count[RECORD_FAULT_DIGITS];
    struct slice args[3] = {slice_of(list_path(index)),
                            record_fault_number(count, unclaimed),
                            {text_string(example), (uint32_t)example->length}};
    struct record_fault *fault = record_fault_add(faults, DIAG_LIST_UNCLAIMED, args, 3);
    if (fault) fault->path = list_path(index);
}

void list_warn_unclaimed(struct list_index *index, struct record_faults *faults) {
    struct list_reader *r = list_reader_new(index);
    struct text example = {0};
    uint64_t count = 0;
    if (!r) faults->failed = true;
    else if (!list_unclaimed(r, &count, &example)) list_add_failure(index, faults);
    else if (count) warn(index, count, &example, faults);
    text_free(&example);
    list_reader_free(r);
}
