// What differences come to: those of a rule what was proved of it, those of anything else what was proved of all rules
// that read it.
#include "interp/diff/compare.h"
#include "interp/diff/reads.h"

// ---- which proofs are about a difference

static const struct name *scheme_of(const struct rule_change *c) {
    const struct offer *o = c->before.offer ? c->before.offer : c->after.offer;
    return &o->scheme->def.name;
}

static bool stands_in(const struct difference *x, const struct rule_change *c) {
    bool scheme = !x->scheme || x->scheme->kind == DECL_STANDARD || names_meet(&x->scheme->name, scheme_of(c));
    return scheme && (!x->offer || (c->offer && names_meet(&x->offer->name, c->offer)));
}

static bool is_part(const struct rule_change *c, enum change_of of, const struct decl *d) {
    return c->of == of && c->part && names_meet(c->part, &d->name);
}

// What is neither a rule nor an offer changes what reads it.
static bool is_about(const struct difference *x, const struct rule_change *c) {
    const struct decl *d = difference_clause(x);
    if (is_rule_kind(d->kind)) return is_part(c, CHANGE_OF_RULE, d);
    switch (d->kind) {
    case DECL_GRANT: return is_part(c, CHANGE_OF_GRANT, d);
    case DECL_WHEN: return c->of == CHANGE_OF_WHEN;
    case DECL_OFFER: return c->of == CHANGE_OF_OFFER && names_meet(&d->name, c->offer);
    case DECL_SCHEME: return c->of == CHANGE_OF_OFFER && names_meet(&d->name, scheme_of(c));
    case DECL_AMENDMENT: return c->of == CHANGE_OF_OFFER && name_has(scheme_of(c), d->target);
    default: return false;
    }
}

static const struct citation *cited_by(const struct decl *d) { return d && d->citation.clause ? &d->citation : NULL; }

struct judging {
    struct diff *d;
    struct reads reads;
};

static const char *brief(const struct judging *j, const struct rule_change *c, const struct change_witness *w) {
    uint32_t change = (uint32_t)(c - j->d->changes.items);
    return reads_brief(&j->reads, change, j->d->policy, j->d->lang, &w->record);
}

static void take(const struct judging *j, struct difference *x, const struct rule_change *c) {
    const struct decl *was = change_clause(&c->before, c->of), *is = change_clause(&c->after, c->of);
    if (!x->cited && c->effect != CHANGE_SAME) x->cited = is ? cited_by(is) : cited_by(was);
    x->effect = change_join(x->effect, c->effect);
    if (!x->worse && c->worse.answer == ANSWER_FOUND) x->worse = &c->worse, x->worse_brief = brief(j, c, &c->worse);
    if (!x->better && c->better.answer == ANSWER_FOUND)
        x->better = &c->better, x->better_brief = brief(j, c, &c->better);
}

// What people are to verify or to bring, and when a scheme is in force, no proof is about: it is another policy.
static bool is_beside_rules(const struct difference *x) {
    enum decl_kind kind = difference_clause(x)->kind;
    return kind == DECL_MANUAL || kind == DECL_DOCUMENT || kind == DECL_IN_FORCE;
}

static bool is_of_kind(const struct difference *x) {
    enum decl_kind kind = difference_clause(x)->kind;
    return is_rule_kind(kind) || kind == DECL_GRANT || kind == DECL_WHEN || kind == DECL_OFFER || kind == DECL_SCHEME ||
           kind == DECL_AMENDMENT;
}

static void take_readers(const struct judging *j, struct difference *x) {
    uint32_t *changes, count = reads_find(&j->reads, &difference_clause(x)->name, &changes);
    for (uint32_t i = 0; i < count; i++)
        if (stands_in(x, &j->d->changes.items[changes[i]])) take(j, x, &j->d->changes.items[changes[i]]);
}

static void judge(const struct judging *j, struct difference *x) {
    const struct rule_changes *all = &j->d->changes;
    x->cited = cited_by(difference_clause(x));
    x->effect = is_beside_rules(x) ? CHANGE_CHANGED : CHANGE_SAME;
    if (x->effect != CHANGE_SAME) return;
    if (!is_of_kind(x)) take_readers(j, x);
    for (uint32_t i = 0; is_of_kind(x) && i < all->count; i++)
        if (stands_in(x, &all->items[i]) && is_about(x, &all->items[i])) take(j, x, &all->items[i]);
}

// ---- offers that come to something else by what stands elsewhere

static bool is_explained(const struct diff *d, const struct rule_change *c) {
    for (uint32_t i = 0; i < d->count; i++)
        if (d->items[i].effect != CHANGE_SAME && stands_in(&d->items[i], c)) return true;
    return false;
}

static void add_result(const struct judging *j, const struct rule_change *c) {
    const struct offer *was = c->before.offer, *is = c->after.offer;
    struct comparing at = {.d = j->d, .scheme = (is ? is : was)->scheme->decl};
    struct difference x = {.kind = DIFFERENCE_ALTERED, .of = DIFFERENCE_OF_RESULT};
    x.was = was ? was->decl : NULL, x.is = is ? is->decl : NULL;
    take(j, &x, c);
    add_difference(&at, x);
}

void judge_differences(struct diff *d) {
    const struct judging j = {d, reads_gather(&d->compilation->arena, &d->changes)};
    for (uint32_t i = 0; i < d->count; i++) judge(&j, &d->items[i]);
    for (uint32_t i = 0; i < d->changes.count; i++) {
        const struct rule_change *c = &d->changes.items[i];
        if (c->of == CHANGE_OF_OFFER && c->effect != CHANGE_SAME && !is_explained(d, c)) add_result(&j, c);
    }
}
