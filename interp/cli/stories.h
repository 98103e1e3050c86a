// The stories that explain tells: each as it comes, or of a sample at the end.
#ifndef POL_CLI_STORIES_H
#define POL_CLI_STORIES_H
#include "grammar/base/few.h"
#include "grammar/base/slice.h"
#include "interp/cli/cli.h"

enum story_format { STORY_TEXT, STORY_JSON };

struct stories {
    struct cli *cli;
    enum story_format format;
    uint64_t told;
    uint64_t offered;  // records that might be told
    uint32_t sample;   // how many are; 0: all
    uint64_t seed;
    uint64_t hash;  // of the record at hand, where they are a sample
    struct few kept;
    bool coloured;
};

// From --format, --sample, --seed and --color.
void stories_open(struct stories *s, struct cli *cli);
void stories_close(struct stories *s);
// Whether this record's story is to be told, as far as that is known. Call it once for each, and stories_put if so.
bool stories_want(struct stories *s, struct slice key);
bool stories_put(struct stories *s, struct text *story);  // takes it over; false: out of memory
// Tells what was kept, in the order of the data, and how many of how many were told.
void stories_end(struct stories *s);
#endif
