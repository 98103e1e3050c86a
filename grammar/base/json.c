#include "grammar/base/json.h"

#include <string.h>

// What precedes a value: a comma unless it is the first, and its name if it is a member.
static void begin(struct json_writer *j, const char *name) {
    if (j->follows) text_char(j->out, ',');
    j->follows = true;
    if (!name) return;
    text_char(j->out, '"');
    text_put(j->out, name);
    text_put(j->out, "\":");
}

static void open(struct json_writer *j, const char *name, char bracket) {
    begin(j, name);
    text_char(j->out, bracket);
    j->follows = false;
}

static void close(struct json_writer *j, char bracket) {
    text_char(j->out, bracket);
    j->follows = true;
}

void json_open_object(struct json_writer *j, const char *name) { open(j, name, '{'); }
void json_close_object(struct json_writer *j) { close(j, '}'); }
void json_open_array(struct json_writer *j, const char *name) { open(j, name, '['); }
void json_close_array(struct json_writer *j) { close(j, ']'); }

void json_put_string(struct json_writer *j, const char *name, const char *value) {
    if (value) json_put_bytes(j, name, value, strlen(value));
    else json_put_null(j, name);
}

void json_put_bytes(struct json_writer *j, const char *name, const char *bytes, size_t length) {
    begin(j, name);
    text_json(j->out, bytes, length);
}

void json_put_int(struct json_writer *j, const char *name, int64_t value) {
    begin(j, name);
    text_int(j->out, value);
}

void json_put_bool(struct json_writer *j, const char *name, bool value) {
    json_put_raw(j, name, value ? "true" : "false");
}
void json_put_null(struct json_writer *j, const char *name) { json_put_raw(j, name, NULL); }

void json_put_raw(struct json_writer *j, const char *name, const char *json) {
    begin(j, name);
    text_put(j->out, json ? json : "null");
}

void json_put_place(struct json_writer *j, const char *file, uint32_t line, uint32_t column) {
    json_put_string(j, "file", file);
    json_put_int(j, "line", line);
    json_put_int(j, "column", column);
}
