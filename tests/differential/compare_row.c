#include "tests/differential/compare_row.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "interp/eval/eval.h"

struct collected {
    const struct policy *policy;
    struct naive_missing missing;
    char failed[1024], refer[1024];
};

static void collect_missing(struct collected *c, const struct name *name, const struct name *item) {
    for (uint32_t i = 0; i < c->policy->field_count; i++) {
        const struct field *f = &c->policy->fields[i];
        if (f->def.name.en != name->en) continue;
        if (!item) c->missing.fields |= (uint64_t)1 << i;
        for (uint32_t k = 0; item && k < f->item_count; k++)
            if (f->items[k].def.name.en == item->en) c->missing.items[i] |= (uint64_t)1 << k;
    }
}

static void collect(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct collected *c = context;
    if (reason == REASON_MISSING) {
        collect_missing(c, name, item);
        return;
    }
    char *to = reason == REASON_FAILED ? c->failed : c->refer;
    snprintf(to + strlen(to), sizeof c->failed - strlen(to), "%s;", intern_name(c->policy->names, name->en));
}

static void list_naive(const struct policy *p, const struct offer *o, const struct naive_offer *n,
                       struct collected *out) {
    for (uint32_t i = 0; i < o->rule_count; i++) {
        const struct name *name = &o->rules[i]->def.name;
        if (n->failed[i]) collect(out, REASON_FAILED, name, NULL);
        if (n->asks[i]) collect(out, REASON_REFER, name, NULL);
    }
    for (uint32_t g = 0; g < o->grant_count; g++)
        if (n->asks[o->rule_count + g]) collect(out, REASON_REFER, &o->grants[g]->def.name, NULL);
    (void)p;
    out->missing = n->missing;
}

static void complain(const struct comparison *x, const char *what, const char *naive, const char *block) {
    subject_report(x->s);
    for (uint32_t i = 0; i < x->s->policy->field_count; i++) {
        const struct naive_cell *c = &x->record->cells[i];
        fprintf(stderr, "%s=%lld%s ", intern_name(x->s->policy->names, x->s->policy->fields[i].def.name.en),
                (long long)c->value, c->known ? "" : "?");
    }
    ck_abort_msg("offer %u, row %u: %s differs: naive %s, block %s", x->offer, x->row, what, naive, block);
}

static void same_number(const struct comparison *x, const char *what, long long naive, long long block) {
    char a[32], b[32];
    if (naive == block) return;
    snprintf(a, sizeof a, "%lld", naive);
    snprintf(b, sizeof b, "%lld", block);
    complain(x, what, a, b);
}

// The block evaluator's state that is meant.
static enum state block_state(enum naive_state s) {
    switch (s) {
    case NAIVE_KNOWN: return STATE_KNOWN;
    case NAIVE_PERSON: return STATE_REFERRED;
    case NAIVE_UNKNOWN: return STATE_UNKNOWN;
    case NAIVE_NOTHING:
    case NAIVE_SILENT: return STATE_SILENT;
    case NAIVE_FAULT: break;
    }
    return STATE_FAULT;
}

static void same_grant(const struct comparison *x, const struct naive_value *n, const struct planned_grant *g) {
    struct node_value v = node_value_at(x->w, g->value, x->row);
    same_number(x, "a grant's state", block_state(n->state), v.state);
    if (n->state == NAIVE_KNOWN) same_number(x, "a grant", (long long)n->number, v.value);
}

static bool lists(const char *names, const char *name, size_t length) {
    for (; *names; names += strcspn(names, ";") + 1)
        if (strncmp(names, name, length) == 0 && names[length] == ';') return true;
    return false;
}

static bool lists_all(const char *names, const char *wanted) {
    for (size_t length; *wanted; wanted += length + 1) {
        length = strcspn(wanted, ";");
        if (!lists(names, wanted, length)) return false;
    }
    return true;
}

static void list_asking_of(const struct comparison *x, const struct scheme *s, struct collected *out) {
    for (uint32_t i = 0; i < s->offer_count; i++) {
        bool flags[2][64] = {{0}};
        struct naive_value grants[16];
        struct naive_offer n = {.failed = flags[0], .asks = flags[1], .grants = grants};
        naive_decide(x->s->policy, x->record, s->offers[i], &n);
        list_naive(x->s->policy, s->offers[i], &n, out);
    }
}

