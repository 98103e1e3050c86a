// One bit per run of a list: whether its applicant is still waited for. Very many are in a temporary file that is
// mapped, so that they need not all stay in memory. Bits are taken back by any thread.
#ifndef POL_LIST_CLAIMS_H
#define POL_LIST_CLAIMS_H
#include <stdatomic.h>

#include "interp/data/list/spill_file.h"

struct list_waiting {
    struct list_file file;
    _Atomic uint64_t *words;  // NULL: there are none
    size_t size;              // of the words
    uint64_t count;
    atomic_uint answered;  // since the mapping was last let go
};
// Every bit is set. False: file.error says why. To be closed either way.
bool list_waiting_open(struct list_waiting *w, const char *folder, uint64_t count);
void list_waiting_close(struct list_waiting *w);
size_t list_waiting_size(const struct list_waiting *w);  // bytes of memory at most
void list_waiting_answer(struct list_waiting *w, uint64_t number);
// The first one from `number` on that still waits; `count` where none does.
uint64_t list_waiting_next(struct list_waiting *w, uint64_t number);
#endif
