// Mutants as they are found, each place once.
#include <string.h>

#define uthash_malloc(size) arena_alloc(&m->arena, (size))
#define uthash_free(room, size) ((void)(room))
#include "interp/mutate/internal.h"

static struct known_mutant *known(struct mutation *m, const struct mutant_key *key) {
    struct known_mutant *found;
    HASH_FIND(hh, m->known, key, sizeof *key, found);
    return found;
}

static struct known_mutant *know(struct mutation *m, const struct mutant_key *key) {
    struct known_mutant *k = ARENA_NEW(&m->arena, struct known_mutant);
    *k = (struct known_mutant){.key = *key, .index = m->count};
    HASH_ADD(hh, m->known, key, sizeof k->key, k);
    struct mutant fresh = {.kind = (enum mutant_kind)key->kind, .at = key->at};
    fresh.groups = ARENA_ARRAY(&m->arena, uint8_t, m->policy->group_count);
    ARENA_PUSH(&m->arena, m->mutants, m->count, fresh);
    return k;
}

struct mutant *mutant_at(struct mutation *m, struct span at, enum mutant_kind kind, uint32_t variant, bool *fresh) {
    const struct mutant_key key = {at, kind, variant};
    struct known_mutant *k = known(m, &key);
    *fresh = !k;
    if (!k) k = know(m, &key);
    struct mutant *mutant = &m->mutants[k->index];
    mutant->groups[m->group] = 1;
    if (*fresh) mutant->offer = m->offer;
    if (mutant->offer != m->offer) mutant->offer = MUTANT_OFFERS;
    return mutant;
}

void mutant_patch(struct mutation *m, struct mutant *mutant, void *at, const void *value, size_t size) {
    for (uint32_t i = 0; i < mutant->patch_count; i++)
        if (mutant->patches[i].at == at) return;
    struct plan_patch p = {at, arena_alloc(&m->arena, size), size};
    memcpy(p.bytes, value, size);
    ARENA_PUSH(&m->arena, mutant->patches, mutant->patch_count, p);
}

bool is_new_walk(struct mutation *m, const void *what) {
    const struct visit key = {what, m->group};
    struct known_visit *v;
    HASH_FIND(hh, m->visits, &key, sizeof key, v);
    if (v && (v->offer == m->offer || v->offer == MUTANT_OFFERS)) return false;
    if (v) m->offer = v->offer = MUTANT_OFFERS;
    if (v) return true;
    v = ARENA_NEW(&m->arena, struct known_visit);
    v->key = key;
    v->offer = m->offer;
    HASH_ADD(hh, m->visits, key, sizeof v->key, v);
    return true;
}
