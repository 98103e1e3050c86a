// The making of a policy's text, one function per type of expression; depth 0 makes a leaf.
#ifndef RANDOM_MAKER_H
#define RANDOM_MAKER_H
#include <stdbool.h>

#include "grammar/base/text.h"
#include "tests/differential/random_source.h"

struct maker {
    struct random_source *r;
    struct text *out;
    const char *list;  // inside a filter: the list whose items' fields may be named
    bool offers;       // whether `meets` may be used
    bool monotone;     // nothing that asks whether something is missing
};
typedef void making(struct maker *m, int depth);

void maker_put(struct maker *m, const char *s);
uint32_t maker_roll(struct maker *m, uint32_t n);
void maker_wrap(struct maker *m, making *left, const char *between, making *right, int depth);
void maker_aggregate(struct maker *m, const char *head, int depth, const char *tail);

making maker_truth, maker_money, maker_count, maker_percent, maker_date, maker_months, maker_span;
void maker_choice(struct maker *m, making *value, int depth);

// Tables: `cap` of a few rows, `few` and `passes` of columns with few values and rows enough to be looked up.
void maker_cap(struct maker *m);
void maker_few(struct maker *m);
void maker_passes(struct maker *m);
#endif
