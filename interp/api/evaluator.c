// Evaluating, and reading what came of it.
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/api/api.h"
#include "interp/eval/causes.h"
#include "interp/eval/eval.h"

_Static_assert((int)POL_NOT_IN_FORCE == (int)DECISION_NOT_IN_FORCE && (int)POL_NO_DECISION == (int)DECISION_COUNT,
               "decisions are numbered alike");
_Static_assert((int)POL_REASON_FAILED == (int)REASON_FAILED && (int)POL_REASON_REFER == (int)REASON_REFER &&
                   (int)POL_REASON_MISSING == (int)REASON_MISSING,
               "reasons are numbered alike");

#define MAX_RECORDS ((size_t)1 << 20)
#define MAX_ITEMS ((size_t)1 << 24)

static uint32_t larger(uint32_t a, uint32_t b) { return a > b ? a : b; }

// What may stand among the reasons of one of a scheme's offers: by its `when`, rules of all the others too.
static uint32_t count_scheme_names(const struct scheme *s) {
    uint32_t rules = 0, grants = 0;
    for (uint32_t i = 0; i < s->offer_count; i++) {
        rules += s->offers[i]->rule_count;
        grants = larger(grants, s->offers[i]->grant_count);
    }
    return rules + grants;
}

static uint32_t count_names(const struct policy *p) {
    uint32_t most = 0, fields = p->field_count;
    for (uint32_t i = 0; i < p->field_count; i++) fields += p->fields[i].item_count;
    for (uint32_t i = 0; i < p->scheme_count; i++) most = larger(most, count_scheme_names(p->schemes[i]));
    return most + fields;
}

// Lists and the nodes over their items get their room now, so that no evaluation has to ask for it.
static bool warm_up(struct pol_evaluator *e, size_t items) {
    const struct policy *p = e->block->policy;
    uint32_t row = block_add_row(e->block);
    if (e->block->as_of) e->block->as_of[row] = DATE_MIN;
    for (uint32_t i = 0; i < p->field_count; i++) {
        if (p->fields[i].type.kind != TYPE_LIST) continue;
        block_set_list_known(e->block, row, &p->fields[i]);
        for (size_t k = 0; k < items; k++)
            if (block_add_item(e->block, &p->fields[i]) < 0) return false;
    }
    block_seal(e->block);
    bool done = eval_block(e->work, e->block);
    block_clear(e->block);
    return done;
}

// Every field of every row is missing to begin with: so stay those that no member is bound to.
static void begin_missing(struct block *b) {
    while (b->rows < b->capacity) {
        uint32_t row = block_add_row(b);
        b->record[row] = row + 1;
    }
    block_seal(b);
    block_clear(b);
}

static bool make(struct pol_evaluator *e, size_t records, size_t items) {
    const struct plan *plan = e->binding->plan;
    uint32_t capacity = (uint32_t)records;
    e->name_room = count_names(plan->policy);
    e->block = block_new(plan->policy, capacity, !e->binding->dated);
    e->work = plan_workspace_new(plan, capacity);
    e->decisions = decisions_new(plan, capacity);
    e->bad_field = calloc(records, sizeof *e->bad_field);
    e->bad_list = calloc(records, sizeof *e->bad_list);
    e->names = calloc(e->name_room ? e->name_room : 1, sizeof *e->names);
    if (!e->block || !e->work || !e->decisions || !e->bad_field || !e->bad_list || !e->names || !warm_up(e, items))
        return false;
    begin_missing(e->block);
    return true;
}

enum pol_status pol_evaluator_new(const pol_binding *binding, size_t records, size_t items, pol_evaluator **evaluator) {
    *evaluator = NULL;
    if (records == 0 || records > MAX_RECORDS || items > MAX_ITEMS) return POL_ERROR_ARGUMENT;
    pol_evaluator *e = calloc(1, sizeof *e);
    if (!e) return POL_ERROR_MEMORY;
    e->binding = binding;
    if (make(e, records, items)) *evaluator = e;
    else pol_evaluator_free(e);
    return *evaluator ? POL_OK : POL_ERROR_MEMORY;
}

void pol_evaluator_free(pol_evaluator *evaluator) {
    if (!evaluator) return;
    if (evaluator->decisions) decisions_free(evaluator->decisions);
    if (evaluator->work) workspace_free(evaluator->work);
    block_free(evaluator->block);
    free(evaluator->bad_field);
    free(evaluator->bad_list);
    free(evaluator->names);
    free(evaluator);
}

