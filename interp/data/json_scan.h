// JSON's lexical side (RFC 8259), strictly: strings, numbers, and values that nobody asked for. Input is one line of valid
// UTF-8 that ends before a line feed and is padded, so that reading at `end` and a little beyond is always safe.
#ifndef POL_JSON_SCAN_H
#define POL_JSON_SCAN_H
#include <string.h>

#include "grammar/diag.h"
#include "interp/data/cell.h"

#define JSON_MAX_DEPTH 64u

struct json {
    const char *at, *end;
    char *spill;            // where strings with escapes are put together; moves on
    enum diag_id fault;     // the first fault and its place, or DIAG_NONE
    const char *fault_at;
};
bool json_fail(struct json *j, enum diag_id id, const char *at);  // false
static inline void json_blank(struct json *j) {
    while (j->at < j->end && (*j->at == ' ' || *j->at == '\t' || *j->at == '\r')) j->at++;
}
// Whether the character comes next; taken if so, blanks before it too.
static inline bool json_take(struct json *j, char c) {
    json_blank(j);
    if (j->at >= j->end || *j->at != c) return false;
    j->at++;
    return true;
}
// The character, with blanks before it; false and a fault where another stands.
static inline bool json_expect(struct json *j, char c) { return json_take(j, c) || json_fail(j, DIAG_JSON_SYNTAX, j->at); }
// Whether a number, a word or a string may end here, before anything else is looked at.
static inline bool json_ends_value(char c) { return c == ',' || c == '}' || c == ']' || c == '\n'; }
bool json_string(struct json *j, struct slice *out);   // at its quote
bool json_number(struct json *j, struct slice *raw);   // at its first character
// true, false, null: taken where it stands there.
static inline bool json_word(struct json *j, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(j->end - j->at) < length || memcmp(j->at, word, length)) return false;
    j->at += length;
    return true;
}
bool json_skip(struct json *j, unsigned depth);        // any value
// The exact value of a number in units of 10^-decimals.
enum number_status json_decimal(struct slice raw, unsigned decimals, int64_t *value);
#endif
