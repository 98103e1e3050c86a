// Any bytes as a policy file: parsed, every diagnostic rendered.
#include <stdlib.h>

#include "grammar/syntax/load.h"
#include "tests/fuzz/fuzz.h"

static void render_all(struct compilation *c) {
    struct text out = {0};
    diag_sort(&c->diags);
    for (uint32_t i = 0; i < c->diags.count; i++) {
        diag_render(&out, i % 2 ? LANG_ZH : LANG_EN, &c->sources, c->diags.items[i]);
        diag_render_json(&out, LANG_EN, &c->sources, c->diags.items[i]);
    }
    text_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    jmp_buf out_of_memory;
    struct compilation c;
    if (setjmp(out_of_memory)) abort();
    compilation_init(&c, &out_of_memory);
    compilation_load_text(&c, "fuzz.pol", (const char *)data, size);
    render_all(&c);
    compilation_free(&c);
    return 0;
}
