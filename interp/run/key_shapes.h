// What the keys of a run look like as numbers, for a spreadsheet loses digits of them: of a number it keeps the first
// fifteen and puts zeros for the others, and it drops zeros that a number begins with.
#ifndef POL_RUN_KEY_SHAPES_H
#define POL_RUN_KEY_SHAPES_H
#include "interp/data/records.h"

#define KEY_SHAPE_DIGITS 40u  // of a longer key nothing is noted

// A key, and where its record stands, so that it is the first one whichever thread comes to it.
struct key_example {
    uint64_t chunk, record;
    char text[KEY_SHAPE_DIGITS + 1];  // "": there is none
};
struct key_shape {          // of the keys that are so many digits
    uint64_t count, zeros;  // of these: begin with a zero
    struct key_example first;
};
struct key_shapes {
    struct key_shape lengths[KEY_SHAPE_DIGITS + 1];
    uint64_t longer, rounded;  // keys of more than fifteen digits; of these: nothing but zeros behind them
    uint64_t lost;             // these zeros, all together
    struct key_example rounded_first;
};

// The keys of a block of that chunk.
void key_shapes_note(struct key_shapes *s, const struct slice *keys, const struct block *b, uint64_t chunk);
// Adds what another one has noted, and empties that.
void key_shapes_merge(struct key_shapes *s, struct key_shapes *more);
// What seems to be lost, as warnings.
void run_warn_shapes(const struct key_shapes *s, const struct records *records, const struct policy *policy,
                     enum lang lang, struct record_faults *faults);
#endif
