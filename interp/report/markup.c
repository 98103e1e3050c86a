#include "interp/report/markup.h"

// XML has no way to write most control characters, not even escaped.
void markup_text(struct text *out, const char *s) {
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '&') text_put(out, "&amp;");
        else if (c == '<') text_put(out, "&lt;");
        else if (c == '>') text_put(out, "&gt;");
        else if (c == '"') text_put(out, "&quot;");
        else if (c == '\n' || c == '\t' || c == '\r') text_format(out, "&#%d;", c);
        else if (c < 0x20) text_put(out, "\xEF\xBF\xBD");
        else text_char(out, *s);
    }
}

void markup_attribute(struct text *out, const char *name, const char *value) {
    text_format(out, " %s=\"", name);
    markup_text(out, value);
    text_char(out, '"');
}
