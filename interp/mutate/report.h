// What became of mutants, as text and as JSON.
#ifndef POL_MUTATE_REPORT_H
#define POL_MUTATE_REPORT_H
#include "interp/annotate/annotate.h"
#include "interp/mutate/mutate.h"

struct mutant_sums {
    uint32_t all, by_fate[FATE_COUNT];
};
struct mutant_sums mutation_sums(const struct mutation *m);
// Each survivor with its line, then the sums.
void mutation_write_text(struct text *out, const struct mutation *m, const struct policy *policy, enum lang lang);
// {"mutants", "noticed", "same", "survived", "survivors": [{file, line, column, kind, was, now, message, witness}]}
void mutation_write_json(struct text *out, const struct mutation *m, const struct policy *policy, enum lang lang);
// Tests that notice the survivors, by whoever was found for them. False: out of memory.
bool mutation_write_tests(struct text *out, const struct mutation *m, const struct policy *policy, enum lang lang,
                          const struct shown_list *found);
// Adds the survivors to what was found, which has room for them.
void mutation_add_findings(struct annotations *a, const struct mutation *m, enum lang lang);
#endif
