#include "interp/study/test.h"

#include <stdlib.h>
#include <string.h>

#include "interp/eval/eval.h"
#include "interp/study/sample.h"
#include "interp/study/test_check.h"

struct dated {  // what all tests of one as-of date share
    int32_t as_of;
    struct explain_operands *operands;
    size_t operands_at;  // where they begin in the plan's extra expressions
    struct plan *plan;
    struct workspace *workspace;
    struct decisions *decisions;
    struct block *block;
};

struct queued {
    const struct policy_test *test;
    int32_t as_of;
    uint32_t dated;      // index of its date's plan
    size_t first_extra;  // of its values in the plan's extra expressions
};

struct test_suite {
    const struct policy *policy;
    struct test_options options;
    struct queued *queued;
    uint32_t count;
    struct dated *dates;
    uint32_t date_count;
};

// ---- which tests

static const char *file_of(const struct policy *p, const struct policy_test *t) {
    return p->sources->items[t->decl->at.source]->path;
}

static bool passes_filter(const struct policy *p, const struct policy_test *t, const char *filter) {
    return !filter || strstr(t->title, filter) || strstr(file_of(p, t), filter);
}

static uint32_t date_index(struct test_suite *s, int32_t as_of) {
    for (uint32_t i = 0; i < s->date_count; i++)
        if (s->dates[i].as_of == as_of) return i;
    s->dates[s->date_count].as_of = as_of;
    return s->date_count++;
}

static void queue_tests(struct test_suite *s) {
    for (uint32_t i = 0; i < s->policy->test_count; i++) {
        const struct policy_test *t = s->policy->tests[i];
        if (!passes_filter(s->policy, t, s->options.filter)) continue;
        struct queued *q = &s->queued[s->count++];
        *q = (struct queued){.test = t, .as_of = t->decl->as_of ? t->decl->as_of : s->options.today};
        q->dated = date_index(s, q->as_of);
    }
}

struct test_suite *test_suite_new(const struct policy *p, const struct test_options *options) {
    struct test_suite *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->policy = p;
    s->options = *options;
    s->queued = calloc(p->test_count + 1, sizeof *s->queued);
    s->dates = calloc(p->test_count + 1, sizeof *s->dates);
    if (s->queued && s->dates) {
        queue_tests(s);
        return s;
    }
    test_suite_free(s);
    return NULL;
}

static void dated_drop(struct dated *d) {
    if (d->block) block_free(d->block);
    if (d->decisions) decisions_free(d->decisions);
    if (d->workspace) workspace_free(d->workspace);
    if (d->plan) plan_free(d->plan);
    explain_operands_free(d->operands);
}

void test_suite_free(struct test_suite *s) {
    if (!s) return;
    for (uint32_t i = 0; i < s->date_count; i++) dated_drop(&s->dates[i]);
    free(s->dates);
    free(s->queued);
    free(s);
}

uint32_t test_suite_count(const struct test_suite *s) { return s->count; }

// ---- plans, made when the first test of their date runs

static size_t count_values(const struct test_suite *s, uint32_t date) {
    size_t count = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (s->queued[i].dated == date) count += s->queued[i].test->decl->given->expectation_count;
    return count;
}

static size_t add_values(struct test_suite *s, uint32_t date, const struct expr **all) {
    size_t n = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        struct queued *q = &s->queued[i];
        if (q->dated != date) continue;
        q->first_extra = n;
        n += test_values(q->test, all + n);
    }
    return n;
}

// The values that tests of this date ask about, then the operands that explanations read.
static const struct expr **extras(struct test_suite *s, uint32_t date, size_t *count) {
    struct dated *d = &s->dates[date];
    size_t operand_count, n;
    const struct expr **operands = explain_operands_exprs(d->operands, &operand_count);
    const struct expr **all = calloc(count_values(s, date) + operand_count + 1, sizeof *all);
    if (!all) return NULL;
    d->operands_at = n = add_values(s, date, all);
    for (size_t i = 0; i < operand_count; i++) all[n++] = operands[i];
    *count = n;
    return all;
}

