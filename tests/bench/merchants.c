// Typical applicants for the four shipped policies, deterministic: merchants N csv|jsonl|overdue|spouse_overdue > file.
// Nine in ten merchants are in good order; three cells in a thousand are missing.
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct random_source {
    uint64_t state;
};

static uint32_t below(struct random_source *r, uint32_t n) {
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) * n >> 32);
}

enum kind { WORD, NUMBER, TRUTH, SET };

struct cell {
    const char *name;
    enum kind kind;
    char text[64];
};
#define CELLS 64
struct merchant {
    struct cell cells[CELLS];
    int count;
    int overdue, spouse_overdue;
};

__attribute__((format(printf, 4, 5))) static void put(struct merchant *m, const char *name, enum kind kind,
                                                      const char *format, ...) {
    struct cell *c = &m->cells[m->count++];
    va_list args;
    va_start(args, format);
    c->name = name;
    c->kind = kind;
    vsnprintf(c->text, sizeof c->text, format, args);
    va_end(args);
}

static void put_truth(struct merchant *m, struct random_source *r, const char *name, uint32_t yes_of_100) {
    put(m, name, TRUTH, "%s", below(r, 100) < yes_of_100 ? "true" : "false");
}

static void put_date(struct merchant *m, struct random_source *r, const char *name, uint32_t first, uint32_t years) {
    put(m, name, WORD, "%04u-%02u-%02u", first + below(r, years), 1 + below(r, 12), 1 + below(r, 28));
}

static void put_money(struct merchant *m, struct random_source *r, const char *name, uint32_t most_yuan) {
    put(m, name, NUMBER, "%u.%02u", below(r, most_yuan), below(r, 100));
}

#define PICK(r, ...) \
    ((const char *const[]){__VA_ARGS__})[below((r), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))]
#define MOSTLY(r, usual, ...) (below((r), 10) ? (usual) : PICK((r), __VA_ARGS__))

static void person(struct merchant *m, struct random_source *r) {
    put_date(m, r, "birth_date", 1955, 52);
    put(m, "citizenship", WORD, "%s", below(r, 50) ? "mainland" : PICK(r, "hong_kong", "macao", "taiwan", "foreign"));
    put_truth(m, r, "civil_capacity", 99);
    put_truth(m, r, "married", 70);
    int individual = below(r, 10) != 0;
    put(m, "role", WORD, "%s", below(r, 30) ? (individual ? "operator" : "legal_representative") : "other_role");
    put(m, "entity", WORD, "%s", individual ? "individual_business" : "small_micro");
}

static void business(struct merchant *m, struct random_source *r) {
    put(m, "registration", WORD, "%s", below(r, 40) ? "active" : PICK(r, "revoked", "abnormal", "deregistered"));
    put_truth(m, r, "licence_valid", 97);
    put_date(m, r, "established", 2004, 19);
    put_date(m, r, "trading_since", 2006, 17);
    put_truth(m, r, "fixed_premises", 95);
    put_truth(m, r, "operating_well", 95);
    put_truth(m, r, "industry_compliant", 98);
    put(m, "scene", WORD, "%s",
        MOSTLY(r, "no_scene", "pharmacy", "liquor", "tobacco", "planting", "breeding", "other_key_scene"));
    put(m, "type", WORD, "%s", PICK(r, "subsistence", "growth", "development", "growth", "untyped"));
    put(m, "classes", SET, "%s", MOSTLY(r, "", "renowned", "distinctive;quality", "emerging"));
    put_date(m, r, "classes_valid_until", 2023, 4);
    put(m, "five_ones", SET, "%s", MOSTLY(r, "", "zone", "trade;chain", "town"));
    put_money(m, r, "annual_revenue", 3000000);
    put(m, "taxpayer", WORD, "%s", PICK(r, "general", "small_scale", "non_taxpayer"));
    put_truth(m, r, "tax_record", 85);
    put(m, "insured_people", NUMBER, "%u", below(r, 8));
    put_truth(m, r, "industry_experience", 60);
    put_date(m, r, "legal_rep_since", 2010, 15);
    put_date(m, r, "main_business_since", 2010, 15);
    put_truth(m, r, "own_funds", 96);
}

