// Lists and texts are not parted: what is asked of one as a whole, its traits, stands in a box as if each were free of
// the others. Specimens are lists and texts whose traits are known; an applicant is drawn with one that lies in the
// box.
#ifndef POL_SOLVE_TRAITS_H
#define POL_SOLVE_TRAITS_H
#include "grammar/base/arena.h"
#include "interp/eval/workspace.h"
#include "interp/plan/plan.h"
#include "interp/solve/range.h"

// Whether a node is asked of a list or of a text: an aggregate, a comparison of texts.
bool is_trait(const struct node *n);
// The list, or the one column of texts, that it is asked of; NULL: several.
const struct field *trait_field(const struct node *n);

struct specimen {
    struct slice text;         // of a text
    struct node_value *cells;  // of a list: item by item; dates and months as on the usual as-of date
    uint32_t item_count;
};
struct lists;
struct specimens {  // of a field
    const struct field *field;
    const struct node **traits;
    uint32_t trait_count;
    const struct node **nodes;  // that traits are worked out from, and they
    uint32_t node_count;
    struct workspace *workspace;  // of those; NULL until the first is made
    struct lists *lists;          // what lists are put together from, likewise
    struct specimen *items;
    struct node_value *values;  // of each its traits, one after the other
    uint32_t count;
    uint32_t tried;  // so many were made, of which those that are like none before were kept
    bool exhausted;  // no more can be
    bool *dated;     // of a list's fields: whether they are reckoned from the as-of date
};
#define SPECIMENS_MOST 400u

struct solver;
// Of all fields that traits are asked of; they are made once a box asks for them, a lot at a time. False: out of
// memory.
bool specimens_make(struct solver *s);
void specimens_free(struct solver *s);
// One that lies in the box by all that the question asks of it, the first that can be made. NULL: there is none, or
// memory ran out, which the solver then knows.
const struct specimen *specimen_in_box(struct solver *s, struct specimens *of);
// Into a row of a block, the last one, on its as-of date. False: out of memory.
bool specimen_put(const struct solver *s, const struct specimens *of, const struct specimen *one, struct block *b,
                  uint32_t row, int32_t as_of);

// maker.c, for whoever makes them: false where the memory or the lot is at an end.
struct maker;
struct maker *maker_new(struct solver *s);
void maker_free(struct maker *m);
bool maker_flush(struct maker *m);
bool specimen_try(struct maker *m, const struct specimen *one);
// Whether the next one was tried before, in a lot before this.
bool specimen_was_tried(struct maker *m);
uint32_t maker_add_row(struct maker *m);  // to its block: whatever else that is read an applicant has as is usual
// Constants that something is compared with which is worked out from `n`.
uint32_t constants_beside(const struct plan *p, const struct node *n, int64_t *out, uint32_t most);
#define CONSTANTS_MOST 24u
// specimens_text.c, specimens_list.c
void make_texts(struct maker *m);
void make_lists(struct maker *m);

struct maker {
    struct solver *s;
    struct specimens *of;
    struct arena *arena;  // of those that are kept
    struct block *block;
    struct specimen *tried;  // as many as the block has rows
    struct node_value *cells;
    uint32_t tried_count, cell_count;  // in use
    uint32_t before, left;             // were tried before; may still be
    bool failed;
};
#define MAKER_ROWS 64u
#define MAKER_ITEMS 32u   // of a list, at most
#define MAKER_MOST 8000u  // of a field that are tried
#endif
