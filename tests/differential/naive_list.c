#include <stdlib.h>
#include <string.h>

#include "tests/differential/naive_eval.h"

const struct field *naive_list_of(const struct naive_env *v, const struct expr *e) {
    if (e->kind == NODE_MEMBER) return naive_list_of(v, e->kids[0]);
    if (e->ref->kind == DEF_FIELD) return (const struct field *)(const void *)e->ref;
    const struct define_param *p = (const void *)e->ref;
    return naive_list_of(v->frame->caller, v->frame->call->kids[p->index]);
}

value naive_item_cell(const struct naive_env *v, const struct field *f) {
    const struct naive_list *l = &v->record->lists[v->list->index];
    const struct naive_cell *c = &l->cells[v->item * v->list->item_count + f->index];
    value r = naive_known(c->value);
    r.text = c->text;
    if (c->known) return r;
    r = naive_bare(NAIVE_UNKNOWN);
    r.missing.items[v->list->index] = (uint64_t)1 << f->index;
    return r;
}

static value filter_of(const struct naive_env *v, const struct expr *call) {
    return call->has_filter ? naive_eval(v, call->kids[call->count - 1 - (call->has_key ? 1 : 0)]) : naive_truth(true);
}

struct passing {  // the items that pass, with what the aggregate reads of each
    uint32_t count;
    value *items, *keys;
    value state;  // not KNOWN where an item kept the aggregate from being known
};

static bool same_key(const value *a, const value *b) {
    return a->text && b->text ? strcmp(a->text, b->text) == 0 : a->number == b->number;
}

static uint32_t arguments_of(const struct expr *call) { return call->count - call->has_filter - call->has_key; }

static void take_item(const struct naive_env *v, const struct expr *call, struct passing *p) {
    value f = filter_of(v, call);
    p->state = naive_weaken(p->state, &f);
    if (f.state != NAIVE_KNOWN || f.number == 0) return;
    value item = naive_known(1);
    if (call->kids[0]->kind == NODE_MEMBER) item = naive_item_cell(v, (const void *)call->kids[0]->ref);
    else if (arguments_of(call) > 1) item = naive_eval(v, call->kids[1]);
    value key = call->has_key ? naive_eval(v, call->kids[call->count - 1]) : naive_known(0);
    p->state = naive_weaken(naive_weaken(p->state, &item), &key);
    p->items[p->count] = item;
    p->keys[p->count++] = key;
}

static bool has_month(const struct passing *p, const value *key, __int128 month) {
    for (uint32_t i = 0; i < p->count; i++)
        if (same_key(&p->keys[i], key) && p->items[i].number == month) return true;
    return false;
}

static int64_t longest(const struct passing *p) {
    int64_t best = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        int64_t run = 1;
        while (has_month(p, &p->keys[i], p->items[i].number + run)) run++;
        best = run > best ? run : best;
    }
    return best;
}

// Without a key all are alike.
static uint32_t most_alike(const struct passing *p) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t alike = 0;
        for (uint32_t j = 0; j < p->count; j++) alike += same_key(&p->keys[i], &p->keys[j]);
        if (alike > most) most = alike;
    }
    return most;
}

static __int128 known_total(const struct passing *p) {
    __int128 total = 0;
    for (uint32_t i = 0; i < p->count; i++)
        if (p->items[i].state == NAIVE_KNOWN) total += p->items[i].number;
    return total;
}

static value finish(enum builtin id, const struct passing *p) {
    if (id == BUILTIN_SUM && naive_fit(known_total(p)).state == NAIVE_FAULT) return naive_bare(NAIVE_FAULT);
    if (p->state.state != NAIVE_KNOWN) return p->state;
    if (id == BUILTIN_COUNT) return naive_known(most_alike(p));
    if (id == BUILTIN_LONGEST_RUN) return naive_known(longest(p));
    if (id == BUILTIN_SUM) return naive_known(known_total(p));
    if (!p->count) return naive_bare(NAIVE_NOTHING);
    __int128 total = p->items[0].number;
    for (uint32_t i = 1; i < p->count; i++)
        if ((id == BUILTIN_MAX) == (p->items[i].number > total)) total = p->items[i].number;
    return naive_known(total);
}

static value quantified(struct naive_env *v, const struct expr *call, bool any) {
    const struct naive_list *l = &v->record->lists[v->list->index];
    value result = naive_truth(!any);
    for (v->item = 0; v->item < l->count; v->item++) {
        value f = filter_of(v, call);
        if (any && arguments_of(call) > 1) f = naive_and(f, naive_eval(v, call->kids[1]));
        if (any) result = naive_or(result, f);
        else result = naive_and(result, naive_or(naive_not(f), naive_eval(v, call->kids[1])));
    }
    return result;
}

value naive_aggregate(const struct naive_env *v, const struct expr *call, enum builtin id) {
    struct naive_env inner = *v;
    inner.list = naive_list_of(v, call->kids[0]);
    const struct naive_list *l = &v->record->lists[inner.list->index];
    if (!l->known) {
        value r = naive_bare(NAIVE_UNKNOWN);
        r.missing.fields = (uint64_t)1 << inner.list->index;
        return r;
    }
    if (id == BUILTIN_ANY || id == BUILTIN_ALL) return quantified(&inner, call, id == BUILTIN_ANY);
    struct passing p = {0, calloc(l->count + 1, sizeof(value)), calloc(l->count + 1, sizeof(value)), naive_known(0)};
    for (inner.item = 0; inner.item < l->count; inner.item++) take_item(&inner, call, &p);
    value result = finish(id, &p);
    free(p.items);
    free(p.keys);
    return result;
}
