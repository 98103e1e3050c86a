// Lists in temporary files: sorting in small pieces, runs of any length, keys whose hashes collide, many threads, and
// folders and disks that fail.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "interp/data/list_hash.h"
#include "interp/data/list_spill.h"
#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

struct sorted {
    struct list_pair last;
    uint64_t count;
};

static bool take_sorted(void *context, struct list_pair pair) {
    struct sorted *s = context;
    if (s->count) ck_assert(pair.hash > s->last.hash || (pair.hash == s->last.hash && pair.place > s->last.place));
    *s = (struct sorted){pair, s->count + 1};
    return true;
}

START_TEST(sorts_in_pieces) {
    static const size_t capacities[] = {1, 2, 63, 64, 500, 999, 1000, 1001};
    struct list_sorter s;
    struct sorted sorted = {.count = 0};
    ck_assert(list_sorter_open(&s, "/tmp", capacities[_i]));
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t hash = i % 3 ? list_hash((struct slice){(const char *)&i, sizeof i}) : i % 30;
        ck_assert(list_sorter_add(&s, (struct list_pair){hash, i}));
    }
    ck_assert(list_sorter_each(&s, take_sorted, &sorted));
    ck_assert_uint_eq(sorted.count, 1000);
    list_sorter_close(&s);
}
END_TEST

static const struct field *list_of(const struct evaluated *e) { return &e->policy->fields[e->policy->field_count - 1]; }

// A column for each of overdue's fields, one row: a month that is missing, an account, an amount.
struct row {
    int32_t month;
    uint8_t states[3];
    struct slice account;
    int64_t amount;
};

static void add(struct list_spill *s, struct slice key, struct slice account, int64_t amount) {
    struct row r = {.states = {STATE_UNKNOWN, STATE_KNOWN, STATE_KNOWN}, .account = account, .amount = amount};
    const struct vector columns[3] = {{.data = &r.month, .state = &r.states[0]}, {.data = &r.account, .state = &r.states[1]},
                                      {.data = &r.amount, .state = &r.states[2]}};
    ck_assert(list_spill_add(s, key, columns, 0));
}

static struct slice slice_of(const char *text) { return (struct slice){text, (uint32_t)strlen(text)}; }

// The sum of the amounts and how many there are; the block holds the one row.
static int64_t sum(struct list_spill *s, struct block *b, struct slice key, uint32_t *items) {
    int64_t total = 0;
    block_clear(b);
    block_add_row(b);
    ck_assert(list_spill_is_good(s, key));
    ck_assert(list_spill_fill(s, b, key));
    const struct list_column *l = &b->lists[s->field->index];
    *items = l->offsets[1];
    for (uint32_t i = 0; i < *items; i++) total += ((const int64_t *)l->items[2].data)[i];
    return total;
}

// One applicant with more items than a run takes, and a text longer than any window.
START_TEST(holds_long_runs) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct block *b = block_new(e->policy, 1, false);
    struct list_spill *s = list_spill_new(list_of(e), "/tmp", 1 << 20);
    struct text longest = {0};
    uint32_t items;
    text_repeat(&longest, 'x', 100000);
    add(s, slice_of("A"), slice_of("first"), 1);
    for (int i = 0; i < 20000; i++) add(s, slice_of("B"), slice_of("some account"), 2);
    add(s, slice_of("C"), slice_of(text_string(&longest)), 3);
    add(s, slice_of("D"), slice_of(""), 4);
    ck_assert(list_spill_finish(s));
    ck_assert_int_eq(sum(s, b, slice_of("D"), &items), 4);
    ck_assert_int_eq(sum(s, b, slice_of("C"), &items), 3);
    const struct slice *accounts = b->lists[s->field->index].items[1].data;
    ck_assert_uint_eq(accounts[0].length, 100000);
    ck_assert_int_eq(memcmp(accounts[0].text, text_string(&longest), 100000), 0);
    ck_assert_int_eq(sum(s, b, slice_of("B"), &items), 40000);
    ck_assert_uint_eq(items, 20000);
    ck_assert_int_eq(sum(s, b, slice_of("E"), &items), 0);
    struct slice example;
    ck_assert_uint_eq(list_spill_strangers(s, &example), 1);
    ck_assert_int_eq(example.text[0], 'A');
    text_free(&longest);
    list_spill_free(s);
    block_free(b);
    evaluated_close(e);
}
END_TEST

// Two keys of two words each: the second word undoes what the first one changed.
static void make_colliding(char one[16], char other[16]) {
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15), start = 16 * factor;
    uint64_t states[2], words[2] = {1, 2}, tail = 77;
    for (int i = 0; i < 2; i++) {
        states[i] = (start ^ words[i]) * factor;
        states[i] ^= states[i] >> 29;
    }
    memcpy(one, &words[0], 8);
    memcpy(one + 8, &tail, 8);
    tail ^= states[0] ^ states[1];
    memcpy(other, &words[1], 8);
    memcpy(other + 8, &tail, 8);
}

