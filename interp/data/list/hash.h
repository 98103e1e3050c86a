// The hash of an applicant's key: SipHash-1-3 (Aumasson and Bernstein), under a seed of the run's own, so that nobody
// can write a file whose keys have one hash. Nothing that is put out may depend on the seed.
#ifndef POL_LIST_HASH_H
#define POL_LIST_HASH_H
#include "interp/value/slice.h"

struct hash_seed {
    uint64_t first, second;
};
typedef uint64_t key_hash(struct hash_seed seed, struct slice key);
uint64_t list_hash(struct hash_seed seed, struct slice key);
#endif
