// Values of a tree read as whole numbers, made, and put in the place of others. What is made unwinds through the arena.
#ifndef POL_TALLY_JSON_EDIT_H
#define POL_TALLY_JSON_EDIT_H
#include "interp/tally/json_tree.h"

#define JSON_MOST_DIGITS 36u  // of a number that is read: the sum of many still fits
typedef __int128 json_whole;

// A number or a string of digits. False: it is none, or has too many.
bool json_read_whole(const struct json_value *v, json_whole *n);
json_whole json_whole_in(const struct json_value *object, const char *name);  // 0: it has none
// Never NULL: what is not there is a word without letters.
const struct json_value *json_in(const struct json_value *v, const char *name);
struct json_value *json_new(struct arena *a, enum json_kind kind, struct slice text);
struct json_value *json_new_whole(struct arena *a, enum json_kind kind, json_whole n);  // a number, or a string
struct slice json_whole_text(struct arena *a, json_whole n);
// In the place of the one of that name; behind all others where there is none.
void json_set(struct arena *a, struct json_value *object, const char *name, struct json_value *v);
// Behind that one, which is there.
void json_set_behind(struct arena *a, struct json_value *object, const char *other, const char *name,
                     struct json_value *v);
void json_drop(struct json_value *object, const char *name);
void json_push(struct arena *a, struct json_value *array, struct json_value *v);
#endif
