// What the parser would have taken, shared by the message and its hint.
#ifndef POL_SYNTAX_UNEXPECTED_H
#define POL_SYNTAX_UNEXPECTED_H
#include "grammar/syntax/build.h"

struct expected {
    const int *tokens;
    int count;
};

bool expects(const struct expected *x, int token);
// The token is reported as one that can't stand there: a slip.
void slip_unexpected(struct parser *p, const struct expected *x);
// Says what stands there in its place where that is a habit from elsewhere: a date with strokes, a number with commas.
bool mistake_report(struct parser *p, const struct expected *x);
// Hints at how the language says it; false where nothing is known to say.
bool mistake_hint(struct parser *p, struct diag *d, const struct expected *x);
// The keyword that was perhaps meant, by its sense or its spelling; NULL where none.
const char *mistake_keyword(struct parser *p, const struct expected *x);
// How many bytes of the text from `at` on have as many words as the phrase.
uint32_t mistake_length(const struct parser *p, uint32_t at, const char *phrase);
#endif
