// A loaded list, within data/: what list.h keeps to itself.
#ifndef POL_LIST_INDEX_H
#define POL_LIST_INDEX_H
#include "grammar/base/sha256.h"
#include "interp/data/list/claims.h"
#include "interp/data/list/list.h"
#include "interp/data/list/refused.h"
#include "interp/data/list/store.h"

struct list_index {
    const struct field *field;
    const char *path;
    char digest[SHA256_DIGITS + 1];
    bool ends_bare;  // the last line of its file has no line feed
    struct list_limits *limits;
    struct list_store store;
    struct list_refused refused;
    struct claims claims;  // for a record: the store's runs
    atomic_int error;      // errno of a look-up that failed
};

// Whether there is a run of this key, and the number of the first. False: can't be read, or out of memory.
bool list_reader_find(struct list_reader *r, struct slice key, bool *found, uint64_t *number);
#endif
