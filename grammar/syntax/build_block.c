// Blocks of declarations as the grammar's actions make them, and what may stand in each.
#include <string.h>

#include "grammar/base/utf8.h"
#include "grammar/syntax/build.h"

#define KIND(kind) (UINT64_C(1) << DECL_##kind)
#define SHARED (KIND(DEFINE) | KIND(PARAM) | KIND(TABLE))
#define RULES (KIND(REQUIRE) | KIND(VETO) | KIND(REFER))
#define NOTES (KIND(MANUAL) | KIND(DOCUMENT) | KIND(NOT_RULE))
#define ANYWHERE KIND(ACCEPT)

static uint64_t allowed_only_in(enum decl_kind block) {
    switch ((int)block) {
    case DECL_VOCABULARY: return KIND(FIELD) | KIND(CHOICES) | KIND(ASSUME);
    case DECL_SCHEME:
        return SHARED | RULES | NOTES | KIND(GRANT) | KIND(ISSUER) | KIND(SOURCE) | KIND(IN_FORCE) | KIND(OFFER);
    case DECL_OFFER: return SHARED | RULES | NOTES | KIND(WHEN) | KIND(GRANT);
    case DECL_REFORM: return SHARED | RULES | (NOTES & ~KIND(NOT_RULE)) | KIND(GRANT) | KIND(OFFER);
    case DECL_STANDARD: return SHARED | KIND(CHOICES) | KIND(SOURCE) | KIND(NOT_RULE);
    case DECL_AMENDMENT: return SHARED | RULES | NOTES | KIND(GRANT) | KIND(OFFER) | KIND(SOURCE);
    }
    return SHARED | KIND(CHOICES) | KIND(USE) | KIND(VOCABULARY) | KIND(SAMPLE) | KIND(SCHEME) | KIND(REFORM) |
           KIND(AMENDMENT) | KIND(STANDARD) | KIND(TEST) | KIND(CLAIM);
}

static uint64_t allowed_in(enum decl_kind block) { return allowed_only_in(block) | ANYWHERE; }

static struct diag_arg place_name(enum decl_kind block) {
    switch ((int)block) {
    case DECL_VOCABULARY: return (struct diag_arg){"in a vocabulary", "词汇中"};
    case DECL_SCHEME: return (struct diag_arg){"in a scheme outside its offers", "方案中产品之外"};
    case DECL_OFFER: return (struct diag_arg){"in an offer", "产品中"};
    case DECL_REFORM: return (struct diag_arg){"in a reform outside its offers", "改革中产品之外"};
    case DECL_STANDARD: return (struct diag_arg){"in a standard", "标准中"};
    case DECL_AMENDMENT: return (struct diag_arg){"in an amendment outside its offers", "修订中产品之外"};
    }
    return (struct diag_arg){"outside a scheme", "方案之外"};
}

// A file's own level is no block; DECL_USE stands for it.
#define AT_TOP DECL_USE

static struct diag *check_place(struct parser *p, enum decl_kind block, const struct decl *d) {
    if (allowed_in(block) & UINT64_C(1) << d->kind) return NULL;
    int token = keyword_of_decl(d->kind);
    struct diag_arg args[] = {{keyword_spelling(token, LANG_EN), keyword_spelling(token, LANG_ZH)}, place_name(block)};
    return diag_record(p->diags, DIAG_MISPLACED, d->head, args, 2);
}

static struct span last_character(const struct parser *p, struct span at) {
    uint32_t before = (uint32_t)utf8_floor(p->bytes + at.offset, at.length - 1);
    return (struct span){at.source, at.offset + before, at.length - before};
}

// A brace too many in an offer: a `when` behind it, which belongs to offers alone, is one fault.
static const struct decl *offer_fallen_out_of(const struct decls *members, uint32_t at) {
    if (members->items[at]->kind != DECL_WHEN) return NULL;
    while (at && members->items[at]->kind != DECL_OFFER) at--;
    return members->items[at]->kind == DECL_OFFER ? members->items[at] : NULL;
}

// A grant behind an offer is every offer's, unless the brace before it was one too many: so it is, if braces don't
// match.
static struct span ended_early(const struct parser *p, const struct decls *members) {
    for (uint32_t i = 0; members && i + 1 < members->count; i++)
        if (members->items[i]->kind == DECL_OFFER && members->items[i + 1]->kind == DECL_GRANT)
            return last_character(p, members->items[i]->at);
    return (struct span){0};
}

// The `when` of a rule, written behind its condition: it would be taken for the offer's.
static bool trails_rule(const struct parser *p, const struct decls *members, uint32_t at) {
    const struct decl *rule = at ? members->items[at - 1] : NULL, *when = members->items[at];
    if (when->kind != DECL_WHEN || !rule || !(RULES & UINT64_C(1) << rule->kind)) return false;
    uint32_t end = rule->at.offset + rule->at.length;
    return !memchr(p->bytes + end, '\n', when->at.offset - end);
}

