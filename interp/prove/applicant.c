#include "interp/prove/applicant.h"

#include "grammar/base/calendar.h"
#include "interp/solve/witness.h"

void put_applicant(struct text *record, char as_of[11], const struct finding *found, enum lang lang) {
    const struct witness_form as_read = {.key = WITNESS, .nulls = true};
    date_format(found->as_of, as_of);
    witness_put_json(record, found->block, 0, &as_read, lang);
}
