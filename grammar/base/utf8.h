// UTF-8 as RFC 3629 defines it, and how wide a character stands on a terminal.
#ifndef POL_BASE_UTF8_H
#define POL_BASE_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Decodes one character; 0 bytes (and *c = the byte) where the text is not valid UTF-8:
// overlong forms, surrogates and anything past U+10FFFF included.
size_t utf8_decode(const char *bytes, size_t length, uint32_t *c);
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }  // of ASCII
// Whether the byte carries on a character.
static inline bool utf8_continues(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }
// The end of the last whole character within `length` bytes of a longer text (bytes[length] is looked at).
size_t utf8_floor(const char *bytes, size_t length);
// 0 for combining marks, 2 for East Asian wide and full-width characters, else 1.
int utf8_width(uint32_t c);
bool utf8_is_blank(uint32_t c);                            // white space of any kind, control characters too
size_t utf8_columns(const char *bytes, size_t length);     // display columns of valid text
size_t utf8_characters(const char *bytes, size_t length);  // characters of valid text
#endif
