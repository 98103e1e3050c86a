// What one test shows. Of rules and offers only those that the test expects something of, and only where they were
// asked.
#include "interp/cover/internal.h"

struct seeing {
    struct coverage *c;
    const struct test_view *view;
};

static void see(struct seeing *s, enum cover_kind kind, struct span at, uint8_t outcomes) {
    struct cover_place *p = find_place(s->c, kind, at);
    if (p) p->seen |= outcomes;
}

// That of a condition; none where it is referred or a fault.
static uint8_t outcome_of_node(const struct seeing *s, const struct node *n) {
    struct node_value v = node_value_at(s->view->w, n, 0);
    if (v.state == STATE_KNOWN) return cover_bit((unsigned)v.value);
    return v.state == STATE_UNKNOWN ? cover_bit(TRUTH_UNKNOWN) : 0;
}

static void see_part(struct seeing *s, enum cover_kind kind, const struct expr *e, const struct node *n) {
    see(s, kind, e->at, outcome_of_node(s, n));
    find_part(s->c, e)->asked = true;
}

// ---- rules and offers

static void see_rule(struct seeing *s, const struct planned_rule *p) {
    const struct decl *d = p->rule->decl;
    if (p->when) see_part(s, COVER_WHEN, d->when, p->when);
    if (p->when && outcome_of_node(s, p->when) != cover_bit(TRUTH_YES)) return;
    see_part(s, kind_of_rule(p->rule), d->expr, p->own);
    bool is_bad = outcome_of_node(s, p->own) == cover_bit(p->bad);
    if (p->waiver && is_bad) see_part(s, COVER_WAIVER, d->waiver, p->waiver);
}

static void see_offer(struct seeing *s, const struct offer_result *o) {
    const struct offer *offer = o->planned->offer;
    see(s, COVER_DECISION, offer->decl->head, cover_bit(o->decision[0]));
    if (o->decision[0] == DECISION_NOT_IN_FORCE) return;
    if (o->planned->when) see_part(s, COVER_WHEN, offer->when, o->planned->when);
    if (o->decision[0] == DECISION_NOT_APPLICABLE) return;
    for (uint32_t i = 0; i < o->planned->rule_count; i++) see_rule(s, &o->planned->rules[i]);
}

// An expectation without a path speaks of what the one before it speaks of.
static bool is_expected(const struct test_view *view, const struct scheme *scheme, const struct offer *offer) {
    if (!view->test) return view->groups[scheme->group];
    for (uint32_t i = 0; i < view->test->decl->given->expectation_count; i++) {
        const struct expectation *e = &view->test->decl->given->expectations[i];
        if (e->scheme == SYMBOL_NONE || !name_has(&scheme->def.name, e->scheme)) continue;
        if (!offer || e->offer == SYMBOL_NONE || name_has(&offer->def.name, e->offer)) return true;
    }
    return false;
}

static void see_scheme(struct seeing *s, const struct scheme_result *r) {
    const struct scheme *scheme = r->planned->scheme;
    if (!is_expected(s->view, scheme, NULL)) return;
    for (uint32_t i = 0; i < scheme->amendment_count && r->in_force[0]; i++)
        see(s, COVER_AMENDMENT, scheme->amendments[i]->head, COVER_HELD);
    for (uint32_t i = 0; i < r->planned->offer_count; i++)
        if (is_expected(s->view, scheme, r->offers[i].planned->offer)) see_offer(s, &r->offers[i]);
}

static void see_schemes(struct seeing *s) {
    const struct decisions *d = s->view->d;
    for (uint32_t i = 0; i < d->plan->group_count; i++) see_scheme(s, &d->schemes[d->chosen[(size_t)i * d->capacity]]);
}

// ---- tables

// Of rows that are put together each that holds; else the first, where those before it do not.
static void see_table(struct seeing *s, const struct planned_table *p) {
    const struct decl *d = p->table->decl;
    for (uint32_t i = 0; i < d->row_count; i++) {
        const struct node *n = p->rows[i].condition;
        uint8_t outcome = n ? outcome_of_node(s, n) : cover_bit(TRUTH_YES);
        bool holds = outcome == cover_bit(TRUTH_YES), collects = hit_collects(d->hit) && n;
        if (holds) see(s, COVER_ROW, d->rows[i].at, COVER_HELD);
        if (!collects && outcome != cover_bit(TRUTH_NO)) return;
    }
}

// ---- conditions

