// Advice for programs: values as the data contract writes them, so that they can be put into the record.
#include "grammar/base/calendar.h"
#include "interp/advice/advice.h"
#include "interp/eval/record_json.h"

struct output {
    struct json_writer json;
    struct record_json record;
    const struct policy *policy;
    const struct advice *advice;
    enum lang lang;
    struct text value;  // scratch
};

static const char *name(const struct output *to, const struct name *n) { return name_text(to->policy, n, to->lang); }

static const struct list_column *list_of(const struct output *to, const struct field *f) {
    return &to->advice->block->lists[f->index];
}

static void put_side(struct output *to, const char *member, const struct advice_change *c, bool after) {
    bool none = !after && c->was_missing, list = c->field->type.kind == TYPE_LIST;
    if (list && after && c->kind == ADVICE_EMPTY) json_open_array(&to->json, member), json_close_array(&to->json);
    else if (list && !none)
        record_json_list(&to->record, member, c->field, list_of(to, c->field), to->advice->row, after ? c->to : -1);
    else
        record_json_value(&to->record, member, c->field,
                          (struct node_value){none ? STATE_UNKNOWN : STATE_KNOWN, after ? c->to : c->from, {"", 0}});
}

static void put_change(struct output *to, const struct advice_change *c, bool is_paper) {
    json_open_object(&to->json, NULL);
    json_put_string(&to->json, "field", name(to, &c->field->def.name));
    if (!is_paper) put_side(to, "from", c, false);
    put_side(to, "to", c, true);
    json_close_object(&to->json);
}

static void put_met(struct output *to, const struct advice_met *m) {
    json_open_object(&to->json, NULL);
    json_put_string(&to->json, "rule", m->name ? name(to, m->name) : NULL);
    json_put_string(&to->json, "clause", m->decl ? m->decl->citation.clause : NULL);
    json_close_object(&to->json);
}

static void put_limit(struct output *to, const char *member, bool has_limit, int64_t limit) {
    text_clear(&to->value);
    text_int(&to->value, limit);
    json_put_string(&to->json, member, has_limit ? text_string(&to->value) : NULL);
}

static void put_members(struct output *to, const struct advice_way *w) {
    char date[11];
    json_open_array(&to->json, "changes");
    for (uint32_t i = 0; i < w->change_count; i++) put_change(to, &w->changes[i], false);
    json_close_array(&to->json);
    if (w->from_date) date_format(w->from_date, date);
    json_put_string(&to->json, "from_date", w->from_date ? date : NULL);
    json_open_array(&to->json, "papers");
    for (uint32_t i = 0; i < w->paper_count; i++) put_change(to, &w->papers[i], true);
    json_close_array(&to->json);
    json_open_array(&to->json, "met");
    for (uint32_t i = 0; i < w->met_count; i++) put_met(to, &w->met[i]);
    json_close_array(&to->json);
    put_limit(to, "limit", w->has_limit, w->limit);
}

static void put_way(struct output *to, const struct advice_way *w) {
    json_open_object(&to->json, NULL);
    json_put_string(&to->json, "scheme", name(to, &w->scheme->def.name));
    json_put_string(&to->json, "offer", name(to, &w->offer->def.name));
    json_put_string(&to->json, "decision", decision_names[w->decision][LANG_EN]);
    put_limit(to, "limit_now", w->decision == DECISION_ELIGIBLE, w->limit_now);
    put_members(to, w);
    json_close_object(&to->json);
}

static void put_without(struct output *to) {
    json_open_array(&to->json, "without");
    for (uint32_t i = 0; i < to->advice->without_count; i++) {
        const struct offer *o = to->advice->without[i];
        json_open_object(&to->json, NULL);
        json_put_string(&to->json, "scheme", name(to, &o->scheme->def.name));
        json_put_string(&to->json, "offer", name(to, &o->def.name));
        json_close_object(&to->json);
    }
    json_close_array(&to->json);
}

static void put_id(struct output *to) {
    const struct field *key = to->policy->key;
    record_json_value(&to->record, "id", key,
                      vector_value(&to->advice->block->columns[key->index], LANE_TEXT, to->advice->row));
}

static void ready(struct output *to) {
    to->record = (struct record_json){.json = &to->json, .policy = to->policy, .lang = to->lang, .nulls = true};
}

static void drop(struct output *to) {
    record_json_end(&to->record);
    to->json.out->failed |= to->value.failed;
    text_free(&to->value);
}

void advice_put_way_json(struct text *out, const struct policy *p, const struct advice *a, const struct advice_way *way,
                         enum lang lang) {
    struct output to = {.json = {.out = out}, .policy = p, .advice = a, .lang = lang};
    ready(&to);
    json_open_object(&to.json, NULL);
    put_members(&to, way);
    json_close_object(&to.json);
    drop(&to);
}

void advice_put_json(struct text *out, const struct policy *p, const struct advice *a, enum lang lang) {
    struct output to = {.json = {.out = out}, .policy = p, .advice = a, .lang = lang};
    ready(&to);
    char date[11];
    date_format(a->as_of, date);
    json_open_object(&to.json, NULL);
    put_id(&to);
    json_put_string(&to.json, "as_of", date);
    json_open_array(&to.json, "offers");
    for (uint32_t i = 0; i < a->way_count; i++) put_way(&to, &a->ways[i]);
    json_close_array(&to.json);
    put_without(&to);
    json_put_bool(&to.json, "stopped", a->stopped);
    json_close_object(&to.json);
    text_char(out, '\n');
    drop(&to);
}
