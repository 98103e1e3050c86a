// What reports of differences share.
#ifndef POL_DIFF_EFFECT_H
#define POL_DIFF_EFFECT_H
#include "interp/diff/diff.h"
#include "interp/report/words.h"

struct diff_sums {
    uint32_t of[CHANGE_OPEN + 1];  // differences, by what they come to
};
struct diff_sums diff_sums(const struct diff *d);
enum phrase_id effect_phrase(enum change_effect e);
enum phrase_id diff_verdict(const struct diff *d);  // takes the number of differences
#endif
