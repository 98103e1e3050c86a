#include "grammar/base/intern.h"

#include "grammar/base/arena.h"
#include "grammar/base/hash.h"

struct intern_entry {
    symbol symbol;
    UT_hash_handle hh;
};

void intern_init(struct intern *in, struct arena *arena) {
    *in = (struct intern){.arena = arena};
    ARENA_PUSH(arena, in->texts, in->count, "");  // SYMBOL_NONE
}

void intern_free(struct intern *in) { HASH_CLEAR(hh, in->table); }

symbol intern_find(const struct intern *in, const char *text, size_t length) {
    struct intern_entry *entry = NULL;
    HASH_FIND(hh, in->table, text, length, entry);
    return entry ? entry->symbol : SYMBOL_NONE;
}

symbol intern_text(struct intern *in, const char *text, size_t length) {
    symbol known = intern_find(in, text, length);
    if (known) return known;
    struct intern_entry *entry = ARENA_NEW(in->arena, struct intern_entry);
    const char *copy = arena_copy(in->arena, text, length);
    entry->symbol = in->count;
    ARENA_PUSH(in->arena, in->texts, in->count, copy);
    HASH_ADD_KEYPTR(hh, in->table, copy, length, entry);
    if (!entry->hh.tbl) arena_exhausted(in->arena);
    return entry->symbol;
}

const char *intern_name(const struct intern *in, symbol s) { return in->texts[s]; }
