// Where phrases occur in a text. Many are looked for in one text, so that after the first few its places are put in
// order by the letters that stand there; a phrase is then looked for where its rarest few letters are.
#ifndef POL_CHECK_NOTICE_INDEX_H
#define POL_CHECK_NOTICE_INDEX_H
#include <stdbool.h>
#include <stdint.h>

#include "grammar/base/arena.h"

struct phrases_in {
    struct arena *arena;
    const char *bytes;  // UTF-8, as the phrases are; shorter than 4 GiB
    size_t size;
    uint32_t searches;  // so far
    uint32_t bits;      // of a hash
    uint32_t *starts;   // by hash, and one more: where its places begin; NULL as long as few phrases were looked for
    uint32_t *places;   // of all characters with enough text behind them, by hash
};

bool phrase_occurs(struct phrases_in *text, const char *phrase, size_t length);
#endif
