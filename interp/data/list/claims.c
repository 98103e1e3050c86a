#include "interp/data/list/claims.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define RESIDENT_SIZE ((size_t)8 << 20)  // up to this size the bits are in memory
#define RESIDENT_PAGES 2048u             // of a longer mapping, about as many as these

static bool write_bits(struct claims *c) {
    uint64_t words[512];
    memset(words, 0xFF, sizeof words);
    for (size_t left = c->size; left;) {
        size_t part = left < sizeof words ? left : sizeof words;
        if (!spill_file_append(&c->file, words, part)) return false;
        left -= part;
    }
    return spill_file_finish(&c->file);
}

// The file is written in full before it is mapped: a full disk is met by write, not by a signal.
static bool map_bits(struct claims *c) {
    if (!write_bits(c)) return false;
    void *map = mmap(NULL, c->size, PROT_READ | PROT_WRITE, MAP_SHARED, c->file.fd, 0);
    if (map == MAP_FAILED) return c->file.error = errno, false;
    c->words = map;
    return true;
}

bool claims_open(struct claims *c, const char *folder, uint64_t count) {
    *c = (struct claims){.count = count, .size = (size_t)((count + 63) / 64 * sizeof *c->words)};
    spill_file_open(&c->file, folder, 0);
    if (c->size > RESIDENT_SIZE) return map_bits(c);
    c->words = malloc(c->size ? c->size : 1);
    if (!c->words) return c->file.error = ENOMEM, false;
    memset((void *)c->words, 0xFF, c->size);
    return true;
}

void claims_close(struct claims *c) {
    if (c->words && c->file.fd >= 0) munmap((void *)c->words, c->size);
    else free((void *)c->words);
    c->words = NULL;
    spill_file_close(&c->file);
}

size_t claims_size(const struct claims *c) { return c->size < RESIDENT_SIZE ? c->size : RESIDENT_SIZE; }

// What was changed stays in the file and is mapped anew when it is looked at again.
static void let_go(struct claims *c) {
    if (c->file.fd >= 0) madvise((void *)c->words, c->size, MADV_DONTNEED);
}

void claims_take(struct claims *c, uint64_t number) {
    atomic_fetch_and_explicit(&c->words[number / 64], ~(UINT64_C(1) << number % 64), memory_order_relaxed);
    if (c->file.fd < 0) return;
    unsigned taken = atomic_fetch_add_explicit(&c->taken, 1, memory_order_relaxed);
    if (taken % RESIDENT_PAGES == RESIDENT_PAGES - 1) let_go(c);
}

uint64_t claims_next_unclaimed(struct claims *c, uint64_t number) {
    const size_t words_a_page = 4096 / sizeof *c->words;
    while (number < c->count) {
        size_t word = (size_t)(number / 64);
        uint64_t bits = atomic_load_explicit(&c->words[word], memory_order_relaxed) >> number % 64;
        if (bits) break;
        number = (number / 64 + 1) * 64;
        if (word % (words_a_page * RESIDENT_PAGES) == 0) let_go(c);
    }
    if (number >= c->count) return c->count;
    uint64_t bits = atomic_load_explicit(&c->words[number / 64], memory_order_relaxed) >> number % 64;
    return number + (uint64_t)__builtin_ctzll(bits);
}
