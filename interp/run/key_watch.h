// Records whose key another record had before: how many, and the first of them. Threads note the keys of their chunks;
// the notes are looked through in the order of the input, so that what comes of it depends on nothing else.
#ifndef POL_RUN_KEY_WATCH_H
#define POL_RUN_KEY_WATCH_H
#include <stdatomic.h>

#include "interp/data/records.h"
#include "interp/run/key_set.h"

struct key_note {
    uint64_t hash;  // 0: not worked out
    uint32_t at;    // where the key stands in the chunk's buffer, or among the copies
    uint32_t row;   // a place in its record, in the chunk's buffer
    uint32_t length;
    bool is_copied;
};
struct key_notes {  // of a chunk
    struct key_note *items;
    uint32_t count, capacity;
    struct text copies;  // of keys that do not stand in the chunk as they are
};
void key_notes_free(struct key_notes *notes);
void key_notes_clear(struct key_notes *notes);

#define KEY_WATCH_SUSPECTS 65536u
struct key_watch {
    uint32_t column;  // of the key
    struct key_set set;
    atomic_bool hashed;    // keys are noted with their hashes, for they do not rise
    uint64_t again, seem;  // records whose key was there before; of these: as fingerprints have it
    uint64_t looked_at;    // records
    struct text example;   // the first of them, and the line it begins on
    uint64_t line;
    uint64_t *suspects;  // hashes of these keys, as many as there is room for
    uint32_t suspect_count;
    const struct key_watch *only;  // nothing but its suspects is looked at; or NULL
};
void key_watch_open(struct key_watch *w, struct hash_seed seed, uint32_t column);
// For a second look at what the first could not tell.
void key_watch_open_second(struct key_watch *w, struct key_watch *first);
void key_watch_close(struct key_watch *w);
// By any thread: the keys of a block. False: out of memory.
bool key_watch_note(const struct key_watch *w, struct key_notes *notes, const struct record_parser *parser,
                    const struct chunk *chunk, const struct block *b);
// In turn. False likewise.
bool key_watch_take(struct key_watch *w, struct key_notes *notes, struct chunk *chunk);
// What was found, as warnings.
void run_warn_again(const struct key_watch *w, const struct records *records, const struct policy *policy,
                    enum lang lang, struct record_faults *faults);
#endif
