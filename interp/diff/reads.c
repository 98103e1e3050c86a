#include "interp/diff/reads.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/base/order.h"
#include "interp/plan/reading.h"
#include "interp/tally/json_tree.h"

const struct decl *change_clause(const struct change_side *s, enum change_of of) {
    if (of == CHANGE_OF_RULE) return s->rule ? s->rule->rule->decl : NULL;
    if (of == CHANGE_OF_GRANT) return s->grant ? s->grant->grant->decl : NULL;
    return s->offer && of == CHANGE_OF_WHEN ? s->offer->when_decl : NULL;
}

static void read_side(struct reading *r, const struct change_side *s, enum change_of of) {
    reading_clause(r, change_clause(s, of));
    if (of != CHANGE_OF_OFFER || !s->offer) return;
    reading_block(r, s->offer->decl);
    reading_block(r, s->offer->scheme->decl);
}

// The field that a record has: a list's where one of its own is read.
static const struct field *field_of(const struct definition *d) {
    if (d->kind == DEF_FIELD) return (const struct field *)d;
    return d->kind == DEF_ITEM_FIELD ? ((const struct field *)d)->list : NULL;
}

static bool has_field(const struct reading *r) {
    for (uint32_t i = 0; i < r->count; i++)
        if (field_of(r->seen[i])) return true;
    return false;
}

static void read_asked(struct reading *r, const struct change_side *s) {
    if (s->offer && !has_field(r)) reading_clause(r, s->offer->when_decl);
    if (s->offer && !has_field(r)) reading_block(r, s->offer->decl);
}

// What looks at no field, as a grant of so much, is shown by who is asked about it.
static struct read gather(struct arena *a, const struct rule_change *c) {
    struct reading r = {.arena = a};
    read_side(&r, &c->before, c->of);
    read_side(&r, &c->after, c->of);
    uint32_t own = r.count;
    read_asked(&r, &c->before);
    read_asked(&r, &c->after);
    return (struct read){r.seen, r.count, own};
}

// ---- by name

static int compare_entries(const void *left, const void *right) {
    const struct read_by *a = left, *b = right;
    int order = compare_numbers(a->name, b->name);
    return order ? order : compare_numbers(a->change, b->change);
}

static void add_entry(struct reads *r, symbol name, uint32_t change) {
    const struct read_by entry = {name, change};
    if (name) ARENA_PUSH(r->arena, r->by, r->by_count, entry);
}

struct reads reads_gather(struct arena *a, const struct rule_changes *changes) {
    struct reads r = {.arena = a, .changes = changes};
    r.of = ARENA_ARRAY(a, struct read, changes->count);
    for (uint32_t i = 0; i < changes->count; i++) {
        r.of[i] = gather(a, &changes->items[i]);
        for (uint32_t k = 0; changes->items[i].of != CHANGE_OF_OFFER && k < r.of[i].own; k++) {
            add_entry(&r, r.of[i].items[k]->name.en, i);
            add_entry(&r, r.of[i].items[k]->name.zh, i);
        }
    }
    if (r.by_count > 1) qsort(r.by, r.by_count, sizeof *r.by, compare_entries);
    return r;
}

static uint32_t first_of(const struct reads *r, symbol name) {
    return r->by_count ? numbers_below(&r->by->name, sizeof *r->by, r->by_count, name) : 0;
}

static int compare_changes(const void *left, const void *right) {
    return compare_numbers(*(const uint32_t *)left, *(const uint32_t *)right);
}

uint32_t reads_find(const struct reads *r, const struct name *called, uint32_t **changes) {
    const symbol names[] = {called->en, called->zh};
    uint32_t *found = NULL, count = 0, kept = 0;
    for (int n = 0; n < 2; n++)
        for (uint32_t i = first_of(r, names[n]); names[n] && i < r->by_count && r->by[i].name == names[n]; i++)
            ARENA_PUSH(r->arena, found, count, r->by[i].change);
    if (count > 1) qsort(found, count, sizeof *found, compare_changes);
    for (uint32_t i = 0; i < count; i++)
        if (!kept || found[kept - 1] != found[i]) found[kept++] = found[i];
    *changes = found;
    return kept;
}

// ---- records

static bool is_read(const struct reads *r, uint32_t change, const struct policy *p, enum lang lang, struct slice name) {
    for (uint32_t i = 0; i < r->of[change].count; i++) {
        const struct field *f = field_of(r->of[change].items[i]);
        const char *called = f ? name_text(p, &f->def.name, lang) : NULL;
        if (called && strlen(called) == name.length && !memcmp(called, name.text, name.length)) return true;
    }
    return false;
}

const char *reads_brief(const struct reads *r, uint32_t change, const struct policy *p, enum lang lang,
                        const struct text *record) {
    struct json_trouble trouble;
    struct json_value *v = json_tree_read(r->arena, text_string(record), record->length, &trouble);
    size_t kept = 0, all = v ? v->count : 0;
    for (size_t i = 0; i < all; i++)
        if (is_read(r, change, p, lang, v->members[i].name)) v->members[kept++] = v->members[i];
    if (!kept || kept == all) return arena_copy(r->arena, text_string(record), record->length);
    struct text t = {0};
    v->count = kept;
    json_tree_put(&t, v);
    while (t.length && t.bytes[t.length - 1] != '}') t.bytes[--t.length] = '\0';
    if (t.length) t.bytes[--t.length] = '\0';
    text_put(&t, ",…}");
    return text_keep(&t, r->arena);
}
