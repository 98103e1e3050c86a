// Any bytes as a data file of this format.
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/fuzz_records.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_records(data, size, RECORDS_JSONL); }
