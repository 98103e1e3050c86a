// The writer against the naive one, where its ways part: what is kept and what is not, masks that overflow, limits that
// are too long for vectors, ids of every length.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/value/truth.h"
#include "tests/unit/check_main.h"
#include "tests/unit/evaluated.h"
#include "tests/unit/naive_writer.h"

#define TODAY DATE_PACK(2024, 7, 1)
#define ROWS 1000u

struct subject {
    struct evaluated *e;
    struct written written;
    uint64_t seed;
    char keys[ROWS][24];
};

static uint32_t roll(struct subject *s, uint32_t n) {
    s->seed = s->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((s->seed >> 33) % n);
}

static void subject_open(struct subject *s, const char *policy, int32_t as_of) {
    s->e = evaluated_open(policy);
    s->seed = 5;
    evaluated_plan(s->e, &(struct plan_options){.as_of = as_of}, ROWS);
    written_open(&s->written, s->e->plan);
}

static void subject_close(struct subject *s) {
    written_close(&s->written);
    evaluated_close(s->e);
}

static void check_block(struct subject *s) {
    evaluated_walk(s->e);
    written_check(&s->written, s->e->block, s->e->w, s->e->d);
    evaluated_clear(s->e);
}

static void put_key(struct subject *s, uint32_t row) {
    snprintf(s->keys[row], sizeof s->keys[row], "P%u", row);
    block_set_text(s->e->block, row, s->e->policy->key, slice_of(s->keys[row]));
}

// A row whose every yes/no, count and money field is known with a chance of `known` in 8.
static void put_random(struct subject *s, uint32_t known) {
    uint32_t row = block_add_row(s->e->block);
    put_key(s, row);
    for (uint32_t i = 0; i < s->e->policy->field_count; i++) {
        const struct field *f = &s->e->policy->fields[i];
        bool is_number = f->type.kind == TYPE_COUNT || f->type.kind == TYPE_MONEY;
        if (roll(s, 8) >= known) continue;
        if (f->type.kind == TYPE_TRUTH) block_set(s->e->block, row, f, roll(s, 2) ? TRUTH_YES : TRUTH_NO);
        else if (is_number) block_set(s->e->block, row, f, roll(s, 40));
    }
}

static void check_random(const char *policy, uint32_t known, uint32_t rows, int blocks) {
    struct subject *s = calloc(1, sizeof *s);
    subject_open(s, policy, TODAY);
    for (int i = 0; i < blocks; i++) {
        for (uint32_t row = 0; row < rows; row++) put_random(s, known);
        check_block(s);
    }
    subject_close(s);
    free(s);
}

static void put_numbered(struct text *t, const char *format, int count) {
    for (int i = 0; i < count; i++) text_format(t, format, i, i, i);
}

static char *numbered_policy(const char *field, int fields, const char *rule, int rules, const char *rest) {
    struct text t = {0};
    text_put(&t, "vocabulary { field id: text key field n: count\n");
    put_numbered(&t, field, fields);
    text_put(&t, "}\nscheme s(方案) { in force from 2000-01-01 offer o(产品) {\n");
    put_numbered(&t, rule, rules);
    text_format(&t, "%s } }\n", rest);
    return t.bytes;
}

// More combinations than are kept, so that all of them are forgotten and said anew, again and again.
START_TEST(more_than_is_kept) {
    char *policy = numbered_policy("field f%d: yes/no\n", 20, "require r%d: f%d\n", 20, "grant limit = 5元");
    check_random(policy, 7, ROWS, 12);
    free(policy);
}
END_TEST

// Few combinations, nearly all of them kept.
START_TEST(few_combinations) {
    char *policy = numbered_policy("field f%d(字段%d): yes/no\n", 3, "require r%d(条%d): f%d\n", 3,
                                   "refer q: f1 grant limit = 5元");
    check_random(policy, 7, ROWS, 2);
    check_random(policy, 8, 1, 3);
    check_random(policy, 0, 257, 1);
    free(policy);
}
END_TEST

static const int rule_counts[] = {62, 63, 64, 65, 90};  // and two grants

