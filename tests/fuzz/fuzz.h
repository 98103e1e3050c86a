// Each file of this folder is one target: the entry point that libFuzzer calls, and that replay.c calls for every file
// of the target's corpus in the ordinary test run.
#ifndef FUZZ_H
#define FUZZ_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
#endif
