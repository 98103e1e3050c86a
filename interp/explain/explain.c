#include "interp/explain/explain.h"

#include <stdlib.h>
#include <string.h>

#include "interp/explain/build.h"
#include "interp/value/value_text.h"

// ---- what all offers of a scheme share

static bool has_rule(const struct planned_offer *o, const struct rule *rule) {
    for (uint32_t i = 0; i < o->rule_count; i++)
        if (o->rules[i].rule->decl == rule->decl) return true;
    return false;
}

static bool is_shared_rule(const struct planned_scheme *s, const struct rule *rule) {
    for (uint32_t i = 0; i < s->offer_count; i++)
        if (!has_rule(&s->offers[i], rule)) return false;
    return s->offer_count > 1;
}

struct notes {
    const struct planned_note *items;
    uint32_t count;
};

static struct notes notes_of(const struct planned_offer *o, bool manuals) {
    return manuals ? (struct notes){o->manuals, o->manual_count} : (struct notes){o->documents, o->document_count};
}

static bool has_note(struct notes notes, const struct note *note) {
    for (uint32_t i = 0; i < notes.count; i++)
        if (notes.items[i].note->decl == note->decl) return true;
    return false;
}

static bool is_shared_note(const struct planned_scheme *s, const struct note *note, bool manuals) {
    for (uint32_t i = 0; i < s->offer_count; i++)
        if (!has_note(notes_of(&s->offers[i], manuals), note)) return false;
    return s->offer_count > 1;
}

// ---- what belongs to a scheme, or to one offer alone

struct part {  // of a scheme: what its offers share, or what is an offer's own
    const struct planned_scheme *scheme;
    const struct offer_result *result;
    bool shared, whole;  // whole: everything, for an offer told by itself
};

static void tell_rules(struct telling *t, const struct part *part, struct explained_rule **rules, uint32_t *count) {
    const struct planned_offer *o = part->result->planned;
    for (int outcome = 0; outcome < RULE_OUTCOME_COUNT; outcome++)
        for (uint32_t i = 0; i < o->rule_count; i++) {
            if (tell_outcome(t, part->result, i) != (enum rule_outcome)outcome) continue;
            if (!part->whole && is_shared_rule(part->scheme, o->rules[i].rule) != part->shared) continue;
            struct explained_rule r = tell_rule(t, part->result, i);
            ARENA_PUSH(t->arena, *rules, *count, r);
        }
}

static void tell_notes(struct telling *t, const struct part *part, bool manuals, struct explained_note **out,
                       uint32_t *count) {
    struct notes notes = notes_of(part->result->planned, manuals);
    for (uint32_t i = 0; i < notes.count; i++) {
        struct explained_note note;
        if (!part->whole && is_shared_note(part->scheme, notes.items[i].note, manuals) != part->shared) continue;
        if (tell_note(t, &notes.items[i], &note)) ARENA_PUSH(t->arena, *out, *count, note);
    }
}

// ---- offers

static void tell_when(struct telling *t, const struct planned_offer *p, struct explained_offer *o) {
    if (!p->when) return;
    o->has_when = true;
    o->when = tell_condition(t, p->offer->when, p->when);
    o->when_values = tell_values(t, p->when_names, p->when_name_count, &o->when_value_count);
}

static struct explained_offer tell_offer(struct telling *t, const struct planned_scheme *s,
                                         const struct offer_result *result) {
    const struct planned_offer *p = result->planned;
    const struct part own = {s, result, false, t->options->only != NULL};
    struct explained_offer o = {
        .name = tell_name(t, &p->offer->def.name),
        .title = p->offer->decl->text,
        .place = tell_place(t, p->offer->decl->head),
        .decision = (enum decision)result->decision[t->row],
    };
    tell_tables_anew(t);
    tell_when(t, p, &o);
    if (o.decision < DECISION_NOT_APPLICABLE) {
        tell_missing(t, result, &o);
        tell_rules(t, &own, &o.rules, &o.rule_count);
        tell_grants(t, p, &o);
        tell_notes(t, &own, true, &o.manuals, &o.manual_count);
        tell_notes(t, &own, false, &o.documents, &o.document_count);
    }
    o.summary = tell_offer_summary(t, result, &o);
    return o;
}

