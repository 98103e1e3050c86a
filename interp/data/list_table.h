// A list file's items in memory, found by the key of their applicant.
#ifndef POL_LIST_TABLE_H
#define POL_LIST_TABLE_H
#include <stdatomic.h>

#include "interp/block.h"

struct list_owner {
    struct slice key;
    uint32_t first, last;   // of its items; the rest are chained by `next`
    bool bad;
    atomic_bool asked;      // some record was looked up
};
#define LIST_NO_ITEM UINT32_MAX

struct list_table {
    const struct field *field;
    struct list_owner *owners;      // in the order of the list file
    uint32_t owner_count, owner_capacity;
    uint32_t *slots, mask;          // by hash of the key, owner + 1
    uint32_t *next;                 // by item
    struct vector *columns;         // by item field
    uint32_t item_count, item_capacity;
    struct kept_text texts;         // what items and keys point into
};

bool list_table_init(struct list_table *t, const struct field *field);  // false: out of memory
void list_table_free(struct list_table *t);
size_t list_table_size(const struct list_table *t);                     // bytes of memory
struct list_owner *list_table_find(const struct list_table *t, struct slice key);
// The key's owner, made where there was none; NULL: out of memory.
struct list_owner *list_table_owner(struct list_table *t, struct slice key);
// The block's first column is the key, the others are the item fields. False: out of memory.
bool list_table_add(struct list_table *t, const struct block *b);
// Gives the last row of the block the owner's items. False: out of memory.
bool list_table_fill(const struct list_table *t, struct block *b, const struct list_owner *owner);
#endif
