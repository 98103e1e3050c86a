#include "interp/report/beside.h"

#include <string.h>

#include "grammar/base/utf8.h"

static const char *next_line(const char *at, size_t *length) {
    *length = strcspn(at, "\n");
    return at[*length] ? at + *length + 1 : at + *length;
}

void text_put_beside(struct text *out, size_t indent, size_t width, const char *left, const char *right) {
    while (*left || *right) {
        size_t own, other;
        const char *line = left, *beside = right;
        left = next_line(left, &own), right = next_line(right, &other);
        size_t columns = utf8_columns(line, own);
        if (own || other) text_repeat(out, ' ', indent);
        text_add(out, line, own);
        if (other) text_repeat(out, ' ', (columns < width ? width - columns : 0) + BESIDE_GAP);
        text_add(out, beside, other);
        text_char(out, '\n');
    }
}
