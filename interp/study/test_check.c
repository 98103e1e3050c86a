#include "interp/study/test_check.h"

#include <string.h>

#include "interp/eval/causes.h"
#include "interp/report/words.h"
#include "interp/study/sample.h"
#include "interp/value/value_text.h"

// ---- words

static const char *kept(struct test_check *c) {
    if (c->line->failed) longjmp(*c->result->arena.out_of_memory, 1);
    const char *text = arena_copy(&c->result->arena, text_string(c->line), c->line->length);
    text_clear(c->line);
    return text;
}

static const char *phrase(struct test_check *c, enum phrase_id id, const char *one) {
    words_put(c->line, c->lang, id, one, NULL);
    return kept(c);
}

static void add_failure(struct test_check *c, struct span at, const char *subject, const char *wanted,
                        const char *actual) {
    struct location where = source_locate(c->policy->sources, at);
    const struct explained_place place = {c->policy->sources->items[at.source]->path, where.line, where.column};
    struct test_failure f = {place, at, subject, wanted, actual};
    ARENA_PUSH(&c->result->arena, c->result->failures, c->result->failure_count, f);
}

// ---- what an expectation speaks of

struct target {
    const struct scheme_result *scheme;  // NULL: there is no such scheme
    const struct offer_result *offer;    // the one named, else the scheme's best; NULL: there is no such offer
    bool whole;                          // the scheme was named, no offer
    symbol scheme_name, offer_name;
};

static const struct scheme_result *find_scheme(const struct test_check *c, symbol name) {
    for (uint32_t i = 0; i < c->policy->scheme_count; i++) {
        const struct scheme *s = c->policy->schemes[i];
        if (name_has(&s->def.name, name))
            return &c->d->schemes[c->d->chosen[(size_t)c->groups[s->group] * c->d->capacity + c->row]];
    }
    return NULL;
}

static const struct offer_result *find_offer(const struct scheme_result *s, symbol name, uint32_t row) {
    if (name == SYMBOL_NONE) return s->planned->offer_count ? &s->offers[s->best[row]] : NULL;
    for (uint32_t i = 0; i < s->planned->offer_count; i++)
        if (name_has(&s->offers[i].planned->offer->def.name, name)) return &s->offers[i];
    return NULL;
}

// An expectation without a path speaks of what was named last.
static void aim(const struct test_check *c, const struct expectation *e, struct target *t) {
    if (e->scheme == SYMBOL_NONE) return;
    *t = (struct target){.scheme_name = e->scheme, .offer_name = e->offer, .whole = e->offer == SYMBOL_NONE};
    t->scheme = find_scheme(c, e->scheme);
    if (t->scheme) t->offer = find_offer(t->scheme, e->offer, c->row);
}

static const char *target_text(struct test_check *c, const struct target *t) {
    if (t->scheme) text_put(c->line, name_text(c->policy, &t->scheme->planned->scheme->def.name, c->lang));
    else text_put(c->line, intern_name(c->policy->names, t->scheme_name));
    if (!t->whole) text_char(c->line, '.');
    if (!t->whole && t->offer) text_put(c->line, name_text(c->policy, &t->offer->planned->offer->def.name, c->lang));
    else if (!t->whole) text_put(c->line, intern_name(c->policy->names, t->offer_name));
    return kept(c);
}

static void remember_offer(struct test_check *c, const struct target *t) {
    if (!t->offer) return;
    const struct offer *offer = t->offer->planned->offer;
    for (uint32_t i = 0; i < c->offer_count; i++)
        if (c->offers[i] == offer) return;
    ARENA_PUSH(&c->result->arena, c->offers, c->offer_count, offer);
}

static void differs(struct test_check *c, const struct target *t, struct span at, const char *subject,
                    const char *wanted, const char *actual) {
    add_failure(c, at, subject, wanted, actual);
    remember_offer(c, t);
}

static enum decision decision_of(const struct test_check *c, const struct target *t) {
    return (enum decision)(t->whole ? t->scheme->decision[c->row] : t->offer->decision[c->row]);
}

// ---- decisions

static const char *decision_word(const struct test_check *c, symbol wanted) {
    const char *text = intern_name(c->policy->names, wanted);
    for (int i = 0; i < DECISION_COUNT; i++)
        if (!strcmp(text, decision_names[i][LANG_EN]) || !strcmp(text, decision_names[i][LANG_ZH]))
            return decision_names[i][c->lang];
    return text;
}

static void check_decision(struct test_check *c, const struct expectation *e, const struct target *t) {
    const char *wanted = decision_word(c, e->decision), *actual = decision_names[decision_of(c, t)][c->lang];
    if (strcmp(wanted, actual) != 0) differs(c, t, e->at, target_text(c, t), wanted, actual);
}

// ---- lists of names

struct found {
    struct test_check *check;
    enum reason reason;
    const struct name **names, **items;  // items: NULL where the name is no list's
    uint32_t count, item_count;
};

