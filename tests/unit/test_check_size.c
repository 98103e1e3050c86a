// What only generated policies reach: how much definitions may grow into, and which reform is chosen.
#include <stdlib.h>
#include <string.h>

#include "grammar/check/check.h"
#include "grammar/syntax/load.h"
#include "grammar/tree/model.h"
#include "interp/findings/findings.h"
#include "tests/unit/check_main.h"

struct outcome {
    char codes[64];
    uint32_t rules;
};

static struct outcome outcome_of(const char *text, const char *reform) {
    static struct compilation c;  // not on the stack, for the jump
    jmp_buf out_of_memory;
    struct outcome o = {"", 0};
    if (setjmp(out_of_memory)) ck_abort_msg("out of memory");
    compilation_init(&c, &out_of_memory);
    c.prover = findings_prover();
    compilation_load_text(&c, "test.pol", text, strlen(text));
    const struct policy *p = check_policy(&c,
                                          &(struct check_options){.reforms = &reform, .reform_count = reform != NULL});
    if (c.diags.count) strcpy(o.codes, diag_info(c.diags.items[0]->id)->code);
    if (p->scheme_count) o.rules = p->schemes[0]->offers[0]->rule_count;
    compilation_free(&c);
    return o;
}

// Of a text that was put together for it, which it frees.
static struct outcome outcome_of_built(struct text *t) {
    struct outcome o = outcome_of(text_string(t), NULL);
    text_free(t);
    return o;
}

#define VOCABULARY "vocabulary { field k: text key field m: money }\n"

static struct text chain(int length, const char *step) {
    struct text t = {0};
    text_put(&t, VOCABULARY "define a0 = m\n");
    for (int i = 1; i <= length; i++) text_format(&t, step, i, i - 1, i - 1);
    return t;
}

// n doublings come to 4 * 2^n - 3 nodes, 17 of them to half a million; n steps of a chain are 2 n + 1 levels deep.
static const struct {
    int length;
    const char *step, *code;
} rows[] = {
    {17, "define a%d = a%d + a%d\n", ""},
    {18, "define a%d = a%d + a%d\n", "P0317"},
    {499, "define a%1$d = a%2$d + 1元\n", ""},
    {500, "define a%1$d = a%2$d + 1元\n", "P0318"},
    {5000, "define a%1$d = a%2$d + 1元\n", "P0318"},
};

START_TEST(growth) {
    struct text t = chain(rows[_i].length, rows[_i].step);
    ck_assert_str_eq(outcome_of(text_string(&t), NULL).codes, rows[_i].code);
    text_free(&t);
}
END_TEST

// Grants of half a million terms each: 95 of them stay below the fifty millions that a policy may have, 96 do not.
static struct outcome outcome_of_grants(int count) {
    struct text t = chain(17, "define a%d = a%d + a%d\n");
    text_put(&t, "scheme s { in force from 2024-01-01 offer o {\n");
    for (int i = 0; i < count; i++) text_format(&t, "grant g%d = a17\n", i);
    text_put(&t, "} }\n");
    return outcome_of_built(&t);
}

START_TEST(growth_of_all_rules) {
    ck_assert_str_eq(outcome_of_grants(95).codes, "");
    ck_assert_str_eq(outcome_of_grants(96).codes, "P0320");
}
END_TEST

// `count` rows of ten values each, and one more in the middle of them.
static struct outcome outcome_of_rows(const char *hit, int count) {
    struct text t = {0};
    text_format(&t, "vocabulary { field k: text key field n: count >= 0 }\ntable t %s {\nn || r\n", hit);
    for (int i = 0; i < count; i++) text_format(&t, "%d..%d || %d\n", i * 10, i * 10 + 9, i);
    text_format(&t, "%d || 0\notherwise || 1\n}\n", count * 5);
    return outcome_of_built(&t);
}

// Rows that overlap are found in tables of any size.
START_TEST(tables_of_many_rows) {
    ck_assert_str_eq(outcome_of_rows("unique", 1500).codes, "P0525");
    ck_assert_str_eq(outcome_of_rows("unique", 20000).codes, "P0525");
}
END_TEST

#define BITS 14

