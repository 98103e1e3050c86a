// Amendments: each makes a further version of its scheme, in force from its date. Those of one scheme are put in one
// upon the other in order of date; where a whole new version begins, they are over.
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "grammar/base/order.h"
#include "grammar/check/checker.h"

struct amendment {
    struct decl *decl;
    uint32_t group, order;
};

static int compare_amendments(const void *left, const void *right) {
    const struct amendment *a = left, *b = right;
    int by_group = compare_numbers(a->group, b->group), by_date = compare_numbers(a->decl->from, b->decl->from);
    return by_group ? by_group : by_date ? by_date : compare_numbers(a->order, b->order);
}

static int compare_written(const void *left, const void *right) {
    const struct version *a = left, *b = right;
    int by_group = compare_numbers(a->group, b->group), by_date = compare_numbers(a->from, b->from);
    return by_group ? by_group : by_date ? by_date : compare_numbers(a->order, b->order);
}

// ---- which there are

// A date that is none was reported.
static bool find_group(struct checker *c, const struct decl *decl, uint32_t *group) {
    const struct definition *d = scope_named(c, c->schemes, decl->target, decl->target_at, DIAG_UNKNOWN_SCHEME);
    if (d) *group = ((const struct scheme *)d)->group;
    return d && decl->from != 0;
}

static struct amendment *find_amendments(struct checker *c, uint32_t *count) {
    uint32_t all;
    struct decl **decls = collect_decls(c, DECL_AMENDMENT, &all);
    struct amendment *found = ARENA_ARRAY(c->arena, struct amendment, all);
    *count = 0;
    for (uint32_t i = 0; i < all; i++) {
        struct amendment *a = &found[*count];
        *a = (struct amendment){.decl = decls[i], .order = i};
        *count += find_group(c, decls[i], &a->group);
    }
    if (*count) qsort(found, *count, sizeof *found, compare_amendments);
    return found;
}

// ---- one put into a version

static bool has_room(struct checker *c, const struct version *v, const struct decl *amendment) {
    return has_copied(c, amendment, (uint64_t)v->decl->at.length + amendment->at.length);
}

static const struct decl **with_one_more(struct checker *c, const struct version *v, const struct decl *amendment) {
    const struct decl **all = ARENA_ARRAY(c->arena, const struct decl *, v->amendment_count + 1);
    for (uint32_t i = 0; i < v->amendment_count; i++) all[i] = v->amendments[i];
    all[v->amendment_count] = amendment;
    return all;
}

static struct version amended(struct checker *c, const struct version *v, struct decl *amendment) {
    struct version next = reformed_version(c, v, amendment);
    report_missed(c, amendment, v);
    next.amendments = with_one_more(c, v, amendment);
    next.amendment_count++;
    return next;
}

// ---- the versions of a scheme

static void push_version(struct checker *c, struct version *v) {
    ARENA_PUSH(c->arena, c->versions, c->version_count, *v);
    v->build = NULL;  // the others are known by this one
}

// What never is in force, being amended from its first day on, is checked all the same.
static void rehearse(struct checker *c, struct version v) {
    v.build = NULL;
    c->rehearsal = true;
    ARENA_PUSH(c->arena, c->rehearsals, c->rehearsal_count, build_scheme(c, v));
    c->rehearsal = false;
}

// Ends on the day before another one begins. False where it never was in force.
static bool end_version(struct checker *c, struct version *v, int32_t date) {
    int32_t until = v->until;
    bool lasted = date != v->from;
    if (!date_add_days(date, -1, &v->until)) v->until = until;
    if (lasted) push_version(c, v);
    else rehearse(c, *v);
    v->until = until;
    v->from = date;
    return lasted;
}

// `later`: the scheme's next version as written begins on that day; 0: never.
static const struct amendment *amend(struct checker *c, struct version v, const struct amendment *a,
                                     const struct amendment *end, int32_t later) {
    bool amends = false, lasted = false;  // one before, and whether the version before it was ever in force
    for (; a < end && (!later || a->decl->from < later); a++) {
        if (!date_is_within(a->decl->from, v.from, v.until)) {
            struct diag *d = report(c, DIAG_AMENDMENT_OUTSIDE, a->decl->from_at, name_words(c, &v.decl->name));
            report_label(c, d, DIAG_LABEL_DEFINED_HERE, v.decl->name.at, name_words(c, &v.decl->name));
            continue;
        }
        if (!has_room(c, &v, a->decl)) continue;
        bool further = !amends || a->decl->from != v.from;
        if (further) lasted = end_version(c, &v, a->decl->from);
        v = amended(c, &v, a->decl);
        v.compared = lasted;
        amends = true;
    }
    push_version(c, &v);
    return a;
}

void amend_schemes(struct checker *c, struct version *written, uint32_t count) {
    uint32_t amendments;
    const struct amendment *a = find_amendments(c, &amendments), *end = a + amendments;
    if (amendments) qsort(written, count, sizeof *written, compare_written);
    const struct amendment *own = a;  // ends those of the group at hand
    for (uint32_t i = 0; i < count; i++) {
        bool last = i + 1 == count || written[i + 1].group != written[i].group;
        while (own < end && own->group == written[i].group) own++;
        a = amend(c, written[i], a, own, last ? 0 : written[i + 1].from);
    }
}
