// A text parsed for a test: call parsed_free behind it.
#ifndef POL_TEST_PARSED_H
#define POL_TEST_PARSED_H
#include <check.h>
#include <string.h>

#include "grammar/syntax/load.h"

struct parsed {
    struct compilation c;
    jmp_buf out_of_memory;
    struct tree *tree;
};

static inline void parse_bytes(struct parsed *p, const char *bytes, size_t size) {
    compilation_init(&p->c, &p->out_of_memory);
    p->tree = parse_source(&p->c, source_add(&p->c.sources, "t.pol", bytes, size));
    diag_sort(&p->c.diags);
}
static inline void parsed_free(struct parsed *p) { compilation_free(&p->c); }
#endif
