// Declarations as the grammar's actions make them.
#include <string.h>

#include "grammar/base/nearest.h"
#include "grammar/base/utf8.h"
#include "grammar/syntax/build.h"
#include "grammar/syntax/literal.h"
#include "grammar/syntax/parser.h"

// A word of the rule's own syntax with a text behind it was to be just that, and the name before it was forgotten.
static void check_forgotten(struct parser *p, const struct name *name) {
    static const int words[] = {TOK_CITE, TOK_QUOTE, TOK_WHEN, TOK_REPLACE, TOK_SOURCE, TOK_AS};
    const char *text = arena_copy(p->arena, p->bytes + name->at.offset, name->at.length);
    int token = keyword_index_find(p->lexer->keywords, text, name->at.length);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (token != words[i]) continue;
        struct diag *d = diag(p->diags, DIAG_NAME_FORGOTTEN, name->at, A(text));
        diag_hint(p->diags, d, DIAG_HINT_NAME_FORGOTTEN, A(text));
    }
}

struct head *build_head(struct parser *p, const struct name *name, const char *title, struct span title_at,
                        const struct citation *citation) {
    struct head *h = ARENA_NEW(p->arena, struct head);
    if (name) h->name = *name;
    if (citation) h->citation = *citation;
    h->title = title;
    if (title) h->title_at = title_at;
    if (title && name) check_forgotten(p, name);
    return h;
}

struct decl *with_expr(struct decl *d, struct expr *e) {
    d->expr = e;
    return d;
}

struct decl *with_name(struct decl *d, const struct name *name) {
    d->name = *name;
    d->head = span_join(d->head, name->at);
    return d;
}

struct decl *with_type(struct decl *d, struct type_expr *stated) {
    d->type = stated;
    return d;
}

struct decl *with_span(struct decl *d, struct span at) {
    d->at = at;
    return d;
}

struct decl *with_citation(struct decl *d, const struct citation *citation) {
    if (citation) d->citation = *citation;
    return d;
}

struct decl *with_replace(struct decl *d, int replace) {
    d->replace = replace;
    return d;
}

struct decl *build_decl(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                        const struct head *head) {
    struct decl *d = decl_new(p->arena, kind, at);
    d->head = keyword;
    if (!head) return d;
    if (head->name.at.length) with_name(d, &head->name);
    d->text = head->title;
    d->text_at = head->title_at;
    d->citation = head->citation;
    return d;
}

static struct decl *named(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                          const struct name *name) {
    return with_name(build_decl(p, kind, at, keyword, NULL), name);
}

struct decl *build_text_decl(struct parser *p, enum decl_kind kind, struct span at, struct span keyword,
                             struct span text_at, const struct citation *citation, struct expr *when) {
    struct decl *d = with_expr(build_decl(p, kind, at, keyword, NULL), when);
    d->text = build_text(p, text_at);
    d->text_at = text_at;
    if (citation) d->citation = *citation;
    return d;
}

struct decl *build_manual(struct parser *p, struct span at, struct span keyword, const struct name *name,
                          struct span text_at, const struct citation *citation, struct expr *when) {
    check_forgotten(p, name);
    return with_name(build_text_decl(p, DECL_MANUAL, at, keyword, text_at, citation, when), name);
}

struct decl *build_source(struct parser *p, struct span at, struct span keyword, struct span path, struct span number) {
    struct decl *d = build_text_decl(p, DECL_SOURCE, at, keyword, path, NULL, NULL);
    d->document_number = build_text(p, number);
    return d;
}

struct decl *build_in_force(struct parser *p, struct span at, struct span keyword, int32_t from, struct span from_at,
                            int32_t until, struct span until_at) {
    struct decl *d = build_decl(p, DECL_IN_FORCE, at, keyword, NULL);
    d->from = from;
    d->from_at = from_at;
    d->until = until;
    d->until_at = until_at;
    return d;
}

struct decl *build_rule(struct parser *p, struct span at, struct span keyword, int replace, int word,
                        const struct head *head, struct expr *when, struct expr *condition) {
    enum decl_kind kind = word == TOK_VETO ? DECL_VETO : word == TOK_REFER ? DECL_REFER : DECL_REQUIRE;
    struct decl *d = with_expr(build_decl(p, kind, at, keyword, head), condition);
    d->in_principle = word == TOK_REQUIRE_IN_PRINCIPLE;
    d->when = when;
    d->replace = replace;
    return d;
}

