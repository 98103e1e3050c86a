// What the language says, case by case.
#ifndef DIFFERENTIAL_MEANING_H
#define DIFFERENTIAL_MEANING_H
#include <check.h>

void meaning_add(TCase *c);
#endif
