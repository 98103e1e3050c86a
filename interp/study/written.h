// A test of the language, written down: what is given, and what the evaluator makes of it.
#ifndef POL_STUDY_WRITTEN_H
#define POL_STUDY_WRITTEN_H
#include "interp/decide/decide.h"
#include "interp/solve/witness.h"

struct written_test {
    const char *title;
    const struct block *given;  // its first row, on its date
    struct witness_base base;
    const uint8_t *groups;  // by the policy's groups: 1 where something is expected of the offers
};
// Appends it; `d` and `w` hold what came of the row.
void written_test_put(struct text *out, const struct decisions *d, const struct workspace *w,
                      const struct written_test *t, enum lang lang);
#endif
