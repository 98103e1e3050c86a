// What the rows of a table leave out, or cover twice, is proved by whoever loads the policy: the solver works on plans,
// which are made of what is checked.
#ifndef POL_CHECK_PROVER_H
#define POL_CHECK_PROVER_H
#include "grammar/tree/model.h"

enum table_answer {
    TABLE_NEVER,     // a proof
    TABLE_SOMEBODY,  // who is told
    TABLE_OPEN       // not settled
};
#define PLACE_ANY (INT64_MIN / 4 - 1)
struct table_asked {
    const struct policy *policy;  // as far as it was made
    const struct table *table;    // typed, with all that it reads; nothing in it asks about an offer
    int32_t from, until;          // of its scheme; 0 where open
    bool bare;                    // its names are none: only `places` are told
};
struct table_told {
    enum table_answer answer;
    struct diag_arg words;  // "type = growth, revenue = 5000元"
    int64_t *places;        // of `bare` by column: its value, or PLACE_ANY where it does not matter
    uint32_t rows[2];       // of an overlap
    const struct diag_witness *witness;
};
// What is told is the arena's, which also unwinds.
struct table_prover {
    void (*gap)(struct arena *a, const struct table_asked *asked, struct table_told *told);      // in no row
    void (*overlap)(struct arena *a, const struct table_asked *asked, struct table_told *told);  // in two rows at once
};
#endif
