// Schemes, offers, grants, fields and values by name, and by the indices the API gives them.
#include <string.h>

#include "interp/api/api.h"
#include "interp/value/field_names.h"

static uint32_t offer_id(struct pol_policy *p, const struct scheme *s, const struct offer *o) {
    for (uint32_t i = 0; i < p->offer_count; i++)
        if (p->offers[i].group == s->group && names_meet(p->offers[i].name, &o->def.name)) return i;
    ARENA_PUSH(&p->compilation.arena, p->offers, p->offer_count, ((struct api_offer){s->group, &o->def.name}));
    return p->offer_count - 1;
}

static uint32_t grant_id(struct pol_policy *p, uint32_t offer, const struct grant *g) {
    for (uint32_t i = 0; i < p->grant_count; i++)
        if (p->grants[i].offer == offer && names_meet(p->grants[i].name, &g->def.name)) return i;
    const struct api_grant fresh = {offer, &g->def.name, {0}};
    ARENA_PUSH(&p->compilation.arena, p->grants, p->grant_count, fresh);
    return p->grant_count - 1;
}

static void collect(struct pol_policy *p) {
    struct arena *a = &p->compilation.arena;
    p->groups = ARENA_ARRAY(a, const struct name *, p->model->group_count);
    p->offer_ids = ARENA_ARRAY(a, uint32_t *, p->model->scheme_count);
    for (uint32_t v = 0; v < p->model->scheme_count; v++) {
        const struct scheme *s = p->model->schemes[v];
        p->groups[s->group] = &s->def.name;
        p->offer_ids[v] = ARENA_ARRAY(a, uint32_t, s->offer_count);
        for (uint32_t o = 0; o < s->offer_count; o++) {
            p->offer_ids[v][o] = offer_id(p, s, s->offers[o]);
            for (uint32_t g = 0; g < s->offers[o]->grant_count; g++)
                grant_id(p, p->offer_ids[v][o], s->offers[o]->grants[g]);
        }
    }
}

static int32_t *places(struct arena *a, uint32_t count) {
    int32_t *all = ARENA_ARRAY(a, int32_t, count);
    for (uint32_t i = 0; i < count; i++) all[i] = -1;
    return all;
}

static void place_grants(struct pol_policy *p, uint32_t version, uint32_t offer, const struct offer *o) {
    for (uint32_t g = 0; g < o->grant_count; g++) {
        uint32_t id = grant_id(p, offer, o->grants[g]);
        const struct type *t = &o->grants[g]->decl->expr->type;
        p->grant_places[version][id] = (int32_t)g;
        if (p->grants[id].type.kind == TYPE_NONE) p->grants[id].type = *t;  // a version may be silent throughout
    }
}

static void place(struct pol_policy *p) {
    struct arena *a = &p->compilation.arena;
    p->offer_places = ARENA_ARRAY(a, int32_t *, p->model->scheme_count);
    p->grant_places = ARENA_ARRAY(a, int32_t *, p->model->scheme_count);
    for (uint32_t v = 0; v < p->model->scheme_count; v++) {
        const struct scheme *s = p->model->schemes[v];
        p->offer_places[v] = places(a, p->offer_count);
        p->grant_places[v] = places(a, p->grant_count);
        for (uint32_t o = 0; o < s->offer_count; o++) {
            p->offer_places[v][p->offer_ids[v][o]] = (int32_t)o;
            place_grants(p, v, p->offer_ids[v][o], s->offers[o]);
        }
    }
}

static const char *join(struct arena *a, const char *list, const char *item) {
    size_t left = strlen(list), right = strlen(item);
    char *joined = arena_alloc(a, left + right + 2);
    memcpy(joined, list, left);
    joined[left] = '.';
    memcpy(joined + left + 1, item, right);
    return joined;
}

static void name_items(struct pol_policy *p) {
    struct arena *a = &p->compilation.arena;
    p->item_names = arena_array(a, p->model->field_count, sizeof *p->item_names);
    for (uint32_t i = 0; i < p->model->field_count; i++) {
        const struct field *f = &p->model->fields[i];
        if (f->type.kind != TYPE_LIST) continue;
        p->item_names[i] = arena_array(a, f->item_count, sizeof *p->item_names[i]);
        for (uint32_t k = 0; k < f->item_count; k++)
            for (int lang = 0; lang < 2; lang++)
                p->item_names[i][k][lang] = join(a, name_text(p->model, &f->def.name, (enum lang)lang),
                                                 name_text(p->model, &f->items[k].def.name, (enum lang)lang));
    }
}

void api_index(struct pol_policy *p) {
    collect(p);
    place(p);
    name_items(p);
}

// "type", or "overdue.kind" for an item's field.
static const struct field *field_or_item(const struct policy *p, const char *name) {
    const char *point = strchr(name, '.');
    if (!point) return field_find(p, name, strlen(name));
    const struct field *list = field_find(p, name, (size_t)(point - name));
    for (uint32_t i = 0; list && i < list->item_count; i++)
        if (name_has_text(p, &list->items[i].def.name, point + 1, strlen(point + 1))) return &list->items[i];
    return NULL;
}

