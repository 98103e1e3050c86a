#include "interp/report/html.h"

#include <string.h>

#include "grammar/diag/diag.h"
#include "interp/report/markup.h"

void html_text(struct text *out, const char *s) {
    struct text clean = {0};
    diag_put_clean(&clean, s, strlen(s));
    markup_text(out, text_string(&clean));
    out->failed |= clean.failed;
    text_free(&clean);
}

static void put_attribute(struct text *out, const char *name, const char *value) {
    text_format(out, " %s=\"", name);
    html_text(out, value);
    text_char(out, '"');
}

void html_begin(struct text *out, enum lang lang, const char *title, const char *style) {
    text_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n", lang == LANG_ZH ? "zh-CN" : "en");
    text_put(out,
             "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html_element(out, "title", NULL, title);
    text_put(out, "<style>\n");
    text_put(out, html_style);
    if (style) text_put(out, style);
    text_put(out, "</style>\n</head>\n<body>\n<main>\n");
    html_element(out, "h1", NULL, title);
}

void html_end(struct text *out) { text_put(out, "</main>\n</body>\n</html>\n"); }

void html_open(struct text *out, const char *tag, const char *kind) {
    text_format(out, "<%s", tag);
    if (kind) put_attribute(out, "class", kind);
    text_char(out, '>');
}

void html_close(struct text *out, const char *tag) { text_format(out, "</%s>\n", tag); }

void html_element(struct text *out, const char *tag, const char *kind, const char *text) {
    html_open(out, tag, kind);
    html_text(out, text);
    html_close(out, tag);
}

void html_section(struct text *out, int level, const char *id, const char *heading) {
    text_put(out, "<section");
    put_attribute(out, "id", id);
    text_format(out, ">\n<h%d>", level);
    html_text(out, heading);
    text_format(out, "</h%d>\n", level);
}

void html_link(struct text *out, const char *id, const char *text) {
    text_put(out, "<a");
    text_put(out, " href=\"#");
    html_text(out, id);
    text_put(out, "\">");
    html_text(out, text);
    text_put(out, "</a>");
}

// In JSON "<" stands in strings alone, where it may be written as its number.
void html_data(struct text *out, const char *id, const char *json) {
    text_put(out, "<script type=\"application/json\"");
    put_attribute(out, "id", id);
    text_char(out, '>');
    for (; *json; json++) {
        if (*json == '<') text_put(out, "\\u003c");
        else text_char(out, *json);
    }
    text_put(out, "</script>\n");
}