enum pol_status pol_evaluator_run(pol_evaluator *evaluator, const void *records, size_t count,
                                  const struct pol_date *as_of) {
    struct pol_evaluator *e = evaluator;
    int32_t date = as_of ? api_pack(*as_of) : 0;
    block_clear(e->block);
    if (count > e->block->capacity || e->binding->dated == (as_of != NULL) || (as_of && !date))
        return POL_ERROR_ARGUMENT;
    if (!api_convert(e, records, count, date) || !eval_block(e->work, e->block)) {
        block_clear(e->block);
        return POL_ERROR_MEMORY;
    }
    decide(e->decisions, e->work, e->block);
    return POL_OK;
}

static bool has_decision(const struct pol_evaluator *e, size_t row) {
    return row < e->block->rows && !e->bad_field[row] && !e->decisions->fault[row];
}

// The version of a scheme that a row is reported by; -1: no such scheme, or the row has no decision.
static int version_of(const struct pol_evaluator *e, size_t row, int scheme) {
    const struct decisions *d = e->decisions;
    if (scheme < 0 || (uint32_t)scheme >= d->plan->policy->group_count || !has_decision(e, row)) return -1;
    return d->chosen[(size_t)scheme * d->capacity + row];
}

enum pol_decision pol_scheme_decision(const pol_evaluator *evaluator, size_t row, int scheme) {
    int version = version_of(evaluator, row, scheme);
    return version < 0 ? POL_NO_DECISION : (enum pol_decision)evaluator->decisions->schemes[version].decision[row];
}

int pol_scheme_best(const pol_evaluator *evaluator, size_t row, int scheme) {
    int version = version_of(evaluator, row, scheme);
    if (version < 0) return -1;
    const struct scheme_result *s = &evaluator->decisions->schemes[version];
    if (s->decision[row] == DECISION_NOT_IN_FORCE || s->planned->offer_count == 0) return -1;
    return (int)evaluator->binding->policy->offer_ids[version][s->best[row]];
}

bool pol_scheme_limit(const pol_evaluator *evaluator, size_t row, int scheme, int64_t *fen) {
    int version = version_of(evaluator, row, scheme);
    if (version < 0 || !evaluator->decisions->schemes[version].has_limit[row]) return false;
    *fen = evaluator->decisions->schemes[version].limit[row];
    return true;
}

struct offer_at {
    int version, place;  // version -1: the row has no decision; place -1: not in that version
};

static struct offer_at find_offer(const struct pol_evaluator *e, size_t row, int offer) {
    const pol_policy *policy = e->binding->policy;
    if (offer < 0 || (uint32_t)offer >= policy->offer_count) return (struct offer_at){-1, -1};
    int version = version_of(e, row, (int)policy->offers[offer].group);
    return (struct offer_at){version, version < 0 ? -1 : policy->offer_places[version][offer]};
}

static enum pol_decision offer_decision(const struct pol_evaluator *e, size_t row, struct offer_at at) {
    if (at.version < 0) return POL_NO_DECISION;
    if (at.place < 0) return POL_NOT_IN_FORCE;
    const struct scheme_result *s = &e->decisions->schemes[at.version];
    if (s->decision[row] == DECISION_NOT_IN_FORCE) return POL_NOT_IN_FORCE;
    return (enum pol_decision)s->offers[at.place].decision[row];
}

enum pol_decision pol_offer_decision(const pol_evaluator *evaluator, size_t row, int offer) {
    return offer_decision(evaluator, row, find_offer(evaluator, row, offer));
}

struct collector {
    const struct pol_evaluator *e;
    const char **names;
    uint32_t count, room;
    enum reason wanted;
    enum lang lang;
};

// A policy has no memory to join two names in any more: the joined ones were made with it.
static const char *item_name(const pol_policy *policy, const struct name *list, const struct name *item,
                             enum lang lang) {
    for (uint32_t i = 0; i < policy->model->field_count; i++) {
        const struct field *f = &policy->model->fields[i];
        for (uint32_t k = 0; name_equal(&f->def.name, list) && k < f->item_count; k++)
            if (name_equal(&f->items[k].def.name, item)) return policy->item_names[i][k][lang];
    }
    return "";
}

