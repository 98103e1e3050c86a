// The numbers of records that a run is asked for: given one by one, or by a file with one on each line.
#ifndef POL_RUN_ASKED_H
#define POL_RUN_ASKED_H
#include "interp/data/record/options.h"
#include "interp/run/key_set.h"

struct asked {
    struct key_set ids;    // in the order in which they were first asked for
    struct key_set met;    // those of them that records bear
    struct key_set forms;  // what they are like
    struct key_set near;   // numbers of records that are like one of them, and are none
    uint32_t longest;      // bytes of one
    struct text form;      // scratch
};

void asked_open(struct asked *a, struct hash_seed seed);
void asked_close(struct asked *a);
bool asked_failed(const struct asked *a);  // for want of memory
void asked_add(struct asked *a, struct slice id);
// A file's, without blanks around them and empty lines. False: a fault was added, or there is no memory.
bool asked_read(struct asked *a, const char *path, enum record_encoding encoding, struct record_faults *faults);
// Whether a record's number is one of them: it is met then. One that is not may be remembered as near.
bool asked_meet(struct asked *a, struct slice key);
// Whether one of them stands in a text as a word of its own: "1" is not in "21,A1", but in "21,1".
bool asked_within(const struct asked *a, struct slice text);
// The next that no record bears; `at` is 0 at first. False: there are no more.
bool asked_next_missed(const struct asked *a, size_t *at, struct slice *id);
#endif
