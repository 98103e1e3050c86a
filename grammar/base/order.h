// What comparison functions of qsort are made of.
#ifndef POL_BASE_ORDER_H
#define POL_BASE_ORDER_H
#include <stdint.h>

static inline int compare_numbers(int64_t a, int64_t b) { return (a > b) - (a < b); }
#endif