static void report_trailing(struct parser *p, const struct decl *rule, const struct decl *when) {
    const struct name *n = &rule->name;
    const char *en = intern_name(p->names, n->en ? n->en : n->zh), *zh = intern_name(p->names, n->zh ? n->zh : n->en);
    struct diag *d = diag(p->diags, DIAG_WHEN_BEHIND, when->head, A(""));
    diag_hint(p->diags, d, DIAG_HINT_WHEN_BEFORE, A2(en, zh));
}

static void check_places(struct parser *p, enum decl_kind block, const struct decls *members) {
    bool told = false;
    if (block == DECL_SCHEME) p->early = ended_early(p, members);
    for (uint32_t i = 0; members && i < members->count; i++) {
        const struct decl *offer = block == DECL_SCHEME ? offer_fallen_out_of(members, i) : NULL;
        p->untold += offer && told;
        if (offer && told) continue;
        if (trails_rule(p, members, i)) {
            report_trailing(p, members->items[i - 1], members->items[i]);
            continue;
        }
        struct diag *said = check_place(p, block, members->items[i]);
        if (offer) diag_label(p->diags, said, DIAG_LABEL_CLOSED_HERE, last_character(p, offer->at));
        told = told || offer;
    }
    p->fallen_out = told;
}

struct decl *build_block(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                         const struct head *head, const struct decls *members) {
    struct decl *d = build_decl(p, kind, at, keyword, head);
    check_places(p, kind, members);
    d->members = members ? members->items : NULL;
    d->member_count = members ? members->count : 0;
    return d;
}

static void set_within(struct decl *d, const struct decl *within) {
    for (uint32_t i = 0; i < d->member_count; i++) {
        d->members[i]->within = within;
        set_within(d->members[i], within);
    }
}

struct decl *build_standard(struct parser *p, struct span at, struct span keyword, const struct head *head,
                            const struct decls *members) {
    struct decl *d = build_block(p, DECL_STANDARD, at, keyword, head, members);
    set_within(d, d);
    return d;
}

// One of no scheme may hold what can stand outside of all.
static void check_members(struct parser *p, const struct decl *reform) {
    for (uint32_t i = 0; i < reform->member_count && !reform->target; i++) {
        const struct decl *d = reform->members[i];
        if ((SHARED | ANYWHERE) & UINT64_C(1) << d->kind) continue;
        struct diag *said = diag(p->diags, DIAG_REFORM_OF_NONE, d->head, A(""));
        diag_hint(p->diags, said, DIAG_HINT_REFORM_OF, A(reform->text ? reform->text : ""));
    }
}

static struct decl *change(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                           struct span title, const struct decls *members) {
    struct decl *d = build_block(p, kind, at, keyword, NULL, members);
    d->text = build_text(p, title);
    d->text_at = title;
    d->head = span_join(keyword, title);
    set_within(d, d);
    return d;
}

static void set_target(struct decl *d, symbol target, struct span target_at) {
    d->head = span_join(d->head, target_at);
    d->target = target;
    d->target_at = target_at;
}

struct decl *build_reform(struct parser *p, struct span at, struct span keyword, struct span title, symbol target,
                          struct span target_at, const struct decls *members) {
    struct decl *d = change(p, DECL_REFORM, at, keyword, title, members);
    if (target) set_target(d, target, target_at);
    check_members(p, d);
    return d;
}

struct decl *build_amendment(struct parser *p, struct span at, struct span keyword, struct span title, symbol target,
                             struct span target_at, int32_t from, struct span from_at, const struct decls *members) {
    struct decl *d = change(p, DECL_AMENDMENT, at, keyword, title, members);
    set_target(d, target, target_at);
    d->from = from;
    d->from_at = from_at;
    return d;
}

// What stands astray defines nothing: that its name is unknown is not said as well.
static void lose_name(struct parser *p, const struct name *n) {
    if (n->en) ARENA_PUSH(p->arena, p->tree->lost, p->tree->lost_count, n->en);
    if (n->zh) ARENA_PUSH(p->arena, p->tree->lost, p->tree->lost_count, n->zh);
}

// A brace too many ends a scheme early: all that follows in it stands outside, which is one fault.
static void check_place_at_top(struct parser *p, const struct decl *d) {
    bool stray = !(allowed_in(AT_TOP) & UINT64_C(1) << d->kind), told = p->strayed;
    bool shared = SHARED & UINT64_C(1) << d->kind;
    p->strayed = stray || (told && shared);
    p->untold += stray && told;
    if (stray) lose_name(p, &d->name);
    if (!stray || told) return;
    struct diag *said = check_place(p, AT_TOP, d);
    const struct decl *before = p->tree->count ? p->tree->decls[p->tree->count - 1] : NULL;
    bool block = before && (before->kind == DECL_SCHEME || before->kind == DECL_STANDARD || is_change(before->kind));
    bool early = block && before->kind == DECL_SCHEME && p->early.length;
    if (block) diag_label(p->diags, said, DIAG_LABEL_CLOSED_HERE, early ? p->early : last_character(p, before->at));
}

void tree_add(struct parser *p, struct decl *d) {
    if (!d) return;
    if (!p->is_condition) check_place_at_top(p, d);
    else if (p->tree->count) diag(p->diags, DIAG_CONDITION_ALONE, d->head, A(""));
    ARENA_PUSH(p->arena, p->tree->decls, p->tree->count, d);
}
