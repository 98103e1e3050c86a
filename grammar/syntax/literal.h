// Literals to exact values: no floating point, at most 18 digits, nothing rounded.
#ifndef POL_SYNTAX_LITERAL_H
#define POL_SYNTAX_LITERAL_H
#include "grammar/diag/diag.h"
#include "grammar/tree/type.h"

#define LITERAL_MAX_DIGITS 18

struct literal {
    int64_t value;
    struct type type;  // a counter is the symbol of its Chinese spelling, whichever was written
};

// "10万元", "3.75%", "6 months", "18": the digits, blanks, and a unit. The answer is DIAG_NONE, or what is wrong.
enum diag_id literal_number(const char *text, size_t length, struct intern *names, struct literal *out);
// How many bytes of blanks `text` begins with.
uint32_t literal_blanks(const char *text, uint32_t length);
// How many bytes of a quote, of this language or another, `text` begins with.
uint32_t literal_quote(const char *text, uint32_t length);
// 2024年5月6日, 2024/5/6, 2024.5.6 or 2024年5月 as the language writes it; false where the text is nothing of the kind.
#define LITERAL_DATE_LENGTH 10
bool literal_date_like(const char *text, size_t length, char out[LITERAL_DATE_LENGTH + 1]);
#endif
