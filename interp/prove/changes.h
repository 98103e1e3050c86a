// What two versions of a policy make of each rule: whom it now treats worse, whom better. They stand beside one another
// as worlds of one plan with a date per row: the policy as it stands, and what a reform, settings or another edition of
// it are (plan_world). Each answer is a proof or an applicant.
//
//     struct rule_changes all;
//     if (!changes_find(&all, plan, &(struct change_options){.world = 1})) … out of memory
//     for (uint32_t i = 0; i < all.count; i++) … all.items[i].effect …
//     changes_free(&all);                                                     // always
#ifndef POL_PROVE_CHANGES_H
#define POL_PROVE_CHANGES_H
#include "grammar/base/text.h"
#include "interp/solve/solve.h"

enum change_effect {
    CHANGE_SAME,       // for everybody
    CHANGE_TIGHTENED,  // worse for somebody, better for nobody
    CHANGE_LOOSENED,   // the other way
    CHANGE_CHANGED,    // worse for one, better for another; or another grant than a limit is not what it was
    CHANGE_OPEN,       // not settled: one of the two questions may be, and then has its applicant
};

// Parts come offer by offer: the offer as a whole, its `when`, its rules, its grants. One that only one of the versions
// has is among them, its other side empty; the parts of an offer that only one has are not.
enum change_of {
    CHANGE_OF_OFFER,  // its decision and its limit, from all that stands in it
    CHANGE_OF_WHEN,   // who is asked at all
    CHANGE_OF_RULE,   // for those whom both versions may ask: it holds, asks a person, is unknown, or fails
    CHANGE_OF_GRANT,  // for those whom both versions may ask: a limit is larger or smaller; others differ, or do not
};

// A part in one of the worlds, as the first version has it that has it at all. Dated versions of a scheme that two
// worlds have are held against one another wherever both are in force.
struct change_side {
    const struct offer *offer;  // NULL: the world does not have the part
    const struct planned_rule *rule;
    const struct planned_grant *grant;
    const struct node *when;  // of CHANGE_OF_WHEN; NULL: everybody is asked
};

struct change_witness {  // somebody whom the part treats worse, or better
    enum answer answer;
    char as_of[11];      // of ANSWER_FOUND: "2024-07-01"
    struct text record;  // likewise: a line of JSON, as `eval` reads it
};

struct rule_change {
    enum change_of of;
    uint32_t group;            // of the scheme, among the policy's
    const struct name *offer;  // as the earlier version has it, if it has it
    const struct name *part;   // of a rule or grant, likewise; NULL: of an offer and its `when`
    struct change_side before, after;
    enum change_effect effect;
    struct change_witness worse, better;  // of a grant that is no limit, worse: somebody who gets another one
};

struct change_options {
    uint32_t world;    // beside the policy as it stands, which is number 0
    bool missing;      // data may be missing too
    int32_t as_of;     // on this date alone, packed; 0: on every date
    uint32_t budget;   // as solve_options has it
    enum lang lang;    // of the names of fields in records
    bool only_offers;  // no questions about what stands in them
};
struct rule_changes {
    struct rule_change *items;
    uint32_t count;
    struct arena arena;  // that the items are in; their texts are not
};
bool changes_find(struct rule_changes *out, const struct plan *plan, const struct change_options *how);
void changes_free(struct rule_changes *all);
// Whether anybody is treated otherwise by any of them, or may be (CHANGE_OPEN).
bool changes_any(const struct rule_changes *all);
// What several changes come to together, such as those of all rules that read one param.
enum change_effect change_join(enum change_effect a, enum change_effect b);
#endif
