// JSON read whole: a tree in an arena. Numbers stay the text that they are.
#ifndef POL_TALLY_JSON_TREE_H
#define POL_TALLY_JSON_TREE_H
#include "grammar/base/arena.h"
#include "grammar/base/text.h"
#include "grammar/diag/diag.h"
#include "interp/value/slice.h"

enum json_kind { JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_NUMBER, JSON_WORD };

struct json_member {
    struct slice name;  // without text in an array
    struct json_value *value;
};
struct json_value {
    enum json_kind kind;
    struct slice text;  // of a string without its quotes; of numbers and words as they stand
    struct json_member *members;
    size_t count;
};

struct json_trouble {
    enum diag_id id;  // DIAG_NONE: there is none
    size_t at;        // bytes
};
// One value, and nothing behind it. NULL: the trouble says why.
struct json_value *json_tree_read(struct arena *a, const char *bytes, size_t length, struct json_trouble *trouble);
struct json_value *json_member_of(const struct json_value *object, struct slice name);  // NULL: it has none
bool json_equal(const struct json_value *a, const struct json_value *b);                // members in the same order
void json_tree_put(struct text *out, const struct json_value *v);
#endif
