// The room's own: what a cell's style makes of its number.
#ifndef POL_XLSX_STYLES_H
#define POL_XLSX_STYLES_H
#include "interp/data/xlsx/part.h"

enum looks { LOOKS_PLAIN, LOOKS_DATE, LOOKS_PERCENT };
struct styles {
    uint8_t *looks;  // by the number that cells name
    uint32_t count, room;
};
bool styles_read(struct styles *s, const struct archive *a, const char *name);  // false: a fault was added
void styles_free(struct styles *s);
static inline enum looks styles_looks(const struct styles *s, uint32_t style) {
    return style < s->count ? (enum looks)s->looks[style] : LOOKS_PLAIN;
}
// Of a number format, such as yyyy/m/d or 0.00%.
enum looks format_looks(const char *code);
#endif
