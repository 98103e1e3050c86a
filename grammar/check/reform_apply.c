// A scheme's declaration with a reform's clauses put in their places: a scheme like any other.
#include <string.h>

#include "grammar/check/checker.h"

static bool is_rule(enum decl_kind kind) { return kind == DECL_REQUIRE || kind == DECL_VETO || kind == DECL_REFER; }

static bool same_sort(const struct decl *a, const struct decl *b) {
    return a->kind == b->kind || (is_rule(a->kind) && is_rule(b->kind));
}

static struct decl **find_member(const struct decl *in, const struct decl *like) {
    for (uint32_t i = 0; i < in->member_count; i++)
        if (same_sort(in->members[i], like) && names_meet(&in->members[i]->name, &like->name)) return &in->members[i];
    return NULL;
}

static void append(struct checker *c, struct decl *in, const struct decl *member) {
    struct decl **members = ARENA_ARRAY(c->arena, struct decl *, in->member_count + 1);
    if (in->member_count) memcpy(members, in->members, in->member_count * sizeof *members);
    members[in->member_count++] = clone_decl(c->arena, member);
    in->members = members;
}

// The name that stands stays, with both its spellings; so does whether the clause itself replaces its scheme's.
static void exchange(struct checker *c, struct decl **place, const struct decl *by) {
    const struct decl *old = *place;
    *place = clone_decl(c->arena, by);
    (*place)->name.en = old->name.en;
    (*place)->name.zh = old->name.zh;
    (*place)->replace = old->replace;
}

static struct diag_arg sort_words(enum decl_kind kind) {
    if (kind == DECL_PARAM) return (struct diag_arg){"param", "参数"};
    if (kind == DECL_GRANT) return (struct diag_arg){"grant", "授予"};
    return (struct diag_arg){"rule", "规则"};
}

static void offer_targets(struct checker *c, const struct decl *in, const struct decl *like, struct nearest *n) {
    for (uint32_t i = 0; i < in->member_count; i++) {
        const struct decl *member = in->members[i];
        if (same_sort(member, like)) name_offer(&member->name, c->names, n);
        if (member->kind == DECL_OFFER) offer_targets(c, member, like, n);
    }
}

static void report_no_target(struct checker *c, const struct decl *scheme, const struct decl *member) {
    struct diag *d = report(c, DIAG_REFORM_TARGET, member->name.at, name_words(c, &scheme->name),
                            sort_words(member->kind), name_words(c, &member->name));
    struct nearest n = nearest_to(name_words(c, &member->name).en);
    offer_targets(c, scheme, member, &n);
    hint_nearest(c, d, &n);
}

static void report_unmarked(struct checker *c, const struct decl *member, const struct decl *old) {
    struct diag *d = report(c, DIAG_REPLACE_UNSAID, member->name.at, name_words(c, &member->name));
    report_label(c, d, DIAG_LABEL_FIRST_HERE, old->name.at, A(""));
    report_hint(c, d, DIAG_HINT_SAY_REPLACE, A(""));
}

static void reform_rule(struct checker *c, struct decl *scheme, const struct decl *member) {
    struct decl **old = find_member(scheme, member);
    if (old && !member->replace) report_unmarked(c, member, *old);
    else if (old) exchange(c, old, member);
    else if (member->replace) report_no_target(c, scheme, member);
    else append(c, scheme, member);
}

static void reform_grants(struct checker *c, struct decl *scheme, const struct decl *member) {
    bool found = false;
    for (uint32_t i = 0; i < scheme->member_count; i++) {
        struct decl *offer = scheme->members[i], **old = offer->kind == DECL_OFFER ? find_member(offer, member) : NULL;
        if (old) exchange(c, old, member);
        found = found || old;
    }
    if (!found) report_no_target(c, scheme, member);
}

static void reform_param(struct checker *c, struct decl *scheme, const struct decl *member) {
    struct decl **old = find_member(scheme, member);
    if (old) exchange(c, old, member);
    else report_no_target(c, scheme, member);
}

// Within an offer: its own rule is exchanged; its scheme's is replaced; else the rule is new.
static void reform_offer_rule(struct checker *c, const struct decl *scheme, struct decl *offer,
                              const struct decl *member) {
    struct decl **own = find_member(offer, member), **outer = find_member(scheme, member);
    if ((own || outer) && !member->replace) report_unmarked(c, member, own ? *own : *outer);
    else if (own) exchange(c, own, member);
    else if (!outer && member->replace) report_no_target(c, scheme, member);
    else append(c, offer, member);
}

static void reform_offer_member(struct checker *c, const struct decl *scheme, struct decl *offer,
                                const struct decl *member) {
    bool is_note = member->kind == DECL_MANUAL || member->kind == DECL_DOCUMENT;
    struct decl **old = is_note ? NULL : find_member(offer, member);
    if (is_rule(member->kind)) reform_offer_rule(c, scheme, offer, member);
    else if (old) exchange(c, old, member);
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
        const struct decl *inner = member->members[i];
        struct decl **when = inner->kind == DECL_WHEN ? find_when(*old) : NULL;
        if (when) *when = clone_decl(c->arena, inner);
        else reform_offer_member(c, scheme, *old, inner);
    }
}

struct decl *reformed_scheme(struct checker *c, const struct decl *scheme, const struct decl *reform) {
    struct decl *copy = clone_decl(c->arena, scheme);
    for (uint32_t i = 0; i < reform->member_count; i++) {
        const struct decl *member = reform->members[i];
        if (member->kind == DECL_OFFER) reform_offer(c, copy, member);
        else if (member->kind == DECL_GRANT) reform_grants(c, copy, member);
        else if (member->kind == DECL_PARAM) reform_param(c, copy, member);
        else if (is_rule(member->kind)) reform_rule(c, copy, member);
    }
    return copy;
}

const struct decl *chosen_reform(struct checker *c, const struct decl *scheme) {
    uint32_t count;
    struct decl **all = c->options && c->options->reform ? collect_decls(c, DECL_REFORM, &count) : NULL;
    for (uint32_t i = 0; all && i < count; i++)
        if (all[i]->text && !strcmp(all[i]->text, c->options->reform) && name_has(&scheme->name, all[i]->target))
            return all[i];
    return NULL;
}
