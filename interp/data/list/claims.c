#include "interp/data/list/claims.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define RESIDENT_SIZE ((size_t)8 << 20)  // up to this size the bits are in memory
#define RESIDENT_PAGES 2048u             // of a longer mapping, about as many as these

static bool write_bits(struct list_waiting *w) {
    uint64_t words[512];
    memset(words, 0xFF, sizeof words);
    for (size_t left = w->size; left;) {
        size_t part = left < sizeof words ? left : sizeof words;
        if (!list_file_append(&w->file, words, part)) return false;
        left -= part;
    }
    return list_file_finish(&w->file);
}

// The file is written in full before it is mapped: a full disk is met by write, not by a signal.
static bool map_bits(struct list_waiting *w) {
    if (!write_bits(w)) return false;
    void *map = mmap(NULL, w->size, PROT_READ | PROT_WRITE, MAP_SHARED, w->file.fd, 0);
    if (map == MAP_FAILED) return w->file.error = errno, false;
    w->words = map;
    return true;
}

bool list_waiting_open(struct list_waiting *w, const char *folder, uint64_t count) {
    *w = (struct list_waiting){.count = count, .size = (size_t)((count + 63) / 64 * sizeof *w->words)};
    list_file_open(&w->file, folder, 0);
    if (w->size > RESIDENT_SIZE) return map_bits(w);
    w->words = malloc(w->size ? w->size : 1);
    if (!w->words) return w->file.error = ENOMEM, false;
    memset((void *)w->words, 0xFF, w->size);
    return true;
}

void list_waiting_close(struct list_waiting *w) {
    if (w->words && w->file.fd >= 0) munmap((void *)w->words, w->size);
    else free((void *)w->words);
    w->words = NULL;
    list_file_close(&w->file);
}

size_t list_waiting_size(const struct list_waiting *w) { return w->size < RESIDENT_SIZE ? w->size : RESIDENT_SIZE; }

// What was changed stays in the file and is mapped anew when it is looked at again.
static void let_go(struct list_waiting *w) {
    if (w->file.fd >= 0) madvise((void *)w->words, w->size, MADV_DONTNEED);
}

void list_waiting_answer(struct list_waiting *w, uint64_t number) {
    atomic_fetch_and_explicit(&w->words[number / 64], ~(UINT64_C(1) << number % 64), memory_order_relaxed);
    if (w->file.fd < 0) return;
    unsigned answered = atomic_fetch_add_explicit(&w->answered, 1, memory_order_relaxed);
    if (answered % RESIDENT_PAGES == RESIDENT_PAGES - 1) let_go(w);
}

uint64_t list_waiting_next(struct list_waiting *w, uint64_t number) {
    const size_t words_a_page = 4096 / sizeof *w->words;
    while (number < w->count) {
        size_t word = (size_t)(number / 64);
        uint64_t bits = atomic_load_explicit(&w->words[word], memory_order_relaxed) >> number % 64;
        if (bits) break;
        number = (number / 64 + 1) * 64;
        if (word % (words_a_page * RESIDENT_PAGES) == 0) let_go(w);
    }
    if (number >= w->count) return w->count;
    uint64_t bits = atomic_load_explicit(&w->words[number / 64], memory_order_relaxed) >> number % 64;
    return number + (uint64_t)__builtin_ctzll(bits);
}
