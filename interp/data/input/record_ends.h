// Where data may be cut: behind the line feeds that end a record, in CSV those that are not within quotes.
#ifndef POL_INPUT_RECORD_ENDS_H
#define POL_INPUT_RECORD_ENDS_H
#include <stdbool.h>
#include <stddef.h>

// How far some bytes that begin with a record have been parted into records.
struct record_cut {
    size_t end;   // where the last whole record ends; where the bytes begin, as long as none is whole
    size_t last;  // where that record begins; `end` where there are only blank lines before
    size_t seen;  // the cutter need not look at what stands before this place again
    bool open;    // it is within quotes
};
enum cut_ahead { CUT_UNKNOWN, CUT_UNLESS_OPEN, CUT_SURE };

struct record_cutter {
    // Goes on from `cut` with the bytes up to `length`.
    struct record_cut (*cut)(const char *bytes, struct record_cut cut, size_t length);
    // For bytes[from .. length), which begin anywhere: where the last record ends and begins, as far as that can be
    // told without what comes before them, or with no more of it than that it leaves no quotes open.
    enum cut_ahead (*ahead)(const char *bytes, size_t from, size_t length, bool has_quotes, struct record_cut *cut);
};

static inline struct record_cut record_cut_from(size_t at) { return (struct record_cut){at, at, at, false}; }

extern const struct record_cutter csv_cutter, jsonl_cutter;

// Behind the quote that closes what was opened just before `p`; NULL: there is none.
const char *csv_close_quote(const char *p, const char *end);
#endif
