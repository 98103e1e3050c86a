// JSON's lexical side (RFC 8259), strictly: strings, numbers, and values that nobody asked for. Input is one line of
// valid UTF-8 and is padded, so that reading at `end` and a little beyond is always safe. At `end` there is a control
// character that is no blank, a line feed or a NUL, and none of these stands before: whatever is compared with other
// characters ends there.
#ifndef POL_JSONL_SCAN_H
#define POL_JSONL_SCAN_H
#include <string.h>

#include "grammar/diag/diag.h"
#include "interp/data/record/cell.h"

#define JSON_MAX_DEPTH 64u

struct json_reader {
    const char *at, *end;
    char *spill;         // where strings with escapes are put together; moves on
    enum diag_id fault;  // the first fault and its place, or DIAG_NONE
    const char *fault_at;
};
bool json_fail(struct json_reader *j, enum diag_id id, const char *at);  // false
static inline void json_blank(struct json_reader *j) {
    if ((unsigned char)*j->at > ' ') return;
    while (j->at < j->end && (*j->at == ' ' || *j->at == '\t' || *j->at == '\r')) j->at++;
}
// Whether the character comes next; taken if so, blanks before it too.
static inline bool json_take(struct json_reader *j, char c) {
    if (*j->at != c) json_blank(j);
    if (*j->at != c) return false;
    j->at++;
    return true;
}
// The character, with blanks before it; false and a fault where another stands.
static inline bool json_expect(struct json_reader *j, char c) {
    return json_take(j, c) || json_fail(j, DIAG_JSON_SYNTAX, j->at);
}
// Whether a number, a word or a string may end here, before anything else is looked at.
static inline bool json_ends_value(char c) { return c == ',' || c == '}' || c == ']' || c == '\n'; }
bool json_string(struct json_reader *j, struct slice *out);  // at its quote
bool json_number(struct json_reader *j, struct slice *raw);  // at its first character
// The first byte that ends plain text: a quote, an escape, or a control character, of which there is one at the input's
// end at the latest, eight bytes at a time. A quote turns into a blank with its second bit turned, and a blank into a
// quote, so that one comparison finds quotes and control characters. Above the first byte found there may be false
// ones.
static inline const char *json_plain_end(const char *p) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    for (;; p += 8) {
        uint64_t word = load_word(p), quotes = (word ^ 0x02 * ones) - 0x21 * ones,
                 escapes = (word ^ '\\' * ones) - ones;
        uint64_t stops = (quotes | escapes) & ~word & 0x80 * ones;
        if (stops) return p + __builtin_ctzll(stops) / 8;
    }
}
// The same as json_string for a string without escapes; false, and nothing taken, for anything else.
static inline bool json_plain_string(struct json_reader *j, struct slice *out) {
    const char *from = j->at + 1;
    if (*j->at != '"') return false;
    const char *stop = json_plain_end(from);
    if (*stop != '"') return false;
    *out = (struct slice){from, (uint32_t)(stop - from)};
    j->at = stop + 1;
    return true;
}
// true, false, null: taken where it stands there.
static inline bool json_word(struct json_reader *j, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(j->end - j->at) < length || memcmp(j->at, word, length)) return false;
    j->at += length;
    return true;
}
bool json_skip(struct json_reader *j, unsigned depth);  // any value
// The exact value of a number in units of 10^-decimals.
enum number_status json_decimal(struct slice raw, unsigned decimals, int64_t *value);
#endif
