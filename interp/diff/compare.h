// How clauses of two editions are set beside each other.
#ifndef POL_DIFF_COMPARE_H
#define POL_DIFF_COMPARE_H
#include "interp/diff/diff.h"

static const struct span nowhere = {UINT32_MAX, 0, 0};

struct comparing {
    struct diff *d;
    const struct decl *scheme, *offer, *field;  // that is gone through
};

// A part of a clause as written, in the language of the report; NULL where the span is empty.
const char *compared_text(const struct comparing *c, struct span at);
void add_difference(const struct comparing *c, struct difference x);
// Differences of two clauses of one name.
void compare_clauses(const struct comparing *c, const struct decl *was, const struct decl *is);
void compare_tables(const struct comparing *c, const struct decl *was, const struct decl *is);
// An altered part, where it is one.
void compare_parts(const struct comparing *c, enum difference_of of, const struct decl *was, const struct decl *is,
                   const struct expr *from, const struct expr *to);
void compare_spans(const struct comparing *c, enum difference_of of, const struct decl *was, const struct decl *is,
                   struct span from, struct span to);
// All that stands in one block, or outside of any.
struct decl_list {
    struct decl **items;
    uint32_t count;
};
void compare_lists(const struct comparing *c, struct decl_list was, struct decl_list is);
// Whether what a clause says is part of what the policy means: tests and samples are not.
bool clause_counts(const struct decl *d);
// The one figure in which two expressions differ; FIGURE_SAME where they differ in more, or in none.
enum figure_change figure_between(const struct expr *was, const struct expr *is, const struct expr **from,
                                  const struct expr **to);

// What all that was found comes to, from what was proved of the rules.
void judge_differences(struct diff *d);
#endif