START_TEST(tells_colliding_keys_apart) {
    char bytes[2][16];
    make_colliding(bytes[0], bytes[1]);
    const struct slice one = {bytes[0], 16}, other = {bytes[1], 16};
    ck_assert_uint_eq(list_hash(one), list_hash(other));
    for (int both = 0; both < 2; both++) {
        struct evaluated *e = evaluated_open(data_vocabulary);
        struct block *b = block_new(e->policy, 1, false);
        struct list_spill *s = list_spill_new(list_of(e), "/tmp", 64);
        struct slice example;
        uint32_t items;
        add(s, one, slice_of("a"), 5);
        if (both) add(s, other, slice_of("b"), 7);
        ck_assert(list_spill_finish(s));
        ck_assert_uint_eq(list_spill_strangers(s, &example), both ? 2 : 1);
        ck_assert_int_eq(sum(s, b, other, &items), both ? 7 : 0);
        ck_assert_uint_eq(list_spill_strangers(s, &example), 1);
        ck_assert_int_eq(memcmp(example.text, one.text, 16), 0);
        ck_assert_int_eq(sum(s, b, one, &items), 5);
        ck_assert_int_eq(sum(s, b, other, &items), both ? 7 : 0);
        ck_assert_uint_eq(list_spill_strangers(s, &example), 0);
        list_spill_free(s);
        block_free(b);
        evaluated_close(e);
    }
}
END_TEST

#define KEYS 3000u
#define THREADS 6
struct thread {
    const struct evaluated *e;
    struct list_spill *spill;
    uint32_t stride;
    pthread_t id;
};

static void *look_up_all(void *context) {
    const struct thread *t = context;
    struct block *b = block_new(t->e->policy, 1, false);
    for (uint32_t i = 0; i < KEYS; i++) {
        char name[24];
        uint32_t key = i * t->stride % KEYS, items;
        snprintf(name, sizeof name, "K%05u", key);
        if (sum(t->spill, b, slice_of(name), &items) != (key % 3 ? key : 0)) return context;
    }
    block_free(b);
    return NULL;
}

// Some threads go in the order of the list, some do not; every third key is not in it.
START_TEST(serves_many_threads) {
    static const uint32_t strides[THREADS] = {1, 7, 1, 1009, 2999, 1};
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct list_spill *s = list_spill_new(list_of(e), "/tmp", 4096);
    struct thread threads[THREADS];
    for (uint32_t i = 0; i < KEYS; i++) {
        char name[24];
        snprintf(name, sizeof name, "K%05u", _i ? KEYS - 1 - i : i);
        if ((_i ? KEYS - 1 - i : i) % 3) add(s, slice_of(name), slice_of("x"), _i ? KEYS - 1 - i : i);
    }
    ck_assert(list_spill_finish(s));
    for (int i = 0; i < THREADS; i++) {
        threads[i] = (struct thread){.e = e, .spill = s, .stride = strides[i]};
        ck_assert_int_eq(pthread_create(&threads[i].id, NULL, look_up_all, &threads[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i].id, &failed);
        ck_assert_ptr_null(failed);
    }
    struct slice example;
    ck_assert_uint_eq(list_spill_strangers(s, &example), 0);
    list_spill_free(s);
    evaluated_close(e);
}
END_TEST

static void load_into(const char *folder, enum diag_id expected) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct record_faults faults = {0};
    struct list_room room = {.folder = folder, .memory = 1, .sorting = 1024};
    struct data_file file;
    struct text list = {0};
    text_put(&list, "id,amount\n");
    for (int i = 0; i < 20000; i++) text_format(&list, "applicant-%d,1\n", i);
    data_file_open(&file, text_string(&list), list.length);
    struct rlimit limit, before;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    limit = before;
    limit.rlim_cur = 300000;
    setrlimit(RLIMIT_FSIZE, &limit);
    ck_assert_ptr_null(list_load(e->policy, list_of(e), file.path, &room, &faults));
    setrlimit(RLIMIT_FSIZE, &before);
    ck_assert(!faults.failed);
    ck_assert_uint_eq(faults.count, 1);
    ck_assert_uint_eq(faults.items[0].id, expected);
    ck_assert_str_eq(faults.items[0].args[1].en, folder);
    record_faults_free(&faults);
    data_file_close(&file);
    text_free(&list);
    evaluated_close(e);
}

START_TEST(tells_of_no_folder) { load_into("/no/such/folder", DIAG_LIST_TEMPORARY); }
END_TEST

START_TEST(tells_of_a_full_disk) { load_into("/tmp", DIAG_LIST_TEMPORARY); }
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("list_spill");
    TCase *c = tcase_create("list_spill");
    tcase_add_loop_test(c, sorts_in_pieces, 0, 8);
    tcase_add_test(c, holds_long_runs);
    tcase_add_test(c, tells_colliding_keys_apart);
    tcase_add_loop_test(c, serves_many_threads, 0, 2);
    tcase_add_test(c, tells_of_no_folder);
    tcase_add_test(c, tells_of_a_full_disk);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
