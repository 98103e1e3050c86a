// Items of a list file as they are kept: up to 256 rows of the file that stood in turn, by column, each column as
// narrow as its values allow. Rows of one applicant that follow each other are a run. A segment is a string of bytes
// without pointers, so it may stand in a file; it is read in place.
#ifndef POL_LIST_SEGMENT_H
#define POL_LIST_SEGMENT_H
#include "grammar/base/text.h"
#include "interp/value/block.h"

#define LIST_SEGMENT_ITEMS 256u
#define LIST_SEGMENT_UNIT 64u  // a segment's size is a multiple of it

struct list_segment_head {
    uint64_t chunk;   // of the list file: where its rows stood
    uint32_t record;  // the last record of their block, by number in the chunk; rejected ones count too
    uint32_t size;
    uint16_t runs, items;
    uint8_t rises;      // each key is above the one before
    uint8_t continues;  // set by the store, like what follows: the first run began in the segment before,
    uint8_t goes_on;    // the last one goes on in the next
    uint64_t number;    // of the first run, from 0 in the order of the file; what goes on keeps its number
};

// A column of a segment: what stands where.
struct list_part {
    uint32_t data;    // numbers; of text, where each ends
    uint32_t width;   // of a number
    uint32_t states;  // 0: all are known
    uint32_t texts;
};

struct list_segment {
    const struct list_segment_head *head;
    const struct list_part *parts;  // by item field
    const uint32_t *key_ends;       // by run
    const uint16_t *item_ends;
    const char *keys;
};

// How many rows of the block a segment should have: where keys do not rise, items will be asked for one by one, and a
// small one is read faster.
uint32_t list_segment_items(const struct block *b);
// Rows [from, to) of the block, whose first column is the key and whose others are the item fields, at the end of
// `out`.
void list_segment_put(struct text *out, const struct field *list, const struct block *b, uint32_t from, uint32_t to,
                      uint64_t chunk, uint32_t record);
struct list_segment list_segment_at(const char *bytes, const struct field *list);
// Items [from, to) to the list's items in the block, the first as number `at`, where there is room for them. Text is
// copied where the segment will not last as long as the block. False: out of memory.
bool list_segment_copy(const struct list_segment *s, const struct field *list, uint32_t from, uint32_t to,
                       struct block *b, uint32_t at, bool lasts);

static inline struct slice list_segment_key(const struct list_segment *s, uint32_t run) {
    uint32_t from = run ? s->key_ends[run - 1] : 0;
    return (struct slice){s->keys + from, s->key_ends[run] - from};
}
static inline uint32_t list_segment_first(const struct list_segment *s, uint32_t run) {
    return run ? s->item_ends[run - 1] : 0;
}
static inline uint32_t list_segment_end(const struct list_segment *s, uint32_t run) { return s->item_ends[run]; }
#endif
