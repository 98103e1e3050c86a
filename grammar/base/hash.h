// Hash tables: uthash, told not to end the program when memory runs out. Whoever includes this may have said before
// where memory comes from, by uthash_malloc and uthash_free; else a thing that could not be added has no table:
// its hh.tbl is NULL.
#ifndef POL_BASE_HASH_H
#define POL_BASE_HASH_H
#define HASH_NONFATAL_OOM 1
#define uthash_nonfatal_oom(element) ((void)(element))
#include <uthash.h>
#endif
