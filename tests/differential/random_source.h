// Where every choice of the random tests comes from: the same seed, the same policies and records.
#ifndef RANDOM_SOURCE_H
#define RANDOM_SOURCE_H
#include <stdint.h>

struct random_source {
    uint64_t state;
};
uint32_t random_below(struct random_source *r, uint32_t n);

#define PICK(r, ...) \
    ((const char *const[]){__VA_ARGS__})[random_below((r), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))]
#endif
