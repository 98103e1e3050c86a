// Where every choice of the random tests comes from: the same seed, the same policies and records.
#ifndef RANDOM_SOURCE_H
#define RANDOM_SOURCE_H
#include <stdint.h>

struct random_source {
    uint64_t state;
};
uint32_t random_below(struct random_source *r, uint32_t n);

// Of so many trials as many as DIFFERENTIAL_PERCENT says (5000 for a night, 5 where it is slow); at least one.
int random_percent(void);  // 100 where it says nothing
int random_share(int count);
// As many as that environment variable says, else a share of what is usual.
int random_share_or(const char *variable, int usual);

#define PICK(r, ...) \
    ((const char *const[]){__VA_ARGS__})[random_below((r), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))]
#endif
