// A version of a scheme with a reform's clauses put in their places: a version like any other.

#include "grammar/check/checker.h"

struct application {
    struct checker *c;
    struct version *to;
    const struct decl *reform;
};

static bool same_sort(const struct decl *a, const struct decl *b) {
    return a->kind == b->kind || (is_rule_kind(a->kind) && is_rule_kind(b->kind));
}

static struct decl **find_among(struct decl **items, uint32_t count, const struct decl *like) {
    for (uint32_t i = 0; i < count; i++)
        if (same_sort(items[i], like) && names_meet(&items[i]->name, &like->name)) return &items[i];
    return NULL;
}

static struct decl **find_member(const struct decl *in, const struct decl *like) {
    return find_among(in->members, in->member_count, like);
}

static void append(struct checker *c, struct decl *in, const struct decl *member) {
    ARENA_PUSH(c->arena, in->members, in->member_count, clone_decl(c->arena, member));
}

static void keep_name(struct name *own, const struct name *old) {
    own->en = old->en;
    own->zh = old->zh;
}

// The results that stay are called as they were, with both their spellings.
static void keep_results(struct checker *c, struct decl *table, const struct decl *old) {
    struct name *results = ARENA_ARRAY(c->arena, struct name, table->result_count);
    for (uint32_t i = 0; i < table->result_count; i++) {
        results[i] = table->results[i];
        for (uint32_t k = 0; k < old->result_count; k++)
            if (names_meet(&results[i], &old->results[k])) keep_name(&results[i], &old->results[k]);
    }
    table->results = results;
}

// Of two amendments that begin on one day neither comes after the other.
static void check_same_day(struct checker *c, const struct decl *old, const struct decl *by) {
    const struct decl *before = old->within, *now = by->within;
    if (!before || before == now || before->kind != DECL_AMENDMENT || now->kind != DECL_AMENDMENT) return;
    if (before->from != now->from) return;
    struct span at = by->name.at.length ? by->name.at : by->head;
    struct diag *d = report(c, DIAG_AMENDED_TWICE, at, A(before->text));
    report_label(c, d, DIAG_LABEL_THE_OTHER, old->name.at.length ? old->name.at : old->head, A(""));
}

// The name that stands stays, with both its spellings; so does whether the clause itself replaces its scheme's.
static struct decl *in_place_of(struct checker *c, const struct decl *old, struct decl *by) {
    struct decl *copy = clone_decl(c->arena, by);
    by->met = true;
    check_same_day(c, old, by);
    keep_name(&copy->name, &old->name);
    keep_results(c, copy, old);
    copy->replace = old->replace;
    return copy;
}

static void exchange(struct checker *c, struct decl **place, struct decl *by) { *place = in_place_of(c, *place, by); }

static bool is_shared_kind(enum decl_kind kind) {
    return kind == DECL_PARAM || kind == DECL_DEFINE || kind == DECL_TABLE;
}

// ---- what has nothing to take the place of

static void offer_targets(struct checker *c, const struct decl *in, const struct decl *like, struct nearest *n) {
    for (uint32_t i = 0; i < in->member_count; i++) {
        const struct decl *member = in->members[i];
        if (same_sort(member, like)) name_offer(&member->name, c->names, n);
        if (member->kind == DECL_OFFER) offer_targets(c, member, like, n);
    }
}

static bool is_param(const struct definition *d) { return d->kind == DEF_PARAM; }
static bool is_define(const struct definition *d) { return d->kind == DEF_DEFINE; }
static bool is_table(const struct definition *d) { return d->kind == DEF_TABLE; }

static void offer_outer(struct checker *c, enum decl_kind kind, struct nearest *n) {
    definition_filter *fits = kind == DECL_PARAM ? is_param : kind == DECL_TABLE ? is_table : is_define;
    if (is_shared_kind(kind)) offer_scope(c, n, c->file, fits);
}

