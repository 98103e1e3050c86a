#include "grammar/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct arena_chunk {
    struct arena_chunk *older;
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

static void open_chunk(struct arena *a, size_t size) {
    size_t room = size > CHUNK_SIZE / 4 ? size : CHUNK_SIZE;
    struct arena_chunk *chunk = malloc(sizeof *chunk + room);
    if (!chunk) arena_exhausted(a);
    chunk->older = a->chunks;
    a->chunks = chunk;
    a->next = (char *)chunk->start;
    a->end = a->next + room;
}

void *arena_alloc(struct arena *a, size_t size) {
    if (size > SIZE_MAX / 2) arena_exhausted(a);
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!a->next || size > (size_t)(a->end - a->next)) open_chunk(a, size);
    void *room = a->next;
    a->next += size;
    return memset(room, 0, size);
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

// Capacities are 0, 4, 8, 16 …: a full array is one whose count is 0 or a power of two from 4 on.
void *arena_grow(struct arena *a, void *items, size_t count, size_t size) {
    int full = count == 0 || (count >= 4 && (count & (count - 1)) == 0);
    if (!full) return items;
    void *larger = arena_array(a, count ? count * 2 : 4, size);
    if (count) memcpy(larger, items, count * size);
    return larger;
}