static bool is_same(const struct name *a, const struct name *b) { return a == b || (a && b && name_equal(a, b)); }

static void collect(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct found *f = context;
    if (reason != f->reason) return;
    for (uint32_t i = 0; i < f->count; i++)
        if (is_same(f->names[i], name) && is_same(f->items[i], item)) return;
    ARENA_PUSH(&f->check->result->arena, f->names, f->count, name);
    ARENA_PUSH(&f->check->result->arena, f->items, f->item_count, item);
}

static bool holds(const struct found *f, symbol name, symbol member) {
    for (uint32_t i = 0; i < f->count; i++) {
        bool same_item = f->items[i] ? name_has(f->items[i], member) : member == SYMBOL_NONE;
        if (same_item && name_has(f->names[i], name)) return true;
    }
    return false;
}

static symbol member_of(const struct expectation *e, uint32_t i) { return e->members ? e->members[i] : SYMBOL_NONE; }

static bool is_repeated(const struct expectation *e, uint32_t i) {
    for (uint32_t k = 0; k < i; k++)
        if (e->names[k] == e->names[i] && member_of(e, k) == member_of(e, i)) return true;
    return false;
}

static bool lists_agree(const struct expectation *e, const struct found *f) {
    uint32_t wanted = 0;
    for (uint32_t i = 0; i < e->name_count; i++) {
        if (is_repeated(e, i)) continue;
        if (!holds(f, e->names[i], member_of(e, i))) return false;
        wanted++;
    }
    return wanted == f->count;
}

static void put_listed(struct test_check *c, uint32_t i, const char *name, const char *member) {
    if (i) text_put(c->line, words_text(c->lang, WORDS_COMMA));
    text_put(c->line, name);
    if (!member) return;
    text_char(c->line, '.');
    text_put(c->line, member);
}

static const char *wanted_list(struct test_check *c, const struct expectation *e) {
    text_char(c->line, '{');
    for (uint32_t i = 0; i < e->name_count; i++) {
        const char *member = member_of(e, i) == SYMBOL_NONE ? NULL : intern_name(c->policy->names, member_of(e, i));
        put_listed(c, i, intern_name(c->policy->names, e->names[i]), member);
    }
    text_char(c->line, '}');
    return kept(c);
}

static const char *actual_list(struct test_check *c, const struct found *f) {
    text_char(c->line, '{');
    for (uint32_t i = 0; i < f->count; i++) {
        const char *member = f->items[i] ? name_text(c->policy, f->items[i], c->lang) : NULL;
        put_listed(c, i, name_text(c->policy, f->names[i], c->lang), member);
    }
    text_char(c->line, '}');
    return kept(c);
}

static void check_list(struct test_check *c, const struct expectation *e, const struct target *t, enum reason reason,
                       enum phrase_id subject) {
    struct found found = {.check = c, .reason = reason};
    uint32_t scheme = (uint32_t)(t->scheme - c->d->schemes), offer = (uint32_t)(t->offer - t->scheme->offers);
    decision_reasons(c->d, c->w, scheme, offer, c->row, collect, &found);
    if (lists_agree(e, &found)) return;
    const char *wanted = wanted_list(c, e), *actual = actual_list(c, &found);
    differs(c, t, e->at, phrase(c, subject, target_text(c, t)), wanted, actual);
}

// ---- values

static bool is_grant(const struct expr *e) { return e->kind == NODE_NAME && e->ref && e->ref->kind == DEF_GRANT; }

size_t test_values(const struct policy_test *t, const struct expr **out) {
    size_t count = 0;
    for (uint32_t i = 0; i < t->decl->given->expectation_count; i++) {
        const struct expectation *e = &t->decl->given->expectations[i];
        if (e->kind == EXPECT_VALUE && !is_grant(e->actual)) out[count++] = e->actual;
    }
    return count;
}

static const struct node *granted_node(const struct offer_result *o, const struct name *name) {
    for (uint32_t i = 0; i < o->planned->grant_count; i++) {
        const struct name *n = &o->planned->grants[i].grant->def.name;
        if (names_meet(n, name)) return o->planned->grants[i].value;
    }
    return NULL;
}

static bool is_wanted(const struct expr *wanted, const struct node *n, struct node_value v) {
    if (wanted->kind == NODE_SILENT) return v.state == STATE_SILENT;
    if (wanted->kind == NODE_MISSING) return v.state == STATE_UNKNOWN;
    if (v.state != STATE_KNOWN) return false;
    if (n->lane != LANE_TEXT) return v.value == literal_value(wanted);
    struct slice text = literal_text(wanted);
    return v.text.length == text.length && !memcmp(v.text.text, text.text, text.length);
}

