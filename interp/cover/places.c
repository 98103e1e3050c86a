// Where places and conditions are found again.
#define uthash_malloc(size) arena_alloc(&c->arena, (size))
#define uthash_free(room, size) ((void)(room))
#include "interp/cover/internal.h"

static struct known_place *known_place(struct coverage *c, const struct place_key *key) {
    struct known_place *found;
    HASH_FIND(hh, c->known, key, sizeof *key, found);
    return found;
}

uint32_t place_of(struct coverage *c, enum cover_kind kind, struct span at) {
    const struct place_key key = {kind, at.source, at.offset, at.length};
    struct known_place *k = known_place(c, &key);
    if (k) return k->index;
    k = ARENA_NEW(&c->arena, struct known_place);
    *k = (struct known_place){.key = key, .index = c->place_count};
    HASH_ADD(hh, c->known, key, sizeof key, k);
    ARENA_PUSH(&c->arena, c->places, c->place_count, ((struct cover_place){.kind = kind, .at = at}));
    return k->index;
}

struct cover_place *find_place(struct coverage *c, enum cover_kind kind, struct span at) {
    const struct place_key key = {kind, at.source, at.offset, at.length};
    const struct known_place *k = known_place(c, &key);
    return k ? &c->places[k->index] : NULL;
}

struct condition *find_condition(struct coverage *c, const struct expr *root) {
    struct condition *found;
    HASH_FIND_PTR(c->conditions, &root, found);
    return found;
}

void know_condition(struct coverage *c, struct condition *d) {
    HASH_ADD_PTR(c->conditions, root, d);
    d->index = c->condition_count;
    ARENA_PUSH(&c->arena, c->listed, c->condition_count, d);
}

struct part *find_part(struct coverage *c, const struct expr *root) {
    struct part *found;
    HASH_FIND_PTR(c->parts_by_root, &root, found);
    return found;
}

struct part *part_of(struct coverage *c, const struct expr *root) {
    struct part *p = find_part(c, root);
    if (p) return p;
    p = ARENA_NEW(&c->arena, struct part);
    p->root = root;
    p->index = c->part_count;
    HASH_ADD_PTR(c->parts_by_root, root, p);
    ARENA_PUSH(&c->arena, c->parts, c->part_count, p);
    return p;
}

bool is_first_visit(struct coverage *c, const void *what) {
    struct visited *v;
    HASH_FIND_PTR(c->visited, &what, v);
    if (v) return false;
    v = ARENA_NEW(&c->arena, struct visited);
    v->what = what;
    HASH_ADD_PTR(c->visited, what, v);
    return true;
}
