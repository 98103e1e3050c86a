// The later of two editions, put on the earlier one's vocabulary.
#include "grammar/check/editions.h"

#include <stdlib.h>

#include "grammar/base/order.h"
#include "grammar/check/join.h"

// ---- values

static uint32_t value_called(const struct choices *among, const struct name *n) {
    uint32_t i = 0;
    while (i < among->value_count && !names_meet(&among->values[i].def.name, n)) i++;
    return i;
}

// What it is called now; a spelling that is no longer given stays.
static void rename_to(struct name *n, const struct name *now) {
    struct name was = *n;
    *n = *now;
    if (!n->en) n->en = was.en, n->en_at = was.en_at;
    if (!n->zh) n->zh = was.zh, n->zh_at = was.zh_at;
}

// Values of the earlier edition keep their numbers, which its expressions hold; the array moves, its old one stays.
static void add_value(struct join *j, struct choices *to, const struct value *v) {
    struct value *values = ARENA_ARRAY(j->arena, struct value, to->value_count + 1);
    for (uint32_t i = 0; i < to->value_count; i++) values[i] = to->values[i];
    values[to->value_count] = *v;
    values[to->value_count].index = to->value_count;
    to->values = values;
    to->value_count++;
}

static const struct joined_choices *join_choices(struct join *j, const struct choices *from, struct choices *to) {
    const struct joined_choices *known = joined_choices_of(j, from);
    if (known) return known;
    struct joined_choices made = {from, to, ARENA_ARRAY(j->arena, uint32_t, from->value_count)};
    for (uint32_t i = 0; i < from->value_count; i++) {
        made.numbers[i] = value_called(to, &from->values[i].def.name);
        if (made.numbers[i] == to->value_count) add_value(j, to, &from->values[i]);
        else rename_to(&to->values[made.numbers[i]].def.name, &from->values[i].def.name);
    }
    ARENA_PUSH(j->arena, j->choices, j->choices_count, made);
    return &j->choices[j->choices_count - 1];
}

// Whether the values have the same numbers among `to`, though they were joined to other choices.
static bool have_numbers(const struct joined_choices *made, const struct choices *to) {
    for (uint32_t i = 0; i < made->from->value_count; i++)
        if (value_called(to, &made->from->values[i].def.name) != made->numbers[i]) return false;
    return true;
}

// ---- fields

static void report_kind(struct join *j, const struct field *now, const struct field *was) {
    struct checker *c = &j->words;
    struct diag *d = diag(j->diags, DIAG_EDITION_KIND, now->def.name.at, name_words(c, &now->def.name),
                          type_words(c, &was->type), type_words(c, &now->type));
    diag_label(j->diags, d, DIAG_LABEL_THE_OTHER, was->def.name.at, A(""));
}

static bool is_alike(struct join *j, const struct field *now, const struct field *was) {
    const struct type *a = &now->type, *b = &was->type;
    bool kind = a->kind == b->kind && a->unit == b->unit && a->decimals == b->decimals;
    if (!kind || !a->choices != !b->choices) return false;
    if (!a->choices) return true;
    const struct joined_choices *made = join_choices(j, a->choices, (struct choices *)b->choices);
    return made->to == b->choices || have_numbers(made, b->choices);
}

static bool has_items(struct join *j, const struct field *now, const struct field *was) {
    for (uint32_t i = 0; i < now->item_count; i++) {
        const struct field *item = field_called(was->items, was->item_count, &now->items[i].def.name);
        if (!item || !is_alike(j, &now->items[i], item)) return false;
    }
    return true;
}

// An end that both give in one way is the outer one of both; else there is none.
static void widen_end(struct range_end *end, const struct range_end *other, bool least) {
    bool both = end->given && other->given && end->at_as_of == other->at_as_of;
    if (!both) *end = (struct range_end){0};
    else if (least == (other->value < end->value)) end->value = other->value;
}

static void widen(struct field *was, const struct field *now) {
    widen_end(&was->range.least, &now->range.least, true);
    widen_end(&was->range.most, &now->range.most, false);
    for (uint32_t i = 0; i < now->item_count; i++)
        widen((struct field *)field_called(was->items, was->item_count, &now->items[i].def.name), &now->items[i]);
}

static void join_field(struct join *j, const struct field *now) {
    struct policy *p = j->before;
    struct field *was = (struct field *)field_called(p->fields, p->field_count, &now->def.name);
    j->fields[now->index] = was;
    if (!was) return;
    if (!is_alike(j, now, was)) report_kind(j, now, was);
    else if (!has_items(j, now, was))
        diag_label(j->diags,
                   diag(j->diags, DIAG_EDITION_ITEMS, now->def.name.at, name_words(&j->words, &now->def.name)),
                   DIAG_LABEL_THE_OTHER, was->def.name.at, A(""));
    else widen(was, now), rename_to(&was->def.name, &now->def.name);
}