static const char *value_words(struct test_check *c, const struct type *type, struct node_value v) {
    switch (v.state) {
    case STATE_KNOWN: break;
    case STATE_REFERRED: return words_text(c->lang, WORDS_VALUE_REFERRED);
    case STATE_UNKNOWN: return words_text(c->lang, WORDS_VALUE_MISSING);
    case STATE_SILENT: return words_text(c->lang, WORDS_VALUE_SILENT);
    case STATE_FAULT: return words_text(c->lang, WORDS_TEST_FAULT);
    }
    value_put_human(c->line, c->policy, type, v.value, v.text, c->lang);
    return kept(c);
}

static const char *wanted_words(struct test_check *c, const struct expr *wanted, const struct type *type) {
    struct node_value v = {STATE_KNOWN, 0, {NULL, 0}};
    if (wanted->kind == NODE_SILENT) v.state = STATE_SILENT;
    else if (wanted->kind == NODE_MISSING) v.state = STATE_UNKNOWN;
    else if (wanted->kind == NODE_STRING) v.text = literal_text(wanted);
    else v.value = literal_value(wanted);
    return value_words(c, type, v);
}

static const char *written(struct test_check *c, struct span at) {
    line_put(c->lines, at, c->lang, c->line);
    return kept(c);
}

static void compare_value(struct test_check *c, const struct expectation *e, const struct target *t,
                          const struct node *n) {
    struct node_value v = node_value_at(c->w, n, c->row);
    if (is_wanted(e->wanted, n, v)) return;
    const struct type *type = e->wanted->type.kind == TYPE_NONE ? &n->type : &e->actual->type;
    const char *wanted = wanted_words(c, e->wanted, type), *actual = value_words(c, type, v);
    differs(c, t, e->at, written(c, e->actual->at), wanted, actual);
}

// A grant is a grant only where the decision makes it one.
static void check_grant(struct test_check *c, const struct expectation *e, const struct target *t) {
    const struct node *n = granted_node(t->offer, &e->actual->ref->name);
    enum decision decision = decision_of(c, t);
    bool granted = n && decision <= DECISION_REFER;
    if (granted) {
        compare_value(c, e, t, n);
        return;
    }
    if (e->wanted->kind == NODE_MISSING) return;
    const char *actual = phrase(c, WORDS_TEST_NOT_GRANTED, decision_names[decision][c->lang]);
    differs(c, t, e->at, written(c, e->actual->at), written(c, e->wanted->at), actual);
}

// ---- a test

static void check_one(struct test_check *c, const struct expectation *e, const struct target *t,
                      const struct node *value) {
    switch (e->kind) {
    case EXPECT_DECISION: check_decision(c, e, t); break;
    case EXPECT_FAILED: check_list(c, e, t, REASON_FAILED, WORDS_TEST_FAILED_LIST); break;
    case EXPECT_MISSING: check_list(c, e, t, REASON_MISSING, WORDS_TEST_MISSING_LIST); break;
    case EXPECT_REFER: check_list(c, e, t, REASON_REFER, WORDS_TEST_REFER_LIST); break;
    case EXPECT_VALUE:
        if (value) compare_value(c, e, t, value);
        else check_grant(c, e, t);
        break;
    }
}

static void check_all(struct test_check *c, const struct policy_test *test) {
    struct target target = {0};
    size_t value = 0;
    for (uint32_t i = 0; i < test->decl->given->expectation_count; i++) {
        const struct expectation *e = &test->decl->given->expectations[i];
        bool valued = e->kind == EXPECT_VALUE && !is_grant(e->actual);
        const struct node *n = valued ? c->values[value++] : NULL;
        aim(c, e, &target);
        if (n || (target.scheme && target.offer)) check_one(c, e, &target, n);
        else
            add_failure(c, e->at, target_text(c, &target), written(c, e->at),
                        words_text(c->lang, WORDS_TEST_NO_SCHEME));
    }
}

static enum phrase_id fault_words(const struct node *at) {
    static const enum phrase_id words[] = {
        [FAULT_ARITHMETIC] = WORDS_TEST_FAULT,
        [FAULT_TWO_ROWS] = WORDS_TEST_TWO_ROWS,
        [FAULT_ID_NUMBER] = WORDS_TEST_ID_NUMBER,
        [FAULT_INSTALMENT] = WORDS_TEST_INSTALMENT,
    };
    return words[at ? fault_reason(at) : FAULT_ARITHMETIC];
}

void test_check(struct test_check *c, const struct policy_test *test) {
    if (!c->d->fault[c->row]) {
        check_all(c, test);
        return;
    }
    const struct node *at = decision_fault(c->d, c->w, c->row);
    struct span place = at && at->origin ? at->origin->at : test->decl->head, rows[2];
    bool two = at && unique_rows(c->w, at, c->row, rows);
    add_failure(c, two ? rows[1] : place, words_text(c->lang, WORDS_TEST_RECORD),
                words_text(c->lang, WORDS_TEST_NO_FAULT), words_text(c->lang, fault_words(at)));
}
