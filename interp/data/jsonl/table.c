// The vocabulary: keys to fields, for records and for the items of each list.
#include <stdlib.h>

#include "interp/data/jsonl/parser.h"

static bool bind_fields(struct jsonl_table *t, const struct field *fields, uint32_t count, struct dictionary *keys,
                        struct cell_type **types) {
    *types = calloc(count + 1, sizeof **types);
    if (!*types || !dictionary_init(keys, count * 2)) return false;
    for (uint32_t i = 0; i < count; i++) {
        dictionary_add_name(keys, t->policy, &fields[i].def.name, i);
        if (!cell_type_init(&(*types)[i], t->policy, &fields[i], &t->truths)) return false;
    }
    dictionary_tune(keys);
    return true;
}

static bool bind_lists(struct jsonl_table *t) {
    const struct policy *p = t->policy;
    t->item_keys = calloc(p->field_count + 1, sizeof *t->item_keys);
    t->item_types = calloc(p->field_count + 1, sizeof *t->item_types);
    bool good = t->item_keys && t->item_types;
    for (uint32_t i = 0; good && i < p->field_count; i++) {
        const struct field *f = &p->fields[i];
        if (f->type.kind != TYPE_LIST) continue;
        good = bind_fields(t, f->items, f->item_count, &t->item_keys[i], &t->item_types[i]);
    }
    return good;
}

struct jsonl_table *jsonl_table_new(const struct records_options *options, struct record_faults *faults) {
    const struct policy *p = options->policy;
    struct jsonl_table *t = calloc(1, sizeof *t);
    if (!t) return record_faults_no_memory(faults), NULL;
    *t = (struct jsonl_table){
        .policy = p, .path = options->path, .as_of_field = options->as_of_field, .lists = options->lists};
    t->as_of = options->as_of;
    t->given = calloc(p->field_count + 1, sizeof *t->given);
    bool good = t->given && (!t->as_of_field || ranged_items(p, &t->late, &t->late_count));
    if (good && bind_lists(t) && bind_fields(t, p->fields, p->field_count, &t->keys, &t->types)) return t;
    jsonl_table_free(t);
    return record_faults_no_memory(faults), NULL;
}

static void unbind_fields(struct dictionary *keys, struct cell_type *types, uint32_t count) {
    for (uint32_t i = 0; types && i < count; i++) cell_type_free(&types[i]);
    free(types);
    dictionary_free(keys);
}

void jsonl_table_free(struct jsonl_table *t) {
    for (uint32_t i = 0; t->item_keys && t->item_types && i < t->policy->field_count; i++)
        unbind_fields(&t->item_keys[i], t->item_types[i], t->policy->fields[i].item_count);
    unbind_fields(&t->keys, t->types, t->policy->field_count);
    dictionary_free(&t->truths);
    free(t->item_keys);
    free(t->item_types);
    free(t->given);
    free(t->late);
    free(t);
}
