// What the rules read that proofs are about, gathered once: definitions, tables, params and fields, through one
// another.
#ifndef POL_DIFF_READS_H
#define POL_DIFF_READS_H
#include "interp/prove/changes.h"

struct read_by {  // a name, and a change of a rule that reads it
    symbol name;
    uint32_t change;
};
struct read {
    const struct definition **items;
    uint32_t count, own;  // the rule's own come first, then what shows who is asked
};
struct reads {
    struct arena *arena;
    const struct rule_changes *changes;
    struct read *of;     // by change
    struct read_by *by;  // sorted; offers as a whole are not among them
    uint32_t by_count;
};
// All unwind through the arena, which has all of it.
struct reads reads_gather(struct arena *a, const struct rule_changes *changes);
// The changes of rules that read what is called so, ascending, each once.
uint32_t reads_find(const struct reads *r, const struct name *called, uint32_t **changes);
// Of a record, which is a line of JSON, what the change's rule reads; the whole where that is nothing of it.
const char *reads_brief(const struct reads *r, uint32_t change, const struct policy *p, enum lang lang,
                        const struct text *record);
// What a change is of: the clause that a side of it has; NULL: none, or an offer as a whole.
const struct decl *change_clause(const struct change_side *s, enum change_of of);
#endif
