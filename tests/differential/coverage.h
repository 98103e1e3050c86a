// Whether the differential test meets every kind of node in every state that it can be in.
#ifndef DIFFERENTIAL_COVERAGE_H
#define DIFFERENTIAL_COVERAGE_H
#include <check.h>

void coverage_add(TCase *c);
#endif
