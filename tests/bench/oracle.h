// Nodes as terms of Z3, of which it is asked whether somebody is so: what the shipped policies are made of on a fixed
// date, with lists of so many items. Linear integers.
#ifndef TESTS_BENCH_ORACLE_H
#define TESTS_BENCH_ORACLE_H
#include "interp/solve/solve.h"

struct literal {  // the node comes to one of the outcomes
    const struct node *node;
    uint8_t outcomes;
};
struct oracle;
struct oracle *oracle_new(const struct plan *p);
void oracle_free(struct oracle *o);
// Whether some applicant meets all of them; ANSWER_OPEN where it can't tell, or something has no term.
enum answer oracle_ask(struct oracle *o, const struct literal *literals, uint32_t count);
#endif