// ---- figures

struct figures {
    struct explained_scheme *scheme;
    const struct definition **told;       // beside scheme->figures
    const struct planned_table **tables;  // those gone through
    uint32_t table_count;
};

static bool is_told(const struct figures *f, const struct definition *def) {
    for (uint32_t i = 0; i < f->scheme->figure_count; i++)
        if (f->told[i] == def) return true;
    return false;
}

static bool is_set(const struct telling *t, const struct param *p) {
    return plan_setting_of(t->options->settings, t->options->setting_count, p) != NULL;
}

// An amendment's value holds from its date on, if not from a later one.
static int32_t in_effect_since(const struct telling *t, const struct param *p) {
    const struct decl *within = p->decl->within;
    int32_t since = within && within->kind == DECL_AMENDMENT ? within->from : 0;
    for (uint32_t i = 0; i < p->value_count; i++)
        if (p->values[i].from <= t->options->as_of && p->values[i].from > since) since = p->values[i].from;
    return since;
}

static void add_figure(struct telling *t, struct figures *f, const struct planned_name *name) {
    if (name->def->kind != DEF_PARAM || name->dated || !name->node || is_told(f, name->def)) return;
    const struct param *param = (const struct param *)name->def;
    struct explained_value v = tell_value(t, name->def, name->node);
    struct explained_figure figure = {.name = v.name, .value = v.text, .json = v.json, .set = is_set(t, param)};
    int32_t since = in_effect_since(t, param);
    if (since && !figure.set) figure.since = tell_date(t, since);
    uint32_t count = f->scheme->figure_count;
    ARENA_PUSH(t->arena, f->told, count, name->def);
    ARENA_PUSH(t->arena, f->scheme->figures, f->scheme->figure_count, figure);
}

static void add_figures(struct telling *t, struct figures *f, const struct planned_name *names, uint32_t count);

// Tables may speak of tables: each is gone through once.
static void add_table_figures(struct telling *t, struct figures *f, const struct planned_table *p) {
    for (uint32_t i = 0; i < f->table_count; i++)
        if (f->tables[i] == p) return;
    ARENA_PUSH(t->arena, f->tables, f->table_count, p);
    for (uint32_t i = 0; i <= p->table->decl->row_count; i++)
        add_figures(t, f, p->rows[i].names, p->rows[i].name_count);
}

// Those of all rows of a table: each of them is in effect.
static void add_figures(struct telling *t, struct figures *f, const struct planned_name *names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        add_figure(t, f, &names[i]);
        if (names[i].table) add_table_figures(t, f, names[i].table);
    }
}

static void tell_figures(struct telling *t, const struct scheme_result *result, struct explained_scheme *s) {
    struct figures f = {.scheme = s};
    for (uint32_t i = 0; i < result->planned->offer_count; i++) {
        const struct planned_offer *o = &result->planned->offers[i];
        if (result->offers[i].decision[t->row] >= DECISION_NOT_APPLICABLE) continue;
        add_figures(t, &f, o->when_names, o->when_name_count);
        for (uint32_t k = 0; k < o->rule_count; k++) add_figures(t, &f, o->rules[k].names, o->rules[k].name_count);
        for (uint32_t k = 0; k < o->grant_count; k++) add_figures(t, &f, o->grants[k].names, o->grants[k].name_count);
    }
}

// ---- schemes

static const struct offer_result *first_applicable(const struct telling *t, const struct scheme_result *result) {
    for (uint32_t i = 0; i < result->planned->offer_count; i++)
        if (result->offers[i].decision[t->row] < DECISION_NOT_APPLICABLE) return &result->offers[i];
    return NULL;
}

static void tell_shared(struct telling *t, const struct scheme_result *result, struct explained_scheme *s) {
    struct part part = {result->planned, first_applicable(t, result), true, false};
    if (!part.result || t->options->only) return;
    tell_tables_anew(t);
    tell_rules(t, &part, &s->rules, &s->rule_count);
    tell_notes(t, &part, true, &s->manuals, &s->manual_count);
    tell_notes(t, &part, false, &s->documents, &s->document_count);
}