// The rows' numbers in binary: each differs from every other, in whichever column they are sorted many meet.
static struct outcome outcome_of_numbers(int count) {
    struct text t = {0};
    text_put(&t, "vocabulary { field k: text key\n");
    for (int bit = 0; bit < BITS; bit++) text_format(&t, "field b%d: yes/no\n", bit);
    text_put(&t, "}\ntable t unique {\n");
    for (int bit = 0; bit < BITS; bit++) text_format(&t, "%sb%d", bit ? " | " : "", bit);
    text_put(&t, " || r\n");
    for (int i = 0; i < count; i++) {
        for (int bit = 0; bit < BITS; bit++) text_format(&t, "%s%s", bit ? " | " : "", i >> bit & 1 ? "yes" : "no");
        text_put(&t, " || 1\n");
    }
    text_put(&t, "otherwise || 2\n}\n");
    return outcome_of_built(&t);
}

// Half the rows meet in the last column, the others there too: they are apart in one column and then in another.
START_TEST(looks_at_pairs) { ck_assert_str_eq(outcome_of_numbers(10000).codes, ""); }
END_TEST

#define REFORMED                                                                                                 \
    VOCABULARY "scheme s { in force from 2024-01-01 require r: m > 1元\noffer o { } }\nreform \"more\" of s { " \
               "require q: m > 2元 }\n"

START_TEST(reform) {
    ck_assert_uint_eq(outcome_of(REFORMED, NULL).rules, 1);
    ck_assert_uint_eq(outcome_of(REFORMED, "more").rules, 2);
    ck_assert_str_eq(outcome_of(REFORMED, "more").codes, "");
    ck_assert_str_eq(outcome_of(REFORMED, "mode").codes, "P0561");
}
END_TEST

// The four MiB that schemes with reforms put in may come to are used up by the last of these.
START_TEST(many_reforms) {
    struct text t = {0};
    text_put(&t, VOCABULARY "scheme s { in force from 2024-01-01\noffer o { require r: m > 1元 }\n");
    text_repeat(&t, ' ', (size_t)1 << 20);
    text_put(&t, "}\n");
    for (int i = 0; i < 3; i++) text_format(&t, "reform \"r%d\" of s { require q: m > 2元 }\n", i);
    ck_assert_str_eq(outcome_of(text_string(&t), NULL).codes, "");
    text_put(&t, "reform \"r3\" of s { require q: m > 2元 }\n");
    ck_assert_str_eq(outcome_of(text_string(&t), NULL).codes, "P0563");
    text_free(&t);
}
END_TEST

// As many as the reforms above, and of ever larger schemes; no more is said than of the first that is too much.
START_TEST(many_amendments) {
    struct text t = {0};
    text_put(&t, VOCABULARY "scheme s { in force from 2024-01-01\noffer o { require r: m > 1元 }\n");
    text_repeat(&t, ' ', (size_t)1 << 20);
    text_put(&t, "}\n");
    for (int i = 1; i <= 3; i++)
        text_format(&t, "amendment \"a%d\" of s in force from 2024-01-0%d { require q%d: m > 2元 }\n", i, i + 1, i);
    ck_assert_str_eq(outcome_of(text_string(&t), NULL).codes, "");
    text_put(&t, "amendment \"b\" of s in force from 2024-02-01 { require p: m > 2元 }\n");
    text_put(&t, "amendment \"c\" of s in force from 2024-02-02 { require o: m > 2元 }\n");
    ck_assert_str_eq(outcome_of(text_string(&t), NULL).codes, "P0658");
    text_free(&t);
}
END_TEST

static Suite *make(void) {
    Suite *suite = suite_create("size");
    TCase *cases = tcase_create("size");
    tcase_set_timeout(cases, 120);
    tcase_add_loop_test(cases, growth, 0, sizeof rows / sizeof *rows);
    tcase_add_test(cases, growth_of_all_rules);
    tcase_add_test(cases, tables_of_many_rows);
    tcase_add_test(cases, looks_at_pairs);
    tcase_add_test(cases, reform);
    tcase_add_test(cases, many_reforms);
    tcase_add_test(cases, many_amendments);
    suite_add_tcase(suite, cases);
    return suite;
}
int main(void) { return check_main(make); }