// Keeps the names sorted by their bytes, each once.
static void insert(struct collector *c, const char *name) {
    uint32_t at = c->count;
    while (at > 0 && strcmp(c->names[at - 1], name) > 0) at--;
    if ((at > 0 && strcmp(c->names[at - 1], name) == 0) || c->count == c->room) return;
    memmove(c->names + at + 1, c->names + at, (c->count - at) * sizeof *c->names);
    c->names[at] = name;
    c->count++;
}

static void visit(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct collector *c = context;
    const pol_policy *policy = c->e->binding->policy;
    if (reason != c->wanted) return;
    insert(c, item ? item_name(policy, name, item, c->lang) : name_text(policy->model, name, c->lang));
}

size_t pol_offer_reasons(const pol_evaluator *evaluator, size_t row, int offer, enum pol_reason reason,
                         enum pol_lang lang, const char **names, size_t capacity) {
    struct offer_at at = find_offer(evaluator, row, offer);
    if (at.place < 0) return 0;
    const struct pol_evaluator *e = evaluator;
    struct collector c = {e, e->names, 0, e->name_room, (enum reason)reason, lang == POL_CHINESE ? LANG_ZH : LANG_EN};
    decision_reasons(e->decisions, e->work, (uint32_t)at.version, (uint32_t)at.place, (uint32_t)row, visit, &c);
    for (uint32_t i = 0; i < c.count && i < capacity; i++) names[i] = c.names[i];
    return c.count;
}

static enum pol_granted read_value(const struct node_value *v, enum type_kind kind, struct pol_value *value) {
    if (v->state == STATE_SILENT) return POL_GRANT_SILENT;
    if (v->state == STATE_REFERRED) return POL_GRANT_REFERRED;
    if (v->state != STATE_KNOWN) return POL_GRANT_NONE;
    *value = (struct pol_value){.number = api_unpack(kind, v->value)};
    if (kind == TYPE_TEXT) *value = (struct pol_value){.text = v->text.text, .length = v->text.length};
    return POL_GRANT_KNOWN;
}

enum pol_granted pol_grant_value(const pol_evaluator *evaluator, size_t row, int grant, struct pol_value *value) {
    const pol_policy *policy = evaluator->binding->policy;
    *value = (struct pol_value){0};
    if (grant < 0 || (uint32_t)grant >= policy->grant_count) return POL_GRANT_NONE;
    struct offer_at at = find_offer(evaluator, row, (int)policy->grants[grant].offer);
    int place = at.place < 0 ? -1 : policy->grant_places[at.version][grant];
    if (place < 0 || offer_decision(evaluator, row, at) > POL_REFER) return POL_GRANT_NONE;
    const struct planned_offer *offer = evaluator->decisions->schemes[at.version].offers[at.place].planned;
    struct node_value v = node_value_at(evaluator->work, offer->grants[place].value, (uint32_t)row);
    return read_value(&v, policy->grants[grant].type.kind, value);
}

static struct span fault_place(const struct pol_evaluator *e, const struct node *at, size_t row,
                               struct pol_fault *fault) {
    struct span rows[2];
    if (fault_reason(at) != FAULT_ARITHMETIC) fault->kind = POL_FAULT_ARGUMENT;
    if (!unique_rows(e->work, at, (uint32_t)row, rows)) return at->origin->at;
    fault->kind = POL_FAULT_ROWS;
    fault->other_line = source_locate(e->binding->policy->model->sources, rows[1]).line;
    return rows[0];
}

struct pol_fault pol_evaluator_fault(const pol_evaluator *evaluator, size_t row) {
    const struct pol_evaluator *e = evaluator;
    const pol_policy *policy = e->binding->policy;
    struct pol_fault fault = {.kind = POL_FAULT_NONE};
    if (row >= e->block->rows || has_decision(e, row)) return fault;
    const struct field *f = e->bad_field[row], *list = f ? e->bad_list[row] : NULL;
    fault.kind = f ? POL_FAULT_VALUE : POL_FAULT_ARITHMETIC;
    if (list) fault.field = policy->item_names[list->index][f->index][LANG_EN];
    else if (f) fault.field = name_text(policy->model, &f->def.name, LANG_EN);
    const struct node *at = f ? NULL : decision_fault(e->decisions, e->work, (uint32_t)row);
    if (!at || !at->origin) return fault;
    struct span place = fault_place(e, at, row, &fault);
    struct location where = source_locate(policy->model->sources, place);
    fault.file = policy->model->sources->items[place.source]->path;
    fault.line = where.line;
    fault.column = where.column;
    return fault;
}
