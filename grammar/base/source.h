// Files as read, and places in them. A span is an offset and a length in bytes; lines, columns and
// display widths are worked out when something is printed.
#ifndef POL_BASE_SOURCE_H
#define POL_BASE_SOURCE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct span {
    uint32_t source;  // index into the source set
    uint32_t offset, length;
};

struct source {
    const char *path;   // as a person would name it: relative to where the program was started
    const char *real;   // the same without links or dots; NULL for text that stands nowhere
    const char *root;   // of its project (project.h); NULL likewise
    const char *bytes;  // `size` bytes and a NUL beyond them
    size_t size;
    bool is_condition;                  // one that somebody asks for, and no file
    uint32_t *line_starts, line_count;  // made on first use by source_locate
};

// What a file is to be read as, whatever stands in it.
struct source_draft {
    const char *real;
    const char *bytes;
    size_t size;
};

struct source_set {
    struct arena *arena;
    const struct source_draft *drafts;  // the caller's
    uint32_t draft_count;
    struct source **items;
    uint32_t count;
    bool unread;  // the system failed to read a file, or one that the caller named is gone
};

struct location {
    uint32_t line;     // from 1
    uint32_t column;   // from 1, in characters
    uint32_t display;  // from 0, in columns of a terminal: East Asian wide characters are two
};

enum source_status {
    SOURCE_OK,
    SOURCE_NOT_FOUND,
    SOURCE_DIRECTORY,
    SOURCE_NOT_REGULAR,
    SOURCE_TOO_LARGE,
    SOURCE_UNREADABLE,
    SOURCE_OUTSIDE,  // of the project
    SOURCE_HIDDEN,
    SOURCE_UTF16,    // in that encoding, not in UTF-8
    SOURCE_GB18030,  // likewise
};
#define SOURCE_MAX_SIZE ((size_t)64 << 20)

// Adds text that is already in memory (copied into the arena); its index is the answer.
uint32_t source_add(struct source_set *set, const char *path, const char *bytes, size_t size);
// Reads an open file, regular and of at most SOURCE_MAX_SIZE bytes. On SOURCE_UNREADABLE errno says why.
enum source_status source_read(struct source_set *set, int fd, const char *path, uint32_t *index);
// Forgets what stands behind the first `size` bytes, to which nothing points.
void source_cut(struct source_set *set, uint32_t index, size_t size);
// SOURCE_OK, or in what other encoding a text is than UTF-8.
enum source_status source_encoding(const char *bytes, size_t size);
const char *source_encoding_name(enum source_status status);  // NULL where the status names none
struct location source_locate(struct source_set *set, struct span at);
// The line (from 1) without its line end.
void source_line(struct source_set *set, uint32_t source, uint32_t line, const char **text, size_t *length);
// "path:line:column" of a span, e.g. for an explanation.
struct text;
void source_describe(struct source_set *set, struct span at, struct text *out);

static inline struct span span_join(struct span a, struct span b) {
    return (struct span){a.source, a.offset, b.offset + b.length - a.offset};
}
#endif
