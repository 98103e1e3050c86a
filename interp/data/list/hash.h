// The hash of an applicant's key, under a seed of the run's own, so that nobody can write a file whose keys have one
// hash: SipHash-1-3 (Aumasson and Bernstein) of long keys; of short ones products of 128 bits, each of whose factors
// has a part of the seed in it, for SipHash took a quarter of the time that looking for records of one key did. Nothing
// that is put out may depend on the seed, but for which records a sample takes.
#ifndef POL_LIST_HASH_H
#define POL_LIST_HASH_H
#include "interp/value/slice.h"

struct hash_seed {
    uint64_t first, second;
};
typedef uint64_t key_hash(struct hash_seed seed, struct slice key);
uint64_t list_hash(struct hash_seed seed, struct slice key);
// A sample takes the records of the smallest: the same ones, whatever order and how many threads they come in.
static inline uint64_t sample_hash(uint64_t seed, struct slice key) {
    return list_hash((struct hash_seed){seed, 0}, key);
}
#endif
