// The places that findings are about, what is asked of them, and what the answers come to.
#ifndef POL_FINDINGS_INTERNAL_H
#define POL_FINDINGS_INTERNAL_H
#include "grammar/diag/diag.h"
#include "grammar/tree/compilation.h"
#include "interp/solve/solve.h"

enum fact {
    FACT_HOLDS = 1,      // somebody meets the rule, or is not hit by it
    FACT_SPEAKS = 2,     // … fails it, or is hit by it
    FACT_WAIVED = 4,     // … is waived
    FACT_DECIDES = 8,    // … would fare better without it
    FACT_GRANTED = 16,   // … is eligible for the offer
    FACT_REFERRED = 32,  // … is referred by it
    FACT_AGAINST = 64,   // … fails it, or is hit by it, in the offer, with all known
};

// A rule in an offer of a version, or an offer itself.
struct place {
    const struct rule *rule;  // NULL: the offer
    const struct offer *offer;
    uint32_t scheme, offer_index, rule_index;
    uint8_t asked, found, open;  // bits of facts: `open` are those that were not settled
    struct block *granted;       // of an offer, the first: somebody who gets it; NULL: nobody was found
};

struct places {
    struct place *items;  // sorted: what is written at one place stands together
    uint32_t count;
};

// What is of no effect, or is: an operand by itself, or of a rule in an offer; a branch; a definition.
enum part_fact_kind { FACT_OF_OPERAND, FACT_OF_BRANCH, FACT_OF_DEFINE, FACT_OF_OPERAND_IN, FACT_OF_WHEN, FACT_OF_ROW };
struct part_fact {
    enum part_fact_kind kind;
    struct span at;
    const struct expr *e;  // and which of its kids; of a definition 1 where it is never yes
    uint32_t kid;
    const struct define *define;
    const struct offer *offer;
    const struct rule *rule;
    struct span above;                   // of a row: one that takes what it might have; else nobody lies in it
    const struct diag_witness *witness;  // … somebody whom it takes
    bool idle;
};

// ---- what all questions of a policy share

struct study {
    struct compilation *c;
    struct arena *arena;  // the compilation's
    struct arena trial;   // of what goes with the study
    const struct policy *policy;
    struct plan *plan;
    struct solver *solver;
    struct block *nothing;        // an applicant of whom nothing is known
    struct workspace *workspace;  // to look at one who was found
    struct places places;
    const struct expr **exprs;  // that are asked about by themselves, by their address
    uint32_t expr_count;
    uint8_t *asked;  // by those
    struct part_fact *facts;
    uint32_t fact_count;
    uint8_t *told;        // by node's id: whether what goes wrong there was told, or never does
    bool bare;            // nobody is told who was found
    struct block **kept;  // of those who were found
    uint32_t kept_count;
    uint64_t looks;  // that are left
    uint64_t open;   // questions that were not settled
    form ***rests;   // by scheme, offer and rule: another one speaks against the applicant; NULL: not yet made
};
// Works on it, and frees what it has beside what is the arena's. Unwinds where memory runs out, as all below do.
void study_run(struct study *s, void (*work)(struct study *s));
void study_make(struct study *s, const struct plan_options *options);

// Whether somebody is so whose record faults nowhere in the scheme; `found` may be NULL.
enum answer study_ask(struct study *s, form goal, uint32_t scheme, struct finding *found);
// The same; first somebody is looked for who is like one who gets the offer, but for what `own` hangs on.
enum answer study_ask_near(struct study *s, form goal, form own, const struct place *p);
// The same, whether or not it faults.
enum answer study_ask_any(struct study *s, form goal, struct finding *found);
void study_spend(struct study *s, uint64_t looks);  // of those that are left
// Of what somebody was found for: whether there is one with usual values; the goal, and who is found, then is such.
bool study_narrow_usual(struct study *s, form *goal, struct finding *found);
// Applicants of whom all is known from now on; or some of whom something is missing, too.
void study_take_missing(struct study *s, bool missing);
// A copy of who was found, which goes with the study.
struct block *study_keep(struct study *s, const struct block *found);
const struct planned_offer *study_offer(const struct study *s, uint32_t scheme, uint32_t offer);
// No rule of the offer but this one (its rule_count: none at all) turns the applicant down.
form study_passes_rest(struct study *s, uint32_t scheme, uint32_t offer, uint32_t rule);
struct diag_arg study_words(const struct study *s, const struct name *n);

// witness.c: of somebody who is as asked for, with no more known than it takes. NULL: nobody was found again.
const struct diag_witness *study_witness(struct study *s, form goal);
// The same, and what all came to for him stands in the workspace.
const struct diag_witness *study_witness_of(struct study *s, form goal, struct workspace *w);
// effects.c: of applicants of whom all is known, what goes wrong.
void effects_ask(struct study *s);

// exprs.c: gathered before the plan is made, whose further expressions they are
void exprs_gather(struct study *s);
uint32_t exprs_index(const struct study *s, const struct expr *e);
const struct node *exprs_node(const struct study *s, const struct expr *e);
bool expr_is_apart(const struct expr *e);      // it holds none of them
bool define_is_asked(const struct define *d);  // whether it is always the same
// operands.c: the operand is what decides (`own`) or what leaves it to the others; and all others leave it to it
form operand_comes_to(struct study *s, const struct expr *e, uint32_t kid, bool own);
form operand_is_left(struct study *s, const struct expr *e, uint32_t kid);
// Each operand is looked at beside all the others, which takes the square of them: of more than so many, and where no
// looks are left, none is.
#define OPERANDS_MOST 1000
bool operands_left_open(struct study *s, const struct expr *e);
void operands_ask(struct study *s);
// beside.c: operands of rules, and what an offer is open to, beside the other rules of the offer
void operands_ask_beside(struct study *s);
// blame.c: the other place of a finding. Of a rule that never decides: the one that does wherever it would, and
// somebody whom both are against; of one that is against nobody in an offer, what the offer is open to.
void blame_rival(struct study *s, struct diag *d, const struct place *p);
void blame_when(struct study *s, struct diag *d, const struct place *p);
// … of an offer that nobody gets: what in it nobody meets together
void blame_rules(struct study *s, struct diag *d, const struct place *p);
// amendments.c: which contradict one another
void amendments_ask(struct study *s);
// rows.c: of each table which rows nobody comes to
void rows_ask(struct study *s);
// meeting.c: takes all rows of a table that may hold at once, some of them again with others, each lot in order
typedef void rows_taker(struct study *s, const struct planned_rows *t, const uint32_t *rows, uint32_t count);
void rows_meeting(struct study *s, const struct planned_rows *t, rows_taker *take);
// apart.c: a table's rows beside fields of their own in place of its columns, but for those that stand as they are
struct table_asked;
struct apart {
    struct policy policy;
    struct table table;
};
struct apart apart_of(struct arena *a, const struct table_asked *asked);
// parts_report.c: what all these came to
void parts_report(struct study *s);

// ---- the places

// As the plan will have them. All of it is the arena's.
struct places places_of(struct arena *a, const struct policy *p);
// Of the first of a group: where the next group begins. A group is of one rule, and of one offer if `offers`.
uint32_t places_end(const struct places *all, uint32_t at, bool offers);
const struct place *places_offer(const struct places *all, const struct offer *o);  // the first of its group
// Fill in what was asked and found: of each alone, then, of applicants of whom all is known, beside the others.
void places_ask_alone(struct study *s);
void places_ask_beside(struct study *s);
void places_report(struct study *s);
#endif
