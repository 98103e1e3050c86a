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
enum table_column {
    COLUMN_ITSELF,    // a field, or what only stands as it is: a span of time, a fraction
    COLUMN_FREE,      // its values may be looked at as if nothing else hung on them
    COLUMN_ELSEWHERE  // they must be: it asks about an offer
};
struct table_asked {
    const struct policy *policy;  // as far as it was made
    const struct table *table;    // typed, with all that it reads
    int32_t from, until;          // of its scheme; 0 where open
    bool gap, overlaps;           // what is asked
    const enum table_column *columns;
    const bool *written;   // by row: where it holds its cells say by themselves, on each date
    const int32_t *dates;  // on which such a cell changes, in order; the first is 0
    uint32_t date_count;
};
struct table_told {
    enum table_answer answer;
    struct diag_arg words;               // of somebody: "type = growth, revenue = 5000元"
    const struct diag_witness *witness;  // NULL: there is none to show
};
struct table_overlap {
    struct table_told told;
    uint32_t row, other;  // `other` stands above it
    int32_t from;         // so it is from this date on; 0: all along
};
struct table_proof {
    struct table_told gap;        // somebody in no row
    enum table_answer overlaps;   // … in two at once
    struct table_overlap *items;  // then of the rows that hold beside one above them those that were found, in order
    uint32_t count;
};
// What is told is the arena's, which also unwinds.
struct table_prover {
    void (*prove)(struct arena *a, const struct table_asked *asked, struct table_proof *proof);
};
#endif
