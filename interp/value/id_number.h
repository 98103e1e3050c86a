// The numbers that firms and people bear in China, as texts. Letters are taken in either case; a number in full-width
// digits, or with blanks in it, is none.
#ifndef POL_VALUE_ID_NUMBER_H
#define POL_VALUE_ID_NUMBER_H
#include "interp/value/slice.h"

// A unified social credit code (GB 32100-2015): 18 digits and letters, without I, O, S, V and Z, the last of which
// checks the others.
bool credit_code_is_valid(struct slice text);
// A citizen's ID number (GB 11643-1999): the code of a place in a province, a date of birth that there is, a sequence
// number, and a character that checks them. False where it is not valid; then nothing is stored.
bool id_number_read(struct slice text, int32_t *birth_date);
bool id_number_is_valid(struct slice text);
#endif
