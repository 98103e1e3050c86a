// The hash of an applicant's key.
#ifndef POL_LIST_HASH_H
#define POL_LIST_HASH_H
#include <string.h>

#include "interp/value/slice.h"

static inline uint64_t list_hash(struct slice key) {
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = key.length * factor;
    for (uint32_t at = 0; at < key.length; at += 8) {
        uint64_t word = 0;
        memcpy(&word, key.text + at, key.length - at < 8 ? key.length - at : 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 29;
    }
    return hash ^ hash >> 32;
}
#endif
