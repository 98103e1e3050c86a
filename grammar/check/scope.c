#include <string.h>

#include "grammar/check/checker.h"

#define uthash_malloc(size) arena_alloc(s->arena, (size))
#define uthash_free(room, size) ((void)(room))
#include "grammar/base/hash.h"
#undef HASH_INITIAL_NUM_BUCKETS
#undef HASH_INITIAL_NUM_BUCKETS_LOG2
#define HASH_INITIAL_NUM_BUCKETS 4U  // most scopes have few names
#define HASH_INITIAL_NUM_BUCKETS_LOG2 2U

struct scope_entry {
    symbol name;
    const struct definition *def;
    UT_hash_handle hh;
};

struct scope *scope_new(struct arena *a, const struct scope *parent) {
    struct scope *s = ARENA_NEW(a, struct scope);
    s->arena = a;
    s->parent = parent;
    s->scheme = parent ? parent->scheme : NULL;
    return s;
}

const struct definition *scope_find_here(const struct scope *s, symbol name) {
    struct scope_entry *entry = NULL;
    HASH_FIND(hh, s->entries, &name, sizeof name, entry);
    return entry ? entry->def : NULL;
}

const struct definition *scope_find(const struct scope *s, symbol name) {
    for (; s; s = s->parent) {
        const struct definition *d = scope_find_here(s, name);
        if (d) return d;
    }
    return NULL;
}

const struct field *item_named(const struct field *list, symbol name) {
    for (uint32_t i = 0; list && i < list->item_count; i++)
        if (name_has(&list->items[i].def.name, name)) return &list->items[i];
    return NULL;
}

static void enter(struct scope *s, symbol name, const struct definition *d) {
    struct scope_entry *entry = ARENA_NEW(s->arena, struct scope_entry);
    entry->name = name;
    entry->def = d;
    HASH_ADD(hh, s->entries, name, sizeof entry->name, entry);
}

static struct span spelling_at(const struct name *n, symbol s) {
    struct span at = s == n->en ? n->en_at : n->zh_at;
    return at.length ? at : n->at;
}

static bool enter_spelling(struct checker *c, struct scope *s, symbol name, const struct definition *d) {
    if (!name) return true;
    const struct definition *first = scope_find_here(s, name);
    if (first == d) return true;
    if (!first) enter(s, name, d);
    if (!first) return true;
    struct diag *said = report(c, DIAG_DUPLICATE_NAME, spelling_at(&d->name, name), symbol_words(c, name));
    report_label(c, said, DIAG_LABEL_FIRST_HERE, spelling_at(&first->name, name), A(""));
    return false;
}

bool scope_add(struct checker *c, struct scope *s, const struct definition *d) {
    if (!enter_spelling(c, s, d->name.en, d)) return false;
    return enter_spelling(c, s, d->name.zh, d);
}

// Past the cap nobody reads the hint, and looking at every name for each fault would be quadratic.
static bool worth_a_hint(const struct checker *c) { return c->diags->errors <= DIAG_MAX_ERRORS; }

void offer_scope(struct checker *c, struct nearest *n, const struct scope *s, definition_filter *fits) {
    if (!worth_a_hint(c)) return;
    for (; s; s = s->parent)
        for (const struct scope_entry *e = s->entries; e; e = e->hh.next)
            if (!fits || fits(e->def)) nearest_offer(n, intern_name(c->names, e->name));
}

void offer_items(struct checker *c, struct nearest *n, const struct field *list) {
    for (uint32_t i = 0; list && i < list->item_count; i++) name_offer(&list->items[i].def.name, c->names, n);
}

static bool reads(const struct checker *c, struct span at, const char *word) {
    bool placed = at.source < c->sources->count && at.length == strlen(word);
    return placed && !memcmp(c->sources->items[at.source]->bytes + at.offset, word, at.length);
}

void hint_nearest(struct checker *c, struct diag *d, const struct nearest *n) {
    bool plain = nearest_is_plain(n) && reads(c, d->at, n->word);
    if (plain) diag_meant(c->diags, d, d->at, (struct diag_arg)A(n->best));
    else if (n->best) report_hint(c, d, DIAG_HINT_DID_YOU_MEAN, A(n->best));
}

void hint_scope(struct checker *c, struct diag *d, symbol name, const struct scope *s, definition_filter *fits) {
    struct nearest n = nearest_to(intern_name(c->names, name));
    offer_scope(c, &n, s, fits);
    hint_nearest(c, d, &n);
}

const struct definition *scope_named(struct checker *c, const struct scope *s, symbol name, struct span at,
                                     enum diag_id unknown) {
    const struct definition *d = scope_find_here(s, name);
    if (!d) hint_scope(c, report(c, unknown, at, symbol_words(c, name)), name, s, NULL);
    return d;
}

void hint_item(struct checker *c, struct diag *d, symbol name, const struct field *list) {
    struct nearest n = nearest_to(intern_name(c->names, name));
    offer_items(c, &n, list);
    hint_nearest(c, d, &n);
}

static const struct builtin_def builtins[BUILTIN_COUNT_] = {
#define BUILTIN(id_, en, zh, takes) [BUILTIN_##id_] = {{DEF_BUILTIN, {0}}, BUILTIN_##id_},
#include "grammar/tree/builtins.def"
#undef BUILTIN
};

void builtins_declare(struct checker *c) {
    for (int i = 0; i < BUILTIN_COUNT_; i++)
        for (int lang = 0; lang < 2; lang++) {
            const char *word = builtin_words[i][lang];
            enter(c->builtins, intern_text(c->names, word, strlen(word)), &builtins[i].def);
        }
}
