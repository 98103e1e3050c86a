#include <stdlib.h>

#include "interp/data/jsonl/jsonl.h"

static void add_symbol(struct dictionary *d, const struct policy *policy, symbol s, uint32_t value) {
    const char *word = intern_name(policy->names, s);
    if (s != SYMBOL_NONE) dictionary_add(d, word, strlen(word), value);
}

static bool bind_fields(const struct policy *policy, const struct field *fields, uint32_t count,
                        struct dictionary *keys, struct cell_type **types) {
    *types = calloc(count + 1, sizeof **types);
    if (!*types || !dictionary_init(keys, count * 2)) return false;
    for (uint32_t i = 0; i < count; i++) {
        add_symbol(keys, policy, fields[i].def.name.en, i);
        add_symbol(keys, policy, fields[i].def.name.zh, i);
        if (!cell_type_init(&(*types)[i], policy, &fields[i])) return false;
    }
    dictionary_tune(keys);
    return true;
}

bool jsonl_bind(struct jsonl_table *t, const struct records_options *options) {
    const struct policy *p = options->policy;
    *t = (struct jsonl_table){
        .policy = p, .path = options->path, .as_of_field = options->as_of_field, .lists = options->lists};
    t->item_keys = calloc(p->field_count + 1, sizeof *t->item_keys);
    t->item_types = calloc(p->field_count + 1, sizeof *t->item_types);
    bool good = t->item_keys && t->item_types && bind_fields(p, p->fields, p->field_count, &t->keys, &t->types);
    for (uint32_t i = 0; good && i < p->field_count; i++) {
        const struct field *f = &p->fields[i];
        if (f->type.kind != TYPE_LIST) continue;
        good = bind_fields(p, f->items, f->item_count, &t->item_keys[i], &t->item_types[i]);
    }
    return good;
}

static void unbind_fields(struct dictionary *keys, struct cell_type *types, uint32_t count) {
    for (uint32_t i = 0; types && i < count; i++) cell_type_free(&types[i]);
    free(types);
    dictionary_free(keys);
}

void jsonl_unbind(struct jsonl_table *t) {
    if (!t->policy) return;
    for (uint32_t i = 0; t->item_keys && t->item_types && i < t->policy->field_count; i++)
        unbind_fields(&t->item_keys[i], t->item_types[i], t->policy->fields[i].item_count);
    unbind_fields(&t->keys, t->types, t->policy->field_count);
    free(t->item_keys);
    free(t->item_types);
    *t = (struct jsonl_table){0};
}
