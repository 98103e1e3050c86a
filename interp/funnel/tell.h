// Counts of rules as people and programs read them.
//
// As JSON, keys in this order:
//
//   records, near_percent, offers: [offer]
//   offer      scheme, offer, applies, when_unknown, eligible, refer, incomplete, ineligible, close,
//              funnel: [rule], near: [threshold]
//   rule       rule, reached, stopped, unknown, fails, only, only_upper, asks; without: of `only`, who is no near miss
//   threshold  rule, field (null where the value is worked out), side (at_least, at_most), threshold (as `pol eval`
//   writes it), unit of what follows (fen, days,
//              months, millionths, count), misses, within_5, within_10, within_20, upper: the same four, were all that
//              is unknown favourable; nearest (null: there are none), admits (null: no such value; or threshold,
//              records: the first round value that admits one in a hundred of all records, and how many it does), close
#ifndef POL_FUNNEL_TELL_H
#define POL_FUNNEL_TELL_H
#include "grammar/base/json.h"
#include "interp/funnel/tally.h"

void tally_put_json(struct text *out, const struct tally *t, enum lang lang);
// One offer of it, as a member or an element.
void tally_put_offer_json(struct json_writer *j, const char *name, const struct tally *t, const struct tally_offer *o,
                          enum lang lang);
// Of a threshold, as members: misses, within_5, within_10, within_20, and the same of `upper`.
void tally_put_misses(struct json_writer *j, const struct tally_gap *g);
#define TALLY_WIDTH 100u  // of a page that nobody looks at
// In lines of so many columns, 0: of TALLY_WIDTH. What is needed for it meanwhile comes from the arena.
void tally_put_text(struct text *out, const struct tally *t, enum lang lang, size_t width, struct arena *arena);
#endif
