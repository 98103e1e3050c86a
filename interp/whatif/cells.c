#include "interp/whatif/cells.h"

#define NONE UINT32_MAX

// The smallest group that is told and has records, the first of such; NONE.
static uint32_t smallest(const uint64_t *records, const enum whatif_cell *cells, uint32_t count) {
    uint32_t best = NONE;
    for (uint32_t i = 0; i < count; i++)
        if (cells[i] == CELL_TOLD && records[i] && (best == NONE || records[i] < records[best])) best = i;
    return best;
}

void whatif_hide_cells(const uint64_t *records, enum whatif_cell *cells, uint32_t count, uint64_t least) {
    uint32_t few = 0;
    for (uint32_t i = 0; i < count; i++) {
        cells[i] = records[i] && records[i] < least ? CELL_FEW : CELL_TOLD;
        few += cells[i] == CELL_FEW;
    }
    uint32_t other = few == 1 ? smallest(records, cells, count) : NONE;
    if (other != NONE) cells[other] = CELL_WITHHELD;
}
