#include "grammar/format/known_names.h"

#include <string.h>

#include "grammar/tree/model.h"

struct known {
    uint32_t kind;                      // one bit
    const struct decl *scheme, *offer;  // it stands in, or NULL
    const struct name *name;
    const struct known *next_en, *next_zh;  // others with that spelling
};

struct known_names {
    struct compilation *c;
    const struct known **by_symbol;  // the last one entered with that spelling
};

static void enter(struct known_names *all, uint32_t kind, const struct known *around, const struct name *name) {
    struct known *k = ARENA_NEW(&all->c->arena, struct known);
    *k = (struct known){kind, around->scheme, around->offer, name, all->by_symbol[name->en], all->by_symbol[name->zh]};
    if (name->en) all->by_symbol[name->en] = k;
    if (name->zh) all->by_symbol[name->zh] = k;
}

// A single spelling that stands for another definition is none of its own.
static bool defines(const struct decl *d, bool in_reform) {
    bool refers = d->replace || in_reform;
    return (d->name.en && d->name.zh) || (!refers && (d->name.en || d->name.zh));
}

static void enter_decl(struct known_names *all, const struct decl *d, struct known around, bool in_reform) {
    in_reform |= is_change(d->kind);
    if (defines(d, in_reform)) enter(all, KNOWN(d->kind), &around, &d->name);
    if (d->kind == DECL_SCHEME) around.scheme = d;
    if (d->kind == DECL_OFFER) around.offer = d;
    for (uint32_t i = 0; i < d->param_count; i++) enter(all, KNOWN_PARAMETER, &around, &d->params[i]);
    for (uint32_t i = 0; i < d->result_count; i++) enter(all, KNOWN_RESULT, &around, &d->results[i]);
    for (uint32_t i = 0; i < d->member_count; i++) enter_decl(all, d->members[i], around, in_reform);
    for (uint32_t i = 0; d->type && i < d->type->member_count; i++)
        enter_decl(all, d->type->members[i], around, in_reform);
}

// `as_of` is asked for like a definition, without parentheses.
static void enter_builtins(struct known_names *all, const struct name *names) {
    const struct known anywhere = {0};
    for (int i = 0; i < BUILTIN_COUNT_; i++)
        enter(all, i == BUILTIN_AS_OF ? KNOWN(DECL_DEFINE) : KNOWN_FUNCTION, &anywhere, &names[i]);
}

static struct name *builtin_names(struct compilation *c) {
    struct name *names = ARENA_ARRAY(&c->arena, struct name, BUILTIN_COUNT_);
    for (int i = 0; i < BUILTIN_COUNT_; i++) {
        names[i].en = intern_text(&c->names, builtin_words[i][LANG_EN], strlen(builtin_words[i][LANG_EN]));
        names[i].zh = intern_text(&c->names, builtin_words[i][LANG_ZH], strlen(builtin_words[i][LANG_ZH]));
    }
    return names;
}

struct known_names *known_names_new(struct compilation *c) {
    struct known_names *all = ARENA_NEW(&c->arena, struct known_names);
    const struct name *builtins = builtin_names(c);
    all->c = c;
    all->by_symbol = ARENA_ARRAY(&c->arena, const struct known *, c->names.count);
    enter_builtins(all, builtins);
    for (uint32_t i = 0; i < c->tree_count; i++)
        for (uint32_t k = 0; k < c->trees[i]->count; k++)
            enter_decl(all, c->trees[i]->decls[k], (struct known){0}, false);
    return all;
}

static bool called(const struct name *name, symbol s) { return name->en == s || name->zh == s; }

static bool can_be_meant(const struct known *k, uint32_t kinds, struct known_place at) {
    if (!(k->kind & kinds)) return false;
    if (k->scheme && (!at.scheme || !called(&k->scheme->name, at.scheme))) return false;
    return !k->offer || !at.offer || called(&k->offer->name, at.offer);
}

static const struct known *next_called(const struct known *k, symbol s) {
    return k->name->en == s ? k->next_en : k->next_zh;
}

// Adds to `found` what has the spelling `s`; false where something else has it too.
static bool gather(const struct known_names *all, uint32_t kinds, struct known_place at, symbol s,
                   const struct name **found) {
    for (const struct known *k = s ? all->by_symbol[s] : NULL; k; k = next_called(k, s)) {
        if (!can_be_meant(k, kinds, at)) continue;
        if (!*found) *found = k->name;
        if (k->name->en != (*found)->en || k->name->zh != (*found)->zh) return false;
    }
    return true;
}

const struct name *known_name(const struct known_names *all, uint32_t kinds, struct known_place at, symbol s) {
    const struct name *found = NULL;
    if (!gather(all, kinds, at, s, &found) || !found) return NULL;
    symbol other = found->en == s ? found->zh : found->en;
    return gather(all, kinds, at, other, &found) ? found : NULL;
}

bool known_pair(const struct known_names *all, const char *a, const char *b) {
    const struct intern *names = &all->c->names;
    symbol one = intern_find(names, a, strlen(a)), other = intern_find(names, b, strlen(b));
    if (!one || !other) return false;
    for (const struct known *k = all->by_symbol[one]; k; k = next_called(k, one))
        if (called(k->name, other)) return true;
    return false;
}
