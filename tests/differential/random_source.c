#include "tests/differential/random_source.h"

#include <stdlib.h>

uint32_t random_below(struct random_source *r, uint32_t n) {
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);  // splitmix64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) * n >> 32);
}

int random_percent(void) {
    const char *said = getenv("DIFFERENTIAL_PERCENT");
    int n = said ? atoi(said) : 100;
    return n > 0 ? n : 100;
}

int random_share(int count) {
    int part = count * random_percent() / 100;
    return part ? part : 1;
}

int random_share_or(const char *variable, int usual) {
    const char *own = getenv(variable);
    int n = own ? atoi(own) : random_share(usual);
    return n > 0 ? n : 1;
}
