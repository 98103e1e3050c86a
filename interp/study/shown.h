// Applicants who show what no test shows: thinned out to few, and written down as tests that a person is to confirm.
// Ownership: a list owns its blocks; all else lives in its arena, which unwinds where memory runs out.
#ifndef POL_STUDY_SHOWN_H
#define POL_STUDY_SHOWN_H
#include "grammar/base/arena.h"
#include "interp/decide/decide.h"
#include "interp/solve/witness.h"

struct shown {
    struct block *block;  // of one row, on its date
    uint8_t *groups;      // by the policy's groups: 1 where the test expects something of the offers
    uint32_t *things;     // that it shows, by the finder's numbers, the lesser ones first
    uint32_t thing_count;
};
struct shown_list {
    struct arena *arena;
    const struct policy *policy;
    const struct block *plain;  // as sample_first has it; NULL: none
    int32_t as_of;              // the usual date
    struct shown *items;
    uint32_t count;
    uint32_t open;  // things of which nobody was found
};

// The usual date of the policy's tests: that of the first which names one, else the solver's or the later one from
// which on all schemes are in force. Whatever day it is, so that what is written stays the same.
int32_t shown_usual_date(const struct policy *p);
// The sample of the plain applicant, which tests build on.
struct witness_base shown_base(const struct shown_list *l, enum lang lang);
// For a message; in the list's arena.
const struct diag_witness *shown_witness(const struct shown_list *l, const struct shown *s);
// A copy of the applicant, which shows nothing yet. What is returned counts until the next one.
struct shown *shown_add(struct shown_list *l, const struct block *applicant);
void shown_take_back(struct shown_list *l);  // the last one
void shown_add_thing(struct shown_list *l, struct shown *s, uint32_t thing);
// Leaves out whoever shows nothing but what others show; all things lie below `most`.
void shown_thin(struct shown_list *l, uint32_t most);
// What people are told of a thing, on one line.
struct shown_words {
    void (*put)(const void *context, struct text *out, uint32_t thing);
    const void *context;
};
// Remarks and tests, without what they use. False: out of memory.
bool shown_write(struct text *out, const struct shown_list *l, const struct shown_words *words, enum lang lang);
void shown_free(struct shown_list *l);
#endif
