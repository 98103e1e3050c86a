// A few records that show what a scheme makes of applicants: each offer eligible, each rule failing alone and its twin
// just on the other side, what goes to a person, what is missing. No clock, no chance: the same records every time.
#ifndef POL_SAMPLING_SAMPLING_H
#define POL_SAMPLING_SAMPLING_H
#include "interp/decide/decide.h"
#include "interp/solve/solve.h"

enum sample_shows {
    SHOWS_ELIGIBLE,
    SHOWS_FAILURE,   // a rule fails, and no other does
    SHOWS_BOUNDARY,  // as near to that record as one that gets the offer can be
    SHOWS_REFERRAL,  // a rule or a grant asks for a person
    SHOWS_MISSING,   // a field is missing, and so nothing is decided
};
struct sample_aspect {
    enum sample_shows shows;
    uint32_t scheme, offer;    // of the plan
    const struct name *about;  // of the rule, the grant or the field
};
struct sampled {
    struct block *block;  // of one row
    uint32_t base;        // the number of the record it is a change of; its own: of none
    struct sample_aspect *aspects;
    uint32_t aspect_count;
};
struct sampling_gap {
    struct sample_aspect aspect;
    bool open;  // not settled; else it is proved that nobody can show it
};

struct sampling {
    struct arena *arena;
    const struct policy *policy;
    const struct scheme *scheme;  // whose group alone is asked about; NULL: all
    int32_t as_of;
    struct plan *plan;
    struct solver *solver;
    struct workspace *workspace;
    struct decisions *decisions;
    struct block *plain;  // the first sample of the policy, or NULL
    struct sampled *records;
    uint32_t count;
    struct sampling_gap *gaps;
    uint32_t gap_count;
    bool failed;  // out of memory
};

// Fills in all records. False: out of memory; sampling_free all the same. The arena must outlive it.
bool sampling_make(struct sampling *s, struct arena *arena, const struct policy *policy, const struct scheme *scheme,
                   int32_t as_of);
void sampling_free(struct sampling *s);
// Whether a scheme of the plan is asked about, and in force.
bool sampling_asks(const struct sampling *s, uint32_t scheme);
// What the evaluator makes of a record, in s->decisions. False: out of memory.
bool sampling_decide(struct sampling *s, const struct block *record);
#endif
