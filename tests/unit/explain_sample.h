// A story told by hand, with one of everything a reader can meet: what the writers of explanations are tested with.
#ifndef POL_EXPLAIN_SAMPLE_H
#define POL_EXPLAIN_SAMPLE_H
#include "interp/explain/explain.h"

struct explanation explain_sample(enum lang lang);
#endif
