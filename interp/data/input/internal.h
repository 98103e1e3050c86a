// How an input is read: pieces (read.c), their encoding (encoding.c), and how they become chunks (input.c).
#ifndef POL_INPUT_INTERNAL_H
#define POL_INPUT_INTERNAL_H
#include <iconv.h>
#include <pthread.h>
#include <time.h>

#include "interp/data/input/input.h"
#include "interp/data/record/scan.h"

// All ASCII so far, until a character tells.
enum encoding { ENCODING_OPEN, ENCODING_UTF8, ENCODING_GB18030 };

// Place in a chunk's buffer before the piece: for the beginning of the first record.
#define INPUT_FRONT ((size_t)64 << 10)
#define INPUT_LEAST 4u        // bytes of a piece, for a byte order mark to fit
#define INPUT_WIDE_LEAST 64u  // bytes of a piece, for the characters of UTF-16 to fit

// What the input begins with. Where it has no places, these bytes are read from here.
struct input_head {
    char *bytes;
    size_t length, taken;
    bool ended;         // the input has no more
    char *decoded;      // or NULL: owned
    struct slice line;  // without a byte order mark, as UTF-8 where the input is UTF-16
};

// What stands between the chunks: the raw bytes of the first record that was not handed out, and of what comes behind
// it.
struct carry {
    char *bytes;
    size_t length, capacity;
    struct record_ends cut;
    uint64_t lines;  // line feeds among the raw bytes
    bool plain;      // they are ASCII, without a NUL
    bool is_left;    // some are to come, although the input has ended
};

struct input {
    const char *path;  // the caller's
    int fd;
    bool regular, seekable;
    uint64_t size;  // of a regular file, when it was opened
    struct timespec modified;
    struct input_head head;
    size_t mark;  // bytes of a byte order mark that reading passes over
    enum record_encoding asked;
    bool is_wide;  // UTF-16: decoded as it is read
    iconv_t wide;
    char wide_rest[4];  // bytes of a character that has not come whole
    size_t wide_left;
    const struct record_cutter *cutter;
    size_t piece_size, limit;
    pthread_mutex_t reading;  // an input without places is read by one thread at a time
    bool drained;             // such an input has ended
    pthread_mutex_t order;    // guards what follows; whoever's turn it is owns all that comes behind `done`
    pthread_cond_t moved;
    uint64_t claimed, turn;  // pieces
    bool done;
    bool is_pending;  // it has ended, but not all that was carried over is handed out
    bool is_hashed;
    struct sha256 hash;
    uint64_t hashed;  // bytes
    struct carry carry;
    uint64_t next_number, next_line;
    bool ends_bare;  // its last line has no line feed
    enum encoding encoding;
    iconv_t convert;
};

// In a chunk's buffer: bytes of the input, and what they tell by themselves.
struct piece {
    uint64_t number;
    size_t start, length;
    bool end;      // of the input
    bool cut_off;  // before the size that the file had
    bool failed;   // out of memory
    int error;     // errno
    struct scan_summary found;
    enum cut_ahead certainty;
    struct record_ends cut;
};

bool input_fault(const struct input *in, struct record_faults *faults, enum diag_id id,
                 const char *more);  // answers false

// The next piece; false: there is none.
bool input_read(struct input *in, struct chunk *chunk, struct piece *piece);

void input_hash_piece(struct input *in, const struct chunk *chunk, const struct piece *piece);

// Whether the first bytes are those of something that is no text.
bool input_is_foreign(const struct input_head *head);
// Reads the beginning; says where it is UTF-16.
bool input_look(struct input *in, struct record_faults *faults);
bool input_open_gb18030(struct input *in);  // what is read is to be converted. False: out of memory
void input_find_encoding(struct input *in, const struct chunk *chunk, size_t end, struct record_faults *faults);
// The records of `raw` up to `end` as UTF-8 into `made`.
bool input_convert(struct input *in, const struct chunk *raw, size_t end, struct chunk *made,
                   struct record_faults *faults);
#endif