// Returns the place of the offer that the scheme's decision comes from, among those told.
static uint32_t tell_offers(struct telling *t, const struct scheme_result *result, struct explained_scheme *s) {
    const struct offer *only = t->options->only;
    for (uint32_t i = 0; i < result->planned->offer_count; i++) {
        if (only && result->planned->offers[i].offer != only) continue;
        struct explained_offer o = tell_offer(t, result->planned, &result->offers[i]);
        ARENA_PUSH(t->arena, s->offers, s->offer_count, o);
    }
    return only ? 0 : result->best[t->row];
}

static void tell_amendments(struct telling *t, const struct scheme *scheme, struct explained_scheme *s) {
    for (uint32_t i = 0; i < scheme->amendment_count; i++) {
        struct explained_origin amendment = tell_amendment(t, scheme->amendments[i]);
        ARENA_PUSH(t->arena, s->amendments, s->amendment_count, amendment);
    }
}

static struct explained_scheme tell_scheme(struct telling *t, const struct scheme_result *result) {
    const struct scheme *scheme = result->planned->scheme;
    struct explained_scheme s = {
        .name = tell_name(t, &scheme->def.name),
        .title = scheme->title,
        .issuer = scheme->issuer,
        .document_number = scheme->document_number,
        .period = tell_period(t, scheme),
        .decision = (enum decision)result->decision[t->row],
    };
    uint32_t best = 0;
    if (s.decision != DECISION_NOT_IN_FORCE) {
        tell_amendments(t, scheme, &s);
        best = tell_offers(t, result, &s);
        tell_shared(t, result, &s);
        tell_figures(t, result, &s);
    }
    tell_repeats(t, &s);
    if (best < s.offer_count) s.best = s.offers[best].name;
    if (t->options->only && s.offer_count) s.decision = s.offers[0].decision;
    s.summary = tell_scheme_summary(t, &s, best);
    return s;
}

static bool is_wanted(const struct telling *t, const struct scheme *scheme) {
    const struct scheme *only = t->options->only_scheme;
    if (only && only->group != scheme->group) return false;
    return !t->options->only || t->options->only->scheme == scheme;
}

// As it is: whoever shows it to people sees to it that it does not steer their terminal.
static const char *applicant_id(struct telling *t) {
    const struct field *key = t->policy->key;
    if (t->options->id) return t->options->id;
    if (!key) return "";
    struct node_value v = vector_value(&t->b->columns[key->index], LANE_TEXT, t->row);
    return v.state == STATE_KNOWN ? arena_copy(t->arena, v.text.text, v.text.length) : "";
}

static void tell_all(struct telling *t) {
    struct explanation *e = t->e;
    e->id = applicant_id(t);
    e->as_of = tell_date(t, t->options->as_of);
    for (uint32_t group = 0; group < t->policy->group_count; group++) {
        size_t here = t->d->plan->worlds[t->options->world][group];
        const struct scheme_result *result = &t->d->schemes[t->d->chosen[here * t->d->capacity + t->row]];
        if (result->planned->group != here) continue;  // another edition of the policy has it, and this one not
        if (!is_wanted(t, result->planned->scheme)) continue;
        struct explained_scheme s = tell_scheme(t, result);
        ARENA_PUSH(t->arena, e->schemes, e->scheme_count, s);
    }
}

// In a frame of its own, so that nothing a longjmp could clobber is used after it.
static bool tell(struct telling *t) {
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(t->arena, &out_of_memory);
    tell_all(t);
    t->arena->out_of_memory = NULL;
    return true;
}

struct explanation *explain_build(const struct decisions *d, const struct workspace *w, const struct block *b,
                                  uint32_t row, const struct explain_options *options) {
    struct explanation *e = calloc(1, sizeof *e);
    if (!e) return NULL;
    e->lang = options->lang;
    e->reforms = options->reforms;
    e->reform_count = options->reform_count;
    struct telling t = {.e = e,
                        .arena = &e->arena,
                        .options = options,
                        .policy = d->plan->policy,
                        .d = d,
                        .w = w,
                        .b = b,
                        .row = row,
                        .lang = options->lang};
    bool told = tell(&t);
    text_free(&t.line);
    text_free(&t.inner);
    if (told) return e;
    explain_free(e);
    return NULL;
}

void explain_free(struct explanation *e) {
    if (!e) return;
    arena_free(&e->arena);
    free(e);
}
