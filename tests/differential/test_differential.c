// The block evaluator against the naive one: random policies, random records, every block size at which an edge lies.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "grammar/syntax/load.h"
#include "interp/decide/decide.h"
#include "tests/differential/random_policy.h"
#include "tests/unit/check_main.h"
#include "tests/unit/naive_writer.h"

#define RECORDS 61

struct subject {  // one random policy, compiled
    struct compilation c;
    struct text source;
    struct policy *policy;
    struct plan *plan;
    jmp_buf out_of_memory;
};

static void report_source(const struct subject *s) { fprintf(stderr, "%s\n", text_string(&s->source)); }

static void expect_clean(struct subject *s) {
    if (s->c.diags.errors == 0) return;
    struct text out = {0};
    for (uint32_t i = 0; i < s->c.diags.count; i++) diag_render(&out, LANG_EN, &s->c.sources, s->c.diags.items[i]);
    report_source(s);
    ck_abort_msg("a random policy does not check:\n%s", text_string(&out));
}

static void subject_make(struct subject *s, struct random_source *r, int32_t as_of, bool monotone) {
    if (setjmp(s->out_of_memory)) ck_abort_msg("out of memory");
    random_policy(r, monotone, &s->source);
    compilation_init(&s->c, &s->out_of_memory);
    compilation_load_text(&s->c, "random.pol", s->source.bytes, s->source.length);
    struct check_options options = {0};
    s->policy = check_policy(&s->c.arena, &s->c.names, &s->c.sources, s->c.trees, s->c.tree_count, &options,
                             &s->c.diags);
    expect_clean(s);
    struct plan_options plan = {.as_of = as_of};
    s->plan = plan_new(s->policy, &plan);
    ck_assert_ptr_nonnull(s->plan);
}

static void subject_free(struct subject *s) {
    plan_free(s->plan);
    compilation_free(&s->c);
    text_free(&s->source);
    free(s);
}

// ---- records into a block ----

static struct slice slice_of(const char *text) { return (struct slice){text, (uint32_t)strlen(text)}; }

static void load_list(struct block *b, uint32_t row, const struct field *f, const struct naive_list *l) {
    if (!l->known) return;
    block_set_list_known(b, row, f);
    for (uint32_t i = 0; i < l->count; i++) {
        int64_t item = block_add_item(b, f);
        ck_assert_int_ge(item, 0);
        for (uint32_t k = 0; k < f->item_count; k++) {
            const struct naive_cell *c = &l->cells[i * f->item_count + k];
            if (!c->known) continue;
            if (c->text) block_set_item_text(b, f, item, &f->items[k], slice_of(c->text));
            else block_set_item(b, f, item, &f->items[k], c->value);
        }
    }
}

static void load_record(struct block *b, const struct naive_record *record) {
    uint32_t row = block_add_row(b);
    if (b->as_of) b->as_of[row] = record->as_of;
    block_set_text(b, row, b->policy->key, slice_of("R"));
    for (uint32_t i = 0; i < b->policy->field_count; i++) {
        const struct field *f = &b->policy->fields[i];
        if (f->type.kind == TYPE_LIST) load_list(b, row, f, &record->lists[i]);
        else if (!record->cells[i].known || f == b->policy->key) continue;
        else if (f->type.kind == TYPE_TEXT) block_set_text(b, row, f, slice_of(record->cells[i].text));
        else block_set(b, row, f, record->cells[i].value);
    }
}

// ---- one offer of one row, from both sides ----

struct comparison {
    const struct subject *s;
    const struct decisions *d;
    const struct workspace *w;
    uint32_t scheme, offer, row;
    const struct naive_record *record;
};

struct collected {
    const struct policy *policy;
    struct naive_missing missing;
    char failed[512], refer[512];
};

static void collect_missing(struct collected *c, const struct name *name, const struct name *item) {
    for (uint32_t i = 0; i < c->policy->field_count; i++) {
        const struct field *f = &c->policy->fields[i];
        if (f->def.name.en != name->en) continue;
        if (!item) c->missing.fields |= (uint64_t)1 << i;
        for (uint32_t k = 0; item && k < f->item_count; k++)
            if (f->items[k].def.name.en == item->en) c->missing.items[i] |= (uint64_t)1 << k;
    }
}

static void collect(void *context, enum reason reason, const struct name *name, const struct name *item) {
    struct collected *c = context;
    if (reason == REASON_MISSING) {
        collect_missing(c, name, item);
        return;
    }
    char *to = reason == REASON_FAILED ? c->failed : c->refer;
    snprintf(to + strlen(to), sizeof c->failed - strlen(to), "%s;", intern_name(c->policy->names, name->en));
}

