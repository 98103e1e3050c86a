// Where data may be cut: behind the line feeds that end a record. Which ones do is the format's to say.
#ifndef POL_INPUT_RECORD_ENDS_H
#define POL_INPUT_RECORD_ENDS_H
#include <stdbool.h>
#include <stddef.h>

// How far some bytes that begin with a record have been parted into records.
struct record_ends {
    size_t end;    // where the last whole record ends; where the bytes begin, as long as none is whole
    size_t seen;   // the cutter need not look at what stands before this place again
    bool open;     // it is within quotes
    size_t quote;  // then: where they are opened
};
enum cut_ahead { CUT_UNKNOWN, CUT_UNLESS_OPEN, CUT_SURE };

struct record_cutter {
    // Goes on from `cut` with the bytes up to `length`.
    struct record_ends (*cut)(const char *bytes, struct record_ends cut, size_t length);
    // For bytes[from .. length), which begin anywhere: where the last record ends, as far as that can be
    // told without what comes before them, or with no more of it than that it leaves no quotes open.
    enum cut_ahead (*ahead)(const char *bytes, size_t from, size_t length, bool has_quotes, struct record_ends *cut);
};

static inline struct record_ends record_ends_from(size_t at) { return (struct record_ends){.end = at, .seen = at}; }

// Of a stretch where every line feed ends a record: the last of them.
void record_ends_note(const char *bytes, const char *from, const char *to, struct record_ends *cut);
#endif
