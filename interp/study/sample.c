#include "interp/study/sample.h"

#include <string.h>

int64_t literal_value(const struct expr *e) {
    switch (e->kind) {
    case NODE_NEGATE: return -e->kids[0]->value;
    case NODE_NAME: return ((const struct value *)e->ref)->index;
    case NODE_LIST: {
        uint64_t bits = 0;
        for (uint32_t i = 0; i < e->count; i++) bits |= UINT64_C(1) << ((const struct value *)e->kids[i]->ref)->index;
        return (int64_t)bits;
    }
    default: return e->value;
    }
}

struct slice literal_text(const struct expr *e) {
    return slice_of(e->text);
}

static void set_value(struct block *b, const struct field *list, int64_t item, const struct field *f,
                      const struct expr *value) {
    if (value->kind == NODE_MISSING) return;
    if (value->kind == NODE_STRING) block_set_item_text(b, list, item, f, literal_text(value));
    else block_set_item(b, list, item, f, literal_value(value));
}

static void set_item_field(struct block *b, const struct field *list, int64_t item, const struct expr *assign) {
    const struct field *f = &list->items[((const struct field *)assign->ref)->index];
    set_value(b, list, item, f, assign->kids[0]);
}

static void set_item(struct block *b, const struct field *list, int64_t item, const struct expr *given) {
    if (given->kind != NODE_RECORD) set_value(b, list, item, list->items, given);  // of a list of values
    for (uint32_t k = 0; given->kind == NODE_RECORD && k < given->count; k++)
        set_item_field(b, list, item, given->kids[k]);
}

static bool set_list(struct block *b, uint32_t row, const struct field *list, const struct expr *records) {
    block_set_list_known(b, row, list);
    for (uint32_t i = 0; i < records->count; i++) {
        int64_t item = block_add_item(b, list);
        if (item < 0) return false;
        set_item(b, list, item, records->kids[i]);
    }
    return true;
}

static bool set_field(struct block *b, uint32_t row, const struct field *f, const struct expr *value) {
    if (value->kind == NODE_MISSING) return true;
    if (f->type.kind == TYPE_LIST) return set_list(b, row, f, value);
    if (value->kind == NODE_STRING) block_set_text(b, row, f, literal_text(value));
    else block_set(b, row, f, literal_value(value));
    return true;
}

static const struct expr *assigned(const struct expr *record, const struct field *f) {
    for (uint32_t i = 0; record && i < record->count; i++)
        if (record->kids[i]->ref == &f->def) return record->kids[i]->kids[0];
    return NULL;
}

// What is said last counts: the record itself, then its sample.
static const struct expr *given(const struct sample *base, const struct expr *record, const struct field *f) {
    const struct expr *value = assigned(record, f);
    return value || !base ? value : assigned(base->decl->given->record, f);
}

bool sample_add(struct block *b, const struct sample *base, const struct expr *record) {
    uint32_t row = block_add_row(b);
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        const struct expr *value = given(base, record, f);
        if (value && !set_field(b, row, f, value)) return false;
    }
    return true;
}

struct block *sample_first(const struct policy *p, int32_t as_of, bool *no_memory) {
    struct block *b = p->sample_count ? block_new(p, 1, true) : NULL;
    *no_memory |= p->sample_count && !b;
    if (!b) return NULL;
    if (!sample_add(b, p->samples[0], NULL)) {
        *no_memory = true;
        block_free(b);
        return NULL;
    }
    b->as_of[0] = as_of;
    block_seal(b);
    return b;
}
