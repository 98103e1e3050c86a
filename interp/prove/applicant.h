// Somebody who was found, as a record that `eval` reads.
#ifndef POL_PROVE_APPLICANT_H
#define POL_PROVE_APPLICANT_H
#include "grammar/base/text.h"
#include "interp/solve/solve.h"

#define WITNESS "W1"  // what an applicant who was found is called
void put_applicant(struct text *record, char as_of[11], const struct finding *found, enum lang lang);
#endif
