// Bands and instalments by their kids' values.
#ifndef POL_SOLVE_PAYMENTS_H
#define POL_SOLVE_PAYMENTS_H
#include "interp/solve/internal.h"

#define PAYMENT_KIDS_MOST 64u
// False: a fault.
bool payment_of(const struct node *n, const int64_t *values, int64_t *result);
// Where all bands and their rates are known, into `values`; whether no rate is below zero.
bool bands_are_known(const struct finder *f, const struct node *n, int64_t *values, bool *grows);
#endif