struct decl *build_waiver(struct decl *rule, const struct citation *citation, struct expr *waiver) {
    if (citation) rule->waiver_citation = *citation;
    rule->waiver = waiver;
    return rule;
}

struct decl *build_grant(struct parser *p, struct span at, struct span keyword, int replace, const struct head *head,
                         struct expr *value) {
    struct decl *d = with_expr(build_decl(p, DECL_GRANT, at, keyword, head), value);
    d->replace = replace;
    return d;
}

struct decl *build_define(struct parser *p, struct span keyword, const struct name *name, const struct names *params) {
    struct decl *d = named(p, DECL_DEFINE, keyword, keyword, name);
    d->params = params ? params->items : NULL;
    d->param_count = params ? params->count : 0;
    return d;
}

struct decl *build_definition(struct decl *head, struct span at, int replace, const struct citation *citation,
                              struct expr *body) {
    return with_span(with_replace(with_expr(with_citation(head, citation), body), replace), at);
}

struct decl *build_param(struct parser *p, struct span at, struct span keyword, int replace, const struct name *name,
                         const struct dated_values *values) {
    struct decl *d = named(p, DECL_PARAM, at, keyword, name);
    d->values = values->items;
    d->value_count = values->count;
    d->replace = replace;
    return d;
}

struct decl *build_sample(struct parser *p, struct span at, struct span keyword, const struct name *name,
                          struct expr *record) {
    struct decl *d = named(p, DECL_SAMPLE, at, keyword, name);
    d->record = record;
    return d;
}

#define KIND(kind) (UINT64_C(1) << DECL_##kind)
#define SHARED (KIND(DEFINE) | KIND(PARAM) | KIND(TABLE))
#define RULES (KIND(REQUIRE) | KIND(VETO) | KIND(REFER))
#define NOTES (KIND(MANUAL) | KIND(DOCUMENT))

static uint64_t allowed_in(enum decl_kind block) {
    switch ((int)block) {
    case DECL_VOCABULARY: return KIND(FIELD) | KIND(CHOICES);
    case DECL_SCHEME:
        return SHARED | RULES | NOTES | KIND(GRANT) | KIND(ISSUER) | KIND(SOURCE) | KIND(IN_FORCE) | KIND(OFFER);
    case DECL_OFFER: return SHARED | RULES | NOTES | KIND(WHEN) | KIND(GRANT);
    case DECL_REFORM: return SHARED | RULES | NOTES | KIND(GRANT) | KIND(OFFER);
    case DECL_STANDARD: return SHARED | KIND(CHOICES) | KIND(SOURCE);
    case DECL_AMENDMENT: return SHARED | RULES | NOTES | KIND(GRANT) | KIND(OFFER) | KIND(SOURCE);
    }
    return SHARED | KIND(CHOICES) | KIND(USE) | KIND(VOCABULARY) | KIND(SAMPLE) | KIND(SCHEME) | KIND(REFORM) |
           KIND(AMENDMENT) | KIND(STANDARD) | KIND(TEST);
}

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
        if (SHARED & UINT64_C(1) << d->kind) continue;
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

struct type_expr *build_type_of(struct parser *p, enum type_kind kind, struct span at, const struct decls *members) {
    struct type_expr *t = ARENA_NEW(p->arena, struct type_expr);
    t->kind = kind;
    t->at = at;
    t->members = members ? members->items : NULL;
    t->member_count = members ? members->count : 0;
    return t;
}

struct type_expr *build_type_named(struct parser *p, enum type_kind kind, struct span at, symbol name,
                                   struct span name_at) {
    struct type_expr *t = build_type_of(p, kind, at, NULL);
    t->same_as = name;
    t->same_as_at = name_at;
    return t;
}

