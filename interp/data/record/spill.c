#include "interp/data/record/spill.h"

#include <stdlib.h>

#include "interp/data/record/scan.h"

// Zeroed pages of the system's own: memory that stays untouched costs nothing.
bool spill_make(struct spill *s, size_t size) {
    size_t need = size + SCAN_PADDING;
    if (need <= s->capacity) return true;
    free(s->bytes);
    s->bytes = calloc(1, need);
    s->capacity = s->bytes ? need : 0;
    return s->bytes != NULL;
}

void spill_free(struct spill *s) { free(s->bytes); }
