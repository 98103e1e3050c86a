// Whether words stand in a notice. Many are looked for in one, so that after the first few its places are put in order
// by the letters that stand there; words are then looked for where their rarest few letters are.
#ifndef POL_CHECK_NOTICE_INDEX_H
#define POL_CHECK_NOTICE_INDEX_H
#include <stdbool.h>
#include <stdint.h>

#include "grammar/base/arena.h"

struct notice_index {
    struct arena *arena;
    const char *bytes;  // UTF-8, as the words are; shorter than 4 GiB
    size_t size;
    uint32_t searches;  // so far
    uint32_t bits;      // of a hash
    uint32_t *starts;   // by hash, and one more: where its places begin; NULL as long as few words were looked for
    uint32_t *places;   // of all characters with enough text behind them, by hash
};

bool notice_has(struct notice_index *n, const char *words, size_t length);
#endif
