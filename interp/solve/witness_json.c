// An applicant as a line of JSON.
#include <string.h>

#include "grammar/base/json.h"
#include "interp/eval/workspace.h"
#include "interp/solve/witness.h"
#include "interp/value/value_text.h"

struct telling {
    struct json_writer j;
    const struct witness_form *form;
    const struct policy *policy;
    enum lang lang;
    struct text value;  // scratch
};

static void put_value(struct telling *t, const struct field *f, struct node_value v) {
    text_clear(&t->value);
    if (v.state == STATE_KNOWN) value_put_json(&t->value, t->policy, &f->type, v.value, v.text, t->lang);
    json_put_raw(&t->j, NULL, v.state == STATE_KNOWN ? text_string(&t->value) : NULL);
}

// False where the member is left out.
static bool put_name(struct telling *t, const struct field *f, enum state state) {
    struct text *out = t->j.out;
    const char *name = name_text(t->policy, &f->def.name, t->lang);
    if (state != STATE_KNOWN && !t->form->nulls) return false;
    if (t->j.follows) text_char(out, ',');
    text_json(out, name, strlen(name));
    text_char(out, ':');
    t->j.follows = false;
    return true;
}

static void put_member(struct telling *t, const struct field *f, struct node_value v) {
    if (put_name(t, f, v.state)) put_value(t, f, v);
}

static void put_item(struct telling *t, const struct list_column *list, const struct field *f, uint32_t item) {
    if (f->plain) {
        put_value(t, f->items, vector_value(&list->items[0], column_lane(f->items), item));
        return;
    }
    json_open_object(&t->j, NULL);
    for (uint32_t i = 0; i < f->item_count; i++)
        put_member(t, &f->items[i], vector_value(&list->items[i], column_lane(&f->items[i]), item));
    json_close_object(&t->j);
}

static void put_list(struct telling *t, const struct list_column *list, uint32_t row, const struct field *f) {
    if (!put_name(t, f, (enum state)list->state[row])) return;
    if (list->state[row] != STATE_KNOWN) {
        json_put_null(&t->j, NULL);
        return;
    }
    json_open_array(&t->j, NULL);
    for (uint32_t i = list->offsets[row]; i < list->offsets[row + 1]; i++) put_item(t, list, f, i);
    json_close_array(&t->j);
}

static void put_key(struct telling *t, const struct field *f) {
    put_name(t, f, STATE_KNOWN);
    json_put_string(&t->j, NULL, t->form->key);
}

static void put_field(struct telling *t, const struct block *b, uint32_t row, const struct field *f) {
    if (f->type.kind == TYPE_LIST) put_list(t, &b->lists[f->index], row, f);
    else if (f->key && t->form->key) put_key(t, f);
    else put_member(t, f, vector_value(&b->columns[f->index], column_lane(f), row));
}

void witness_put_json(struct text *out, const struct block *b, uint32_t row, const struct witness_form *form,
                      enum lang lang) {
    struct telling t = {.j = {.out = out}, .form = form, .policy = b->policy, .lang = lang};
    json_open_object(&t.j, NULL);
    for (uint32_t i = 0; i < b->policy->field_count; i++) put_field(&t, b, row, &b->policy->fields[i]);
    json_close_object(&t.j);
    out->failed |= t.value.failed;
    text_free(&t.value);
}
