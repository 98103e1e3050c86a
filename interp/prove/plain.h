// The usual applicant, as whom somebody who is found is wherever that may be.
#ifndef POL_PROVE_PLAIN_H
#define POL_PROVE_PLAIN_H
#include "interp/value/block.h"

// Gives the applicant in row 0 all that it lacks, but for what no neutral value can stand for; sealed then.
void plain_complete(struct block *b, int32_t as_of);
#endif
