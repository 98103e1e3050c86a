// One decision at a time through pol.h, from a program's own structs: all four shipped schemes, every offer, reasons
// included.
//   bench_single policies/boc.pol policies/sxb.pol policies/jsb.pol policies/ccb.pol
// prints nanoseconds per decision, the least of the rounds, for one thread and an evaluator with room for one record.
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "interp/pol.h"

#define ROUNDS 500  // short ones, some of which nothing else on the machine disturbs
#define DECISIONS 640
#define APPLICANTS 64
#define MAX_FIELDS 80

struct overdue {
    int32_t month;  // 202405
    const char *account;
    int64_t fen;
    int32_t days;
};

struct applicant {
    int64_t values[MAX_FIELDS];
    const char *texts[MAX_FIELDS];
    const struct overdue *lists[MAX_FIELDS];
    size_t counts[MAX_FIELDS];
};

static const struct pol_member overdue_members[] = {
    POL_BIND(struct overdue, month, "month", POL_INT32),
    POL_BIND(struct overdue, account, "account", POL_TEXT),
    POL_BIND(struct overdue, fen, "amount", POL_INT64),
    POL_BIND(struct overdue, days, "days", POL_INT32),
};
static const struct overdue records[] = {{202401, "K1", 30000, 5}, {202402, "K1", 80000, 12}, {202311, "K2", 10000, 3}};

static int fail(const char *what) {
    fprintf(stderr, "bench_single: %s\n", what);
    return 1;
}

static struct pol_member member_of(const pol_policy *policy, int field) {
    struct pol_member m = {.field = pol_field_name(policy, field, POL_ENGLISH)};
    size_t at = (size_t)field;
    enum pol_kind kind = pol_field_kind(policy, field);
    m.type = kind == POL_KIND_TEXT ? POL_TEXT : kind == POL_KIND_LIST ? POL_LIST : POL_INT64;
    m.offset = offsetof(struct applicant, values) + at * sizeof(int64_t);
    if (m.type == POL_TEXT) m.offset = offsetof(struct applicant, texts) + at * sizeof(char *);
    if (m.type != POL_LIST) return m;
    m.offset = offsetof(struct applicant, lists) + at * sizeof(struct overdue *);
    m.count_offset = offsetof(struct applicant, counts) + at * sizeof(size_t);
    m.items = overdue_members;
    m.item_count = sizeof overdue_members / sizeof *overdue_members;
    m.item_size = sizeof(struct overdue);
    return m;
}

// A merchant in order, and 63 others who differ from him in one field each, now and then.
static void fill(const pol_policy *policy, struct applicant *a, int number) {
    static const char *const good[] = {"civil_capacity",     "licence_valid", "fixed_premises", "operating_well",
                                       "industry_compliant", "own_funds",     "tax_record",     "industry_experience"};
    for (int f = 0; f < (int)pol_field_count(policy); f++) {
        enum pol_kind kind = pol_field_kind(policy, f);
        const char *name = pol_field_name(policy, f, POL_ENGLISH);
        a->texts[f] = "M1";
        a->values[f] = kind == POL_KIND_DATE ? 20150301 + number : kind == POL_KIND_MONEY ? 80000000 : 0;
        for (size_t i = 0; i < sizeof good / sizeof *good; i++)
            if (!strcmp(name, good[i])) a->values[f] = number % 16 != (int)i;
        if (!strcmp(name, "birth_date")) a->values[f] = 19800229;
        if (!strcmp(name, "type")) a->values[f] = number % 4;
        if (!strcmp(name, "overdue")) a->lists[f] = records, a->counts[f] = number % 4 == 0 ? 3 : 0;
    }
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

// What a service would read of each decision.
static long read_back(const pol_evaluator *e, const pol_policy *policy) {
    const char *names[16];
    long sum = 0;
    for (int s = 0; s < (int)pol_scheme_count(policy); s++) {
        int best = pol_scheme_best(e, 0, s);
        sum += pol_scheme_decision(e, 0, s);
        if (best >= 0) sum += (long)pol_offer_reasons(e, 0, best, POL_REASON_FAILED, POL_ENGLISH, names, 16);
    }
    return sum;
}

static double least(pol_evaluator *e, const pol_policy *policy, const struct applicant *applicants, long *sum) {
    double best = 1e18;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (int i = 0; i < DECISIONS; i++) {
            if (pol_evaluator_run(e, &applicants[i % APPLICANTS], 1, NULL) != POL_OK) return -1;
            *sum += read_back(e, policy);
        }
        double took = (now() - start) / DECISIONS;
        best = took < best ? took : best;
    }
    return best;
}

static int measure(const pol_policy *policy) {
    static struct applicant applicants[APPLICANTS];
    struct pol_member members[MAX_FIELDS];
    size_t count = pol_field_count(policy);
    struct pol_binding_options options = {.as_of = {2024, 7, 1}};
    pol_binding *binding;
    pol_evaluator *evaluator;
    pol_report *report;
    long sum = 0;
    if (count > MAX_FIELDS) return fail("more fields than this program has room for");
    for (size_t f = 0; f < count; f++) members[f] = member_of(policy, (int)f);
    for (int i = 0; i < APPLICANTS; i++) fill(policy, &applicants[i], i);
    if (pol_binding_new(policy, members, count, sizeof(struct applicant), &options, &binding, &report) != POL_OK)
        return fail(pol_report_text(report, POL_ENGLISH));
    if (pol_evaluator_new(binding, 1, 8, &evaluator) != POL_OK) return fail("out of memory");
    double ns = least(evaluator, policy, applicants, &sum);
    if (ns < 0) return fail("a decision failed");
    printf("pol.h, one decision\t%.0f\n", ns);
    fprintf(stderr, "checksum %ld\n", sum);
    pol_evaluator_free(evaluator);
    pol_binding_free(binding);
    return 0;
}

int main(int argc, char **argv) {
    struct pol_file files[16] = {{0}};
    pol_policy *policy;
    pol_report *report;
    if (argc < 2 || argc > 17) return fail("give it policy files");
    for (int i = 1; i < argc; i++) files[i - 1].path = argv[i];
    if (pol_policy_compile(files, (size_t)argc - 1, &policy, &report) != POL_OK)
        return fail(pol_report_text(report, POL_ENGLISH));
    pol_report_free(report);
    int code = measure(policy);
    pol_policy_free(policy);
    return code;
}