static void application(struct merchant *m, struct random_source *r) {
    put(m, "purpose", WORD, "%s",
        MOSTLY(r, "working_capital", "fixed_assets", "securities", "consumption", "other_purpose"));
    put_money(m, r, "requested", 1000000);
    put_truth(m, r, "property_mortgage", 30);
    put_truth(m, r, "tobacco_data_authorised", 70);
    static const char *const bad[] = {
        "bad_credit",  "spouse_bad_credit", "violations",      "dishonest",   "enforced",  "consumption_restricted",
        "litigation",  "major_penalty",     "false_reporting", "blacklisted", "fraud_hit", "current_overdue",
        "ccb_bad_loan"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) put_truth(m, r, bad[i], 2);
    put(m, "loan_class", WORD, "%s",
        below(r, 30) ? "normal" : PICK(r, "special_mention", "substandard", "doubtful", "loss"));
    put(m, "external_guarantee", NUMBER, "%s", below(r, 10) ? "0" : "50000.00");
    put(m, "ccb_months_used", NUMBER, "%u", below(r, 60));
    put_money(m, r, "ccb_credit_line", 900000);
}

static void make(struct merchant *m, struct random_source *r, long number) {
    *m = (struct merchant){0};
    put(m, "applicant_id", WORD, "M%08ld", number);
    put(m, "business_name", WORD, "%s%s%s", PICK(r, "晋源", "老陈", "汾河", "平遥", "云冈"),
        PICK(r, "杂粮", "面馆", "药房", "五金", "酒行"), PICK(r, "店", "商行", "经营部"));
    person(m, r);
    business(m, r);
    application(m, r);
    for (int i = 2; i < m->count; i++)
        if (m->cells[i].kind != SET && below(r, 1000) < 3) m->cells[i].text[0] = '\0';
    m->overdue = below(r, 4) ? 0 : 1 + (int)below(r, 5);
    m->spouse_overdue = below(r, 8) ? 0 : 1 + (int)below(r, 3);
}

// ---- as CSV ----

static void csv_head(const struct merchant *m) {
    for (int i = 0; i < m->count; i++) printf("%s%s", i ? "," : "", m->cells[i].name);
    putchar('\n');
}

static void csv_row(const struct merchant *m) {
    for (int i = 0; i < m->count; i++) {
        const struct cell *c = &m->cells[i];
        printf("%s%s", i ? "," : "", c->kind == SET && !c->text[0] ? "none" : c->text);
    }
    putchar('\n');
}

struct item {
    unsigned month, account, amount, days;
};

static struct item some_item(struct random_source *r) {
    return (struct item){2022 * 12 + below(r, 30), below(r, 2), below(r, 2000), 1 + below(r, 30)};
}

static void csv_items(const struct merchant *m, struct random_source *r, int count) {
    for (int i = 0; i < count; i++) {
        struct item x = some_item(r);
        printf("%s,%04u-%02u,K%u,%u.00,%u\n", m->cells[0].text, x.month / 12, x.month % 12 + 1, x.account, x.amount,
               x.days);
    }
}

// ---- as JSON Lines ----

static void json_set(const char *text) {
    putchar('[');
    for (const char *p = text; *p;) {
        int n = (int)strcspn(p, ";");
        printf("%s\"%.*s\"", p == text ? "" : ",", n, p);
        p += n + (p[n] == ';');
    }
    putchar(']');
}

static void json_items(struct random_source *r, const char *name, int count) {
    printf(",\"%s\":[", name);
    for (int i = 0; i < count; i++) {
        struct item x = some_item(r);
        printf("%s{\"month\":\"%04u-%02u\",\"account\":\"K%u\",\"amount\":%u.00,\"days\":%u}", i ? "," : "",
               x.month / 12, x.month % 12 + 1, x.account, x.amount, x.days);
    }
    putchar(']');
}

static void json_cell(const struct cell *c) {
    printf("\"%s\":", c->name);
    if (c->kind == SET) json_set(c->text);
    else if (!c->text[0]) fputs("null", stdout);
    else if (c->kind == WORD) printf("\"%s\"", c->text);
    else fputs(c->text, stdout);
}

static void json_row(const struct merchant *m, struct random_source *items, struct random_source *spouse_items) {
    for (int i = 0; i < m->count; i++) {
        putchar(i ? ',' : '{');
        json_cell(&m->cells[i]);
    }
    json_items(items, "overdue", m->overdue);
    json_items(spouse_items, "spouse_overdue", m->spouse_overdue);
    puts("}");
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    long count = atol(argv[1]);
    struct random_source r = {20240701}, items = {1}, spouse_items = {2};
    struct merchant m;
    for (long i = 1; i <= count; i++) {
        make(&m, &r, i);
        if (!strcmp(argv[2], "csv")) {
            if (i == 1) csv_head(&m);
            csv_row(&m);
        } else if (!strcmp(argv[2], "jsonl")) {
            json_row(&m, &items, &spouse_items);
        } else {
            int spouse = !strcmp(argv[2], "spouse_overdue");
            if (i == 1) puts("applicant_id,month,account,amount,days");
            csv_items(&m, spouse ? &spouse_items : &items, spouse ? m.spouse_overdue : m.overdue);
        }
    }
    return ferror(stdout) ? 6 : 0;
}
