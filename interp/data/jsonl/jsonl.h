// JSON Lines to blocks: one object per line (RFC 8259), read in one pass and strictly. Numbers never become doubles.
#ifndef POL_JSONL_JSONL_H
#define POL_JSONL_JSONL_H
#include "interp/data/input/record_ends.h"
#include "interp/data/record/reader.h"

extern const struct record_cutter jsonl_cutter;
extern const struct record_reader jsonl_reader;
#endif
