// Records that show something, written down; of so many only those that show the most telling things.
#ifndef POL_SAMPLING_WRITE_H
#define POL_SAMPLING_WRITE_H
#include "grammar/base/text.h"
#include "interp/sampling/sampling.h"

struct sampling_choice {
    bool *chosen;  // by record
    uint32_t count;
};
// At most so many: what is eligible first, then what fails, its twins, referrals, what is missing.
struct sampling_choice sampling_choose(const struct sampling *s, uint32_t most);

// "ccb.growth: ineligible by revenue alone"
void sampling_put_aspect(struct text *out, const struct sampling *s, const struct sample_aspect *a, enum lang lang);
// Samples and tests of what is decided of each; and, as comments, what nobody can show.
void sampling_write_pol(struct text *out, struct sampling *s, const struct sampling_choice *choice, enum lang lang);
// A line each; the number says what is shown.
void sampling_write_jsonl(struct text *out, struct sampling *s, const struct sampling_choice *choice, enum lang lang);

struct sampling_file {
    const char *name;  // in the arena
    struct text bytes;
};
// records.csv, then a file for each list of which a record has items or none. No cell of CSV says that a whole list is
// missing: records without one that others have are left out; how many.
uint32_t sampling_write_csv(struct sampling *s, const struct sampling_choice *choice, enum lang lang,
                            struct sampling_file **files, uint32_t *count);
#endif
