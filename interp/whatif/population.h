// Which records are looked at, block by block: decided in all worlds; what has a fault, what comes again and is to be
// rejected, and what --where does not take is left out, as if it had a fault.
#ifndef POL_WHATIF_POPULATION_H
#define POL_WHATIF_POPULATION_H
#include "interp/run/fault_places.h"
#include "interp/run/where.h"
#include "interp/whatif/scope.h"

struct population {  // of a worker
    const struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
    struct where_mask *where;  // NULL: all records are looked at
    struct where_counts wanted;
    struct fault_places places;
    struct key_set *keys;  // of the records so far, where a second one is rejected; else NULL
};
// `keys` are all workers': then there is but one of them. False: out of memory; population_close in any case.
bool population_open(struct population *p, const struct scope *s, uint32_t block_rows, struct key_set *keys);
void population_close(struct population *p);
// What is left out has a one in decisions->fault. False: out of memory.
bool population_block(struct population *p, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                      struct record_faults *faults);
#endif
