// What becomes of each member of a summary where summaries are added up.
#ifndef POL_TALLY_RULES_H
#define POL_TALLY_RULES_H
#include <stddef.h>

#include "interp/data/jsonl/scan.h"

enum tally_how {
    TALLY_UNKNOWN,  // no rule: left out, and told
    TALLY_ADD,      // a whole number, be it a string of digits
    TALLY_SAME,     // has to be the same everywhere
    TALLY_DIGESTS,  // files: the same by their digests, whatever their names
    TALLY_OBJECT,   // by its members
    TALLY_KEYED,    // a list of objects, by the members that `key` names
    TALLY_OWN,      // each has its own: left out
    TALLY_NO_SUM,   // can't be told from parts: left out, and told
};

struct tally_rule {
    const char *path;  // members with dots between them; * is any one, and any element of a list
    enum tally_how how;
    const char *key;      // KEYED: names with commas between them
    const char *what[2];  // SAME and DIGESTS: what messages call it
};
#define TALLY_DEPTH JSON_MAX_DEPTH  // of paths
// `path` from the outermost member. Never NULL.
const struct tally_rule *tally_rule_of(const struct slice *path, size_t depth);
#endif