static void list_naive(const struct policy *p, const struct offer *o, const struct naive_offer *n,
                       struct collected *out) {
    for (uint32_t i = 0; i < o->rule_count; i++) {
        const struct name *name = &o->rules[i]->def.name;
        if (n->failed[i]) collect(out, REASON_FAILED, name, NULL);
        if (n->asks[i]) collect(out, REASON_REFER, name, NULL);
    }
    for (uint32_t g = 0; g < o->grant_count; g++)
        if (n->asks[o->rule_count + g]) collect(out, REASON_REFER, &o->grants[g].def.name, NULL);
    (void)p;
    out->missing = n->missing;
}

static void complain(const struct comparison *x, const char *what, const char *naive, const char *block) {
    report_source(x->s);
    for (uint32_t i = 0; i < x->s->policy->field_count; i++) {
        const struct naive_cell *c = &x->record->cells[i];
        fprintf(stderr, "%s=%lld%s ", intern_name(x->s->policy->names, x->s->policy->fields[i].def.name.en),
                (long long)c->value, c->known ? "" : "?");
    }
    ck_abort_msg("offer %u, row %u: %s differs: naive %s, block %s", x->offer, x->row, what, naive, block);
}

static void same_number(const struct comparison *x, const char *what, long long naive, long long block) {
    char a[32], b[32];
    if (naive == block) return;
    snprintf(a, sizeof a, "%lld", naive);
    snprintf(b, sizeof b, "%lld", block);
    complain(x, what, a, b);
}

static void same_grant(const struct comparison *x, const struct naive_value *n, const struct planned_grant *g) {
    struct node_value v = node_value_at(x->w, g->value, x->row);
    same_number(x, "a grant's state", n->state, v.state);
    if (n->state == NAIVE_KNOWN) same_number(x, "a grant", (long long)n->number, v.value);
}

static void same_reasons(const struct comparison *x, const struct offer *o, const struct naive_offer *n) {
    struct collected naive = {.policy = x->s->policy}, block = {.policy = x->s->policy};
    if (n->decision < 4) list_naive(x->s->policy, o, n, &naive);
    decision_reasons(x->d, x->w, x->scheme, x->offer, x->row, collect, &block);
    if (strcmp(naive.failed, block.failed)) complain(x, "failed", naive.failed, block.failed);
    if (strcmp(naive.refer, block.refer)) complain(x, "refer", naive.refer, block.refer);
    same_number(x, "missing", (long long)naive.missing.fields, (long long)block.missing.fields);
    for (int i = 0; i < NAIVE_MAX_FIELDS; i++)
        same_number(x, "missing items", (long long)naive.missing.items[i], (long long)block.missing.items[i]);
}

static bool same_offer(const struct comparison *x) {
    const struct planned_offer *planned = &x->s->plan->schemes[x->scheme].offers[x->offer];
    const struct offer *o = planned->offer;
    bool flags[2][64] = {{0}};
    struct naive_value grants[8];
    struct naive_offer n = {.failed = flags[0], .asks = flags[1], .grants = grants};
    naive_decide(x->s->policy, x->record, o, &n);
    if (n.fault) return true;
    if (x->d->fault[x->row]) return false;
    same_number(x, "decision", n.decision, x->d->schemes[x->scheme].offers[x->offer].decision[x->row]);
    same_reasons(x, o, &n);
    for (uint32_t g = 0; g < o->grant_count && n.decision < 4; g++) same_grant(x, &grants[g], &planned->grants[g]);
    return false;
}

// Where each side says that the fault arose, for the person who has to look into it.
static void where_fault(const struct comparison *x) {
    const struct node *at = x->d->fault[x->row] ? decision_fault(x->d, x->w, x->row) : NULL;
    struct text out = {0};
    if (at && at->origin) source_describe(x->s->policy->sources, at->origin->at, &out);
    for (uint32_t o = 0; o < x->s->plan->schemes[0].offer_count; o++)
        for (uint32_t i = 0; i < x->s->plan->schemes[0].offers[o].rule_count; i++) {
            const struct rule *rule = x->s->plan->schemes[0].offers[o].rules[i].rule;
            if (naive_evaluate(x->s->policy, x->record, rule->decl->expr).state != NAIVE_FAULT) continue;
            text_put(&out, " naive: ");
            source_describe(x->s->policy->sources, rule->decl->expr->at, &out);
        }
    fprintf(stderr, "block: %s\n", text_string(&out));
    text_free(&out);
}

static void same_row(struct comparison x) {
    bool fault = false;
    for (x.scheme = 0; x.scheme < x.s->plan->scheme_count; x.scheme++)
        for (x.offer = 0; x.offer < x.s->plan->schemes[x.scheme].offer_count; x.offer++) fault |= same_offer(&x);
    x.scheme = x.offer = 0;
    if (fault != (x.d->fault[x.row] != 0)) where_fault(&x);
    same_number(&x, "fault", fault, x.d->fault[x.row]);
}

