// Which groups of a table are not told, so that nothing is said of few records: not in their own row, nor by taking the
// others from the total.
#ifndef POL_WHATIF_CELLS_H
#define POL_WHATIF_CELLS_H
#include <stdint.h>

enum whatif_cell { CELL_TOLD, CELL_FEW, CELL_WITHHELD };  // withheld: so that those of few can't be worked out
// By group; the total is none of them. Groups of fewer than `least` records are few. Where there is just one such, it
// would be what the others leave of the total: the smallest of the others is withheld with it.
void whatif_hide_cells(const uint64_t *records, enum whatif_cell *cells, uint32_t count, uint64_t least);
#endif
