// A small policy, the records of a program that uses it, and an evaluator that is bound to them: what the tests of the
// public API begin with.
#ifndef POL_TESTS_API_SAMPLE_H
#define POL_TESTS_API_SAMPLE_H
#include "interp/pol.h"

// The files of the policy: the vocabulary, a bank's scheme of 2024 and its next version.
#define SAMPLE_FILES 3
extern const struct pol_file sample_files[SAMPLE_FILES];
pol_policy *compile(void);

struct item {
    int32_t month;
    int64_t fen;
    const char *account;
    uint8_t sort;
};

struct record {
    const char *id;
    struct pol_date born;
    int64_t revenue, rate;
    int16_t people;
    uint8_t type, marks;
    int32_t since;
    uint32_t used;
    bool good, good_known;
    const struct item *items;
    size_t item_count;
};

// All members of a record, in the order of its fields.
#define MEMBERS 11
extern const struct pol_member members[MEMBERS];
extern const struct record good_record;  // eligible for growth
extern const struct pol_date day;        // in 2024

struct fixture {
    pol_policy *policy;
    pol_binding *binding;
    pol_evaluator *evaluator;
};
// With room for 8 records and 16 items. `as_of`: of every record; all zero: given with each run.
struct fixture set_up(struct pol_date as_of);
void tear_down(struct fixture *f);
// A record by itself: its decision for growth.
enum pol_decision decide_one(struct fixture *f, const struct record *r);
#endif
