// A policy file as text again, in canonical layout, in either spelling. Only files that check are formatted: names are
// translated through what they stand for.
#ifndef POL_FORMAT_FORMAT_H
#define POL_FORMAT_FORMAT_H
#include "grammar/syntax/load.h"
#include "grammar/tree/model.h"

enum format_spelling {
    FORMAT_EN,
    FORMAT_ZH,    // as enum lang
    FORMAT_KEEP,  // every word and sign in the spelling it has
};

// Appends the formatted text of one of `c`'s trees, which check_policy has resolved without faults.
void format_tree(struct compilation *c, const struct tree *t, enum format_spelling spelling, struct text *out);

// Whether formatted text still says what the tree said: it is parsed and checked in the file's place. False also where
// a name's other spelling means something else where it now stands; `where` is then that place in the file, its length
// 0 where it can't be told. Unwinds to `out_of_memory`.
bool format_is_faithful(struct compilation *c, const struct tree *t, const struct text *formatted,
                        jmp_buf *out_of_memory, struct span *where);
#endif
