// Whether two trees say the same: equal up to places, and up to which of its two spellings a name is written in.
#ifndef POL_FORMAT_TREE_EQUAL_H
#define POL_FORMAT_TREE_EQUAL_H
#include "grammar/tree/ast.h"

// Whether a word of the first tree and a word of the second are spellings of one name.
typedef bool word_judge(const void *context, const char *a, const char *b);

struct tree_words {
    const struct intern *first, *second;  // the words of either tree
    word_judge *judge;                    // NULL: only equal words are the same
    const void *context;
    struct span *differs;  // NULL, or takes the place, in the first tree, of an expression that differs
};
bool tree_equal(const struct tree_words *words, const struct tree *a, const struct tree *b);
#endif
