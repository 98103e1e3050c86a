// What the formats of `pol match` share: a row's offers in order, each with what is said of it.
#ifndef POL_WRITE_MATCH_H
#define POL_WRITE_MATCH_H
#include "interp/data/write/row.h"

struct match_offer {
    const struct ranked_offer *ranked;
    const struct offer_words *words;
    const struct cell_text *said;
};

bool match_prepare(struct writer *w);  // as writer_format.prepare
// Calls `put` for each offer of the row, the best first; `last` with the last one. How many there are.
uint32_t match_offers(const struct row_out *r,
                      void (*put)(const struct row_out *r, const struct match_offer *o, bool last));
// The grant that an offer is told by, or, where it has none, `none`. As put_grant.
void match_put_value(const struct row_out *r, const struct match_offer *o, enum rank_by by, const char *none);
// What would help, on a line; nothing where nothing was found, or was looked for.
void match_put_advice(const struct row_out *r, const struct match_offer *o, struct text *out);
// Whether a paper, or what a person looks at, is asked for, or may be: its condition holds or is not known.
bool match_needs_note(const struct row_out *r, const struct planned_note *note);
// As writer_format.cell, for people: what stands between the applicant and the offer, in words.
uint32_t match_put_needs(const struct writer *w, const struct offer_words *words, uint8_t decision, struct text *out);
#endif