// ---- runs ----

static void run_block(const struct subject *s, struct block *b, struct workspace *w, struct decisions *d,
                      const struct naive_record *records) {
    block_seal(b);
    ck_assert(eval_block(w, b));
    decide(d, w, b);
    for (uint32_t row = 0; row < b->rows; row++)
        same_row((struct comparison){.s = s, .d = d, .w = w, .row = row, .record = &records[row]});
}

// What the writer makes of the decisions is looked at for one size of blocks, for it takes its time.
static void run_records(const struct subject *s, const struct naive_record *records, uint32_t count, uint32_t size,
                        bool write) {
    struct block *b = block_new(s->policy, size, s->plan->as_of == 0);
    struct workspace *w = workspace_new(s->plan, size);
    struct decisions *d = decisions_new(s->plan, size);
    struct written written;
    ck_assert(b && w && d);
    written_open(&written, s->plan);
    for (uint32_t done = 0; done < count;) {
        block_clear(b);
        uint32_t n = count - done < size ? count - done : size;
        for (uint32_t i = 0; i < n; i++) load_record(b, &records[done + i]);
        run_block(s, b, w, d, records + done);
        if (write) written_check(&written, b, w, d);
        done += n;
    }
    written_close(&written);
    decisions_free(d);
    workspace_free(w);
    block_free(b);
}

static void vary_dates(struct random_source *r, struct naive_record *records, uint32_t count) {
    static const int dates[][3] = {{2023, 12, 31}, {2024, 1, 1},   {2024, 6, 30}, {2024, 7, 1},
                                   {2024, 2, 29},  {2024, 12, 31}, {2025, 1, 1}};
    for (uint32_t i = 0; i < count; i++) {
        const int *d = dates[random_below(r, 7)];
        records[i].as_of = DATE_PACK(d[0], d[1], d[2]);
    }
}

static void compare_policy(uint64_t seed, bool date_per_row, uint32_t count, const uint32_t *sizes,
                           uint32_t size_count) {
    struct random_source r = {seed};
    struct subject *s = calloc(1, sizeof *s);
    subject_make(s, &r, date_per_row ? 0 : DATE_PACK(2024, 7, 1), false);
    struct naive_record *records = calloc(count, sizeof *records);
    for (uint32_t i = 0; i < count; i++) records[i] = random_record(&r, s->policy);
    if (date_per_row) vary_dates(&r, records, count);
    for (uint32_t i = 0; i < size_count; i++) run_records(s, records, count, sizes[i], i + 1 == size_count);
    for (uint32_t i = 0; i < count; i++) random_record_free(&records[i], s->policy);
    free(records);
    subject_free(s);
}

START_TEST(small_blocks) {
    static const uint32_t sizes[] = {1, 2, 3, 64};
    for (uint64_t i = 0; i < 25; i++) compare_policy((uint64_t)_i * 1000 + i, i % 5 == 4, RECORDS, sizes, 4);
}
END_TEST

START_TEST(large_blocks) {
    static const uint32_t sizes[] = {1023, 1024, 1025};
    compare_policy(77000 + (uint64_t)_i, _i % 2, 2051, sizes, 3);
}
END_TEST

// Adding a fact never turns a known answer into another one.
static void grow(struct random_source *r, const struct subject *s, const struct offer *o) {
    bool flags[2][64] = {{0}};
    struct naive_value grants[8];
    struct naive_offer before = {.failed = flags[0], .asks = flags[1], .grants = grants}, after = before;
    struct naive_record record = random_record(r, s->policy);
    naive_decide(s->policy, &record, o, &before);
    while (!before.fault && random_fill(r, s->policy, &record)) {
        naive_decide(s->policy, &record, o, &after);
        if (after.fault) break;
        if (before.decision < 2) ck_assert_int_eq(after.decision, before.decision);
        if (before.decision == 4) ck_assert_int_eq(after.decision, 4);
        if (before.decision == 3) ck_assert(after.decision == 3 || after.decision == 4);  // `when` may yet turn out no
        before = after;
    }
    random_record_free(&record, s->policy);
}

START_TEST(facts_never_flip_an_answer) {
    struct random_source r = {(uint64_t)_i + 5};
    struct subject *s = calloc(1, sizeof *s);
    subject_make(s, &r, DATE_PACK(2024, 7, 1), true);
    for (int k = 0; k < 50; k++) grow(&r, s, s->policy->schemes[0]->offers[0]);
    subject_free(s);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("differential");
    TCase *c = tcase_create("differential");
    tcase_set_timeout(c, 300);
    tcase_add_loop_test(c, small_blocks, 0, 20);
    tcase_add_loop_test(c, large_blocks, 0, 8);
    tcase_add_loop_test(c, facts_never_flip_an_answer, 0, 200);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
