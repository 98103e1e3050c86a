#include "interp/data/record/csv_cell.h"

void put_csv_quoted(struct text *out, const char *text, size_t length) {
    put_literal(out, "\"");
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') put_literal(out, "\"");
        put_fragment(out, text + i, 1);
    }
    put_literal(out, "\"");
}

// It begins with =, @, a tab or a carriage return, or with + or - and is no number.
static bool is_formula(const char *text, size_t length) {
    if (!length) return false;
    if (*text == '=' || *text == '@' || *text == '\t' || *text == '\r') return true;
    if (*text != '+' && *text != '-') return false;
    size_t at = 1;
    while (at < length && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.' || text[at] == ',')) at++;
    return at == 1 || at < length;
}

void put_csv_guarded(struct text *out, const char *text, size_t length, char separator) {
    struct text guarded = {0};
    if (!is_formula(text, length)) {
        put_csv_parted(out, text, length, separator);
        return;
    }
    text_char(&guarded, '\'');
    text_add(&guarded, text, length);
    put_csv_parted(out, text_string(&guarded), guarded.length, separator);
    out->failed |= guarded.failed;
    text_free(&guarded);
}

void put_csv_names(struct text *out, const struct text *texts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        text_char(out, ',');
        text_add(out, texts[i].bytes, texts[i].length);
    }
}