// One that the earlier edition does not have comes behind those that it has, where room was left.
static void add_field(struct join *j, const struct field *now) {
    struct policy *p = j->before;
    struct field *f = &p->fields[p->field_count];
    *f = *now;
    f->index = p->field_count++;
    for (uint32_t i = 0; i < f->item_count; i++) f->items[i].list = f;
    j->fields[now->index] = f;
}

static void join_fields(struct join *j) {
    const struct policy *after = j->after;
    j->fields = ARENA_ARRAY(j->arena, struct field *, after->field_count);
    for (uint32_t i = 0; i < after->field_count; i++) join_field(j, &after->fields[i]);
    for (uint32_t i = 0; i < after->field_count; i++)
        if (!j->fields[i]) add_field(j, &after->fields[i]);
    for (uint32_t i = 0; i < after->field_count; i++) {
        join_type(j, &j->fields[i]->type);
        for (uint32_t k = 0; k < j->fields[i]->item_count; k++) join_type(j, &j->fields[i]->items[k].type);
    }
    if (!j->before->key && after->key) j->before->key = j->fields[after->key->index];
}

// ---- schemes

static uint32_t group_called(const struct policy *p, const struct name *n) {
    for (uint32_t i = 0; i < p->scheme_count; i++)
        if (names_meet(&p->schemes[i]->def.name, n)) return p->schemes[i]->group;
    return UINT32_MAX;
}

static int by_group(const void *left, const void *right) {
    const struct scheme *a = *(struct scheme *const *)left, *b = *(struct scheme *const *)right;
    int order = compare_numbers(a->group, b->group);
    return order ? order : compare_numbers(a->from, b->from);
}

static void join_groups(struct join *j) {
    struct policy *before = j->before, *after = j->after;
    uint32_t *groups = ARENA_ARRAY(j->arena, uint32_t, after->group_count);
    for (uint32_t i = 0; i < after->scheme_count; i++) {
        struct scheme *s = after->schemes[i];
        bool first = i == 0 || after->schemes[i - 1]->group != s->group;
        if (first) groups[s->group] = group_called(before, &s->def.name);
        if (groups[s->group] == UINT32_MAX) groups[s->group] = before->group_count++;
    }
    for (uint32_t i = 0; i < after->scheme_count; i++) {
        struct scheme *s = after->schemes[i];
        s->group = groups[s->group];
        for (uint32_t k = 0; k < s->param_count; k++) s->params[k]->group = s->group;
    }
    if (after->scheme_count) qsort(after->schemes, after->scheme_count, sizeof *after->schemes, by_group);
}

// ---- both

static struct policy *joined(struct join *j) {
    struct policy *p = j->before;
    struct world later = {.schemes = j->after->schemes, .scheme_count = j->after->scheme_count, .whole = true};
    p->samples = j->after->samples, p->sample_count = j->after->sample_count;
    p->tests = j->after->tests, p->test_count = j->after->test_count;
    p->claims = j->after->claims, p->claim_count = j->after->claim_count;
    for (uint32_t i = 0; i < p->claim_count; i++) p->claims[i].world = NULL;  // one change at a time
    p->asked = j->after->asked;
    ARENA_PUSH(j->arena, p->worlds, p->world_count, later);
    return p;
}

static struct policy *join_editions(struct compilation *c, struct policy *before, struct policy *after) {
    arena_init(&c->trial, c->arena.out_of_memory);
    struct join j = {.arena = &c->arena, .trial = &c->trial, .diags = &c->diags, .before = before, .after = after};
    j.words = (struct checker){.arena = &c->arena, .names = &c->names, .sources = &c->sources, .diags = &c->diags};
    join_fields(&j);
    join_groups(&j);
    if (!c->diags.errors) join_references(&j);
    arena_free(&c->trial);
    return joined(&j);
}

static uint32_t count_fields(const struct compilation *c) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->tree_count; i++)
        for (uint32_t k = 0; k < c->trees[i]->count; k++)
            if (c->trees[i]->decls[k]->kind == DECL_VOCABULARY) count += c->trees[i]->decls[k]->member_count;
    return count;
}

struct policy *check_editions(struct compilation *c, const struct check_options *options) {
    struct check_options first = *options;
    struct compilation later = *c;
    first.more_fields = count_fields(c);
    c->trees = c->earlier, c->tree_count = c->earlier_count;
    c->claim_count = 0, c->condition = NULL;
    struct policy *before = check_policy(c, &first);
    c->trees = later.trees, c->tree_count = later.tree_count;
    c->claim_count = later.claim_count, c->condition = later.condition;
    struct policy *after = check_policy(c, options);
    return c->diags.errors ? after : join_editions(c, before, after);
}
