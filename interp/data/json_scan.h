// JSON's lexical side (RFC 8259), strictly: strings, numbers, and values that nobody asked for. Input is one line of valid
// UTF-8 that ends before a line feed, so that reading at `end` is always safe.
#ifndef POL_JSON_SCAN_H
#define POL_JSON_SCAN_H
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
void json_blank(struct json *j);
// The character, with blanks around it; false and a fault where another stands.
bool json_expect(struct json *j, char c);
// Whether the character comes next; taken if so, blanks before it too.
bool json_take(struct json *j, char c);
bool json_string(struct json *j, struct slice *out);   // at its quote
bool json_number(struct json *j, struct slice *raw);   // at its first character
bool json_word(struct json *j, const char *word);      // true, false, null: taken where it stands there
bool json_skip(struct json *j, unsigned depth);        // any value
// The exact value of a number in units of 10^-decimals.
enum number_status json_decimal(struct slice raw, unsigned decimals, int64_t *value);
#endif
