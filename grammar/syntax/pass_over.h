// Samples and tests, found in a text without parsing it: most of what there is to read, and wanted by few.
#ifndef POL_SYNTAX_PASS_OVER_H
#define POL_SYNTAX_PASS_OVER_H
#include "grammar/syntax/lexer.h"

// As pieces to be passed over. Only what is a sample or test beyond doubt, told by words and braces; what is wrong in
// it is not seen. None where the braces of the text don't match.
struct repairs tests_in(struct arena *a, const struct keyword_index *keywords, const char *bytes, size_t size);
// Whether the first thing in the text, behind remarks, is the head of a `claim` block.
bool begins_with_claim(const struct keyword_index *keywords, const char *bytes, size_t size);
#endif
