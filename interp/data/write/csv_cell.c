#include "interp/data/write/csv_cell.h"

void put_csv_quoted(struct text *out, const char *text, size_t length) {
    put_literal(out, "\"");
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') put_literal(out, "\"");
        put_fragment(out, text + i, 1);
    }
    put_literal(out, "\"");
}

void put_csv_names(struct text *out, const struct text *texts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        text_char(out, ',');
        text_add(out, texts[i].bytes, texts[i].length);
    }
}