// 数量人 for 数量 人.
static bool hint_counter(struct parser *p, struct diag *d, const char *word) {
    for (size_t i = 0; i < TYPE_WORD_COUNT; i++) {
        const char *en = written_types[i].text[LANG_EN], *zh = written_types[i].text[LANG_ZH];
        const char *type = strncmp(word, en, strlen(en)) ? zh : en;
        size_t length = strlen(type);
        if (written_types[i].kind != TYPE_COUNT || strncmp(word, type, length) != 0) continue;
        if (!counter_find(word + length, strlen(word + length))) continue;
        diag_hint(p->diags, d, DIAG_HINT_PARTED, A(type),
                  A(arena_copy(p->arena, word + length, strlen(word + length))));
        return true;
    }
    return false;
}

static void unknown_type(struct parser *p, struct span at, const char *word) {
    struct nearest nearest = nearest_to(word);
    for (size_t i = 0; i < TYPE_WORD_COUNT; i++) {
        if (written_types[i].kind == TYPE_PERIOD) continue;
        nearest_offer(&nearest, written_types[i].text[LANG_EN]);
        nearest_offer(&nearest, written_types[i].text[LANG_ZH]);
    }
    struct diag *d = diag(p->diags, DIAG_UNKNOWN_TYPE, at, A(word));
    if (hint_counter(p, d, word)) return;
    if (nearest.best) diag_hint(p->diags, d, DIAG_HINT_DID_YOU_MEAN, A(nearest.best));
    else diag_hint(p->diags, d, DIAG_HINT_TYPES, A(""));
}

struct type_expr *build_type(struct parser *p, struct span at, struct span word, struct span counter) {
    struct type_expr *t = build_type_of(p, TYPE_NONE, at, NULL);
    const char *text = arena_copy(p->arena, p->bytes + word.offset, word.length);
    const struct type_word *known = type_word_find(text, false);
    if (known) t->kind = known->kind;
    else unknown_type(p, word, text);
    if (!counter.length) return t;
    t->counter = build_word(p, counter);
    t->counter_at = counter;
    return t;
}

// `number 2 decimals`
struct type_expr *build_number_type(struct parser *p, struct span at, struct span word, struct span decimals) {
    struct type_expr *t = build_type(p, at, word, (struct span){0});
    struct literal written;
    bool known = !literal_number(p->bytes + decimals.offset, decimals.length, p->names, &written);
    bool form = known && !written.type.kind && written.value >= 0 && written.value <= NUMBER_DECIMALS;
    if (form && t->kind == TYPE_NUMBER) t->decimals = (uint8_t)written.value;
    else if (t->kind != TYPE_NONE)
        diag_hint(p->diags, diag_record(p->diags, DIAG_DECIMALS_FORM, decimals, NULL, 0), DIAG_HINT_DECIMALS, A(""));
    return t;
}

struct type_expr *build_period(struct parser *p, struct span at, struct span word) {
    struct type_expr *t = build_type_of(p, TYPE_PERIOD, at, NULL);
    const char *text = arena_copy(p->arena, p->bytes + word.offset, word.length);
    const struct type_word *known = type_word_find(text, true);
    if (known) t->unit = known->unit;
    if (known) return t;
    t->kind = TYPE_NONE;
    diag_hint(p->diags, diag(p->diags, DIAG_UNKNOWN_TYPE, word, A(text)), DIAG_HINT_DID_YOU_MEAN,
              A2("months' or 'days", "月”或“天"));
    return t;
}

struct decl *build_value(struct parser *p, struct span at, const struct name *name, struct span code) {
    struct decl *d = with_name(decl_new(p->arena, DECL_VALUE, at), name);
    if (!code.length) return d;
    d->text = build_text(p, code);
    d->text_at = code;
    return d;
}

struct decl *build_choices(struct parser *p, struct span at, struct span keyword, const struct name *name,
                           const struct decls *values) {
    struct decl *d = named(p, DECL_CHOICES, at, keyword, name);
    d->members = values->items;
    d->member_count = values->count;
    return d;
}

struct decl *build_field(struct parser *p, struct span at, struct span keyword, const struct name *name,
                         struct type_expr *type, int flags) {
    struct decl *d = named(p, DECL_FIELD, at, keyword, name);
    d->type = type;
    d->fixed = (flags & FIELD_FIXED) != 0;
    d->key = (flags & FIELD_KEY) != 0;
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
    check_place_at_top(p, d);
    ARENA_PUSH(p->arena, p->tree->decls, p->tree->count, d);
}
