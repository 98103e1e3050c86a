// `accept P0524 "why"`: findings that are known and meant.
//
// It is about what stands before it in its block: a rule, an offer, a table, a whole scheme. At the head of a block it
// is about the block, at the head of a file, or behind a `use`, about the file.
#ifndef POL_CHECK_ACCEPT_H
#define POL_CHECK_ACCEPT_H
#include "grammar/tree/compilation.h"

// Says what is wrong with the codes and the reasons.
void accept_check(struct compilation *c);
// Marks the findings so far that are accepted, each by the smallest part of the policy that accepts it; those that are
// marked stay so. check_policy has done it; whatever adds findings does it once more.
void accept_findings(struct compilation *c);
// Says which `accept` accepts nothing, once all findings are there: nothing where there are errors, for then they are
// not. What a trace finds is there only once that has been made: `traced`, and then it is asked about that alone.
void accept_report_idle(struct compilation *c, bool traced);
#endif