struct walk {
    struct coverage *c;
    const struct condition *d;
    uint32_t next;  // operand
};

static uint8_t truth_at(const struct walk *w, uint32_t operand) { return w->c->truths[operand]; }

static uint8_t truth_of_condition(struct walk *w, const struct expr *e) {
    if (!expr_joins(e)) return truth_at(w, w->next++);
    if (e->kind == NODE_NOT) return truth_not(truth_of_condition(w, e->kids[0]));
    uint8_t truth = e->kind == NODE_AND ? TRUTH_YES : TRUTH_NO;
    for (uint32_t i = 0; i < e->count; i++) {
        uint8_t kid = truth_of_condition(w, e->kids[i]);
        truth = e->kind == NODE_AND ? truth_and(truth, kid) : truth_or(truth, kid);
    }
    return truth;
}

static bool sways(uint8_t truth, uint8_t neutral) { return truth != neutral; }

static uint32_t count_swaying(struct walk *w, const struct expr *e, uint8_t neutral) {
    uint32_t first = w->next, count = 0;
    for (uint32_t i = 0; i < e->count; i++) count += sways(truth_of_condition(w, e->kids[i]), neutral);
    w->next = first;
    return count;
}

static void see_operands(struct walk *w, const struct expr *e, bool decides);

// An operand decides where none of the others does: all are yes beside `and`, and no beside `or`.
static void see_kids(struct walk *w, const struct expr *e, bool decides) {
    uint8_t neutral = e->kind == NODE_AND ? TRUTH_YES : TRUTH_NO;
    uint32_t swaying = count_swaying(w, e, neutral);
    for (uint32_t i = 0; i < e->count; i++) {
        struct walk ahead = *w;
        bool alone = swaying == (uint32_t)sways(truth_of_condition(&ahead, e->kids[i]), neutral);
        see_operands(w, e->kids[i], decides && alone);
    }
}

static void see_operands(struct walk *w, const struct expr *e, bool decides) {
    if (e->kind == NODE_NOT) see_operands(w, e->kids[0], decides);
    else if (expr_joins(e)) see_kids(w, e, decides);
    else {
        uint32_t operand = w->next++;
        if (decides) w->c->places[w->d->operands[operand]].seen |= cover_bit(truth_at(w, operand));
    }
}

static uint8_t truth_of_node(const struct seeing *s, const struct node *n, uint32_t item) {
    struct node_value v = node_value_at(s->view->w, n, n->space ? item : 0);
    return v.state == STATE_KNOWN ? (uint8_t)v.value : TRUTH_UNKNOWN;
}

// Of the applicant, or of one of his items.
static void see_once(const struct seeing *s, const struct planned_use *u, uint32_t item) {
    const struct condition *d = s->c->listed[u->condition];
    if (u->passed && truth_of_node(s, u->passed, item) != TRUTH_YES) return;
    for (uint32_t i = 0; i < d->operand_count; i++) s->c->truths[i] = truth_of_node(s, u->operands[i], item);
    struct walk w = {s->c, d, 0};
    see_operands(&w, d->root, true);
}

// Whose it is asked, whether or not it was.
static void note_use(const struct seeing *s, const struct planned_use *u) {
    const struct condition *d = s->c->listed[u->condition];
    for (uint32_t i = 0; i < d->operand_count; i++) {
        struct cover_place *p = &s->c->places[d->operands[i]];
        if (u->list) p->of_items = true;
        else p->of_applicant = true;
    }
}

static void see_use(const struct seeing *s, const struct planned_use *u) {
    const struct part *part = s->c->listed[u->condition]->part;
    const struct list_column *items = u->list ? &s->view->w->block->lists[u->list->index] : NULL;
    note_use(s, u);
    if (part && !part->asked) return;
    if (!items) see_once(s, u, 0);
    for (uint32_t i = 0; items && i < items->offsets[1]; i++) see_once(s, u, i);
}

void see_test(void *coverage, const struct test_view *view) {
    struct seeing s = {coverage, view};
    const struct plan *plan = view->d->plan;
    if (view->d->fault[0]) return;
    for (uint32_t i = 0; i < s.c->part_count; i++) s.c->parts[i]->asked = false;
    see_schemes(&s);
    for (uint32_t i = 0; i < plan->table_count; i++) see_table(&s, plan->tables[i]);
    for (uint32_t i = 0; i < plan->use_count; i++) see_use(&s, &plan->uses[i]);
}