static enum pol_kind api_kind(const struct type *t) {
    switch (t->kind) {
    case TYPE_NONE:
    case TYPE_SPAN: return POL_KIND_NONE;
    case TYPE_TRUTH: return POL_KIND_TRUTH;
    case TYPE_COUNT: return POL_KIND_COUNT;
    case TYPE_MONEY: return POL_KIND_MONEY;
    case TYPE_PERCENT: return POL_KIND_PERCENT;
    case TYPE_NUMBER: return POL_KIND_NUMBER;
    case TYPE_DATE: return POL_KIND_DATE;
    case TYPE_MONTH: return POL_KIND_MONTH;
    case TYPE_PERIOD: return t->unit == UNIT_DAYS ? POL_KIND_DAYS : POL_KIND_MONTHS;
    case TYPE_CHOICE: return POL_KIND_CHOICE;
    case TYPE_SET: return POL_KIND_SET;
    case TYPE_TEXT: return POL_KIND_TEXT;
    case TYPE_LIST: return POL_KIND_LIST;
    }
    return POL_KIND_NONE;
}

static bool below(int index, uint32_t count) { return index >= 0 && (uint32_t)index < count; }

static bool is_called(const pol_policy *policy, const struct name *n, const char *text) {
    return name_has_text(policy->model, n, text, strlen(text));
}

static const char *spelled(const pol_policy *policy, const struct name *n, enum pol_lang lang) {
    return name_text(policy->model, n, lang == POL_CHINESE ? LANG_ZH : LANG_EN);
}

size_t pol_field_count(const pol_policy *policy) { return policy->model->field_count; }

int pol_field_find(const pol_policy *policy, const char *name) {
    const struct field *f = field_find(policy->model, name, strlen(name));
    return f ? (int)f->index : -1;
}

const char *pol_field_name(const pol_policy *policy, int field, enum pol_lang lang) {
    return below(field, policy->model->field_count) ? spelled(policy, &policy->model->fields[field].def.name, lang)
                                                    : NULL;
}

enum pol_kind pol_field_kind(const pol_policy *policy, int field) {
    return below(field, policy->model->field_count) ? api_kind(&policy->model->fields[field].type) : POL_KIND_NONE;
}

// What a choice or a set ranges over; NULL where the field is neither.
static const struct choices *choices_of(const pol_policy *policy, const char *field) {
    const struct field *f = field_or_item(policy->model, field);
    return f ? f->type.choices : NULL;
}

static const char *value_name(const pol_policy *policy, const struct choices *among, int code, enum pol_lang lang) {
    return among && below(code, among->value_count) ? spelled(policy, &among->values[code].def.name, lang) : NULL;
}

int pol_choice_code(const pol_policy *policy, const char *field, const char *value) {
    const struct choices *among = choices_of(policy, field);
    for (uint32_t i = 0; among && i < among->value_count; i++)
        if (value_is_called(policy->model, &among->values[i], value, strlen(value))) return (int)i;
    return -1;
}

size_t pol_choice_count(const pol_policy *policy, const char *field) {
    const struct choices *among = choices_of(policy, field);
    return among ? among->value_count : 0;
}

const char *pol_choice_name(const pol_policy *policy, const char *field, int code, enum pol_lang lang) {
    return value_name(policy, choices_of(policy, field), code, lang);
}

size_t pol_scheme_count(const pol_policy *policy) { return policy->model->group_count; }

int pol_scheme_find(const pol_policy *policy, const char *name) {
    for (uint32_t g = 0; g < policy->model->group_count; g++)
        if (name_has_text(policy->model, policy->groups[g], name, strlen(name))) return (int)g;
    return -1;
}

const char *pol_scheme_name(const pol_policy *policy, int scheme, enum pol_lang lang) {
    return below(scheme, policy->model->group_count) ? spelled(policy, policy->groups[scheme], lang) : NULL;
}

size_t pol_offer_count(const pol_policy *policy) { return policy->offer_count; }

int pol_offer_find(const pol_policy *policy, const char *scheme, const char *offer) {
    int group = pol_scheme_find(policy, scheme);
    for (uint32_t i = 0; i < policy->offer_count; i++)
        if ((int)policy->offers[i].group == group && is_called(policy, policy->offers[i].name, offer)) return (int)i;
    return -1;
}

const char *pol_offer_name(const pol_policy *policy, int offer, enum pol_lang lang) {
    return below(offer, policy->offer_count) ? spelled(policy, policy->offers[offer].name, lang) : NULL;
}

int pol_offer_scheme(const pol_policy *policy, int offer) {
    return below(offer, policy->offer_count) ? (int)policy->offers[offer].group : -1;
}

size_t pol_grant_count(const pol_policy *policy) { return policy->grant_count; }

int pol_grant_find(const pol_policy *policy, const char *scheme, const char *offer, const char *grant) {
    int of = pol_offer_find(policy, scheme, offer);
    for (uint32_t i = 0; i < policy->grant_count; i++)
        if ((int)policy->grants[i].offer == of && is_called(policy, policy->grants[i].name, grant)) return (int)i;
    return -1;
}

const char *pol_grant_name(const pol_policy *policy, int grant, enum pol_lang lang) {
    return below(grant, policy->grant_count) ? spelled(policy, policy->grants[grant].name, lang) : NULL;
}

int pol_grant_offer(const pol_policy *policy, int grant) {
    return below(grant, policy->grant_count) ? (int)policy->grants[grant].offer : -1;
}

enum pol_kind pol_grant_kind(const pol_policy *policy, int grant) {
    return below(grant, policy->grant_count) ? api_kind(&policy->grants[grant].type) : POL_KIND_NONE;
}

const char *pol_grant_choice_name(const pol_policy *policy, int grant, int code, enum pol_lang lang) {
    bool known = below(grant, policy->grant_count);
    return known ? value_name(policy, policy->grants[grant].type.choices, code, lang) : NULL;
}
