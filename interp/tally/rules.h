// What becomes of each member of a summary where summaries are added up.
#ifndef POL_TALLY_RULES_H
#define POL_TALLY_RULES_H
#include <stddef.h>

#include "interp/data/jsonl/scan.h"

enum sum_how {
    TALLY_UNKNOWN,  // no rule: left out, and told
    TALLY_ADD,      // a whole number, be it a string of digits
    TALLY_LEAST,    // a whole number, or null
    TALLY_FIRST,    // any file's will do; what does not follow from that is made anew by whoever knows
    TALLY_SAME,     // has to be the same everywhere
    TALLY_FILES,    // the same policies and notices by their digests, whatever their names; the data of all
    TALLY_OBJECT,   // by its members
    TALLY_KEYED,    // a list of objects, by the members that `key` names
    TALLY_SORTED,   // likewise, by one whole number by which they rise
    TALLY_PLACED,   // a list, the first with the first and so on
    TALLY_ROWS,     // likewise, if all keys are the same; else null, and the first one told
    TALLY_JOINED,   // a list of all
    TALLY_OWN,      // each has its own: left out
    TALLY_NO_SUM,   // can't be told from parts: left out, and told
};

struct sum_rule {
    const char *path;  // members with dots between them; * is any one, and any element of a list
    enum sum_how how;
    const char *key;      // KEYED, SORTED, ROWS: names with commas between them
    const char *what[2];  // SAME and FILES: what messages call it
};
#define TALLY_DEPTH JSON_MAX_DEPTH  // of paths
// `path` from the outermost member. Never NULL. Of an offer, as of its scheme.
const struct sum_rule *sum_rule_of(const struct slice *path, size_t depth);
#endif
