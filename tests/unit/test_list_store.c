// How lists are kept: narrow numbers, sorting in small pieces, runs of any length, keys whose hashes collide, many
// threads, and folders and disks that fail.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "interp/data/list/hash.h"
#include "interp/data/list/index.h"
#include "interp/data/list/packed_numbers.h"
#include "interp/run/list_load.h"
#include "tests/unit/check_main.h"
#include "tests/unit/data_text.h"

struct sorted {
    struct hash_place last;
    uint64_t count;
};

static bool take_sorted(void *context, struct hash_place pair) {
    struct sorted *s = context;
    if (s->count) ck_assert(pair.hash > s->last.hash || (pair.hash == s->last.hash && pair.place > s->last.place));
    *s = (struct sorted){pair, s->count + 1};
    return true;
}

START_TEST(sorts_in_pieces) {
    static const size_t capacities[] = {1, 2, 63, 64, 500, 999, 1000, 1001};
    struct external_sort s;
    struct sorted sorted = {.count = 0};
    ck_assert(external_sort_open(&s, "/tmp", capacities[_i]));
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t hash = i % 3 ? list_hash((struct hash_seed){0}, (struct slice){(const char *)&i, sizeof i}) : i % 30;
        ck_assert(external_sort_add(&s, (struct hash_place){hash, i}));
    }
    ck_assert(external_sort_each(&s, take_sorted, &sorted));
    ck_assert_uint_eq(sorted.count, 1000);
    external_sort_close(&s);
}
END_TEST

START_TEST(narrows_numbers) {
    static const struct {
        int64_t number;
        size_t width;
    } numbers[] = {{0, 1},
                   {-1, 1},
                   {127, 1},
                   {-128, 1},
                   {128, 2},
                   {-129, 2},
                   {32767, 2},
                   {-32768, 2},
                   {32768, 4},
                   {-32769, 4},
                   {INT32_MAX, 4},
                   {INT32_MIN, 4},
                   {INT32_MAX + INT64_C(1), 8},
                   {INT32_MIN - INT64_C(1), 8},
                   {INT64_MAX, 8},
                   {INT64_MIN, 8}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const int64_t some[3] = {3, numbers[i].number, -7};
        int64_t narrow[3], again[3];
        size_t width = packed_numbers_width(some, 3);
        ck_assert_uint_eq(width, numbers[i].width);
        packed_numbers_put(some, 3, width, narrow);
        packed_numbers_get(narrow, width, 3, again);
        ck_assert_mem_eq(some, again, sizeof some);
    }
}
END_TEST

static int sign(int n) { return (n > 0) - (n < 0); }

// Against the bytes one by one: every length around the words, with a difference at every place or none.
START_TEST(orders_texts) {
    char a[40], b[40];
    for (uint32_t length = 0; length < 40; length++)
        for (uint32_t other = 0; other < 40; other++)
            for (uint32_t at = 0; at < 40; at++) {
                memset(a, 'x', sizeof a);
                memset(b, 'x', sizeof b);
                b[at] = at % 3 ? (char)0xC3 : 'a';
                uint32_t shorter = length < other ? length : other;
                int expected = memcmp(a, b, shorter);
                if (!expected) expected = (length > other) - (length < other);
                ck_assert_int_eq(sign(slice_order((struct slice){a, length}, (struct slice){b, other})),
                                 sign(expected));
            }
}
END_TEST

static const struct field *list_of(const struct evaluated *e) { return &e->policy->fields[e->policy->field_count - 1]; }

static struct list_index *load(const struct evaluated *e, const struct text *list, struct list_limits *limits) {
    struct record_faults faults = {0};
    struct data_file file;
    data_file_open(&file, text_string(list), list->length);
    struct list_index *index = list_load(e->policy, list_of(e), &(struct list_file){.path = file.path}, 0, limits,
                                         &faults);
    ck_assert_ptr_nonnull(index);
    ck_assert_uint_eq(faults.count, 0);
    record_faults_free(&faults);
    data_file_close(&file);
    return index;
}

// The sum of the amounts and how many there are; the block holds the one row.
static int64_t sum(struct list_reader *r, struct block *b, struct slice key, uint32_t *items) {
    const struct field *list = list_field(list_reader_index(r));
    int64_t total = 0;
    block_clear(b);
    block_add_row(b);
    ck_assert(list_fill(r, b, 0, &key, 1));
    const struct list_column *l = &b->lists[list->index];
    *items = l->offsets[1];
    for (uint32_t i = 0; i < *items; i++) total += ((const int64_t *)l->items[2].data)[i];
    return total;
}

static void check_unclaimed(struct list_reader *r, uint64_t expected, const char *first) {
    struct text example = {0};
    uint64_t count;
    ck_assert(list_unclaimed(r, &count, &example));
    ck_assert_uint_eq(count, expected);
    ck_assert_str_eq(text_string(&example), first);
    text_free(&example);
}

