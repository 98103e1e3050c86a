// A second time through the records, for the keys that fingerprints made suspect, or of which nothing is known.
#ifndef POL_RUN_SECOND_LOOK_H
#define POL_RUN_SECOND_LOOK_H
#include "interp/run/pipeline.h"

// What was seen is counted exactly then, where the records can be read again and there were no more suspects than are
// kept; else nothing is changed.
void run_second_look(const struct records *r, uint32_t jobs, struct key_watch *watch);
#endif
