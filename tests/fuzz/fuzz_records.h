// What the two targets over records share: a policy with a field of every type, and any bytes as its data file.
#ifndef FUZZ_RECORDS_H
#define FUZZ_RECORDS_H
#include <stddef.h>
#include <stdint.h>

#include "interp/data/records.h"

int fuzz_records(const uint8_t *data, size_t size, enum record_format format);
#endif
