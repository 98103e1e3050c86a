// Numbers as notices write them: 12, １２, 十二, 一百零五, 二〇二四; and the dates that are made of them.
#ifndef POL_NOTICE_NUMERAL_H
#define POL_NOTICE_NUMERAL_H
#include "grammar/base/slice.h"

enum numeral_kind { NUMERAL_DIGITS = 1, NUMERAL_HAN = 2, NUMERAL_SPOKEN = 4 };  // SPOKEN: 两, 千 as well

// The number at the beginning of a text, of one of those kinds (as bits), and the bytes that it takes; 0: there is
// none, or one above 9999.
uint32_t numeral_read(struct slice text, int kinds, int32_t *value);
// The date at the beginning of a text, 2024年5月6日 or 二〇二四年五月六日, with blanks between its parts or without; 0:
// there is none.
uint32_t notice_date_read(struct slice text, int32_t *date);
#endif
