#include "interp/explain/sheet.h"

#include <string.h>

#include "grammar/base/utf8.h"

const char *sheet_words(const struct sheet *w, enum phrase_id id) { return words_text(w->lang, id); }

const char *sheet_name(const struct sheet *w, const struct explained_name *n) {
    return w->lang == LANG_ZH ? n->zh : n->en;
}

const char *sheet_phrase(struct sheet *w, enum phrase_id id, const char *one, const char *two) {
    text_clear(&w->phrase);
    words_put(&w->phrase, w->lang, id, one, two);
    return text_string(&w->phrase);
}

void sheet_line(struct sheet *w, size_t indent, size_t hang, const char *string) {
    page_pad(&w->page, indent);
    page_wrap(&w->page, hang, string);
    page_line(&w->page);
}

void sheet_mark(struct sheet *w, size_t indent, const char *mark) {
    page_pad(&w->page, indent);
    page_put(&w->page, mark);
    page_put(&w->page, " ");
}

void sheet_whole(struct sheet *w, size_t hang, const char *string) {
    bool fits = w->page.column + 1 + utf8_columns(string, strlen(string)) <= w->page.width;
    if (!fits) page_line(&w->page);
    page_pad(&w->page, fits ? w->page.column + 1 : hang);
    page_put(&w->page, string);
}

void sheet_dash(struct sheet *w, size_t hang, const char *string) {
    struct text joined = {0};
    text_put(&joined, sheet_words(w, WORDS_DASH));
    text_put(&joined, string);
    page_wrap(&w->page, hang, text_string(&joined));
    w->phrase.failed |= joined.failed;
    text_free(&joined);
}

size_t sheet_label(struct sheet *w, size_t indent, enum phrase_id id) {
    size_t column = w->label_width ? indent + w->label_width + 2 : indent + 2;
    page_pad(&w->page, indent);
    page_put(&w->page, sheet_words(w, id));
    page_pad(&w->page, w->label_width ? column : w->page.column + 1);
    return column;
}
