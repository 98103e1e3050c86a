#include "interp/report/page.h"

#include <string.h>

#include "grammar/base/utf8.h"

void page_put(struct page *p, const char *string) {
    size_t length = strlen(string);
    text_add(p->out, string, length);
    p->column += utf8_columns(string, length);
}

void page_pad(struct page *p, size_t column) {
    if (p->column >= column) return;
    text_repeat(p->out, ' ', column - p->column);
    p->column = column;
}

void page_line(struct page *p) {
    text_char(p->out, '\n');
    p->column = 0;
}

static bool among(uint32_t c, const uint32_t *set) {
    while (*set && *set != c) set++;
    return *set != 0;
}

// A line may end beside a wide character, but none begins with a closing sign or ends with an opening one.
static bool may_break(uint32_t before, uint32_t after) {
    static const uint32_t closing[] = {L'，', L'。', L'；', L'：', L'、', L'）', L'”', L'’', L'》', L'】', L'〕',
                                       L'？', L'！', L'％', L')',  L',',  L'.',  L';', L':', L'%',  0};
    static const uint32_t opening[] = {L'（', L'“', L'‘', L'《', L'【', L'〔', L'(', 0};
    if (utf8_width(before) < 2 && utf8_width(after) < 2) return false;
    return !among(after, closing) && !among(before, opening);
}

// Of a name that the text begins with, the longest; 0: there is none.
static size_t whole_name(const struct page *p, const char *s) {
    size_t longest = 0;
    for (size_t i = 0; i < p->whole_count; i++) {
        size_t length = strlen(p->whole[i]);
        if (length > longest && strncmp(s, p->whole[i], length) == 0) longest = length;
    }
    return longest;
}

// Length of what must stay on one line: a word, a name, or a wide character and the signs that cling to it.
static size_t unbreakable(const struct page *p, const char *s) {
    size_t length = strlen(s), at = 0, whole = 0;
    uint32_t before = 0, c;
    while (at < length) {
        size_t taken = utf8_decode(s + at, length - at, &c);
        if (at >= whole && (c == ' ' || (at && may_break(before, c)))) return at;
        size_t name = whole_name(p, s + at);
        if (at + name > whole) whole = at + name;
        before = c;
        at += taken ? taken : 1;
    }
    return at;
}

// Of a word that no line has room for, what is before an opening bracket's inside and fits: a call's name.
static size_t call_name(const char *s, size_t length, size_t room) {
    size_t cut = length;
    for (size_t i = 0; i + 1 < length; i++)
        if (s[i] == '(' && utf8_columns(s, i + 1) <= room) cut = i + 1;
    return cut;
}

void page_wrap(struct page *p, size_t hang, const char *string) {
    while (*string) {
        size_t blanks = strspn(string, " ");
        size_t length = unbreakable(p, string + blanks);
        size_t room = p->width > hang ? p->width - hang : 0;
        if (utf8_columns(string + blanks, length) > room) length = call_name(string + blanks, length, room);
        size_t width = utf8_columns(string + blanks, length);
        bool fits = p->column + blanks + width <= p->width || p->column <= hang;
        if (!fits) page_line(p);
        page_pad(p, fits ? p->column + blanks : hang);
        text_add(p->out, string + blanks, length);
        p->column += width;
        string += blanks + length;
    }
}

void page_right(struct page *p, const char *string) {
    size_t width = utf8_columns(string, strlen(string));
    if (p->column + 2 + width > p->width) page_line(p);
    page_pad(p, width < p->width ? p->width - width : 0);
    page_put(p, string);
}
