#include "interp/eval/record_json.h"

#include "interp/value/value_text.h"

static const char *name_of(const struct record_json *w, const struct field *f) {
    return name_text(w->policy, &f->def.name, w->lang);
}

void record_json_value(struct record_json *w, const char *member, const struct field *f, struct node_value v) {
    text_clear(&w->value);
    if (v.state == STATE_KNOWN) value_put_json(&w->value, w->policy, &f->type, v.value, v.text, w->lang);
    if (v.state == STATE_KNOWN) json_put_raw(w->json, member, text_string(&w->value));
    else if (w->nulls || !member) json_put_null(w->json, member);
}

static void put_item(struct record_json *w, const struct field *list, const struct list_column *l, uint32_t item) {
    if (!list->plain) json_open_object(w->json, NULL);
    for (uint32_t i = 0; i < list->item_count; i++) {
        const struct field *f = &list->items[i];
        struct node_value v = vector_value(&l->items[i], column_lane(f), item);
        record_json_value(w, list->plain ? NULL : name_of(w, f), f, v);
    }
    if (!list->plain) json_close_object(w->json);
}

void record_json_list(struct record_json *w, const char *member, const struct field *list, const struct list_column *l,
                      uint32_t row, int64_t without) {
    json_open_array(w->json, member);
    for (uint32_t i = l->offsets[row]; i < l->offsets[row + 1]; i++)
        if (without != (int64_t)(i - l->offsets[row])) put_item(w, list, l, i);
    json_close_array(w->json);
}

void record_json_field(struct record_json *w, const struct block *b, uint32_t row, const struct field *f) {
    const struct list_column *l = &b->lists[f->index];
    bool list = f->type.kind == TYPE_LIST;
    if (!list) record_json_value(w, name_of(w, f), f, vector_value(&b->columns[f->index], column_lane(f), row));
    else if (l->state[row] == STATE_KNOWN) record_json_list(w, name_of(w, f), f, l, row, -1);
    else if (w->nulls) json_put_null(w->json, name_of(w, f));
}

void record_json_end(struct record_json *w) {
    w->json->out->failed |= w->value.failed;
    text_free(&w->value);
}
