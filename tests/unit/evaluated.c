#include "tests/unit/evaluated.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/check/check.h"
#include "interp/eval/causes.h"
#include "interp/eval/eval.h"
#include "interp/findings/findings.h"
#include "interp/value/truth.h"

const char evaluated_vocabulary[] = "vocabulary {\n"
                                    "  field id: text key\n"
                                    "  field a: yes/no\n  field b: yes/no\n  field c: yes/no\n"
                                    "  field n: count\n  field m: count\n"
                                    "  field revenue: money\n  field debt: money\n"
                                    "  field rate: percent\n"
                                    "  field since: date\n  field till: date\n"
                                    "  field paid: month\n"
                                    "  field used: period in months\n"
                                    "  field kind: one of { small, large, other }\n"
                                    "  field marks: any of { red, green, blue }\n"
                                    "  field label: text\n"
                                    "  field overdue: list of { month: month, account: text, amount: money }\n"
                                    "  field spouse: list of overdue\n"
                                    "}\n";

static void show_diags(struct evaluated *e) {
    struct text out = {0};
    for (uint32_t i = 0; i < e->c.diags.count; i++) diag_render(&out, LANG_EN, &e->c.sources, e->c.diags.items[i]);
    if (e->c.diags.errors) ck_abort_msg("%s", text_string(&out));
    text_free(&out);
}

static void compile(struct evaluated *e, const char *policy) {
    compilation_init(&e->c, &e->out_of_memory);
    e->c.prover = findings_prover();
    compilation_load_text(&e->c, "test.pol", policy, strlen(policy));
    show_diags(e);
    struct check_options options = {0};
    e->policy = check_policy(&e->c, &options);
    show_diags(e);
}

struct evaluated *evaluated_open(const char *policy) {
    struct evaluated *e = calloc(1, sizeof *e);
    ck_assert_ptr_nonnull(e);
    if (setjmp(e->out_of_memory)) ck_abort_msg("out of memory");
    compile(e, policy);
    return e;
}

struct evaluated *evaluated_rules(const char *rules) {
    struct text policy = {0};
    text_put(&policy, evaluated_vocabulary);
    text_put(&policy, rules);
    struct evaluated *e = evaluated_open(text_string(&policy));
    text_free(&policy);
    return e;
}

void evaluated_plan(struct evaluated *e, const struct plan_options *options, uint32_t capacity) {
    e->plan = plan_new(e->policy, options);
    ck_assert_ptr_nonnull(e->plan);
    e->w = plan_workspace_new(e->plan, capacity);
    e->block = block_new(e->policy, capacity, options->as_of == 0);
    e->d = decisions_new(e->plan, capacity);
    ck_assert(e->w && e->block && e->d);
}

struct evaluated *evaluated_planned(const char *rules, uint32_t capacity) {
    struct evaluated *e = evaluated_rules(rules);
    evaluated_plan(e, &(struct plan_options){.as_of = DATE_PACK(2024, 7, 1)}, capacity);
    return e;
}

void evaluated_close(struct evaluated *e) {
    decisions_free(e->d);
    block_free(e->block);
    workspace_free(e->w);
    plan_free(e->plan);
    compilation_free(&e->c);
    free(e);
}

void evaluated_clear(struct evaluated *e) { block_clear(e->block); }

void evaluated_walk(struct evaluated *e) {
    block_seal(e->block);
    ck_assert(eval_block(e->w, e->block));
    decide(e->d, e->w, e->block);
}

struct piece {
    const char *text;
    uint32_t length;
};

static bool piece_is(struct piece p, const char *word) {
    return strlen(word) == p.length && memcmp(word, p.text, p.length) == 0;
}

// Cuts off what stands before the first of `marks`.
static struct piece cut(const char **rest, const char *marks) {
    struct piece p = {*rest, (uint32_t)strcspn(*rest, marks)};
    *rest += p.length;
    if (**rest) ++*rest;
    return p;
}

static int64_t code_of(const struct evaluated *e, const struct choices *among, struct piece p) {
    for (uint32_t i = 0; i < among->value_count; i++)
        if (piece_is(p, name_text(e->policy, &among->values[i].def.name, LANG_EN))) return i;
    ck_abort_msg("no such value: %.*s", (int)p.length, p.text);
    return 0;
}

