#include "grammar/tree/compilation.h"

void compilation_init(struct compilation *c, jmp_buf *out_of_memory) {
    *c = (struct compilation){0};
    arena_init(&c->arena, out_of_memory);
    arena_init(&c->scanning, out_of_memory);
    intern_init(&c->names, &c->arena);
    intern_init(&c->files, &c->arena);
    c->sources.arena = &c->arena;
    c->diags.arena = &c->arena;
}

void compilation_free(struct compilation *c) {
    intern_free(&c->names);
    intern_free(&c->files);
    arena_free(&c->trial);
    arena_free(&c->words);
    arena_free(&c->scanning);
    arena_free(&c->arena);
}

bool compilation_has_tree(const struct compilation *c, uint32_t source) {
    for (uint32_t i = 0; i < c->tree_count; i++)
        if (c->trees[i]->source == source) return true;
    return false;
}
