#include "tests/differential/random_source.h"

uint32_t random_below(struct random_source *r, uint32_t n) {
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);  // splitmix64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) * n >> 32);
}
