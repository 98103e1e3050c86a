// --stamp: what made some results, put into them: the program, the date, the settings, and the SHA-256 of everything
// that was read.
#ifndef POL_WRITE_STAMP_H
#define POL_WRITE_STAMP_H
#include "grammar/base/sha256.h"
#include "grammar/base/text.h"

struct stamp_file {
    const char *field;  // that a list file gives the items of; NULL: it is none
    const char *path;   // as the user gave it
    char digest[SHA256_DIGITS + 1];
};
struct stamp_files {
    struct stamp_file *items;
    uint32_t count;
};
struct stamp_words {
    const char *const *items;
    uint32_t count;
};

struct stamp {  // all texts are the caller's, and outlive it
    const char *version;
    const char *as_of, *as_of_field;       // a date; or NULL, and the field that each record's own comes from
    const char *where;                     // the condition on records; NULL: all of them
    struct stamp_words settings, reforms;  // "scheme.param=value" as it was given; titles
    struct stamp_files policies, notices, lists;
    struct stamp_file data;
};

struct json_writer;
// The member `stamp`; data and lists of which no digest is known are left out.
void stamp_put_member(struct json_writer *j, const struct stamp *s);
// An object with nothing else, on a line of its own.
void stamp_put_json(struct text *out, const struct stamp *s);
// In one line, for a cell: the date and the settings in words, and three digests. That of the policies is the SHA-256
// of theirs, sorted, a line each: paths and their order make no difference.
void stamp_put_cell(struct text *out, const struct stamp *s, enum lang lang);
// Line by line, for people.
void stamp_put_lines(struct text *out, const struct stamp *s, enum lang lang);
// The same as rows of the table `run`, and how many records there were.
void stamp_put_rows(struct text *out, const struct stamp *s, enum lang lang, uint64_t records, uint64_t rejected);
#endif
