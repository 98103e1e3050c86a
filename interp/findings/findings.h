// What a policy says that never decides anything: a requirement that nobody or everybody meets, a veto that never
// applies, a waiver without use, an offer that nobody gets. Each is a proof about every applicant and every as-of
// date; what is not settled within so many boxes is said to be so.
#ifndef POL_FINDINGS_FINDINGS_H
#define POL_FINDINGS_FINDINGS_H
#include "grammar/tree/compilation.h"
#include "grammar/tree/model.h"

struct table_prover;
// What tells the checker of tables' rows; a compilation's `prover`.
const struct table_prover *findings_prover(void);
// Adds them to the compilation's diagnostics, in order of place. The policy is one that was checked without errors.
void findings_add(struct compilation *c, const struct policy *p);
// Whether some record meets what the vocabulary assumes of all. Where none does that is added as an error: whatever
// would be proved then says nothing.
bool findings_assumed(struct compilation *c, const struct policy *p);
#endif
