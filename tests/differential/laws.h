// What holds of every policy and every record, whatever they say.
#ifndef LAWS_H
#define LAWS_H
#include <check.h>

// rounds: 1 in an ordinary run, more for a long one.
void laws_add(TCase *c, int rounds);
#endif