static int64_t bits_of(const struct evaluated *e, const struct choices *among, struct piece p) {
    int64_t bits = 0;
    if (piece_is(p, "none")) return 0;
    while (p.length) {
        struct piece one = {p.text, 0};
        while (one.length < p.length && p.text[one.length] != '+') one.length++;
        bits |= INT64_C(1) << code_of(e, among, one);
        uint32_t taken = one.length + (one.length < p.length);
        p.text += taken, p.length -= taken;
    }
    return bits;
}

// Yuan, with two decimals or none.
static int64_t fen_of(const char *text) {
    char *end;
    int64_t yuan = strtoll(text, &end, 10), fen = *end == '.' ? strtoll(end + 1, NULL, 10) : 0;
    return yuan * 100 + (*text == '-' ? -fen : fen);
}

static int64_t value_of(const struct evaluated *e, const struct field *f, struct piece p) {
    int32_t date = 0;
    switch (f->type.kind) {
    case TYPE_TRUTH: return piece_is(p, "yes") ? TRUTH_YES : TRUTH_NO;
    case TYPE_CHOICE: return code_of(e, f->type.choices, p);
    case TYPE_SET: return bits_of(e, f->type.choices, p);
    case TYPE_DATE: ck_assert(date_parse(p.text, p.length, &date)); return date;
    case TYPE_MONTH: ck_assert(month_parse(p.text, p.length, &date)); return date;
    case TYPE_MONEY: return fen_of(p.text);
    case TYPE_PERCENT: return strtoll(p.text, NULL, 10) * 10000;
    default: return strtoll(p.text, NULL, 10);
    }
}

static void put_item(struct evaluated *e, const struct field *list, struct piece item) {
    char copy[200];
    snprintf(copy, sizeof copy, "%.*s", (int)item.length, item.text);
    int64_t at = block_add_item(e->block, list);
    ck_assert(at >= 0);
    const char *rest = copy;
    for (uint32_t i = 0; i < list->item_count; i++) {
        struct piece p = cut(&rest, "/");
        const struct field *f = &list->items[i];
        if (piece_is(p, "?") || p.length == 0) continue;
        if (f->type.kind == TYPE_TEXT)
            block_set_item_text(e->block, list, at, f, (struct slice){item.text + (p.text - copy), p.length});
        else block_set_item(e->block, list, at, f, value_of(e, f, p));
    }
}

static void put_list(struct evaluated *e, uint32_t row, const struct field *list, const char **rest) {
    ck_assert(**rest == '[');
    ++*rest;
    block_set_list_known(e->block, row, list);
    while (**rest != ']') {
        struct piece item = {*rest, (uint32_t)strcspn(*rest, ";]")};
        *rest += item.length;
        put_item(e, list, item);
        if (**rest == ';') ++*rest;
    }
    ++*rest;
}

static const struct field *field_named(const struct evaluated *e, struct piece name) {
    for (uint32_t i = 0; i < e->policy->field_count; i++)
        if (piece_is(name, name_text(e->policy, &e->policy->fields[i].def.name, LANG_EN))) return &e->policy->fields[i];
    ck_abort_msg("no such field: %.*s", (int)name.length, name.text);
    return NULL;
}

static void put_field(struct evaluated *e, uint32_t row, struct piece name, const char **rest) {
    if (piece_is(name, "as_of")) {
        struct piece date = cut(rest, " ");
        ck_assert(date_parse(date.text, date.length, &e->block->as_of[row]));
        return;
    }
    const struct field *f = field_named(e, name);
    if (**rest == '[') {
        put_list(e, row, f, rest);
        return;
    }
    struct piece p = cut(rest, " ");
    if (piece_is(p, "?")) return;
    if (f->type.kind == TYPE_TEXT) block_set_text(e->block, row, f, (struct slice){p.text, p.length});
    else block_set(e->block, row, f, value_of(e, f, p));
}

void evaluated_row(struct evaluated *e, const char *record) {
    uint32_t row = block_add_row(e->block);
    while (*record) {
        while (*record == ' ') record++;
        struct piece name = cut(&record, "=");
        if (name.length) put_field(e, row, name, &record);
    }
}