// One applicant with more items than a segment takes, and a text longer than any window.
START_TEST(holds_long_runs) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct block *b = block_new(e->policy, 1, false);
    struct text list = {0}, longest = {0};
    struct list_limits limits = {.folder = "/tmp", .memory = _i & 1 ? LIST_MEMORY : 1, .sorting = 1024};
    uint32_t items;
    text_repeat(&longest, 'x', 100000);
    text_put(&list, "id,account,amount\n");
    if (_i & 2) text_put(&list, "Z,,9\n");  // keys do not rise
    text_put(&list, "A,first,1\n");
    for (int i = 0; i < 20000; i++) text_put(&list, "B,some account,2\n");
    text_format(&list, "C,%s,3\nD,,4\n", text_string(&longest));
    struct list_index *index = load(e, &list, &limits);
    struct list_reader *r = list_reader_new(index);
    ck_assert(index->store.ordered != (_i & 2));
    ck_assert_int_eq(sum(r, b, slice_of("D"), &items), 400);
    ck_assert_int_eq(sum(r, b, slice_of("C"), &items), 300);
    const struct slice *accounts = b->lists[list_of(e)->index].items[1].data;
    ck_assert_uint_eq(accounts[0].length, 100000);
    ck_assert_int_eq(memcmp(accounts[0].text, text_string(&longest), 100000), 0);
    ck_assert_int_eq(sum(r, b, slice_of("B"), &items), 4000000);
    ck_assert_uint_eq(items, 20000);
    ck_assert_int_eq(sum(r, b, slice_of("E"), &items), 0);
    check_unclaimed(r, _i & 2 ? 2 : 1, _i & 2 ? "Z" : "A");
    text_free(&longest);
    text_free(&list);
    list_reader_free(r);
    list_free(index);
    block_free(b);
    evaluated_close(e);
}
END_TEST

// As bad as a hash can be.
static uint64_t hash_of_length(struct hash_seed seed, struct slice key) { return seed.first + key.length; }

// Two keys of which the second word undid what the first one changed, under any seed, in a hash of multiplications.
START_TEST(hashes_by_the_seed) {
    char bytes[2][16] = {"ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNO"};
    store_word(bytes[1], load_word(bytes[0]) ^ UINT64_C(1) << 63);
    store_word(bytes[1] + 8, load_word(bytes[0] + 8) ^ (UINT64_C(1) << 63 | UINT64_C(1) << 34));
    const struct slice one = {bytes[0], 16}, other = {bytes[1], 16};
    for (uint64_t i = 0; i < 100; i++) {
        const struct hash_seed seed = {i, ~i}, next = {i + 1, ~i};
        ck_assert_uint_ne(list_hash(seed, one), list_hash(seed, other));
        ck_assert_uint_ne(list_hash(seed, one), list_hash(next, one));
    }
}
END_TEST

// The function's own test: the bytes 0, 1, 2 … under the key 0 … 15.
START_TEST(hashes_as_others_do) {
    const struct hash_seed seed = {UINT64_C(0x0706050403020100), UINT64_C(0x0F0E0D0C0B0A0908)};
    char bytes[64];
    for (char i = 0; i < 64; i++) bytes[(int)i] = i;
    for (uint32_t length = 0; length < 64; length++)
        for (uint32_t other = 0; other < length; other++)
            ck_assert_uint_ne(list_hash(seed, (struct slice){bytes, length}),
                              list_hash(seed, (struct slice){bytes, other}));
    ck_assert_uint_eq(list_hash(seed, (struct slice){bytes, 0}), UINT64_C(0xABAC0158050FC4DC));
}
END_TEST

// Rows of one item each; months and accounts are missing.
static void append(struct list_store *store, const struct slice *keys, const int64_t *amounts, uint32_t count) {
    int32_t months[3] = {0};
    struct slice accounts[3] = {{"", 0}, {"", 0}, {"", 0}};
    uint8_t missing[3] = {STATE_UNKNOWN, STATE_UNKNOWN, STATE_UNKNOWN},
            known[3] = {STATE_KNOWN, STATE_KNOWN, STATE_KNOWN};
    struct vector columns[4] = {{.data = (void *)keys, .state = known},
                                {.data = months, .state = missing},
                                {.data = accounts, .state = missing},
                                {.data = (void *)amounts, .state = known}};
    const struct block b = {.rows = count, .columns = columns};
    struct text out = {0};
    list_segment_put(&out, store->field, &b, 0, count, 0, count);
    ck_assert(!out.failed);
    ck_assert(list_store_append(store, out.bytes, out.length));
    text_free(&out);
}

