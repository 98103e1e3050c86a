// JSON being written into a text, comma by comma: objects, arrays and what stands in them.
// `name` is the member's; NULL for an element of an array and for what stands alone. Names are plain ASCII without
// quotes or backslashes; strings must be valid UTF-8. Out of memory is remembered in `out`, as in text.h.
#ifndef POL_BASE_JSON_H
#define POL_BASE_JSON_H
#include "grammar/base/text.h"

struct json_writer {  // {.out = …} begins one value, whatever stands in the text before it
    struct text *out;
    bool follows;  // what comes next has something before it in its object or array
};

void json_open_object(struct json_writer *j, const char *name);
void json_close_object(struct json_writer *j);
void json_open_array(struct json_writer *j, const char *name);
void json_close_array(struct json_writer *j);
void json_put_string(struct json_writer *j, const char *name, const char *value);  // NULL: null
void json_put_bytes(struct json_writer *j, const char *name, const char *bytes, size_t length);
void json_put_int(struct json_writer *j, const char *name, int64_t value);
void json_put_bool(struct json_writer *j, const char *name, bool value);
void json_put_null(struct json_writer *j, const char *name);
// Where something stands in a file: the members `file`, `line` and `column` of the object that is open.
void json_put_place(struct json_writer *j, const char *file, uint32_t line, uint32_t column);
// A value that is JSON already; NULL: null.
void json_put_raw(struct json_writer *j, const char *name, const char *json);
#endif
