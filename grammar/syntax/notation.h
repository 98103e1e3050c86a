// Amounts and ranges as notices, officers and other languages write them: 20万元以下, [18, 65), 一年半, 18-65, 不限.
#ifndef POL_SYNTAX_NOTATION_H
#define POL_SYNTAX_NOTATION_H
#include "grammar/base/arena.h"
#include "grammar/diag/diag.h"

enum notation_kind {
    NOTATION_NONE,
    NOTATION_VALUE,  // 10万元
    NOTATION_BOUND,  // >= 10万元
    NOTATION_RANGE,  // 18岁..65岁
    NOTATION_ANY,    // -
};

struct notation {
    enum notation_kind kind;
    char sign;                // of a bound: < or >, whether or not it includes its end
    struct diag_arg value;    // the amount alone, of a value or a bound
    struct diag_arg written;  // as the language writes the whole
};

// The whole text, blanks at its ends aside. NOTATION_NONE where it is nothing of the kind, or can't be written exactly.
struct notation notation_read(struct arena *a, const char *text, size_t length);
#endif