// What asks in any offer of any scheme.
static void list_asking(const struct comparison *x, struct collected *out) {
    for (uint32_t i = 0; i < x->s->plan->scheme_count; i++) list_asking_of(x, x->s->plan->schemes[i].scheme, out);
}

// A `when` that a person decides about names rules of other offers that ask: which, the naive side does not follow.
static void same_refer(const struct comparison *x, const struct naive_offer *n, const char *naive, const char *block) {
    struct collected all = {.policy = x->s->policy};
    if (!n->when_asks) {
        if (strcmp(naive, block)) complain(x, "refer", naive, block);
        return;
    }
    list_asking(x, &all);
    if (!*block || !lists_all(block, naive) || !lists_all(all.refer, block)) complain(x, "refer", all.refer, block);
}

static void same_reasons(const struct comparison *x, const struct offer *o, const struct naive_offer *n) {
    struct collected naive = {.policy = x->s->policy}, block = {.policy = x->s->policy};
    if (n->decision < 4) list_naive(x->s->policy, o, n, &naive);
    decision_reasons(x->d, x->w, x->scheme, x->offer, x->row, collect, &block);
    if (strcmp(naive.failed, block.failed)) complain(x, "failed", naive.failed, block.failed);
    same_refer(x, n, naive.refer, block.refer);
    same_number(x, "missing", (long long)naive.missing.fields, (long long)block.missing.fields);
    for (int i = 0; i < NAIVE_MAX_FIELDS; i++)
        same_number(x, "missing items", (long long)naive.missing.items[i], (long long)block.missing.items[i]);
}

static bool same_offer(const struct comparison *x) {
    const struct planned_offer *planned = &x->s->plan->schemes[x->scheme].offers[x->offer];
    const struct offer *o = planned->offer;
    bool flags[2][64] = {{0}};
    struct naive_value grants[16];
    struct naive_offer n = {.failed = flags[0], .asks = flags[1], .grants = grants};
    naive_decide(x->s->policy, x->record, o, &n);
    if (n.fault) return true;
    if (x->d->fault[x->row]) return false;
    same_number(x, "decision", n.decision, x->d->schemes[x->scheme].offers[x->offer].decision[x->row]);
    same_reasons(x, o, &n);
    for (uint32_t g = 0; g < o->grant_count && n.decision < 4; g++) same_grant(x, &grants[g], &planned->grants[g]);
    return false;
}

// Where each side says that the fault arose, for the person who has to look into it.
static void where_fault(const struct comparison *x) {
    const struct node *at = x->d->fault[x->row] ? decision_fault(x->d, x->w, x->row) : NULL;
    struct text out = {0};
    if (at && at->origin) source_describe(x->s->policy->sources, at->origin->at, &out);
    for (uint32_t o = 0; o < x->s->plan->schemes[0].offer_count; o++)
        for (uint32_t i = 0; i < x->s->plan->schemes[0].offers[o].rule_count; i++) {
            const struct rule *rule = x->s->plan->schemes[0].offers[o].rules[i].rule;
            if (naive_evaluate(x->s->policy, x->record, rule->decl->expr).state != NAIVE_FAULT) continue;
            text_put(&out, " naive: ");
            source_describe(x->s->policy->sources, rule->decl->expr->at, &out);
        }
    fprintf(stderr, "block: %s\n", text_string(&out));
    text_free(&out);
}

void compare_row(struct comparison x) {
    bool fault = false;
    for (x.scheme = 0; x.scheme < x.s->plan->scheme_count; x.scheme++)
        for (x.offer = 0; x.offer < x.s->plan->schemes[x.scheme].offer_count; x.offer++) fault |= same_offer(&x);
    x.scheme = x.offer = 0;
    if (fault != (x.d->fault[x.row] != 0)) where_fault(&x);
    same_number(&x, "fault", fault, x.d->fault[x.row]);
}

void compare_alone(const struct subject *s, const struct naive_record *record) {
    struct block *b = block_new(s->policy, 1, s->plan->as_of == 0);
    struct workspace *w = plan_workspace_new(s->plan, 1);
    struct decisions *d = decisions_new(s->plan, 1);
    ck_assert(b && w && d);
    subject_load(b, record);
    block_seal(b);
    ck_assert(eval_block(w, b));
    decide(d, w, b);
    compare_row((struct comparison){.s = s, .d = d, .w = w, .record = record});
    decisions_free(d);
    workspace_free(w);
    block_free(b);
}
