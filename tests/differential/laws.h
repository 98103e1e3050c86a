// What holds of every policy and every record, whatever they say.
#ifndef LAWS_H
#define LAWS_H
#include <check.h>

// Over so many random policies, thrice as many for the quicker law.
void laws_add(TCase *c, int policies);
#endif
