// What is claimed of all applicants.
#ifndef POL_TREE_CLAIM_H
#define POL_TREE_CLAIM_H
#include "grammar/base/source.h"

enum claim_kind {
    CLAIM_NOBODY_GETS,
    CLAIM_SOMEBODY_GETS,
    CLAIM_IMPLIES,
    CLAIM_NEVER_ERRORS,
    CLAIM_SAME,  // this one and those behind it compare two worlds
    CLAIM_NOBODY_WORSE,
    CLAIM_NOBODY_BETTER,
    CLAIM_NEVER_MORE_GENEROUS,
};
static inline bool claim_compares(enum claim_kind kind) { return kind >= CLAIM_SAME; }

struct decl;
struct expr;
struct claim_reform {
    const char *title;
    struct span at;
};
struct claim_text {
    enum claim_kind kind;
    const char *text;  // as it was written, on one line
    struct span at;
    struct expr *who, *then;             // conditions; NULL: it has none
    struct expr *name;                   // of what is got: a scheme or `scheme.offer`; NULL: it has none
    const struct decl *decl;             // the block that it stands in; NULL: in none
    const struct claim_reform *reforms;  // that it is about, one put in after the other
    uint32_t reform_count;
    int32_t then_as_of;  // packed, a second date; 0: there is none
    struct span then_at;
};
#endif
