// What the parts of advice share: copies of a record that are decided together, and what is looked for.
#ifndef POL_ADVICE_INTERNAL_H
#define POL_ADVICE_INTERNAL_H
#include "interp/advice/advice.h"

#define TRIAL_ROWS 1024u
#define TRIAL_ITEMS (1u << 20)  // of a list, over all rows of a block
#define TRIALS_MOST 20000u      // of an offer
#define PAPERS_MOST 32u
#define PARTS_MOST 64u
#define TRIAL_CHANGES (ADVICE_CHANGES + 1u)  // of most trials

struct trial_poke {  // a cell that is not the record's
    uint32_t row;
    const struct advice_change *change;
};

struct adviser {
    const struct policy *policy;
    struct plan *plan;  // with a date per row
    struct workspace *work;
    struct decisions *decisions;
    struct block *block;
    const struct scheme *only;  // NULL: all schemes
    bool applying;              // only offers that may apply are of interest
    uint8_t *by_time;           // by node id: whether the as-of date is behind it
    uint32_t *seen;             // by node id: the last walk that met it
    uint32_t walk;
    struct arena *arena;  // of the advice that is made
    // the record at hand, with what is supplied
    const struct block *of;
    uint32_t row;
    int32_t as_of;
    const struct advice_change *papers;
    uint32_t paper_count;
    // the trials
    uint32_t rows_most;
    uint32_t filled;  // rows that hold the record
    struct trial_poke *pokes;
    uint32_t poke_count;
};

// trial.c. Trials are added, run, read, and cleared. Memory that runs out unwinds by the arena.
void trial_record(struct adviser *a, const struct block *b, uint32_t row, int32_t as_of);
void trial_papers(struct adviser *a, const struct advice_change *papers, uint32_t count);  // they must stay
// Its row. The changes must stay until it is run. No more than rows_most.
uint32_t trial_add(struct adviser *a, int32_t as_of, const struct advice_change *const *changes, uint32_t count);
void trial_run(struct adviser *a);
void trial_clear(struct adviser *a);
static inline bool trial_is_full(const struct adviser *a) { return a->block->rows == a->rows_most; }

struct target {  // an offer, by what is the same in all versions of its scheme
    uint32_t group;
    const struct offer *offer;  // of the version on the as-of date
    bool larger;                // it is eligible: a limit above this is sought
    int64_t limit;
};
struct target_place {
    uint32_t scheme, offer;
};
// Where the trial has it; false: its version has none of that name.
bool target_find(const struct adviser *a, const struct target *t, uint32_t row, struct target_place *place);
// Eligible, and with a larger limit where that is sought.
bool target_is_met(const struct adviser *a, const struct target *t, uint32_t row);
// The offer's limit; false: it has none.
bool target_limit(const struct adviser *a, const struct target *t, uint32_t row, int64_t *limit);
// Whether what is sought needs no more of a part of the offer.
bool target_part_is_met(const struct adviser *a, const struct target *t, struct target_place p, uint32_t part,
                        uint32_t row);
static inline const struct planned_offer *target_planned(const struct adviser *a, struct target_place p) {
    return &a->plan->schemes[p.scheme].offers[p.offer];
}
// Whether what the offer is decided by speaks for the applicant at that place of planned_part.
bool target_part_holds(const struct adviser *a, struct target_place p, uint32_t part, uint32_t row);

// time.c: the first day on which a trial of the record is eligible, of those that are not yet and may be; 0: none.
void find_dates(struct adviser *a, const struct target *targets, uint32_t count, int32_t *dates);

// lever.c: what can be changed of what stands against an offer
struct lever {
    const struct field *field;
    bool missing, is_computed;  // computed: it is part of what is compared
    int64_t from;
    uint64_t parts;  // bits of what it may change, of those that do not hold
    int64_t *met;    // values that it is compared with
    uint32_t met_count;
    struct advice_change *values;  // to try, those that change it least first
    uint32_t count;
};
struct levers {
    struct lever *items;
    uint32_t count;
    uint64_t all;      // bits of what does not hold
    bool is_too_much;  // more than there are bits
};
// Of trial 0, which is the record itself.
struct levers find_levers(struct adviser *a, const struct target *t);
// Whether a part reads the field, anywhere.
bool part_reads(struct adviser *a, const struct planned_part *part, const struct field *f);

// value.c
void lever_fill(struct adviser *a, struct lever *l);
int64_t value_origin(const struct adviser *a, const struct advice_change *c);  // what its distance is measured from
int64_t value_cost(const struct adviser *a, const struct advice_change *c);
// On a line whose steps are the smallest changes, and back; false: the field can't have it.
int64_t value_place(const struct field *f, int64_t value);
bool value_from_place(const struct adviser *a, const struct field *f, int64_t place, int64_t *value);

// search.c: the fewest changes, one to three, that make it eligible. False: none were found.
// `limit`, unless NULL, is the one that they lead to, where a larger one is sought.
bool find_changes(struct adviser *a, const struct target *t, struct advice_way *way, bool *stopped, int64_t *limit);
// near.c: the numbers of a way, supplied or changed, as near to the record's own as they may be; and on which side
// others would do as well.
void draw_near(struct adviser *a, const struct target *t, struct advice_way *way);
// paper.c: what to supply so that nothing is missing any more, as good as may be for the offer; how many.
uint32_t find_papers(struct adviser *a, const struct target *t, struct advice_change *papers);
void drop_needless_papers(struct adviser *a, const struct target *t, struct advice_way *way);
#endif
