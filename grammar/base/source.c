#include "grammar/base/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/base/arena.h"
#include "grammar/base/encoding.h"
#include "grammar/base/text.h"
#include "grammar/base/utf8.h"

uint32_t source_add(struct source_set *set, const char *path, const char *bytes, size_t size) {
    struct source *s = ARENA_NEW(set->arena, struct source);
    s->path = arena_copy(set->arena, path, strlen(path));
    s->bytes = arena_copy(set->arena, bytes, size);
    s->size = size;
    ARENA_PUSH(set->arena, set->items, set->count, s);
    return set->count - 1;
}

static enum source_status refuse(const struct stat *st) {
    if (S_ISDIR(st->st_mode)) return SOURCE_DIRECTORY;
    if (!S_ISREG(st->st_mode)) return SOURCE_NOT_REGULAR;
    return st->st_size > (off_t)SOURCE_MAX_SIZE ? SOURCE_TOO_LARGE : SOURCE_OK;
}

static bool read_whole(int fd, char *room, size_t size) {
    for (size_t have = 0; have < size;) {
        ssize_t got = read(fd, room + have, size - have);
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO;  // the file shrank under us
        if (got <= 0) return false;
        have += (size_t)got;
    }
    return true;
}

enum source_status source_encoding(const char *bytes, size_t size) {
    switch (encoding_of(bytes, size)) {
    case ENCODING_FOUND_UTF16: return SOURCE_UTF16;
    case ENCODING_FOUND_GB18030: return SOURCE_GB18030;
    case ENCODING_FOUND_UTF8: break;
    }
    return SOURCE_OK;
}

const char *source_encoding_name(enum source_status status) {
    if (status == SOURCE_UTF16) return "UTF-16";
    return status == SOURCE_GB18030 ? "GB18030 (GBK, ANSI)" : NULL;
}

enum source_status source_read(struct source_set *set, int fd, const char *path, uint32_t *index) {
    struct stat st;
    if (fstat(fd, &st) != 0) return SOURCE_UNREADABLE;
    enum source_status status = refuse(&st);
    if (status != SOURCE_OK) return status;
    size_t size = (size_t)st.st_size;
    char *room = arena_alloc(set->arena, size + 1);
    if (!read_whole(fd, room, size)) return SOURCE_UNREADABLE;
    status = source_encoding(room, size);
    if (status != SOURCE_OK) return status;
    *index = source_add(set, path, "", 0);
    set->items[*index]->bytes = room;
    set->items[*index]->size = size;
    return SOURCE_OK;
}

void source_cut(struct source_set *set, uint32_t index, size_t size) {
    struct source *s = set->items[index];
    char *room = arena_shrink(set->arena, (char *)s->bytes, size + 1);
    room[size] = '\0';
    s->bytes = room;
    s->size = size;
    s->line_starts = NULL;
}

static void index_lines(struct source_set *set, struct source *s) {
    uint32_t *starts = NULL, count = 0;
    ARENA_PUSH(set->arena, starts, count, 0);
    for (uint32_t i = 0; i < s->size; i++)
        if (s->bytes[i] == '\n') ARENA_PUSH(set->arena, starts, count, i + 1);
    s->line_starts = starts;
    s->line_count = count;
}

static uint32_t line_of(const struct source *s, uint32_t offset) {
    uint32_t low = 0, high = s->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (s->line_starts[middle] <= offset) low = middle;
        else high = middle;
    }
    return low;
}

struct location source_locate(struct source_set *set, struct span at) {
    struct source *s = set->items[at.source];
    if (!s->line_starts) index_lines(set, s);
    uint32_t offset = at.offset > s->size ? (uint32_t)s->size : at.offset;
    uint32_t line = line_of(s, offset), start = s->line_starts[line];
    const char *bytes = s->bytes + start;
    return (struct location){line + 1, (uint32_t)utf8_characters(bytes, offset - start) + 1,
                             (uint32_t)utf8_columns(bytes, offset - start)};
}

void source_line(struct source_set *set, uint32_t source, uint32_t line, const char **text, size_t *length) {
    struct source *s = set->items[source];
    if (!s->line_starts) index_lines(set, s);
    uint32_t start = s->line_starts[line - 1];
    uint32_t end = line < s->line_count ? s->line_starts[line] - 1 : (uint32_t)s->size;
    if (end > start && s->bytes[end - 1] == '\r') end--;
    *text = s->bytes + start;
    *length = end - start;
}

void source_describe(struct source_set *set, struct span at, struct text *out) {
    struct location where = source_locate(set, at);
    text_format(out, "%s:%u:%u", set->items[at.source]->path, where.line, where.column);
}
