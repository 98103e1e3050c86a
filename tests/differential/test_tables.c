// What is told of tables' rows is so: random tables, each of which is attacked with random records. Nobody lies in no
// row, or in two, of whom that was not told; nobody comes to a row that is never reached; and whoever is shown lies
// where he is said to. TABLES_POLICIES and TABLES_RECORDS say how many of both.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "grammar/base/calendar.h"
#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "interp/eval/eval.h"
#include "interp/findings/findings.h"
#include "tests/differential/random_record.h"
#include "tests/differential/subject.h"
#include "tests/unit/check_main.h"

#define ROWS 256u
#define LOOPS 4
#define CELLS_MOST 12

// ---- random tables

static const struct {
    const char *column, *cells[CELLS_MOST], *parts[3];  // these leave nothing out and nothing lies in two
} columns[] = {
    {"a1",
     {"-", "< 3万元", ">= 3万元", "10万元", "!= 10万元", "3万元..10万元", "> lo", "<= lo", "< a2", ">= a2", "a2"},
     {"< 3万元", "3万元..<lo", ">= lo"}},
    {"a1 - a2", {"-", "< 0元", ">= 0元", "0元", "> lo", "0元..<lo"}, {"< 0元", "0元..<lo", ">= lo"}},
    {"a1 / a2",
     {"-", "< 70%", "70%..80%", "> 80%", ">= 70%", "<= 80%", "< p1", ">= p1"},
     {"< 70%", "70%..80%", "> 80%"}},
    {"c1", {"-", "< 3", "3..5", "> 5", "5, 7", "!= 3", ">= c2", "< c2", "c2"}, {"< c2", "c2", "> c2"}},
    {"c1 * c2", {"-", "< 12", ">= 12", "12", "> 30"}, {"< 12", "12", "> 12"}},
    {"k1", {"-", "x", "y", "x, z", "!= y"}, {"x", "y", "z"}},
    {"t1", {"-", "yes", "no"}, {"yes", "no", "no"}},
    {"n1", {"-", "\"A\"", "!= \"A\"", "\"B\", \"C\"", "n2", "!= n2"}, {"\"A\"", "\"B\", \"C\"", "\"AB\""}},
    {"time from d1 to as_of",
     {"-", "< 1 year", ">= 1 year", "> 1 year", "<= 12 months", "1 year..2 years", "> 2 years"},
     {"< 1 year", "1 year..2 years", "> 24 months"}},
    {"d1",
     {"-", "< 2022-01-01", ">= 2022-01-01", "> 2023-06-30", "2022-01-01..2023-06-30", "< d2", ">= d2"},
     {"< d2", "d2", "> d2"}},
};
#define COLUMNS (sizeof columns / sizeof *columns)

static const char *some_of(struct random_source *r, const char *const *cells) {
    uint32_t count = 0;
    while (count < CELLS_MOST && cells[count]) count++;
    return cells[random_below(r, count)];
}

static void put_rows(struct random_source *r, struct text *out) {
    bool apart = random_below(r, 2);
    uint32_t chosen[3], count = 1 + random_below(r, 3), rows = 2 + random_below(r, apart ? 2 : 5);
    for (uint32_t i = 0; i < count; i++) {
        chosen[i] = random_below(r, COLUMNS);
        text_format(out, "%s%s", i ? " | " : "", columns[chosen[i]].column);
    }
    text_put(out, " || r\n");
    for (uint32_t i = 0; i < rows; i++) {
        for (uint32_t k = 0; k < count; k++)
            text_format(out, "%s%s", k ? " | " : "",
                        apart && !k ? columns[chosen[k]].parts[i] : some_of(r, columns[chosen[k]].cells));
        text_format(out, " || %u元\n", i + 1);
    }
    if (random_below(r, 2)) text_put(out, "otherwise || 9元\n");
}

static void put_policy(struct random_source *r, struct text *out) {
    text_put(out, "vocabulary {\nfield k: text key\nfield a1: money\nfield a2: money\nfield c1: count\n"
                  "field c2: count\nfield p1: percent\nfield k1: one of {x, y, z}\nfield t1: yes/no\n"
                  "field n1: text\nfield n2: text\nfield d1: date\nfield d2: date\n}\n"
                  "param lo = 5万元, 12万元 from 2024-03-01\n");
    text_format(out, "table t %s {\n", random_below(r, 3) ? "unique" : "first");
    put_rows(r, out);
    text_put(out, "}\nscheme s { in force from 2024-01-01\noffer o { grant limit = t } }\n");
}

