// A second evaluator, deliberately naive: one record, one recursive function over the checked tree, everything in
// 128-bit integers and plain loops. It shares no code with the block evaluator, not even the calendar, so that what
// the two agree on was said twice.
#ifndef NAIVE_H
#define NAIVE_H
#include "grammar/tree/model.h"
#include "tests/differential/naive_value.h"

struct naive_cell {
    bool known;
    int64_t value;     // as type.h keeps it
    const char *text;  // TEXT
};
struct naive_list {
    bool known;
    uint32_t count;
    struct naive_cell *cells;  // item i, field f at cells[i * item_count + f]
};
struct naive_watch {  // told what every node that was asked for came to
    void (*met)(void *context, const struct expr *e, const struct naive_value *v);
    void *context;
};
struct naive_setting {  // what if a param had this value, at every date
    const struct param *param;
    int64_t value;
};
struct naive_record {
    int32_t as_of;                        // packed
    struct naive_cell *cells;             // by field index
    struct naive_list *lists;             // by field index
    const struct naive_setting *setting;  // NULL: none
    const struct naive_watch *watch;      // NULL: nobody looks on
};

struct naive_offer {
    int decision;  // 0 eligible … 5 not_in_force
    bool fault;
    bool *failed, *asks;  // by rule; asks[rule_count + g]: grant g is silent, or a person decides about it
    bool when_asks;       // a person decides whether it applies
    struct naive_missing missing;
    struct naive_value *grants;
};

struct naive_value naive_evaluate(const struct policy *p, const struct naive_record *r, const struct expr *e);
// `out` has room for the offer's rules and grants.
void naive_decide(const struct policy *p, const struct naive_record *r, const struct offer *o, struct naive_offer *out);
#endif