static void put_known(const struct evaluated *e, const struct node *n, struct node_value v, struct text *out) {
    char date[11];
    switch (n->type.kind) {
    case TYPE_TRUTH: text_put(out, v.value == TRUTH_YES ? "yes" : v.value == TRUTH_NO ? "no" : "neither"); break;
    case TYPE_CHOICE: text_put(out, name_text(e->policy, &n->type.choices->values[v.value].def.name, LANG_EN)); break;
    case TYPE_DATE:
        date_format((int32_t)v.value, date);
        text_put(out, date);
        break;
    case TYPE_MONTH:
        month_format((int32_t)v.value, date);
        text_put(out, date);
        break;
    case TYPE_TEXT: text_add(out, v.text.text, v.text.length); break;
    default: text_int(out, v.value);
    }
}

void evaluated_value(const struct evaluated *e, const struct node *n, uint32_t row, struct text *out) {
    static const char *const states[] = {
        [STATE_REFERRED] = "referred", [STATE_UNKNOWN] = "?", [STATE_SILENT] = "silent", [STATE_FAULT] = "fault"};
    struct node_value v = node_value_at(e->w, n, row);
    if (v.state == STATE_KNOWN) put_known(e, n, v, out);
    else text_put(out, node_is_nothing(e->w, n, row) ? "nothing" : states[v.state]);
}

struct listing {
    const struct evaluated *e;
    struct text *out;
};

static void list_word(struct text *out, size_t start, const char *word) {
    const char *found = strstr(text_string(out) + start, word);
    if (found && (found[strlen(word)] == ' ' || found[strlen(word)] == '\0')) return;
    if (out->length > start) text_char(out, ' ');
    text_put(out, word);
}

static void list_field(void *context, const struct field *list, const struct field *field) {
    const struct listing *l = context;
    char word[100];
    const char *name = name_text(l->e->policy, &field->def.name, LANG_EN);
    snprintf(word, sizeof word, "%s%s%s", list ? name_text(l->e->policy, &list->def.name, LANG_EN) : "",
             list ? "." : "", name);
    list_word(l->out, 0, word);
}

void evaluated_missing(const struct evaluated *e, const struct node *n, uint32_t row, struct text *out) {
    struct text found = {0};
    struct listing l = {e, &found};
    node_missing(e->w, n, row, list_field, &l);
    text_put(out, text_string(&found));
    text_free(&found);
}

struct reasons {
    const struct evaluated *e;
    struct text lists[3];
};

static void list_reason(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct reasons *r = context;
    struct text *out = &r->lists[reason];
    if (out->length) text_char(out, ' ');
    text_put(out, name_text(r->e->policy, name, LANG_EN));
    if (!item) return;
    text_char(out, '.');
    text_put(out, name_text(r->e->policy, item, LANG_EN));
}

void evaluated_decision(const struct evaluated *e, uint32_t scheme, uint32_t offer, uint32_t row, struct text *out) {
    struct reasons r = {.e = e};
    decision_reasons(e->d, e->w, scheme, offer, row, list_reason, &r);
    text_format(out, "%s failed(%s) refer(%s) missing(%s)",
                decision_names[e->d->schemes[scheme].offers[offer].decision[row]][LANG_EN],
                text_string(&r.lists[REASON_FAILED]), text_string(&r.lists[REASON_REFER]),
                text_string(&r.lists[REASON_MISSING]));
    for (int i = 0; i < 3; i++) text_free(&r.lists[i]);
}

void evaluate_once(const char *expr, const char *record, struct text *out) {
    struct text policy = {0};
    text_format(&policy, "scheme s {\n in force from 2000-01-01\n offer o {\n grant g = %s\n }\n}\n", expr);
    struct evaluated *e = evaluated_planned(text_string(&policy), 1);
    evaluated_row(e, record);
    evaluated_walk(e);
    const struct node *n = e->plan->schemes[0].offers[0].grants[0].value;
    evaluated_value(e, n, 0, out);
    text_put(out, " | ");
    evaluated_missing(e, n, 0, out);
    evaluated_close(e);
    text_free(&policy);
}
