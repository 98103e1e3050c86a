// The applicants of a list file that a row was refused of: few, for a file with many bad rows is given up. Collected by
// any thread, looked up by any once they are settled.
#ifndef POL_LIST_REFUSED_H
#define POL_LIST_REFUSED_H
#include <pthread.h>
#include <stdatomic.h>

#include "interp/value/slice.h"

struct list_refusal {
    struct slice key;
    uint64_t chunk;  // of the list file: where the first of the rows stood
    uint32_t record;
    atomic_bool asked;  // some record was looked up
};

struct list_refused {
    struct list_refusal *items;  // by key, once settled
    uint32_t count, capacity;
    struct kept_text texts;
    pthread_mutex_t lock;  // guards what is above while it is collected
    bool failed;           // out of memory
};

void list_refused_open(struct list_refused *r);
void list_refused_close(struct list_refused *r);
void list_refused_add(struct list_refused *r, struct slice key, uint64_t chunk, uint32_t record);
void list_refused_settle(struct list_refused *r);
// NULL: none.
struct list_refusal *list_refused_find(const struct list_refused *r, struct slice key);
#endif
