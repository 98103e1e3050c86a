// An applicant as a line of JSON.
#include "interp/eval/record_json.h"
#include "interp/solve/witness.h"

static void put_field(struct record_json *w, const struct block *b, uint32_t row, const struct field *f,
                      const char *key) {
    if (f->key && key) json_put_string(w->json, name_text(w->policy, &f->def.name, w->lang), key);
    else record_json_field(w, b, row, f);
}

void witness_put_json(struct text *out, const struct block *b, uint32_t row, const struct witness_form *form,
                      enum lang lang) {
    struct json_writer j = {.out = out};
    struct record_json w = {.json = &j, .policy = b->policy, .lang = lang, .nulls = form->nulls};
    json_open_object(&j, NULL);
    bool left_out = false;
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        if (f->key || !form->shown || form->shown[i]) put_field(&w, b, row, f, form->key);
        else left_out = true;
    }
    if (left_out) text_put(out, ",…");
    json_close_object(&j);
    record_json_end(&w);
}
