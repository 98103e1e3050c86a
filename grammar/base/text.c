#include "grammar/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/arena.h"

void text_free(struct text *t) {
    free(t->bytes);
    *t = (struct text){0};
}

void text_clear(struct text *t) {
    t->length = 0;
    if (t->bytes) t->bytes[0] = '\0';
}

const char *text_string(const struct text *t) { return t->bytes ? t->bytes : ""; }

bool text_reserve(struct text *t, size_t more) {
    if (t->failed || more > SIZE_MAX / 4 - t->length) t->failed = true;
    if (t->failed) return false;
    size_t need = t->length + more + 1;
    if (need <= t->capacity) return true;
    size_t capacity = need < 128 ? 128 : need + need / 2;
    char *bytes = realloc(t->bytes, capacity);
    if (!bytes) t->failed = true;
    if (t->failed) return false;
    t->bytes = bytes;
    t->capacity = capacity;
    return true;
}

void text_add(struct text *t, const char *bytes, size_t length) {
    if (!text_reserve(t, length)) return;
    if (length) memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    t->bytes[t->length] = '\0';
}

void text_put(struct text *t, const char *string) { text_add(t, string, strlen(string)); }
void text_char(struct text *t, char c) { text_add(t, &c, 1); }

void text_repeat(struct text *t, char c, size_t count) {
    if (!text_reserve(t, count)) return;
    memset(t->bytes + t->length, c, count);
    t->length += count;
    t->bytes[t->length] = '\0';
}

void text_put_indented(struct text *t, const char *lines, size_t columns) {
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        if (length) text_repeat(t, ' ', columns);
        text_add(t, lines, length);
        text_char(t, '\n');
        lines += length + (lines[length] == '\n');
    }
}

void text_int(struct text *t, int64_t value) { text_format(t, "%lld", (long long)value); }

struct number_text number_text(uint64_t value) {
    struct number_text n;
    snprintf(n.text, sizeof n.text, "%llu", (unsigned long long)value);
    return n;
}

void text_format(struct text *t, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length >= 0 && text_reserve(t, (size_t)length)) {
        vsnprintf(t->bytes + t->length, (size_t)length + 1, format, again);
        t->length += (size_t)length;
    }
    va_end(again);
    va_end(args);
}

static void json_escape(struct text *t, unsigned char c) {
    static const char names[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (size_t i = 0; names[i]; i += 2)
        if ((unsigned char)names[i] == c) {
            text_char(t, '\\');
            text_char(t, names[i + 1]);
            return;
        }
    text_format(t, "\\u%04x", c);
}

void text_json(struct text *t, const char *bytes, size_t length) {
    text_char(t, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c == '"' || c == '\\') json_escape(t, c);
        else text_char(t, (char)c);
    }
    text_char(t, '"');
}

char *text_keep(struct text *t, struct arena *a) {
    if (t->failed) {
        text_free(t);
        arena_exhausted(a);
    }
    char *kept = arena_copy(a, text_string(t), t->length);
    text_free(t);
    return kept;
}
