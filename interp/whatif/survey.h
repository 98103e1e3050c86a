// Where the groups of a number or date begin that no cuts were given for: found by going through the records once
// before they are counted. Numbers fall into tenths of the population, dates into years.
//
//     struct survey v;
//     … survey_run(&v, &scope, options, bounds, &counts) … survey_cut(&v); survey_free(&v);
#ifndef POL_WHATIF_SURVEY_H
#define POL_WHATIF_SURVEY_H
#include "interp/run/key_set.h"
#include "interp/whatif/scope.h"
#include "interp/whatif/values.h"
#include "interp/whatif/whatif.h"

struct survey {
    const struct scope *scope;
    uint32_t block_rows;
    struct key_set keys;  // of the records so far, where a second one is rejected
    bool rejects_again;
    struct value_counts *values;  // by --by
    bool failed;
};
// Whether any --by wants it; then the records must be there to be read twice.
bool survey_wanted(const struct whatif_ask *ask);
// Faults of records are not told, for they come again: only what keeps them from being read at all. `counts` is of the
// records that it went through. survey_free in any case.
enum run_status survey_run(struct survey *v, const struct scope *s, const struct whatif_options *o,
                           const struct run_callbacks *callbacks, struct run_bounds bounds, struct run_counts *counts);
// Sets the cuts. Unwinds through the scope's arena.
void survey_cut(struct survey *v);
void survey_free(struct survey *v);
#endif
