// What is wrong with an input as a whole.
#include "interp/data/input/internal.h"

bool input_fault(const struct input *in, struct record_faults *faults, enum diag_id id, const char *more) {
    struct slice args[2] = {slice_of(in->path), slice_of(more)};
    struct record_fault *fault = record_fault_add(faults, id, args, 2);
    if (fault) fault->path = in->path;
    return false;
}
