// Any bytes as a policy file: one that checks is formatted in each spelling, and must say the same as before.
#include <stdlib.h>
#include <string.h>

#include "grammar/check/check.h"
#include "grammar/format/format.h"
#include "tests/fuzz/fuzz.h"

static struct policy *compile(struct compilation *c, const char *bytes, size_t size) {
    compilation_load_text(c, "fuzz.pol", bytes, size);
    return check_policy(c, &(struct check_options){0});
}

// Formatting what was formatted changes nothing.
static void format_again(const struct text *once, enum format_spelling spelling, jmp_buf *out_of_memory) {
    struct compilation c;
    struct text twice = {0};
    compilation_init(&c, out_of_memory);
    compile(&c, text_string(once), once->length);
    if (c.diags.errors || c.tree_count != 1) abort();
    format_tree(&c, c.trees[0], spelling, &twice);
    if (twice.length != once->length || memcmp(text_string(&twice), text_string(once), once->length)) abort();
    text_free(&twice);
    compilation_free(&c);
}

static void format_all(struct compilation *c, jmp_buf *out_of_memory) {
    for (int spelling = FORMAT_EN; spelling <= FORMAT_KEEP; spelling++) {
        struct text once = {0};
        format_tree(c, c->trees[0], (enum format_spelling)spelling, &once);
        // A name whose other spelling means something else is refused by pol fmt too.
        struct span where;
        if (format_is_faithful(c, c->trees[0], &once, out_of_memory, &where))
            format_again(&once, (enum format_spelling)spelling, out_of_memory);
        else if (spelling == FORMAT_KEEP) abort();
        text_free(&once);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    jmp_buf out_of_memory;
    struct compilation c;
    if (setjmp(out_of_memory)) abort();
    compilation_init(&c, &out_of_memory);
    compile(&c, (const char *)data, size);
    if (c.diags.errors == 0 && c.tree_count == 1) format_all(&c, &out_of_memory);
    compilation_free(&c);
    return 0;
}
