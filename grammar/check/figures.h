// The figures that a rule decides by, and where they contradict the words that it quotes.
#ifndef POL_CHECK_FIGURES_H
#define POL_CHECK_FIGURES_H
#include "grammar/check/checker.h"
#include "grammar/notice/figures.h"

struct rule_figure {
    struct figure figure;  // its kind, value and unit
    struct span at;        // in the rule
    const struct expr *written;
    const struct param *param;  // whose value it is; NULL: it is written in the rule
    int op;                     // enum compare_op; NO_OP
    int sign;                   // 1, or -1 within a `not`; 0: what it speaks for can't be told
};
#define NO_OP (-1)
struct rule_figures {
    struct rule_figure *items;
    uint32_t count;
    bool too_many;  // or of a kind that can't be worked out: nothing is held against it
};

// Of what the citation stands beside.
struct rule_figures rule_figures(struct checker *c, const struct cited *cited);
#endif
