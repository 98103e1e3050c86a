// What holds of every policy and every record, whatever they say.
#ifndef LAWS_H
#define LAWS_H
#include <check.h>

void laws_add(TCase *c);
#endif
