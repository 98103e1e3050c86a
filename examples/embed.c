/* pol inside a C program: compile a policy once, bind your own struct to its fields, decide from two threads.
 *
 *     cc embed.c $(pkg-config --cflags --libs pol) -lpthread -o embed
 *     ./embed policies/ccb.pol
 */
#include <pol.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* The program's own record: nothing in it was made for pol. */
struct shop {
    const char *number;
    struct pol_date born, trading_since;
    bool born_known;
    int32_t people; /* -1: not asked yet */
    uint8_t type;   /* a code of the field `type` */
    uint8_t purpose, entity, citizenship;
    int64_t revenue_fen; /* INT64_MIN: not known */
    bool licensed, capable, experienced, bad_credit, own_funds;
};

static const struct pol_member shop_members[] = {
    POL_BIND(struct shop, number, "applicant_id", POL_TEXT),
    POL_BIND_FLAG(struct shop, born, born_known, "birth_date", POL_DATE),
    POL_BIND(struct shop, trading_since, "trading_since", POL_DATE),
    POL_BIND_VALUE(struct shop, people, -1, "insured_people", POL_INT32),
    POL_BIND(struct shop, type, "type", POL_UINT8),
    POL_BIND(struct shop, purpose, "purpose", POL_UINT8),
    POL_BIND(struct shop, entity, "entity", POL_UINT8),
    POL_BIND(struct shop, citizenship, "citizenship", POL_UINT8),
    POL_BIND_VALUE(struct shop, revenue_fen, INT64_MIN, "annual_revenue", POL_INT64),
    POL_BIND(struct shop, licensed, "licence_valid", POL_UINT8),
    POL_BIND(struct shop, capable, "civil_capacity", POL_UINT8),
    POL_BIND(struct shop, experienced, "industry_experience", POL_UINT8),
    POL_BIND(struct shop, bad_credit, "bad_credit", POL_UINT8),
    POL_BIND(struct shop, own_funds, "own_funds", POL_UINT8),
};
#define MEMBER_COUNT (sizeof shop_members / sizeof *shop_members)

static const char *const decision_words[] = {
    [POL_ELIGIBLE] = "eligible",
    [POL_REFER] = "refer",
    [POL_INCOMPLETE] = "incomplete",
    [POL_INELIGIBLE] = "ineligible",
    [POL_NOT_APPLICABLE] = "not applicable",
    [POL_NOT_IN_FORCE] = "not in force",
    [POL_NO_DECISION] = "no decision",
};

static void print_reasons(const pol_evaluator *e, size_t row, int offer, enum pol_reason reason, const char *word) {
    const char *names[16];
    size_t count = pol_offer_reasons(e, row, offer, reason, POL_ENGLISH, names, 16);
    for (size_t i = 0; i < count && i < 16; i++) printf(" %s:%s", word, names[i]);
}

static void print_shop(const pol_evaluator *e, size_t row, const struct shop *shop, int scheme) {
    int64_t fen;
    int best = pol_scheme_best(e, row, scheme);
    printf("%s: %s", shop->number, decision_words[pol_scheme_decision(e, row, scheme)]);
    if (pol_scheme_limit(e, row, scheme, &fen)) printf(", limit %lld yuan", (long long)(fen / 100));
    print_reasons(e, row, best, POL_REASON_FAILED, "failed");
    print_reasons(e, row, best, POL_REASON_MISSING, "missing");
    print_reasons(e, row, best, POL_REASON_REFER, "refer");
    putchar('\n');
}

#define SHOPS 4
static void fill(const pol_policy *policy, struct shop shops[SHOPS]) {
    static const char *const numbers[SHOPS] = {"S1", "S2", "S3", "S4"};
    for (int i = 0; i < SHOPS; i++) {
        shops[i] = (struct shop){
            .number = numbers[i],
            .born = {1980, 5, 1},
            .born_known = true,
            .trading_since = {2020, 1, 1},
            .people = -1,
            .type = (uint8_t)pol_choice_code(policy, "type", "growth"),
            .purpose = (uint8_t)pol_choice_code(policy, "purpose", "working_capital"),
            .entity = (uint8_t)pol_choice_code(policy, "entity", "individual_business"),
            .citizenship = (uint8_t)pol_choice_code(policy, "citizenship", "mainland"),
            .revenue_fen = 50000000,
            .licensed = true,
            .capable = true,
            .own_funds = true,
        };
    }
    shops[1].trading_since = (struct pol_date){2024, 1, 1};
    shops[2].born_known = false;
    shops[3].type = (uint8_t)pol_choice_code(policy, "类型", "生存型"); /* either spelling */
    shops[3].trading_since = (struct pol_date){2023, 12, 1};
    shops[3].experienced = true;
}

/* Each thread has an evaluator of its own; policy and binding are shared. */
struct worker {
    const pol_binding *binding;
    const struct shop *shops;
    int scheme;
    long decided, eligible;
};

static void *work(void *context) {
    struct worker *w = context;
    pol_evaluator *e;
    if (pol_evaluator_new(w->binding, SHOPS, 8, &e) != POL_OK) return NULL;
    for (int round = 0; round < 1000; round++) {
        if (pol_evaluator_run(e, w->shops, SHOPS, NULL) != POL_OK) break;
        for (size_t row = 0; row < SHOPS; row++) w->eligible += pol_scheme_decision(e, row, w->scheme) == POL_ELIGIBLE;
        w->decided += SHOPS;
    }
    pol_evaluator_free(e);
    return NULL;
}

static int decide(const pol_policy *policy, const pol_binding *binding) {
    struct shop shops[SHOPS];
    pol_evaluator *e;
    int scheme = pol_scheme_find(policy, "ccb");
    fill(policy, shops);
    if (scheme < 0 || pol_evaluator_new(binding, SHOPS, 8, &e) != POL_OK) return 1;
    if (pol_evaluator_run(e, shops, SHOPS, NULL) != POL_OK) return 1;
    for (size_t row = 0; row < SHOPS; row++) print_shop(e, row, &shops[row], scheme);
    pol_evaluator_free(e);

    pthread_t threads[2];
    struct worker workers[2] = {{binding, shops, scheme, 0, 0}, {binding, shops, scheme, 0, 0}};
    for (int i = 0; i < 2; i++)
        if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0) return 1;
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < 2; i++)
        printf("thread %d: %ld decided, %ld eligible\n", i + 1, workers[i].decided, workers[i].eligible);
    return 0;
}

static int complain(pol_report *report) {
    if (report) fputs(pol_report_text(report, POL_ENGLISH), stderr);
    pol_report_free(report);
    return 1;
}

int main(int argc, char **argv) {
    pol_policy *policy;
    pol_binding *binding;
    pol_report *report;
    struct pol_file file = {.path = argc > 1 ? argv[1] : "policies/ccb.pol"};
    if (pol_policy_compile(&file, 1, &policy, &report) != POL_OK) return complain(report);
    pol_report_free(report);

    struct pol_binding_options options = {.as_of = {2024, 7, 1}};
    if (pol_binding_new(policy, shop_members, MEMBER_COUNT, sizeof(struct shop), &options, &binding, &report) !=
        POL_OK) {
        pol_policy_free(policy);
        return complain(report);
    }
    int code = decide(policy, binding);
    pol_binding_free(binding);
    pol_policy_free(policy);
    return code;
}
