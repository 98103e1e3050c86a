// Random policies, valid by construction: every one checks without an error.
#ifndef RANDOM_POLICY_H
#define RANDOM_POLICY_H
#include <stdbool.h>

#include "grammar/base/text.h"
#include "tests/differential/random_source.h"

// monotone: nothing in it asks whether something is missing, so that more facts can only settle what was open.
void random_policy(struct random_source *r, bool monotone, struct text *out);
#endif
