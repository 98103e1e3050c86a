// What joining two editions shares. Lives in the arena of the compilation.
#ifndef POL_CHECK_JOIN_H
#define POL_CHECK_JOIN_H
#include "grammar/check/checker.h"

struct joined_choices {  // of the later edition, and those of the earlier that they become
    const struct choices *from, *to;
    uint32_t *numbers;  // of from's values, among to's
};

struct visited;
struct join {
    struct arena *arena, *trial;
    struct diags *diags;
    struct checker words;  // for what is said, no more
    struct policy *before, *after;
    struct field **fields;  // by those of the later edition
    struct joined_choices *choices;
    uint32_t choices_count;
    struct visited *visits;  // uthash: definitions that were done
};

const struct joined_choices *joined_choices_of(const struct join *j, const struct choices *from);  // NULL: none yet
// The field or item that bears one of the names; NULL: none does.
const struct field *field_called(const struct field *fields, uint32_t count, const struct name *n);
void join_type(struct join *j, struct type *t);
// All that the later edition's schemes, samples, tests and claims speak of, to the earlier one's fields and values.
void join_references(struct join *j);
#endif
