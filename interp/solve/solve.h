// One question: is there an applicant such that …? Asked of a plan with a date per row (as_of 0), of one world or of
// several of them beside one another. Answered with an applicant, who has been put to the evaluator, or by a proof that
// there is none; where neither comes within so many boxes, it is left open. No clock: the same answer on any machine.
#ifndef POL_SOLVE_SOLVE_H
#define POL_SOLVE_SOLVE_H
#include "interp/plan/plan.h"
#include "interp/solve/range.h"

// ---- what is asked: forms, which hold of an applicant or do not. Equal ones are one, and what cannot hold is FORM_NO.

typedef uint32_t form;
#define FORM_NO 0u
#define FORM_YES 1u

struct solver;
struct solve_options {
    bool missing;     // fields may be missing; else all are there
    int32_t as_of;    // the usual date; 0: SOLVE_USUAL_AS_OF
    uint32_t budget;  // boxes for one question, and once more where these leave it open; 0: SOLVE_BUDGET
    uint64_t looks;   // likewise: forms and nodes, each box takes as many as the question hangs on; 0: any
    bool limited;     // a proof may be one for lists of so many items; else that is left open
    const struct block
        *plain;  // its first row is a usual applicant, as whom one found is wherever that may be; or NULL
};
#define SOLVE_BUDGET 20000u
#define SOLVE_USUAL_AS_OF DATE_PACK(2024, 7, 1)

// NULL: out of memory. The plan and the plain applicant must outlive it.
struct solver *solver_new(const struct plan *plan, const struct solve_options *options);
void solver_free(struct solver *s);
// Another plain applicant, or NULL, from the next question on.
void solver_take_plain(struct solver *s, const struct block *plain);
// Whether fields may be missing, likewise. A solver that was made for such as have all knows no lists with gaps.
void solver_take_missing(struct solver *s, bool missing);

// The node comes to one of these outcomes (range.h).
form solve_outcome(struct solver *s, const struct node *n, uint8_t outcomes);
// It is known and lies from low to high.
form solve_between(struct solver *s, const struct node *n, int64_t low, int64_t high);
// Both come to the same: the same value, or the same state.
form solve_same(struct solver *s, const struct node *a, const struct node *b);
// Both are known, and a number or date `a` lies below `b`.
form solve_below(struct solver *s, const struct node *a, const struct node *b);
form solve_as_of(struct solver *s, int32_t from, int32_t until);  // 0: open at that end
form solve_in_force(struct solver *s, uint32_t scheme);           // a version of the plan, on its world's date
form solve_not(struct solver *s, form a);
// Where whoever asks has no memory for the question: FORM_NO, and whatever is asked of the solver fails.
form solve_no_memory(struct solver *s);
form solve_and(struct solver *s, form a, form b);
form solve_or(struct solver *s, form a, form b);
// The same as `and`, but the first is to be settled before it is looked into the second.
form solve_first(struct solver *s, form first, form then);

// Of an offer of the plan, what decide.h makes of it. A record that faults has no decision: ask with solve_decided too.
#define SOLVE_DECISION(d) (1u << (d))
form solve_decision(struct solver *s, uint32_t scheme, uint32_t offer, uint32_t decisions);
enum rule_answer { SOLVE_HOLDS = 1, SOLVE_FAILED = 2, SOLVE_ASKS = 4, SOLVE_UNKNOWN = 8 };
// The version is in force, the offer's `when` is not no, and the rule comes to one of these.
form solve_rule(struct solver *s, uint32_t scheme, uint32_t offer, uint32_t rule, unsigned answers);
// The same of the rule alone, whether or not the offer is open to the applicant.
form solve_rule_alone(struct solver *s, const struct planned_rule *rule, unsigned answers);
// No fault is reached in the version's offers.
form solve_decided(struct solver *s, uint32_t scheme);
// Whether it may be a fault for anybody, as far as ranges tell.
bool solve_may_fault(const struct solver *s, const struct node *n);
// Of two offers, by what only one of them is made of: follows where the decision of the first is `least` or a graver
// one, and that of the second is not. To be asked first.
form solve_graver(struct solver *s, struct planned_place a, struct planned_place b, uint32_t least);
// Where two nodes come to the same for everybody they are one in whatever is asked from then on. False: out of memory.
bool solve_merge(struct solver *s, const struct node *a, const struct node *b);

// ---- the answer

enum answer {
    ANSWER_FOUND,   // an applicant
    ANSWER_NONE,    // a proof: nobody
    ANSWER_OPEN,    // not settled
    ANSWER_FAILED,  // out of memory
};
enum open_why {
    OPEN_BUDGET,  // too many boxes
    OPEN_LIST,    // it hangs on what stands in a list
    OPEN_TEXT,    // … on a text
    OPEN_VALUES,  // … on values that ranges do not tell apart
    OPEN_FAULTY,  // an applicant that was found is not one: a mistake in here
};
struct finding {
    const struct block *block;  // of ANSWER_FOUND: row 0 is the applicant; until the next question
    int32_t as_of;
    const struct field *odd;  // … nobody usual was found: a field of which the applicant has an odd value; else NULL
    uint32_t boxes;           // that it took
    uint64_t looks;           // … at forms and nodes
    enum open_why why;        // of ANSWER_OPEN
    uint32_t items;           // of ANSWER_NONE: so many items of a list at most it counts for; 0: any
};
// What is found meets the plan's assumptions, and a proof counts for all who do. Somebody usual is looked for first:
// whose amounts, counts and periods are not below zero, and whose dates lie from 1940 to ten years beyond the as-of
// date.
enum answer solve(struct solver *s, form goal, struct finding *out);
// The same, but first somebody is looked for who is as that applicant is in whatever `own` does not hang on, and who
// need not be usual.
enum answer solve_near(struct solver *s, form goal, form own, const struct block *applicant, struct finding *out);
// What these nodes, and all that they are worked out from, come to for whoever was found, in a workspace of the whole
// plan; what stands there of other nodes stays. False: out of memory.
bool solve_evaluate(struct solver *s, const struct node *const *nodes, uint32_t count, const struct block *b,
                    struct workspace *w);
// Whether somebody meets the first `count` assumptions of the plan; or just one of them.
enum answer solve_assumptions(struct solver *s, uint32_t count);
enum answer solve_assumption(struct solver *s, uint32_t at);
#endif
