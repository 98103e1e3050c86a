// Records of a class that are told: those whose keys have the smallest hashes, whatever order they come in.
#include <stdlib.h>
#include <string.h>

#include "interp/value/value_text.h"
#include "interp/whatif/flips.h"

#define FIELDS_MOST 16u

static void drop(void *item) {
    struct flip_sample *s = item;
    free(s->id);
    free(s->why[0]);
    free(s->why[1]);
    free(s->fields);
}

static int compare(const void *left, const void *right) {
    const struct flip_sample *a = left, *b = right;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    int by_id = strcmp(a->id, b->id);
    if (by_id) return by_id;
    for (int i = 0; i < 2; i++)
        if (strcmp(a->why[i], b->why[i])) return strcmp(a->why[i], b->why[i]);
    int by_fields = strcmp(a->fields, b->fields);
    if (by_fields) return by_fields;
    if (a->told.limit_before != b->told.limit_before) return a->told.limit_before < b->told.limit_before ? -1 : 1;
    return a->told.limit_after < b->told.limit_after ? -1 : a->told.limit_after > b->told.limit_after;
}

bool sample_put(struct flip *flip, uint32_t most, struct flip_sample *s) {
    if (!flip->sample.most)
        flip->sample = (struct few){.size = sizeof *s, .most = most, .compare = compare, .drop = drop};
    return few_put(&flip->sample, s);
}

static bool is_too_late(const struct flip *flip, uint64_t hash) {
    const struct flip_sample *last = flip->sample.most ? few_last(&flip->sample) : NULL;
    return last && hash > last->hash;
}

// ---- what is told of one

static const char *name_of(const struct viewing *w, const struct name *n) {
    return name_text(w->scope->policy, n, w->scope->ask->lang);
}

struct because {
    const struct viewing *w;
    struct text *out;
    enum reason wanted;
    bool any;
};

static void put_reason(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct because *b = context;
    bool zh = b->w->scope->ask->lang == LANG_ZH;
    if (reason != b->wanted) return;
    text_put(b->out, b->any ? (zh ? "、" : ", ") : zh ? "：" : ": ");
    text_put(b->out, name_of(b->w, name));
    if (item) text_format(b->out, ".%s", name_of(b->w, item));
    b->any = true;
}

// "ineligible: revenue"; the decision, and what leaves it at that.
static char *why(const struct viewing *w, const struct view *v, uint8_t decision, uint32_t row) {
    struct text out = {0};
    uint32_t offer = view_offer(w->decisions, v, row);
    enum reason wanted = decision == DECISION_INELIGIBLE ? REASON_FAILED
                         : decision == DECISION_REFER    ? REASON_REFER
                                                         : REASON_MISSING;
    struct because b = {w, &out, wanted, false};
    text_put(&out, decision_names[decision][w->scope->ask->lang]);
    if (offer != NO_OFFER && decision >= DECISION_REFER && decision <= DECISION_INELIGIBLE)
        decision_reasons(w->decisions, w->workspace, view_version(w->decisions, v, row), offer, row, put_reason, &b);
    return out.failed ? (text_free(&out), NULL) : out.bytes;
}

struct reading {  // the fields that some conditions read
    const struct field *fields[FIELDS_MOST];
    uint32_t count;
};

static void read_node(struct reading *r, const struct node *n) {
    for (uint32_t i = 0; i < n->count; i++) read_node(r, n->kids[i]);
    if (n->operation != OPERATION_COLUMN || n->space || r->count == FIELDS_MOST) return;
    for (uint32_t i = 0; i < r->count; i++)
        if (r->fields[i] == n->field) return;
    r->fields[r->count++] = n->field;
}

static bool is_reason(const struct flip *flip, const struct name *n) {
    for (uint32_t i = 0; i < flip->reason_count; i++)
        if (names_meet(flip->reasons[i].name, n)) return true;
    return false;
}

static void read_offer(struct reading *r, const struct flip *flip, const struct planned_offer *o) {
    for (uint32_t i = 0; i < o->rule_count; i++)
        if (is_reason(flip, &o->rules[i].rule->def.name)) read_node(r, o->rules[i].condition);
    for (uint32_t i = 0; flip->cause == CAUSE_GRANT && i < o->grant_count; i++)
        if (is_reason(flip, &o->grants[i].grant->def.name)) read_node(r, o->grants[i].value);
}

// Line by line: "annual_revenue = 25万元".
static char *values(const struct viewing *w, const struct reading *r, uint32_t row) {
    enum lang lang = w->scope->ask->lang;
    struct text out = {0};
    text_put(&out, "");
    for (uint32_t i = 0; i < r->count; i++) {
        const struct field *f = r->fields[i];
        struct node_value v = vector_value(&w->workspace->block->columns[f->index], column_lane(f), row);
        text_format(&out, "%s%s = ", i ? "\n" : "", name_of(w, &f->def.name));
        if (v.state != STATE_KNOWN) text_put(&out, lang == LANG_ZH ? "未知" : "unknown");
        else if (f->type.kind == TYPE_MONEY) put_as_written(&out, w->scope->policy, &f->type, v.value, lang);
        else value_put_human(&out, w->scope->policy, &f->type, v.value, v.text, lang);
    }
    text_reserve(&out, 1);
    return out.failed ? (text_free(&out), NULL) : out.bytes;
}

static char *values_read(const struct viewing *w, const struct flip *flip, const struct view views[2], uint32_t row) {
    struct reading r = {.count = 0};
    for (int i = 0; i < 2; i++) {
        uint32_t version = view_version(w->decisions, &views[i], row), offer = view_offer(w->decisions, &views[i], row);
        if (offer != NO_OFFER) read_offer(&r, flip, &w->plan->schemes[version].offers[offer]);
    }
    return values(w, &r, row);
}

bool flip_sample(struct flip *flip, uint32_t most, const struct viewing *w, const struct view views[2],
                 const struct seen seen[2], uint64_t hash, struct slice id, uint32_t row) {
    if (!most || is_too_late(flip, hash)) return true;
    struct flip_sample s = {.hash = hash, .id = malloc(id.length + 1)};
    if (s.id) memcpy(s.id, id.text, id.length), s.id[id.length] = '\0';
    s.told = (struct whatif_sampled){.before = flip->before,
                                     .after = flip->after,
                                     .has_before = seen[0].has[row],
                                     .has_after = seen[1].has[row],
                                     .limit_before = seen_limit(&seen[0], row),
                                     .limit_after = seen_limit(&seen[1], row)};
    for (int i = 0; i < 2; i++) s.why[i] = why(w, &views[i], seen[i].decision[row], row);
    s.fields = values_read(w, flip, views, row);
    if (s.id && s.why[0] && s.why[1] && s.fields) return sample_put(flip, most, &s);
    drop(&s);
    return false;
}
