// Text being built: a growable byte buffer. Out of memory is remembered, not thrown: appends
// after it do nothing, and `failed` says so at the end.
#ifndef POL_BASE_TEXT_H
#define POL_BASE_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lang { LANG_EN, LANG_ZH };

struct text {
    char *bytes;  // NUL-terminated once anything was appended
    size_t length, capacity;
    bool failed;
};

void text_free(struct text *t);
void text_clear(struct text *t);
const char *text_string(const struct text *t);  // never NULL
// Room for `more` bytes behind what is there, and a NUL; false: out of memory.
bool text_reserve(struct text *t, size_t more);
void text_add(struct text *t, const char *bytes, size_t length);
void text_put(struct text *t, const char *string);
void text_char(struct text *t, char c);
void text_repeat(struct text *t, char c, size_t count);
// Lines, each that is not empty behind so many blanks; the last ends too.
void text_put_indented(struct text *t, const char *lines, size_t columns);
void text_int(struct text *t, int64_t value);
// A number alone, as an argument of a message: number_text(n).text.
struct number_text {
    char text[24];
};
struct number_text number_text(uint64_t value);
// For messages, never on the hot path.
void text_format(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
// A JSON string with its quotes (RFC 8259 section 7); the input must be valid UTF-8.
void text_json(struct text *t, const char *bytes, size_t length);
struct arena;
// A copy in the arena; frees the text. Unwinds as the arena does where there was no memory for the text.
char *text_keep(struct text *t, struct arena *a);
#endif
