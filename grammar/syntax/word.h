// Whether a text is a name.
#ifndef POL_SYNTAX_WORD_H
#define POL_SYNTAX_WORD_H
#include "grammar/tree/compilation.h"

// One word, and none of the language's, though some of those may be names in places. Memory is the compilation's.
bool word_is_name(struct compilation *c, const char *word);
#endif
