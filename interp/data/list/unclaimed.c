// Applicants of a list that no record asked for.
#include <stdio.h>
#include <string.h>

#include "interp/data/list/index.h"

struct strangers {
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
static bool is_first(struct strangers *s, struct slice key, uint64_t number) {
    bool found;
    uint64_t first = number;
    if (!one_run_each(s->index) && !list_reader_find(s->reader, key, &found, &first)) s->failed = true;
    return first == number;
}

static void keep_example(struct strangers *s, struct slice key, uint64_t chunk, uint32_t record) {
    text_clear(s->example);
    text_add(s->example, key.text, key.length);
    s->failed |= s->example->failed;
    s->chunk = chunk;
    s->record = record;
}

// Once there is an example, those that have one run each need only be counted.
static bool take_segment(void *context, const struct list_segment *segment, uint64_t offset) {
    struct strangers *s = context;
    const struct list_segment_head *head = segment->head;
    struct list_waiting *waiting = &s->index->waiting;
    (void)offset;
    for (uint64_t n = head->number + head->continues; (n = list_waiting_next(waiting, n)) < head->number + head->runs;
         n++) {
        struct slice key = list_segment_key(segment, (uint32_t)(n - head->number));
        if (!is_first(s, key, n) || s->failed) continue;
        if (!s->count++) keep_example(s, key, head->chunk, head->record);
    }
    return !s->failed && !(s->count && one_run_each(s->index));
}

static void count_waiting(struct strangers *s) {
    struct list_waiting *waiting = &s->index->waiting;
    uint64_t runs = s->index->store.runs;
    s->count = 0;
    for (uint64_t n = 0; (n = list_waiting_next(waiting, n)) < runs; n++) s->count++;
}

static void count_runs(struct strangers *s) {
    if (list_waiting_next(&s->index->waiting, 0) == s->index->store.runs) return;
    bool all = list_store_each(&s->index->store, take_segment, s);
    if (!all && !s->count) s->failed = true;
    if (s->count && one_run_each(s->index)) count_waiting(s);
}

// The rows of a block that were refused come before the others.
static bool is_before(const struct strangers *s, const struct list_refusal *refusal) {
    if (!s->count || refusal->chunk != s->chunk) return !s->count || refusal->chunk < s->chunk;
    return refusal->record <= s->record;
}

static void count_refusal(struct strangers *s, const struct list_refusal *refusal) {
    bool found = false;
    uint64_t number;
    if (atomic_load(&refusal->asked)) return;
    if (!list_reader_find(s->reader, refusal->key, &found, &number)) s->failed = true;
    if (is_before(s, refusal)) keep_example(s, refusal->key, refusal->chunk, refusal->record);
    s->count += !found;
}

bool list_strangers(struct list_reader *r, uint64_t *count, struct text *example) {
    struct strangers s = {.index = list_reader_index(r), .reader = r, .example = example};
    count_runs(&s);
    for (uint32_t i = 0; i < s.index->refused.count && !s.failed; i++) count_refusal(&s, &s.index->refused.items[i]);
    *count = s.count;
    return !s.failed;
}

static void warn(const struct list_index *index, uint64_t strangers, const struct text *example,
                 struct record_faults *faults) {
    char count[24];
    int length = snprintf(count, sizeof count, "%llu", (unsigned long long)strangers);
    struct slice args[3] = {
        slice_of(list_path(index)), {count, (uint32_t)length}, {text_string(example), (uint32_t)example->length}};
    struct record_fault *fault = record_fault_add(faults, DIAG_LIST_STRANGERS, args, 3);
    if (fault) fault->path = list_path(index);
}

void list_warn_strangers(struct list_index *index, struct record_faults *faults) {
    struct list_reader *r = list_reader_new(index);
    struct text example = {0};
    uint64_t count = 0;
    if (!r) faults->failed = true;
    else if (!list_strangers(r, &count, &example)) list_add_failure(index, faults);
    else if (count) warn(index, count, &example, faults);
    text_free(&example);
    list_reader_free(r);
}