START_TEST(as_many_rules_as_a_mask_has_bits) {
    char *policy = numbered_policy("field f%d: yes/no\n", 90, "require in principle r%d: f%d\n", rule_counts[_i],
                                   "refer q: f1 grant limit = 5元 grant share = if n >= 1 then 3 else silent");
    check_random(policy, 7, 300, 2);
    check_random(policy, 8, 300, 1);
    free(policy);
}
END_TEST

static const int field_counts[] = {63, 64, 65, 200};

START_TEST(as_many_missing_fields_as_a_mask_has_bits) {
    struct text rule = {0};
    for (int i = 0; i < field_counts[_i]; i++) text_format(&rule, "%sf%d", i ? " and " : "require all: ", i);
    for (int i = 0; i < field_counts[_i]; i++) text_format(&rule, "%sf%d", i ? " or " : " require any: ", i);
    text_put(&rule, " require one: f3 refer two: f1 and n >= 2");
    char *policy = numbered_policy("field f%d: yes/no\n", field_counts[_i], "", 0, text_string(&rule));
    check_random(policy, 1, 300, 1);
    check_random(policy, 6, 300, 1);
    free(policy);
    text_free(&rule);
}
END_TEST

// What is missing depends on what the other operands came to, on waivers, on `when` and on which grants are silent.
static const char *const tangled[] = {
    "when f0 or f1 require a: f2 and (f3 or f4) waive when f5 and f6 require b: if f7 then f8 else f9 "
    "grant limit = if f10 then 3元 else if f11 then silent else 1元",
    "require a: f0 or f1 and f2 or f3 and f4 and f5 or f6 and f7 and f8 and f9 or f10 and f11 or f12 and f13 or f14 "
    "grant limit = if n >= 20 then silent else 1元 * n grant share = if f1 and f2 then 1 else silent",
    "require a: (if f0 then n else 3) >= 2 veto b: f1 and not f2 waive when f3 refer c: f4 and n >= 7 "
    "require in principle d: f5 or f6 grant limit = if f7 then 1元 * n else if f8 then silent else 2元",
    "table t first {\n f0 | f1 | f2 || t\n yes | - | - || 1元\n - | yes | no || silent\n - | - | yes || 3元\n"
    "otherwise || 4元\n}\n"
    "grant limit = t",
};

START_TEST(what_is_missing_depends_on_more) {
    char *policy = numbered_policy("field f%d: yes/no\n", 15, "", 0, tangled[_i]);
    for (uint32_t known = 1; known < 9; known++) check_random(policy, known, 300, 1);
    free(policy);
}
END_TEST

// Each offer is the best of some rows; versions follow one another; one scheme has no offers.
START_TEST(offers_and_versions) {
    static const char policy[] =
        "vocabulary { field id: text key field n: count field a: yes/no field b: yes/no field c: yes/no }\n"
        "scheme s { in force from 2020-01-01 until 2021-12-31\n"
        "  offer o { require a: a grant limit = 1元 * n } offer p { when b require c: c } }\n"
        "scheme s { in force from 2022-01-01 until 2023-12-31 offer q { require a: b grant limit = 5元 } }\n"
        "scheme s { in force from 2024-01-01\n"
        "  offer p { when b require c: c grant limit = 3元 } offer o { when a refer c: c grant limit = 2元 } }\n"
        "scheme t { in force from 2023-01-01 }\n"
        "scheme u { in force from 2000-01-01\n"
        "  offer o { veto a: a and b } offer p { refer c: c or a } offer q { require b: b } }\n";
    static const int32_t dates[] = {0, DATE_PACK(2019, 1, 1), DATE_PACK(2020, 1, 1), DATE_PACK(2023, 6, 30), TODAY};
    struct subject *s = calloc(1, sizeof *s);
    subject_open(s, policy, dates[_i]);
    for (uint32_t row = 0; row < ROWS; row++) {
        put_random(s, 6);
        if (!dates[_i]) s->e->block->as_of[row] = DATE_PACK(2019 + (int32_t)roll(s, 7), 1 + (int32_t)roll(s, 12), 1);
    }
    check_block(s);
    subject_close(s);
    free(s);
}
END_TEST