static bool make_plan(struct test_suite *s, uint32_t date) {
    struct dated *d = &s->dates[date];
    struct plan_options options = {.as_of = d->as_of, .keep_names = true, .notes = true};
    const struct expr **all = extras(s, date, &options.extra_count);
    const struct test_watch *watch = s->options.watch;
    if (!all) return false;
    if (watch) options.watched = watch->conditions, options.watched_count = watch->count;
    options.extra = all;
    d->plan = plan_new(s->policy, &options);
    free(all);
    return d->plan != NULL;
}

static bool make_date(struct test_suite *s, uint32_t date) {
    struct dated *d = &s->dates[date];
    if (d->block) return true;
    d->operands = explain_operands_new(s->policy);
    if (!d->operands || !make_plan(s, date)) return false;
    d->workspace = plan_workspace_new(d->plan, 1);
    d->decisions = d->workspace ? decisions_new(d->plan, 1) : NULL;
    d->block = d->decisions ? block_new(s->policy, 1, false) : NULL;
    return d->block != NULL;
}

// ---- running one

static bool evaluate(struct test_suite *s, const struct queued *q) {
    struct dated *d = &s->dates[q->dated];
    block_clear(d->block);
    if (!sample_add(d->block, q->test->base, q->test->decl->given->record)) return false;
    block_seal(d->block);
    if (!eval_block(d->workspace, d->block)) return false;
    decide(d->decisions, d->workspace, d->block);
    return true;
}

static void show(const struct test_suite *s, const struct queued *q) {
    const struct dated *d = &s->dates[q->dated];
    const struct test_watch *watch = s->options.watch;
    const struct test_view view = {.test = q->test, .d = d->decisions, .w = d->workspace};
    if (watch) watch->see(watch->context, &view);
}

static const char *given_name(const struct test_suite *s, const struct queued *q) {
    const struct sample *base = q->test->base;
    return base ? name_text(s->policy, &base->decl->name, s->options.lang) : q->test->title;
}

// The stories of the offers about which something else was expected, each once.
static bool add_explanations(struct test_suite *s, const struct queued *q, const struct test_check *check,
                             struct text *out) {
    const struct dated *d = &s->dates[q->dated];
    struct explain_options how = {.lang = s->options.lang,
                                  .lines = s->options.lines,
                                  .operands = d->operands,
                                  .operands_at = d->operands_at,
                                  .id = given_name(s, q),
                                  .as_of = d->as_of};
    for (uint32_t i = 0; i < check->offer_count; i++) {
        how.only = check->offers[i];
        struct explanation *e = explain_build(d->decisions, d->workspace, d->block, 0, &how);
        if (!e) return false;
        if (i) text_char(out, '\n');
        explain_write_text(out, e, &(struct explain_looks){.brief = !s->options.whole_story});
        explain_free(e);
    }
    return !out->failed;
}

static bool judge(struct test_suite *s, const struct queued *q, struct test_outcome *r, struct text *story,
                  struct text *line) {
    const struct dated *d = &s->dates[q->dated];
    jmp_buf out_of_memory;
    if (setjmp(out_of_memory)) return false;
    arena_init(&r->arena, &out_of_memory);
    struct test_check check = {.policy = s->policy,
                               .d = d->decisions,
                               .w = d->workspace,
                               .values = d->plan->extra + q->first_extra,
                               .groups = d->plan->worlds[0],
                               .lang = s->options.lang,
                               .lines = s->options.lines,
                               .result = r,
                               .line = line};
    test_check(&check, q->test);
    r->passed = !r->failure_count;
    if (!add_explanations(s, q, &check, story)) return false;
    if (story->failed) return false;
    r->explanation = arena_copy(&r->arena, text_string(story), story->length);
    r->arena.out_of_memory = NULL;
    return true;
}

bool test_suite_run(struct test_suite *s, uint32_t test, struct test_outcome *result) {
    const struct queued *q = &s->queued[test];
    struct location where = source_locate(s->policy->sources, q->test->decl->head);
    *result = (struct test_outcome){.title = q->test->title,
                                    .place = {file_of(s->policy, q->test), where.line, where.column}};
    if (!make_date(s, q->dated) || !evaluate(s, q)) return false;
    show(s, q);
    struct text story = {0}, line = {0};
    bool judged = judge(s, q, result, &story, &line) && !line.failed;
    text_free(&story);
    text_free(&line);
    return judged;
}

void test_outcome_free(struct test_outcome *r) { arena_free(&r->arena); }
