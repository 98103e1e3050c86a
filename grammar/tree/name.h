// A definition's name, and the questions that are asked about names.
#ifndef POL_TREE_NAME_H
#define POL_TREE_NAME_H
#include <stdbool.h>

#include "grammar/base/intern.h"
#include "grammar/base/source.h"

// Both spellings; either may be missing (SYMBOL_NONE). Which is which is told by the script: a spelling with any
// character beyond ASCII is the Chinese one.
struct name {
    symbol en, zh;
    struct span at;            // the whole `age(年龄)`
    struct span en_at, zh_at;  // length 0 where that spelling is not given
};

// Is the word one of its spellings? SYMBOL_NONE is never.
static inline bool name_has(const struct name *n, symbol word) { return word && (n->en == word || n->zh == word); }

// Are both spellings the same, or missing on both sides? Only where both come from one place of definition.
static inline bool name_equal(const struct name *a, const struct name *b) { return a->en == b->en && a->zh == b->zh; }

// Have they a spelling in common? So are two files' names for one thing compared, for either may give both or one.
static inline bool names_meet(const struct name *a, const struct name *b) {
    return name_has(a, b->en) || name_has(a, b->zh);
}

// Offers both spellings to the search for what was meant.
struct nearest;
void name_offer(const struct name *n, const struct intern *names, struct nearest *to);
#endif
