// What is worked out of several fields, or never parted, as if it were free of them: numbers as wide as can be, two
// values that are compared with one another as a point of which only the direction counts, and of other comparisons of
// one value only its place among all that it is compared with. A proof that nobody is so even then is one for
// everybody; whoever is found then may be nobody.
#ifndef POL_SOLVE_LOOSE_H
#define POL_SOLVE_LOOSE_H
#include "interp/solve/cut.h"
#include "interp/solve/internal.h"

// A comparison of two values, each a product of some kids, times constants. The point that the two are lies in one of
// the directions that the lines of all such comparisons, and the axes, part the plane into.
#define SIDE_KIDS_MOST 6u
struct side {
    uint32_t count, factors;  // factors first, then divisors
    const struct node *kids[SIDE_KIDS_MOST];
};
#define CASES_MOST 6u
struct line {
    const struct node *n;
    struct side sides[2];
    int64_t times[2];
    uint8_t op;  // of the one times that beside the other
    int turned;  // the side whose sign turns the comparison round, for it divides; -1: none
    // One kid may be chosen from constants: then it is no part of its side, but times one of these stands there, and
    // the comparison is one of so many lines. NULL: it is one.
    const struct node *varies;
    int varied;
    struct {
        int64_t value;
        uint64_t yes, no;  // bits of the directions in which it holds, or does not
    } cases[CASES_MOST];
    uint32_t case_count;
    uint32_t plane;
};
struct plane {
    uint32_t variable;     // the id of its first comparison's node
    uint32_t line_count;   // comparisons on it
    uint64_t all;          // directions that there are
    uint64_t signs[2][3];  // of each side: those in which it is below 0, 0, above
};
#define LINES_MOST 128u

// A comparison of a value that several are of.
struct placed {
    uint32_t variable;  // the id of the first of them
    bool outside;       // it holds at all places but these
    int64_t low, high;
    int64_t last;  // of all places; the first is 0
};
#define PLACED_NONE UINT32_MAX

// Each is taken by one of them: a number, whose thresholds are then its places; else a line, where its plane has not
// too many of them; else a place. In a box their variables stand among the traits.
enum loose_kind { LOOSE_NOT, LOOSE_NUMBER, LOOSE_LINE, LOOSE_PLACE };
struct loose_node {
    uint32_t question;  // the last one that has it
    uint8_t kind;
    uint8_t readers;  // 0, 1, or more
    uint8_t places;   // of a variable: likewise, the comparisons that have their places by it
    uint32_t at;      // of a number the id of the first that comes to the same; of a line its index
};
struct loose {
    struct loose_node *nodes;  // by id
    struct placed *placed;     // by id, of the whole plan
    uint32_t question;         // that which was last asked
    struct line lines[LINES_MOST];
    struct plane planes[LINES_MOST];
    uint32_t line_count, plane_count;
};

static inline bool is_placed(const struct loose *l, const struct node *n) {
    return l->placed[n->id].variable != PLACED_NONE;
}
static inline enum loose_kind loose_kind_of(const struct loose *l, const struct node *n) {
    const struct loose_node *own = &l->nodes[n->id];
    return own->question == l->question ? (enum loose_kind)own->kind : LOOSE_NOT;
}

// directions.c: false: it is no such comparison.
bool line_of(const struct node *n, struct line *line);
// Puts the lines that share their sides on a plane each; those of which there are too many are none.
struct solver;
void planes_find(const struct solver *s, struct loose *l);
// Of the directions that the box leaves open those in which it may hold, and may not.
void line_directions(const struct loose *l, const struct finder *f, const struct line *line, uint64_t *yes,
                     uint64_t *no);

// places.c: which comparisons are of one value, and their places. False: out of memory.
bool places_find(const struct solver *s, struct loose *l);
// Leaves in a comparison's range what its place, which is known in part, lets it be.
struct range place_in(const struct finder *f, const struct node *n, struct range r);
// Offers a cut between places where that is open; false: the place tells.
bool cut_place(struct cutter *c, const struct node *n);

// loose.c: what the question has of them. False: nothing that two of its parts read, so that it would not help.
bool loose_find(struct solver *s);
void loose_open(struct solver *s);  // all that they may be, into the box
void loose_free(struct loose *l);
struct range loose_range(const struct finder *f, const struct node *n, struct range r);
#endif
