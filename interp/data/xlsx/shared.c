#ifdef POL_XLSX
#include "interp/data/xlsx/shared.h"

#include <stdlib.h>
#include <string.h>

#define ESCAPE 7u  // its length
#define SHARED_LIMIT (UINT64_C(1) << 30)

struct shared_part {
    struct part_context context;
    struct shared *shared;
    bool in_text;
    uint32_t phonetic;  // depth: how a text is read aloud is no part of it
};

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Excel writes what XML can't hold, and what looks like that, as _x000D_. The character, if it is ASCII; -1: it is
// none.
static int escaped(const char *at, size_t left) {
    int code = 0;
    if (left < ESCAPE || at[0] != '_' || at[1] != 'x' || at[ESCAPE - 1] != '_') return -1;
    for (size_t i = 2; i < ESCAPE - 1; i++) {
        if (hex_digit(at[i]) < 0) return -1;
        code = code * 16 + hex_digit(at[i]);
    }
    return code < 0x80 ? code : -1;
}

static char plain(int character) { return (unsigned char)character < ' ' ? ' ' : (char)character; }

void cell_text_settle(struct text *t, size_t from) {
    size_t to = from;
    for (size_t at = from; at < t->length; to++) {
        int code = t->bytes[at] == '_' ? escaped(t->bytes + at, t->length - at) : -1;
        t->bytes[to] = plain(code >= 0 ? code : (unsigned char)t->bytes[at]);
        at += code >= 0 ? ESCAPE : 1;
    }
    if (!t->failed && t->length) t->bytes[t->length = to] = '\0';
}

static void begin(void *context, const char *name, const char **attributes) {
    struct shared_part *s = context;
    if (!strcmp(name, "rPh")) s->phonetic++;
    s->in_text = !s->phonetic && !strcmp(name, "t");
}

static void take_text(void *context, const char *text, int length) {
    struct shared_part *s = context;
    if (s->in_text) text_add(&s->shared->bytes, text, (size_t)length);
}

static bool add(struct shared *s) {
    cell_text_settle(&s->bytes, s->count ? s->ends[s->count - 1] : 0);
    if (s->count == s->room) {
        uint32_t room = s->room ? 2 * s->room : 1024;
        size_t *ends = realloc(s->ends, room * sizeof *ends);
        if (!ends) return false;
        s->ends = ends;
        s->room = room;
    }
    s->ends[s->count++] = s->bytes.length;
    return !s->bytes.failed;
}

static void end(void *context, const char *name) {
    struct shared_part *s = context;
    s->in_text = false;
    if (!strcmp(name, "rPh")) s->phonetic--;
    if (strcmp(name, "si") != 0 || add(s->shared)) return;
    archive_no_memory(s->context.part->archive);
    part_fail(s->context.part);
}

bool shared_read(struct shared *s, const struct archive *a, const char *name) {
    static const struct part_reader reader = {begin, end, take_text};
    struct shared_part part = {.shared = s};
    return part_take(a, name, SHARED_LIMIT, &reader, &part.context);
}

void shared_free(struct shared *s) {
    text_free(&s->bytes);
    free(s->ends);
}
#endif
