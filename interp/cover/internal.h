// Places and conditions, and how they are found again when a test is seen.
#ifndef POL_COVER_INTERNAL_H
#define POL_COVER_INTERNAL_H
#include "grammar/base/hash.h"
#include "interp/cover/cover.h"
#include "interp/solve/lone.h"

struct place_key {
    uint32_t kind, source, offset, length;
};
struct known_place {  // versions of a scheme that amendments made share the place where a thing is written
    struct place_key key;
    uint32_t index;  // in places
    UT_hash_handle hh;
};

struct part {  // of a rule or an offer, by the expression that it is: what stands in it counts only where it was asked
    const struct expr *root;
    uint32_t index;  // in `parts`
    bool asked;      // in the test that is being seen
    UT_hash_handle hh;
};

// Of several operands; or one that is asked of the items of a list, which may have but one.
struct condition {
    const struct expr *root;
    const struct expr **exprs;                   // its operands, in order …
    uint32_t *operands;                          // … and their places
    uint32_t operand_count, place_count, index;  // index: in `listed`
    struct part *part;                           // in which it stands; NULL: in what offers share
    UT_hash_handle hh;
};

struct visited {  // a definition or a table
    const void *what;
    UT_hash_handle hh;
};

struct coverage {
    const struct policy *policy;
    struct arena arena;
    struct cover_place *places;
    uint32_t place_count;
    struct known_place *known;
    struct visited *visited;
    struct condition *conditions;       // by root
    struct condition **listed;          // the same, in order …
    struct watched_condition *watched;  // … and as plans are to watch them
    uint32_t condition_count;
    struct part *parts_by_root, **parts, *part;  // part: that is being walked; NULL: what offers share
    uint32_t part_count;
    uint8_t *truths;  // of the operands of one condition: room for the longest
    uint32_t longest;
    struct test_watch watch;
};

// Adds it where it is not there yet; the place's index.
uint32_t place_of(struct coverage *c, enum cover_kind kind, struct span at);
struct cover_place *find_place(struct coverage *c, enum cover_kind kind, struct span at);
struct condition *find_condition(struct coverage *c, const struct expr *root);
void know_condition(struct coverage *c, struct condition *d);       // so that it is found
struct part *part_of(struct coverage *c, const struct expr *root);  // added where it is not there yet
struct part *find_part(struct coverage *c, const struct expr *root);
bool is_first_visit(struct coverage *c, const void *what);
static inline enum cover_kind kind_of_rule(const struct rule *r) {
    static const enum cover_kind kinds[] = {[RULE_REQUIRE] = COVER_REQUIREMENT,
                                            [RULE_IN_PRINCIPLE] = COVER_REQUIREMENT,
                                            [RULE_VETO] = COVER_VETO,
                                            [RULE_REFER] = COVER_REFER};
    return kinds[r->kind];
}
// An outcome of a place as a thing that is shown.
static inline uint32_t cover_thing(uint32_t place, unsigned outcome) { return place * 8 + outcome; }
// take.c: whoever was found, looked at as a test would be.
struct taking {
    struct coverage *c;
    struct shown_list *found;
    const struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
    uint8_t *before;  // by place: what tests have seen
    uint8_t *shown;   // likewise: what whoever was taken shows beside it
};
// False: out of memory; taking_end in any case.
bool taking_begin(struct taking *t, struct coverage *c, const struct plan *plan, struct shown_list *found);
void taking_end(struct taking *t);
// Takes the applicant who shows that outcome, and whatever else no test has seen, in a test of that group; false:
// nothing of the kind is to be seen.
bool take(struct taking *t, const struct block *applicant, const struct cover_place *p, uint8_t outcome);
void collect_places(struct coverage *c);
void see_test(void *coverage, const struct test_view *view);
#endif
