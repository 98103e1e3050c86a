// The types of pol, and how a value of each is kept in 64 bits.
#ifndef POL_TREE_TYPE_H
#define POL_TREE_TYPE_H
#include <stdbool.h>
#include <stdint.h>

#include "grammar/base/intern.h"

enum type_kind {
    TYPE_NONE,     // not known yet, or wrong (already reported): fits anything, never reported again
    TYPE_TRUTH,    // yes/no; 0 no, 1 unknown, 2 yes
    TYPE_COUNT,    // whole number, with an optional counter
    TYPE_MONEY,    // fen
    TYPE_PERCENT,  // 1/1,000,000: 3.75% is 37500
    TYPE_NUMBER,   // the same: 3.25 is 3250000; at most six decimals
    TYPE_DATE,     // packed, see calendar.h: (year * 12 + month - 1) << 5 | day
    TYPE_MONTH,    // year * 12 + month - 1
    TYPE_PERIOD,   // whole months or whole days, by `unit`
    TYPE_SPAN,     // the time between two dates; compared with periods, has no value of its own
    TYPE_CHOICE,   // one of …: index of the value in the `values` of its choices
    TYPE_SET,      // any of …: bit i stands for value i, at most 64
    TYPE_TEXT,
    TYPE_LIST,  // list of {…}
};
enum period_unit { UNIT_NO_PERIOD, UNIT_MONTHS, UNIT_DAYS };

struct field;
struct choices;
struct type {
    enum type_kind kind;
    enum period_unit unit;  // PERIOD
    symbol counter;         // COUNT: SYMBOL_NONE fits every counter
    uint8_t decimals;       // NUMBER: the most that it has
    bool may_be_percent;    // NUMBER: beside a percentage it is one, being kept in the same parts
    bool may_be_silent;
    const struct choices *choices;  // CHOICE, SET: what it ranges over; one and the same for what can be compared
    const struct field *domain;     // LIST: the list field
};

// How much or how many: what can be added up, and made more or less by a percentage.
static inline bool type_has_amount(enum type_kind kind) {
    return kind == TYPE_COUNT || kind == TYPE_MONEY || kind == TYPE_PERCENT || kind == TYPE_NUMBER ||
           kind == TYPE_PERIOD;
}

// What is 1 of a kind that holds broken numbers; of what is counted in whole ones, 1.
#define NUMBER_DECIMALS 6
static inline int64_t type_scale(enum type_kind kind) {
    return kind == TYPE_PERCENT || kind == TYPE_NUMBER ? 1000000 : 1;
}

// The smallest part that a number of so many decimals is made of: two decimals, 10000.
static inline int64_t number_step(unsigned decimals) {
    int64_t step = 1;
    for (; decimals < NUMBER_DECIMALS; decimals++) step *= 10;
    return step;
}
#endif
