// An applicant as a line of JSON.
#include <string.h>

#include "grammar/base/json.h"
#include "interp/prove/internal.h"
#include "interp/value/value_text.h"

struct telling {
    struct json_writer j;
    const struct policy *policy;
    enum lang lang;
    struct text value;  // scratch
};

static const char *json_of(struct telling *t, const struct type *type, struct node_value v) {
    text_clear(&t->value);
    value_put_json(&t->value, t->policy, type, v.value, v.text, t->lang);
    return text_string(&t->value);
}

static void put_name(struct telling *t, const struct field *f) {
    struct text *out = t->j.out;
    const char *name = name_text(t->policy, &f->def.name, t->lang);
    if (t->j.follows) text_char(out, ',');
    text_json(out, name, strlen(name));
    text_char(out, ':');
    t->j.follows = false;
}

static void put_value(struct telling *t, const struct field *f, struct node_value v) {
    json_put_raw(&t->j, NULL, v.state == STATE_KNOWN ? json_of(t, &f->type, v) : NULL);
}

static void put_item(struct telling *t, const struct list_column *list, const struct field *f, uint32_t item) {
    if (f->plain) {
        put_value(t, f->items, vector_value(&list->items[0], lane_of(f->items[0].type), item));
        return;
    }
    json_open_object(&t->j, NULL);
    for (uint32_t i = 0; i < f->item_count; i++) {
        put_name(t, &f->items[i]);
        put_value(t, &f->items[i], vector_value(&list->items[i], column_lane(&f->items[i]), item));
    }
    json_close_object(&t->j);
}

static void put_list(struct telling *t, const struct block *b, uint32_t row, const struct field *f) {
    const struct list_column *list = &b->lists[f->index];
    if (list->state[row] != STATE_KNOWN) {
        json_put_null(&t->j, NULL);
        return;
    }
    json_open_array(&t->j, NULL);
    for (uint32_t i = list->offsets[row]; i < list->offsets[row + 1]; i++) put_item(t, list, f, i);
    json_close_array(&t->j);
}

static void put_field(struct telling *t, const struct block *b, uint32_t row, const struct field *f) {
    put_name(t, f);
    if (f->type.kind == TYPE_LIST) put_list(t, b, row, f);
    else if (f->key) json_put_string(&t->j, NULL, WITNESS);
    else put_value(t, f, vector_value(&b->columns[f->index], column_lane(f), row));
}

void put_record(struct text *out, const struct policy *p, const struct block *b, uint32_t row, enum lang lang) {
    struct telling t = {.j = {.out = out}, .policy = p, .lang = lang};
    json_open_object(&t.j, NULL);
    for (uint32_t i = 0; i < p->field_count; i++) put_field(&t, b, row, &p->fields[i]);
    json_close_object(&t.j);
    out->failed |= t.value.failed;
    text_free(&t.value);
}
