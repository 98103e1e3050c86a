// What is worked out of several fields as if it were free of them: numbers as wide as can be, and two values that are
// compared with one another as a point of which only the direction counts. A proof that nobody is so even then is one
// for everybody; whoever is found then may be nobody.
#ifndef POL_SOLVE_LOOSE_H
#define POL_SOLVE_LOOSE_H
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
struct loose {
    uint32_t *number_at;  // by node's id: 1 and the id of the first that comes to the same; 0: it is none
    uint8_t *line_at;     // by node's id: 1 and its place; 0: it is none
    uint8_t *readers;     // by node's id: 0, 1, or more
    struct line lines[LINES_MOST];
    struct plane planes[LINES_MOST];
    uint32_t line_count, plane_count;
};

// directions.c: false: it is no such comparison.
bool line_of(const struct node *n, struct line *line);
// Puts the lines that share their sides on a plane each; those of which there are too many are none.
struct solver;
void planes_find(const struct solver *s, struct loose *l);
// Of the directions that the box leaves open those in which it may hold, and may not.
void line_directions(const struct loose *l, const struct finder *f, const struct line *line, uint64_t *yes,
                     uint64_t *no);

// loose.c: what the question has of them. False: nothing that two of its parts read, so that it would not help.
bool loose_find(struct solver *s);
void loose_open(struct solver *s);  // all that they may be, into the box
void loose_free(struct loose *l);
struct range loose_range(const struct finder *f, const struct node *n, struct range r);
#endif
