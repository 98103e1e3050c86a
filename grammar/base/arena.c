#include "grammar/base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)16 * 1024)  // small, so that it fits in where others were given back
#define LEAST_ITEMS 2u                  // of an array that grows
#define ALIGNMENT _Alignof(max_align_t)

struct arena_chunk {
    struct arena_chunk *older;
    bool alone;  // one thing fills it
    max_align_t start[];
};

void arena_init(struct arena *a, jmp_buf *out_of_memory) { *a = (struct arena){.out_of_memory = out_of_memory}; }

void arena_free(struct arena *a) {
    while (a->chunks) {
        struct arena_chunk *older = a->chunks->older;
        free(a->chunks);
        a->chunks = older;
    }
    a->next = a->end = NULL;
}

void arena_exhausted(const struct arena *a) { longjmp(*a->out_of_memory, 1); }

static struct arena_chunk *new_chunk(const struct arena *a, size_t size) {
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk) arena_exhausted(a);
    return chunk;
}

static void open_chunk(struct arena *a) {
    size_t size = CHUNK_SIZE - sizeof(struct arena_chunk);
    struct arena_chunk *chunk = new_chunk(a, size);
    chunk->alone = false;
    chunk->older = a->chunks;
    a->chunks = chunk;
    a->next = (char *)chunk->start;
    a->end = a->next + size;
}

// Stands behind the newest, of which there is some left.
static void *alloc_alone(struct arena *a, size_t size) {
    struct arena_chunk *chunk = new_chunk(a, size);
    chunk->alone = true;
    chunk->older = a->chunks->older;
    a->chunks->older = chunk;
    return chunk->start;
}

static void *take(struct arena *a, size_t size) {
    if (!a->next || (size <= CHUNK_SIZE / 4 && size > (size_t)(a->end - a->next))) open_chunk(a);
    if (size > (size_t)(a->end - a->next)) return alloc_alone(a, size);
    void *room = a->next;
    a->next += size;
    return room;
}

static size_t aligned(size_t size) { return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

void *arena_alloc(struct arena *a, size_t size) {
    if (size > SIZE_MAX / 2) arena_exhausted(a);
    size = aligned(size);
    return memset(take(a, size), 0, size);
}

void arena_give_back(struct arena *a, void *last) {
    if ((char *)last >= (char *)a->chunks->start && (char *)last <= a->next) a->next = last;
}

void *arena_shrink(struct arena *a, void *room, size_t size) {
    struct arena_chunk **link = &a->chunks;
    while (*link && (void *)(*link)->start != room) link = &(*link)->older;
    struct arena_chunk *smaller = *link && (*link)->alone ? realloc(*link, sizeof **link + size) : NULL;
    if (!smaller) return room;
    *link = smaller;
    return smaller->start;
}

void *arena_array(struct arena *a, size_t count, size_t size) {
    if (size && count > SIZE_MAX / 2 / size) arena_exhausted(a);
    return arena_alloc(a, count * size);
}

char *arena_copy(struct arena *a, const char *text, size_t length) {
    char *copy = arena_alloc(a, length + 1);
    if (length) memcpy(copy, text, length);
    return copy;
}

// Takes as much again for what was drawn last, if there is room for it.
static bool grow_in_place(struct arena *a, const char *items, size_t bytes) {
    size_t taken = aligned(bytes), more = aligned(2 * bytes) - taken;
    if (!items || items + taken != a->next || more > (size_t)(a->end - a->next)) return false;
    memset(a->next, 0, more);
    a->next += more;
    return true;
}

// Capacities are 0, LEAST, twice that, …: a full array is one whose count is 0 or a power of two from LEAST on. Most
// have an item or two.
void *arena_grow(struct arena *a, void *items, size_t count, size_t size) {
    bool full = count == 0 || (count >= LEAST_ITEMS && (count & (count - 1)) == 0);
    if (!full || (count && grow_in_place(a, items, count * size))) return items;
    void *larger = arena_array(a, count ? count * 2 : LEAST_ITEMS, size);
    if (count) memcpy(larger, items, count * size);
    return larger;
}