static const int64_t limits[] = {
    0,           1,
    9,           10,
    99,          100,
    999,         1000,
    12345,       9999999,
    10000000,    99999999,
    100000000,   999999999,
    1000000000,  99999999999,
    4294967199,  4294967200,
    4294967294,  4294967295,
    4294967296,  -1,
    -500,        -10000000,
    -4294967296, INT64_C(99999999999999999),
    INT64_MAX,   INT64_MIN + 1,
};
#define LIMITS (sizeof limits / sizeof *limits)

START_TEST(limits_of_every_length) {
    struct subject *s = calloc(1, sizeof *s);
    subject_open(s,
                 "vocabulary { field id: text key field m: money }\n"
                 "scheme s { in force from 2000-01-01 offer o { grant limit = m } }\n",
                 TODAY);
    const struct field *m = &s->e->policy->fields[1];
    for (uint32_t row = 0; row < ROWS; row++) {
        int64_t power = 1;
        for (uint32_t i = row % 13; i--;) power *= 10;
        put_key(s, block_add_row(s->e->block));
        if (row % 5) block_set(s->e->block, row, m, row < 500 ? limits[row / 5 % LIMITS] : power * roll(s, 10000));
    }
    check_block(s);
    subject_close(s);
    free(s);
}
END_TEST

// Ids of every length with each mark in every place, in memory of just that length.
static const char marks[] = {'x', ',', '"', '\n', '\r', '-', '+', ' ', '\x1f', '/', '~', '\xe5'};

START_TEST(ids_of_every_length) {
    struct subject *s = calloc(1, sizeof *s);
    char *ids[40];
    subject_open(s,
                 "vocabulary { field id: text key }\n"
                 "scheme s { in force from 2000-01-01 offer o { grant limit = 5元 } }\n",
                 TODAY);
    for (uint32_t place = 0; place < 40; place++) {
        for (uint32_t length = place + 1; length <= 40; length++) {
            char *id = ids[length - 1] = malloc(length);
            memset(id, '0', length);
            id[place] = marks[_i];
            block_set_text(s->e->block, block_add_row(s->e->block), s->e->policy->key, (struct slice){id, length});
        }
        check_block(s);
        for (uint32_t length = place + 1; length <= 40; length++) free(ids[length - 1]);
    }
    subject_close(s);
    free(s);
}
END_TEST

// Names far longer than what is copied at once.
START_TEST(long_names) {
    char field[300], rule[600];
    snprintf(field, sizeof field, "field f%%d_%0100d: yes/no\n", 0);
    snprintf(rule, sizeof rule, "require r%%d_%0100d: f%%d_%0100d\n", 0, 0);
    char *policy = numbered_policy(field, 9, rule, 9, "grant limit = 5元");
    check_random(policy, 7, ROWS, 2);
    free(policy);
}
END_TEST

static Suite *make(void) {
    Suite *s = suite_create("writer");
    TCase *c = tcase_create("writer");
    tcase_set_timeout(c, 100);
    tcase_add_test(c, more_than_is_kept);
    tcase_add_test(c, few_combinations);
    tcase_add_loop_test(c, as_many_rules_as_a_mask_has_bits, 0, (int)(sizeof rule_counts / sizeof *rule_counts));
    tcase_add_loop_test(c, as_many_missing_fields_as_a_mask_has_bits, 0,
                        (int)(sizeof field_counts / sizeof *field_counts));
    tcase_add_loop_test(c, what_is_missing_depends_on_more, 0, (int)(sizeof tangled / sizeof *tangled));
    tcase_add_loop_test(c, offers_and_versions, 0, 5);
    tcase_add_test(c, limits_of_every_length);
    tcase_add_loop_test(c, ids_of_every_length, 0, (int)(sizeof marks / sizeof *marks));
    tcase_add_test(c, long_names);
    suite_add_tcase(s, c);
    return s;
}

int main(void) { return check_main(make); }
