// Random policies and records, valid by construction: every policy checks without an error.
#ifndef RANDOM_POLICY_H
#define RANDOM_POLICY_H
#include "grammar/base/text.h"
#include "tests/differential/naive.h"

struct random_source {
    uint64_t state;
};
uint32_t random_below(struct random_source *r, uint32_t n);

// monotone: nothing in it asks whether something is missing, so that more facts can only settle what was open.
void random_policy(struct random_source *r, bool monotone, struct text *out);
// A record for a policy of random_policy; its arrays are the caller's to free with random_record_free.
struct naive_record random_record(struct random_source *r, const struct policy *p);
void random_record_free(struct naive_record *record, const struct policy *p);
// The record with one missing cell filled in; false where nothing is missing.
bool random_fill(struct random_source *r, const struct policy *p, struct naive_record *record);
#endif
