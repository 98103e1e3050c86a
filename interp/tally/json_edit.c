#include "interp/tally/json_edit.h"

#include <string.h>

bool json_read_whole(const struct json_value *v, json_whole *n) {
    bool minus = v->text.length && v->text.text[0] == '-';
    *n = 0;
    if (v->kind != JSON_NUMBER && v->kind != JSON_STRING) return false;
    if (v->text.length == minus || v->text.length > JSON_MOST_DIGITS) return false;
    for (uint32_t i = minus; i < v->text.length; i++) {
        if (v->text.text[i] < '0' || v->text.text[i] > '9') return false;
        *n = *n * 10 + (v->text.text[i] - '0');
    }
    if (minus) *n = -*n;
    return true;
}

const struct json_value *json_in(const struct json_value *v, const char *name) {
    static const struct json_value none = {.kind = JSON_WORD, .text = {"", 0}};
    const struct json_value *found = v->kind == JSON_OBJECT ? json_member_of(v, slice_of(name)) : NULL;
    return found ? found : &none;
}

json_whole json_whole_in(const struct json_value *object, const char *name) {
    json_whole n;
    return json_read_whole(json_in(object, name), &n) ? n : 0;
}

struct json_value *json_new(struct arena *a, enum json_kind kind, struct slice text) {
    struct json_value *v = ARENA_NEW(a, struct json_value);
    v->kind = kind;
    v->text = text;
    return v;
}

struct slice json_whole_text(struct arena *a, json_whole n) {
    char digits[48], *at = digits + sizeof digits;
    unsigned __int128 left = n < 0 ? -(unsigned __int128)n : (unsigned __int128)n;
    do *--at = (char)('0' + (int)(left % 10));
    while (left /= 10);
    if (n < 0) *--at = '-';
    size_t length = (size_t)(digits + sizeof digits - at);
    return (struct slice){arena_copy(a, at, length), (uint32_t)length};
}

struct json_value *json_new_whole(struct arena *a, enum json_kind kind, json_whole n) {
    return json_new(a, kind, json_whole_text(a, n));
}

static size_t place_of(const struct json_value *object, const char *name) {
    struct slice word = slice_of(name);
    size_t i = 0;
    while (i < object->count && slice_order(object->members[i].name, word) != 0) i++;
    return i;
}

void json_set(struct arena *a, struct json_value *object, const char *name, struct json_value *v) {
    size_t at = place_of(object, name);
    if (at < object->count) object->members[at].value = v;
    else ARENA_PUSH(a, object->members, object->count, ((struct json_member){slice_of(name), v}));
}

void json_set_behind(struct arena *a, struct json_value *object, const char *other, const char *name,
                     struct json_value *v) {
    json_drop(object, name);
    json_set(a, object, name, v);
    size_t at = place_of(object, other) + 1, last = object->count - 1;
    struct json_member made = object->members[last];
    memmove(&object->members[at + 1], &object->members[at], (last - at) * sizeof *object->members);
    object->members[at] = made;
}

void json_drop(struct json_value *object, const char *name) {
    size_t at = place_of(object, name);
    if (at == object->count) return;
    object->count--;
    memmove(&object->members[at], &object->members[at + 1], (object->count - at) * sizeof *object->members);
}

void json_push(struct arena *a, struct json_value *array, struct json_value *v) {
    ARENA_PUSH(a, array->members, array->count, ((struct json_member){{"", 0}, v}));
}
