// The room's own: texts that stand once in a workbook and are named by many cells.
#ifndef POL_XLSX_SHARED_H
#define POL_XLSX_SHARED_H
#include "grammar/base/text.h"
#include "interp/data/xlsx/part.h"

struct shared {
    struct text bytes;
    size_t *ends;  // of each text
    uint32_t count, room;
};
bool shared_read(struct shared *s, const struct archive *a, const char *name);  // false: a fault was added
void shared_free(struct shared *s);
static inline struct slice shared_at(const struct shared *s, uint32_t i) {
    size_t from = i ? s->ends[i - 1] : 0;
    return (struct slice){s->bytes.bytes + from, (uint32_t)(s->ends[i] - from)};
}
// A cell's text, from there on, is whole: line breaks, tabs and their like within it become blanks.
void cell_text_settle(struct text *t, size_t from);
#endif
