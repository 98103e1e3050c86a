// What is told of a scheme's values a second time, in the order in which they are read.
#include <string.h>

#include "interp/explain/build.h"

struct said {
    const struct explained_value **items;
    uint32_t count;
};

static bool was_said(const struct said *s, const struct explained_value *v) {
    for (uint32_t i = 0; i < s->count; i++)
        if (!strcmp(s->items[i]->name.en, v->name.en) && !strcmp(s->items[i]->text, v->text)) return true;
    return false;
}

static void note(struct telling *t, struct said *s, struct explained_value *values, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const struct explained_value *v = &values[i];
        values[i].said_above = was_said(s, v);
        if (!v->said_above) ARENA_PUSH(t->arena, s->items, s->count, v);
    }
}

static void note_rules(struct telling *t, struct said *s, struct explained_rule *rules, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) note(t, s, rules[i].values, rules[i].value_count);
}

static void note_offer(struct telling *t, struct said *s, struct explained_offer *o) {
    note(t, s, o->when_values, o->when_value_count);
    note_rules(t, s, o->rules, o->rule_count);
    for (uint32_t i = 0; i < o->grant_count; i++) note(t, s, o->grants[i].values, o->grants[i].value_count);
}

void tell_repeats(struct telling *t, struct explained_scheme *s) {
    struct said said = {0};
    note_rules(t, &said, s->rules, s->rule_count);
    for (uint32_t i = 0; i < s->offer_count; i++) note_offer(t, &said, &s->offers[i]);
}