// ---- a policy, and a block of records that were looked at

struct trial {
    struct subject s;
    struct plan *plan;
    struct block *b;
    struct workspace *w;
    const struct planned_rows *rows;
};

static uint64_t proved, told, unsettled, shown, attacks;

static bool is_told_of_rows(enum diag_id id) { return id == DIAG_TABLE_OVERLAP || id == DIAG_TABLE_OVERLAP_FROM; }

static void expect_sound(const struct trial *t) {
    for (uint32_t i = 0; i < t->s.c.diags.count; i++) {
        const struct diag *d = t->s.c.diags.items[i];
        if (diag_info(d->id)->severity != SEVERITY_ERROR || is_told_of_rows(d->id)) continue;
        subject_report(&t->s);
        ck_abort_msg("%s at %u", diag_info(d->id)->code, d->at.offset);
    }
}

static void compile(struct trial *t) {
    struct subject *s = &t->s;
    if (setjmp(s->out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&s->c, &s->out_of_memory);
    s->c.prover = findings_prover();
    compilation_load_text(&s->c, "random.pol", s->source.bytes, s->source.length);
    s->policy = check_policy(&s->c, NULL);
    expect_sound(t);
    t->plan = plan_new(s->policy, &(struct plan_options){.rows = s->policy->tables, .row_count = 1});
    t->b = block_new(s->policy, ROWS, true);
    t->w = plan_workspace_new(t->plan, ROWS);
    ck_assert(t->plan && t->b && t->w);
    t->rows = t->plan->rows;
}

static void close_trial(struct trial *t) {
    workspace_free(t->w);
    block_free(t->b);
    plan_free(t->plan);
    t->s.plan = NULL;
    compilation_free(&t->s.c);
    text_free(&t->s.source);
    free(t);
}

static bool is_truth(const struct trial *t, uint32_t table_row, uint32_t row, uint8_t truth) {
    struct node_value v = node_value_at(t->w, t->rows->conditions[table_row], row);
    return v.state == STATE_KNOWN && v.value == truth;
}

static bool is_at(struct span a, struct span b) { return a.source == b.source && a.offset == b.offset; }

static bool is_said(const struct trial *t, enum diag_id id, struct span at) {
    for (uint32_t i = 0; i < t->s.c.diags.count; i++)
        if (t->s.c.diags.items[i]->id == id && is_at(t->s.c.diags.items[i]->at, at)) return true;
    return false;
}

_Noreturn static void give_up(const struct trial *t, const char *what, uint32_t row) {
    subject_report(&t->s);
    ck_abort_msg("%s: row %u", what, row);
}

// ---- attacks

static bool is_in_none(const struct trial *t, uint32_t row) {
    for (uint32_t k = 0; k < t->rows->count; k++)
        if (!is_truth(t, k, row, TRUTH_NO)) return false;
    return t->rows->count == t->rows->table->decl->row_count;
}

static bool is_told_beside(const struct trial *t, uint32_t table_row) {
    const struct decl *d = t->rows->table->decl;
    struct span at = d->rows[table_row].at;
    return is_said(t, DIAG_TABLE_OVERLAP, at) || is_said(t, DIAG_TABLE_OVERLAP_FROM, at) ||
           is_said(t, DIAG_TABLE_OVERLAP_SOME, at);
}

// Which rows they are need not all be told.
static bool is_told_of_any(const struct trial *t) {
    for (uint32_t k = 0; k < t->rows->count; k++)
        if (is_told_beside(t, k)) return true;
    return is_said(t, DIAG_TABLE_OVERLAP_MAYBE, t->rows->table->decl->head);
}

static void attack_row(const struct trial *t, uint32_t row) {
    const struct decl *d = t->rows->table->decl;
    bool above = false, maybe = false;
    if (is_in_none(t, row) && !is_said(t, DIAG_TABLE_GAP, d->head) && !is_said(t, DIAG_TABLE_GAP_MAYBE, d->head))
        give_up(t, "in no row", row);
    for (uint32_t k = 0; k < t->rows->count; k++) {
        bool here = is_truth(t, k, row, TRUTH_YES);
        if (d->hit == HIT_UNIQUE && here && above && !is_told_of_any(t)) give_up(t, "in two rows", row);
        if (d->hit == HIT_UNIQUE && here && above && t->rows->table->is_apart) give_up(t, "in two rows, proved", row);
        bool reached = here && (d->hit == HIT_UNIQUE || !maybe);
        if (reached && is_said(t, DIAG_ROW_UNREACHED, d->rows[k].at)) give_up(t, "a row that is never reached", row);
        if (here && is_said(t, DIAG_ROW_NOBODY, d->rows[k].at)) give_up(t, "a row of nobody", row);
        above = above || here, maybe = maybe || !is_truth(t, k, row, TRUTH_NO);
        attacks++;
    }
}

static void attack(struct trial *t, struct random_source *r) {
    block_clear(t->b);
    for (uint32_t i = 0; i < ROWS; i++) {
        struct naive_record record = random_record(r, t->s.policy);
        int year = 2020 + (int)random_below(r, 8);
        record.as_of = DATE_PACK(year, 1 + (int)random_below(r, 12), 1 + (int)random_below(r, 28));
        subject_load(t->b, &record);
        random_record_free(&record, t->s.policy);
    }
    block_seal(t->b);
    ck_assert(eval_block(t->w, t->b));
    for (uint32_t i = 0; i < ROWS; i++) attack_row(t, i);
}

// ---- who is shown

// In the row of which that is said, and in one above it.
static bool is_in_two(const struct trial *t, const struct diag *d) {
    bool above = false;
    for (uint32_t k = 0; k < t->rows->count; k++) {
        bool here = is_truth(t, k, 0, TRUTH_YES);
        if (is_at(t->rows->table->decl->rows[k].at, d->at)) return here && above;
        above = above || here;
    }
    return false;
}

static bool is_as_told(const struct trial *t, const struct diag *d) {
    switch (d->id) {
    case DIAG_TABLE_GAP: return is_in_none(t, 0);
    case DIAG_TABLE_OVERLAP:
    case DIAG_TABLE_OVERLAP_FROM:
    case DIAG_TABLE_OVERLAP_SOME:
    case DIAG_ROW_UNREACHED: return is_in_two(t, d);
    default: return true;
    }
}

static void expect_shown(const struct trial *of, const struct diag *d) {
    struct trial *t = calloc(1, sizeof *t);
    ck_assert_ptr_nonnull(t);
    subject_write_shown(&t->s, &of->s, d);
    compile(t);
    subject_load_shown(&t->s, t->b, d);
    block_seal(t->b);
    ck_assert(eval_block(t->w, t->b));
    shown++;
    if (!is_as_told(t, d)) give_up(t, diag_info(d->id)->code, 0);
    close_trial(t);
}

// ---- all of them

static void count(const struct trial *t) {
    const struct decl *d = t->rows->table->decl;
    proved += t->rows->table->is_apart;
    for (uint32_t k = 0; k < t->rows->count; k++) told += is_told_beside(t, k);
    unsettled += is_said(t, DIAG_TABLE_OVERLAP_MAYBE, d->head) || is_said(t, DIAG_TABLE_GAP_MAYBE, d->head);
}

static void try_policy(uint64_t seed, int records) {
    struct random_source r = {seed};
    struct trial *t = calloc(1, sizeof *t);
    ck_assert_ptr_nonnull(t);
    put_policy(&r, &t->s.source);
    compile(t);
    if (!t->s.c.diags.errors) findings_add(&t->s.c, t->s.policy);
    count(t);
    for (uint32_t i = 0; i < t->s.c.diags.count; i++)
        if (t->s.c.diags.items[i]->witness) expect_shown(t, t->s.c.diags.items[i]);
    for (int i = 0; i < records; i += (int)ROWS) attack(t, &r);
    close_trial(t);
}

START_TEST(rows_are_as_told) {
    int policies = random_share_or("TABLES_POLICIES", 600 / LOOPS), records = random_share_or("TABLES_RECORDS", 5000);
    for (int i = 0; i < policies; i++) try_policy(UINT64_C(4700000) + (uint64_t)_i * 100000 + (uint64_t)i, records);
    printf("# %llu proved apart, %llu rows overlap, %llu open, %llu shown; %llu attacks\n", (unsigned long long)proved,
           (unsigned long long)told, (unsigned long long)unsettled, (unsigned long long)shown,
           (unsigned long long)attacks);
    ck_assert_uint_gt(proved, 0);
    ck_assert_uint_gt(told, 0);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("tables");
    TCase *c = tcase_create("tables");
    tcase_set_timeout(c, 600);
    tcase_add_loop_test(c, rows_are_as_told, 0, LOOPS);
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) { return check_main(make); }
