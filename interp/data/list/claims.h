// One bit per run of a list: whether no record has claimed it yet. Very many are in a temporary file that is mapped, so
// that they need not all stay in memory. Runs are claimed by any thread.
#ifndef POL_LIST_CLAIMS_H
#define POL_LIST_CLAIMS_H
#include <stdatomic.h>

#include "interp/data/list/spill_file.h"

struct claims {
    struct spill_file file;
    _Atomic uint64_t *words;  // NULL: there are none
    size_t size;              // of the words
    uint64_t count;
    atomic_uint taken;  // since the mapping was last let go
};
// Every bit is set. False: file.error says why. To be closed either way.
bool claims_open(struct claims *c, const char *folder, uint64_t count);
void claims_close(struct claims *c);
size_t claims_size(const struct claims *c);  // bytes of memory at most
void claims_take(struct claims *c, uint64_t number);
// The first one from `number` on that nobody claimed; `count` where there is none.
uint64_t claims_next_unclaimed(struct claims *c, uint64_t number);
#endif