static void report_no_target(struct checker *c, const struct version *v, const struct decl *reform,
                             const struct decl *member) {
    struct diag_arg sort = sort_words(member->kind), name = name_words(c, &member->name);
    struct nearest n = nearest_to(name.en);
    struct diag *d;
    if (reform->kind == DECL_AMENDMENT)
        d = report(c, DIAG_AMENDMENT_TARGET, member->name.at, name_words(c, &v->decl->name), sort, name);
    else if (reform->target)
        d = report(c, DIAG_REFORM_TARGET, member->name.at, name_words(c, &v->decl->name), sort, name);
    else d = report(c, DIAG_REFORM_TARGET_OUTSIDE, member->name.at, sort, name);
    if (reform->target) offer_targets(c, v->decl, member, &n);
    offer_outer(c, member->kind, &n);
    hint_nearest(c, d, &n);
}

static void report_missed_in(struct checker *c, const struct version *v, const struct decl *reform,
                             const struct decl *in) {
    for (uint32_t i = 0; i < in->member_count; i++) {
        const struct decl *member = in->members[i];
        if (member->missed && !member->met) report_no_target(c, v, reform, member);
        if (member->kind == DECL_OFFER) report_missed_in(c, v, reform, member);
    }
}

void report_missed(struct checker *c, const struct decl *reform, const struct version *v) {
    report_missed_in(c, v, reform, reform);
}

// ---- rules and grants

static void report_unmarked(struct checker *c, const struct decl *member, const struct decl *old) {
    struct diag_arg sort = sort_words(member->kind), name = name_words(c, &member->name);
    struct diag *d;
    if (is_shared_kind(member->kind)) d = report(c, DIAG_REFORM_REDEFINES, member->name.at, sort, name);
    else d = report(c, DIAG_REPLACE_UNSAID, member->name.at, name, sort);
    report_label(c, d, DIAG_LABEL_FIRST_HERE, old->name.at, A(""));
    report_hint(c, d, DIAG_HINT_SAY_REPLACE, A(""));
}

static void reform_rule(struct checker *c, struct decl *scheme, struct decl *member) {
    struct decl **old = find_member(scheme, member);
    if (old && !member->replace) report_unmarked(c, member, *old);
    else if (old) exchange(c, old, member);
    else if (member->replace) member->missed = true;
    else append(c, scheme, member);
}

// The scheme's own, which leaves the offers that replace it as they are; where it has none, that of every offer.
static void reform_grants(struct checker *c, struct decl *scheme, struct decl *member) {
    struct decl **shared = find_member(scheme, member);
    bool found = shared != NULL;
    if (shared) exchange(c, shared, member);
    for (uint32_t i = 0; !shared && i < scheme->member_count; i++) {
        struct decl *offer = scheme->members[i], **old = offer->kind == DECL_OFFER ? find_member(offer, member) : NULL;
        if (old) exchange(c, old, member);
        found = found || old;
    }
    member->missed |= !found;
}

// ---- definitions, params and tables

static void reform_known(struct application *x, struct decl *member, struct decl **inner, const struct decl *outer) {
    struct version *v = x->to;
    if (member->kind != DECL_PARAM && !member->replace) report_unmarked(x->c, member, inner ? *inner : outer);
    else if (inner) exchange(x->c, inner, member);
    else ARENA_PUSH(x->c->arena, v->outer, v->outer_count, in_place_of(x->c, outer, member));
}

// Of the scheme, else of what stands outside; of that alone where the reform is for all schemes.
static void reform_definition(struct application *x, struct decl *member) {
    struct version *v = x->to;
    struct decl **inner = x->reform->target ? find_member(v->decl, member) : NULL;
    if (!inner) inner = find_among(v->outer, v->outer_count, member);
    const struct decl *outer = inner ? NULL : outer_find(x->c, member->kind, &member->name);
    if (inner || outer) reform_known(x, member, inner, outer);
    else if (member->replace || member->kind == DECL_PARAM) member->missed = true;
    else if (x->reform->target) append(x->c, v->decl, member);
    else ARENA_PUSH(x->c->arena, v->outer, v->outer_count, clone_decl(x->c->arena, member));
}

