// What is tested: a random policy, compiled, and its records in blocks.
#ifndef SUBJECT_H
#define SUBJECT_H
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/plan/plan.h"
#include "interp/value/block.h"
#include "tests/differential/naive.h"
#include "tests/differential/random_source.h"

struct subject {
    struct compilation c;
    struct text source;
    struct policy *policy;
    struct plan *plan;
    struct naive_setting setting;  // of a param; the plan has it, and so must have the records: subject_record
    jmp_buf out_of_memory;
};

// The policy that stands in `source`. Fails the test where it does not check. as_of 0: each record has its own;
// reforms: those to apply, or NULL; setting: scheme.param=value, or NULL.
void subject_compile(struct subject *s, int32_t as_of, const struct check_options *reforms, const char *setting);
// A random one; every third is reformed, in every second a param has another value.
void subject_make(struct subject *s, struct random_source *r, int32_t as_of, bool monotone);
void subject_free(struct subject *s);
// The policy's text on stderr, for whoever has to look into a failure.
void subject_report(const struct subject *s);
// A random record under the subject's setting.
struct naive_record subject_record(const struct subject *s, struct random_source *r);
void subject_load(struct block *b, const struct naive_record *record);
// Whoever is shown by what was found of a policy: its text, and behind that the sample; once this is compiled, the
// record of that into an empty block.
void subject_write_shown(struct subject *s, const struct subject *of, const struct diag *found);
void subject_load_shown(const struct subject *s, struct block *b, const struct diag *found);
#endif
