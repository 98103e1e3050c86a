// Memory of one compilation: allocate freely, release all at once.
// Ownership: everything reachable from a tree lives in the arena that made it.
#ifndef POL_BASE_ARENA_H
#define POL_BASE_ARENA_H
#include <setjmp.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks;  // newest first
    char *next, *end;            // free part of the newest chunk
    jmp_buf *out_of_memory;      // where an exhausted arena unwinds to; never NULL once in use
};

void arena_init(struct arena *a, jmp_buf *out_of_memory);
void arena_free(struct arena *a);

// Zeroed, aligned for any type. Never returns NULL: unwinds to out_of_memory.
void *arena_alloc(struct arena *a, size_t size);
// Room for `count` things of `size` bytes; unwinds also where the product overflows.
void *arena_array(struct arena *a, size_t count, size_t size);
// Gives back what was drawn last, and is not wanted after all. What fills a quarter of a chunk and more stays.
void arena_give_back(struct arena *a, void *last);
// Of what has a chunk of its own, for it is large, all but the first `size` bytes goes back. Where it stands from now
// on; anything else stays as it is.
void *arena_shrink(struct arena *a, void *room, size_t size);
// A NUL-terminated copy of `length` bytes.
char *arena_copy(struct arena *a, const char *text, size_t length);
// What an allocation that fails does, for memory that was not the arena's.
_Noreturn void arena_exhausted(const struct arena *a);
// An array grown to hold one more; `*items` may move. Amortised constant time.
void *arena_grow(struct arena *a, void *items, size_t count, size_t size);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))
// Appends `value` to a (pointer, count) pair that was filled by this macro alone.
#define ARENA_PUSH(a, items, count, value) \
    ((items) = arena_grow((a), (items), (count), sizeof *(items)), (void)((items)[(count)++] = (value)))
#endif