// ---- within an offer

// Its own rule is exchanged; its scheme's is replaced; else the rule is new.
static void reform_offer_rule(struct checker *c, const struct decl *scheme, struct decl *offer, struct decl *member) {
    struct decl **own = find_member(offer, member), **outer = find_member(scheme, member);
    if ((own || outer) && !member->replace) report_unmarked(c, member, own ? *own : *outer);
    else if (own) exchange(c, own, member);
    else if (!outer && member->replace) member->missed = true;
    else append(c, offer, member);
}

// Its scheme's is replaced, said or not, as a reform's grants always take the place of what there is; else it is new.
static void reform_offer_grant(struct checker *c, const struct decl *scheme, struct decl *offer, struct decl *member) {
    bool shared = find_member(scheme, member) != NULL;
    if (!shared && member->replace) {
        member->missed = true;
        return;
    }
    append(c, offer, member);
    offer->members[offer->member_count - 1]->replace = shared;
    member->met |= shared;
}

static bool says_replace(const struct decl *d) { return d->kind == DECL_DEFINE || d->kind == DECL_TABLE; }

static void reform_offer_member(struct checker *c, const struct decl *scheme, struct decl *offer, struct decl *member) {
    bool is_note = is_note_kind(member->kind);
    struct decl **old = is_note ? NULL : find_member(offer, member);
    if (is_rule_kind(member->kind)) reform_offer_rule(c, scheme, offer, member);
    else if (old && says_replace(member) && !member->replace) report_unmarked(c, member, *old);
    else if (old) exchange(c, old, member);
    else if (member->kind == DECL_GRANT) reform_offer_grant(c, scheme, offer, member);
    else if (member->replace) member->missed = true;
    else append(c, offer, member);
}

static struct decl **find_when(struct decl *offer) {
    for (uint32_t i = 0; i < offer->member_count; i++)
        if (offer->members[i]->kind == DECL_WHEN) return &offer->members[i];
    return NULL;
}

static void reform_offer(struct checker *c, struct decl *scheme, const struct decl *member) {
    struct decl **old = find_member(scheme, member);
    if (!old) {
        append(c, scheme, member);
        return;
    }
    for (uint32_t i = 0; i < member->member_count; i++) {
        struct decl *inner = member->members[i], **when = inner->kind == DECL_WHEN ? find_when(*old) : NULL;
        if (when) exchange(c, when, inner);
        else reform_offer_member(c, scheme, *old, inner);
    }
}

// ---- all of it

static void reform_member(struct application *x, struct decl *member) {
    struct decl *scheme = x->to->decl;
    if (is_shared_kind(member->kind)) reform_definition(x, member);
    else if (!x->reform->target) return;  // which was said
    else if (member->kind == DECL_OFFER) reform_offer(x->c, scheme, member);
    else if (member->kind == DECL_GRANT) reform_grants(x->c, scheme, member);
    else if (is_rule_kind(member->kind)) reform_rule(x->c, scheme, member);
    else if (is_note_kind(member->kind)) append(x->c, scheme, member);
}

static struct version copy_of(struct checker *c, const struct version *v) {
    struct version copy = *v;
    copy.decl = clone_decl(c->arena, v->decl);
    copy.outer = NULL;
    copy.outer_count = 0;
    for (uint32_t i = 0; i < v->outer_count; i++)
        ARENA_PUSH(c->arena, copy.outer, copy.outer_count, clone_decl(c->arena, v->outer[i]));
    return copy;
}

struct version reformed_version(struct checker *c, const struct version *v, struct decl *reform) {
    struct version copy = copy_of(c, v);
    struct application x = {c, &copy, reform};
    copy.reform = reform;
    copy.compared = false;
    for (uint32_t i = 0; i < reform->member_count; i++) reform_member(&x, reform->members[i]);
    return copy;
}
