#ifdef POL_XLSX
#include "interp/data/xlsx/styles.h"

#include <stdlib.h>
#include <string.h>

#define STYLES_LIMIT (UINT64_C(64) << 20)

// Within brackets stand colours, conditions and languages; but [h], [mm] and [s] are time that has passed.
static const char *pass_brackets(const char *code, enum looks *looks) {
    const char *end = strchr(code, ']');
    if (end && end > code + 1 && strspn(code + 1, "hHmMsS") == (size_t)(end - code - 1)) *looks = LOOKS_DATE;
    return end ? end : code + strlen(code) - 1;
}

static const char *pass_quotes(const char *code) {
    const char *end = strchr(code + 1, '"');
    return end ? end : code + strlen(code) - 1;
}

// The first section is that of numbers above zero.
enum looks format_looks(const char *code) {
    enum looks looks = LOOKS_PLAIN;
    for (; *code && *code != ';'; code++) {
        if (*code == '"') code = pass_quotes(code);
        else if (*code == '[') code = pass_brackets(code, &looks);
        else if (strchr("\\_*", *code)) code += code[1] != '\0';
        else if (strchr("yYmMdDhHsS", *code)) return LOOKS_DATE;
        else if (*code == '%') looks = LOOKS_PERCENT;
    }
    return looks;
}

static enum looks looks_built_in(unsigned long id) {
    bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    if (date) return LOOKS_DATE;
    return id == 9 || id == 10 ? LOOKS_PERCENT : LOOKS_PLAIN;
}

struct own_format {
    unsigned long id;
    enum looks looks;
};
struct styles_part {
    struct part_context context;
    struct styles *styles;
    struct own_format *own;
    uint32_t own_count, own_room;
    bool in_cells;
};

static void no_memory(struct styles_part *s) {
    archive_no_memory(s->context.part->archive);
    part_fail(s->context.part);
}

static void add_own(struct styles_part *s, const char *id, const char *code) {
    if (!id || !code) return;
    if (s->own_count == s->own_room) {
        uint32_t room = s->own_room ? 2 * s->own_room : 64;
        struct own_format *own = realloc(s->own, room * sizeof *own);
        if (!own) return no_memory(s);
        s->own = own;
        s->own_room = room;
    }
    s->own[s->own_count++] = (struct own_format){strtoul(id, NULL, 10), format_looks(code)};
}

static enum looks looks_of(const struct styles_part *s, const char *id) {
    unsigned long number = id ? strtoul(id, NULL, 10) : 0;
    for (uint32_t i = 0; i < s->own_count; i++)
        if (s->own[i].id == number) return s->own[i].looks;
    return looks_built_in(number);
}

static void add_style(struct styles_part *s, const char *id) {
    struct styles *t = s->styles;
    if (t->count == t->room) {
        uint32_t room = t->room ? 2 * t->room : 64;
        uint8_t *looks = realloc(t->looks, room);
        if (!looks) return no_memory(s);
        t->looks = looks;
        t->room = room;
    }
    t->looks[t->count++] = (uint8_t)looks_of(s, id);
}

static void begin(void *context, const char *name, const char **attributes) {
    struct styles_part *s = context;
    if (!strcmp(name, "numFmt")) add_own(s, attribute(attributes, "numFmtId"), attribute(attributes, "formatCode"));
    if (!strcmp(name, "cellXfs")) s->in_cells = true;
    if (s->in_cells && !strcmp(name, "xf")) add_style(s, attribute(attributes, "numFmtId"));
}

static void end(void *context, const char *name) {
    struct styles_part *s = context;
    if (!strcmp(name, "cellXfs")) s->in_cells = false;
}

bool styles_read(struct styles *s, const struct archive *a, const char *name) {
    static const struct part_reader reader = {.begin = begin, .end = end};
    struct styles_part part = {.styles = s};
    bool good = part_take(a, name, STYLES_LIMIT, &reader, &part.context);
    free(part.own);
    return good;
}

void styles_free(struct styles *s) { free(s->looks); }
#endif