START_TEST(tells_colliding_keys_apart) {
    const struct slice one = {"ABCDEFGHIJKLMNOP", 16}, other = {"ABCDEFGHIJKLMNOQ", 16}, last = {"Z", 1},
                       all[] = {last, one, other};
    for (uint32_t both = 0; both < 2; both++) {
        struct evaluated *e = evaluated_open(data_vocabulary);
        struct block *b = block_new(e->policy, 1, false);
        struct list_limits limits = {.folder = "/tmp", .memory = 1, .sorting = 64};
        const struct text empty = {.bytes = (char *)(uintptr_t) "id\n", .length = 3};
        struct list_index *index = load(e, &empty, &limits);
        uint32_t items;
        list_store_close(&index->store);
        claims_close(&index->claims);
        list_store_open(&index->store, list_of(e), "/tmp", 1);
        index->store.hash = hash_of_length;
        append(&index->store, all, (const int64_t[]){1, 5, 7}, 2 + both);
        ck_assert(list_store_finish(&index->store, 64));
        ck_assert(!index->store.ordered);
        ck_assert(index->store.grouped != both);
        ck_assert(claims_open(&index->claims, "/tmp", index->store.runs));
        struct list_reader *r = list_reader_new(index);
        check_unclaimed(r, 2 + both, "Z");
        ck_assert_int_eq(sum(r, b, other, &items), both ? 7 : 0);
        ck_assert_int_eq(sum(r, b, one, &items), 5);
        ck_assert_int_eq(sum(r, b, other, &items), both ? 7 : 0);
        check_unclaimed(r, 1, "Z");
        ck_assert_int_eq(sum(r, b, last, &items), 1);
        check_unclaimed(r, 0, "");
        list_reader_free(r);
        list_free(index);
        block_free(b);
        evaluated_close(e);
    }
}
END_TEST

#define KEYS 3000u
#define THREADS 6
struct thread {
    const struct evaluated *e;
    struct list_index *index;
    uint32_t stride;
    pthread_t id;
};

static void *look_up_all(void *context) {
    const struct thread *t = context;
    struct block *b = block_new(t->e->policy, 1, false);
    struct list_reader *r = list_reader_new(t->index);
    for (uint32_t i = 0; i < KEYS; i++) {
        char name[24];
        uint32_t key = i * t->stride % KEYS, items;
        snprintf(name, sizeof name, "K%05u", key);
        if (sum(r, b, slice_of(name), &items) != (key % 3 ? key * 100 : 0)) return context;
    }
    list_reader_free(r);
    block_free(b);
    return NULL;
}

// Some threads go in the order of the list, some do not; every third key is not in it.
START_TEST(serves_many_threads) {
    static const uint32_t strides[THREADS] = {1, 7, 1, 1009, 2999, 1};
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct list_limits limits = {.folder = "/tmp", .memory = 4096, .sorting = 4096, .jobs = 3, .chunk_size = 5000};
    struct thread threads[THREADS];
    struct text list = {0};
    text_put(&list, "id,amount\n");
    for (uint32_t i = 0; i < KEYS; i++) {
        uint32_t key = _i ? KEYS - 1 - i : i;
        if (key % 3) text_format(&list, "K%05u,%u\n", key, key);
    }
    struct list_index *index = load(e, &list, &limits);
    for (int i = 0; i < THREADS; i++) {
        threads[i] = (struct thread){.e = e, .index = index, .stride = strides[i]};
        ck_assert_int_eq(pthread_create(&threads[i].id, NULL, look_up_all, &threads[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        void *failed;
        pthread_join(threads[i].id, &failed);
        ck_assert_ptr_null(failed);
    }
    struct list_reader *r = list_reader_new(index);
    check_unclaimed(r, 0, "");
    list_reader_free(r);
    list_free(index);
    text_free(&list);
    evaluated_close(e);
}
END_TEST

static void load_into(const char *folder, enum diag_id expected) {
    struct evaluated *e = evaluated_open(data_vocabulary);
    struct record_faults faults = {0};
    struct list_limits limits = {.folder = folder, .memory = 1, .sorting = 1024};
    struct data_file file;
    struct text list = {0};
    text_put(&list, "id,amount\n");
    for (int i = 0; i < 40000; i++) text_format(&list, "applicant-%d,1\n", i);
    data_file_open(&file, text_string(&list), list.length);
    struct rlimit limit, before;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    limit = before;
    limit.rlim_cur = 300000;
    setrlimit(RLIMIT_FSIZE, &limit);
    ck_assert_ptr_null(list_load(e->policy, list_of(e), &(struct list_file){.path = file.path}, 0, &limits, &faults));
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
    Suite *s = suite_create("list_store");
    TCase *c = tcase_create("list_store");
    tcase_add_loop_test(c, sorts_in_pieces, 0, 8);
    tcase_add_test(c, narrows_numbers);
    tcase_add_test(c, orders_texts);
    tcase_add_loop_test(c, holds_long_runs, 0, 4);
    tcase_add_test(c, hashes_by_the_seed);
    tcase_add_test(c, hashes_as_others_do);
    tcase_add_test(c, tells_colliding_keys_apart);
    tcase_add_loop_test(c, serves_many_threads, 0, 2);
    tcase_add_test(c, tells_of_no_folder);
    tcase_add_test(c, tells_of_a_full_disk);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
