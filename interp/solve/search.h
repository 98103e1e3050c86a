// A solver, and what the parts of answering a question share.
#ifndef POL_SOLVE_SEARCH_H
#define POL_SOLVE_SEARCH_H
#include "interp/decide/decide.h"
#include "interp/solve/cut.h"
#include "interp/solve/forms.h"
#include "interp/solve/loose.h"
#include "interp/solve/marks.h"
#include "interp/solve/traits.h"

struct solver {
    const struct plan *plan;
    struct solve_options options;
    struct forms forms;
    struct range *ranges;  // by node's id
    struct cutter cutter;
    struct box box;               // the one that is looked at
    uint8_t *is_trait;            // by node's id
    struct specimens *specimens;  // by field; none where nothing is asked of it as a whole
    struct arena kept;            // of those
    struct maker *maker;          // of those too; NULL until one is asked for
    bool gaps;                    // lists' items may have some
    bool failed;                  // no memory for one
    struct loose *loose;          // NULL until something is asked
    struct slots *slots;          // NULL until they are asked
    bool free_traits;             // a box counts even where no specimen lies in it
    struct range *whole;          // by field: all that a record may have there
    int64_t *usual;               // by field: as the box has it, what is nearest to it is usual; of a set its bits
    uint8_t *plain_states;        // by field: of the plain applicant; without one STATE_KNOWN
    // What the question hangs on, in order.
    const struct node **nodes;
    form *wanted;
    uint32_t *variables;  // fields, then traits: by plan's field_count and their node's id
    uint32_t node_count, wanted_count, variable_count;
    uint32_t replayed_count;       // nodes, with those behind them that decide the offers it names
    form gathered;                 // that question; UINT32_MAX: none
    uint32_t *reached, gathering;  // by node's id: the last gathering in which it was
    struct marks marks;            // what is still to be gathered
    uint8_t *held;                 // by form, and behind it whether the question reaches it
    uint32_t held_room;
    // Boxes yet to be looked at, as parts of those before them; what was changed on the way to the one that is.
    struct branch *stack;
    uint32_t depth, room;
    struct change *changes;
    uint32_t change_count, change_room;
    uint64_t *hangs;              // by node's id: the variables that it hangs on
    uint32_t *stamps, stamp;      // by node's id: when it was last changed
    uint8_t *faults;              // by node's id: it may be a fault
    form *least;                  // by offer and decision, that it is this or a graver one; NULL until it is asked
    uint32_t least_count;         // 0: nothing is noted there, for what comes to the same is not what it was
    form assumed;                 // of every applicant
    form *decided;                // by scheme: it faults nowhere there; FORM_NO: not yet asked for
    const struct node **classes;  // by node's id: one before it that comes to the same for everybody, or itself
    uint32_t tried;               // applicants who were drawn since that was last paid for
    bool usual_only;              // boxes hold no odd values
    const struct block *near;     // whose first row all in them is like, but for free fields; NULL: nobody
    bool along;                   // likewise the usual numbers of all but free fields
    uint8_t *is_free;             // by field
    struct block *block;          // of one row; another to change it in, and one to keep it
    struct block *spare;
    struct block *kept_block;
    struct workspace *workspace;
    struct decisions *decisions;
};

// The range of a variable in the box; its field, or NULL of a trait.
static inline struct range *variable_range(struct solver *s, uint32_t variable) {
    uint32_t fields = s->cutter.first_trait;
    return variable < fields ? &s->box.fields[variable] : &s->box.traits[variable - fields];
}
static inline const struct field *variable_field(const struct solver *s, uint32_t variable) {
    return variable < s->plan->policy->field_count ? &s->plan->policy->fields[variable] : NULL;
}

// The first of those that come to the same.
static inline const struct node *solve_class(const struct solver *s, const struct node *n) {
    while (s->classes[n->id] != n) n = s->classes[n->id];
    return n;
}
// classes.c: nodes that are the same as one before them are of its class; once more where classes have become one.
// False: out of memory.
bool classes_find(struct solver *s);
// questions.c: the decision is this or a graver one.
form decided_least(struct solver *s, uint32_t scheme, uint32_t offer, uint32_t decision);
// Whether the question that is gathered hangs on it.
static inline bool hangs_on(const struct solver *s, const struct node *n) { return s->reached[n->id] == s->gathering; }
// gather.c: the forms, nodes and fields that a question hangs on. False: out of memory.
bool gather(struct solver *s, form goal);
// What nodes are worked out from, and they, in order at the beginning of the solver's; how many these are.
uint32_t gather_from(struct solver *s, const struct node *const *all, uint32_t count);
void open_box(struct solver *s);  // all that these may be
// boxes.c: the box as it is comes next, and nothing else. False, here and below: out of memory.
bool boxes_begin(struct solver *s);
bool boxes_part(struct solver *s, const struct cut *cut);  // its parts come next, the usual one first
// The next one is the box that is looked at, and its ranges stand; false: there is none, or the solver has failed.
bool boxes_next(struct solver *s);
bool boxes_are_many(const struct solver *s);  // more than there is room for
void boxes_find_hangs(struct solver *s);      // once, when it is known what traits are
void boxes_free(struct solver *s);
// draw.c: an applicant from the box, in row 0 of the block. False: there is none on the dates that were tried.
bool draw(struct solver *s);
// A value as the box has it, seen from that as-of date; and what such a one is.
int64_t seen_value(const struct solver *s, const struct field *f, int64_t value, int32_t as_of);
// What is usual of a field, as the box has it.
int64_t usual_in_box(const struct solver *s, const struct field *f);
// replay.c: whether that applicant is what was asked for.
enum replayed {
    REPLAY_HOLDS,
    REPLAY_NOT,
    REPLAY_FAULTY,  // the decision is not what the question made of it
    REPLAY_FAILED   // out of memory
};
enum replayed replay(struct solver *s, form goal);
// usual.c: leaves in a range only what is usual of the field; and a field of the question of which the applicant in the
// block has another value, or NULL.
void usual_range(const struct solver *s, const struct field *f, struct range *r);
void usual_as_of(const struct solver *s, int32_t as_of[2]);
bool is_usual_as_of(const struct solver *s);
const struct field *odd_field(const struct solver *s);
// slots.c: of a question that hangs on lists, whose items number so many at most. What is found is in the block.
struct slots;
enum answer ask_slots(struct solver *s, form goal, struct finding *out);
void slots_free(struct slots *s);
// … only what the applicant has who is near, or what is usual.
void near_range(const struct solver *s, const struct field *f, struct range *r);
// near.c: of what boxes left open: somebody in whom but one number is other than usual. Open: nobody was found.
enum answer ask_along(struct solver *s, form goal, struct finding *out);
// search.c: without what is assumed, and whoever is found as he comes.
enum answer solve_only(struct solver *s, form goal, struct finding *out);
// small.c: the applicant in the block, as near to the plain one as the question lets be. False: out of memory.
bool make_small(struct solver *s, form goal);
#endif
