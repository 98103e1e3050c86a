// The first few of many items, by an order, whatever order they come in: those that are kept, and no more.
#ifndef POL_BASE_FEW_H
#define POL_BASE_FEW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct few {
    size_t size;    // of an item
    uint32_t most;  // above 0
    int (*compare)(const void *, const void *);
    void (*drop)(void *item);  // frees what an item owns
    void *items;               // in no order until few_sort
    uint32_t count, last;      // last: where the last by the order stands, of a full one
};
void few_free(struct few *f);
// The one that the next has to come before; NULL: there is room.
const void *few_last(const struct few *f);
// Takes the item over: keeps it or drops it. False: out of memory, and it was dropped.
bool few_put(struct few *f, void *item);
void few_sort(struct few *f);
#endif
