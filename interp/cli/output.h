// Results on their way out: standard output or a file, buffered, every write checked. A file is written whole or not
// at all: it grows without a name (or under a temporary one) beside its place, and takes the place when all is well.
// Ownership: whoever opens an output closes it, by output_commit or output_abandon.
#ifndef POL_CLI_OUTPUT_H
#define POL_CLI_OUTPUT_H
#include <stdbool.h>
#include <stddef.h>

struct output;
struct interrupt;
// NULL or "-" is standard output. `interrupt` (interrupt.h, or NULL) takes care that no signal leaves a temporary name
// behind; it must outlive the output. NULL comes back with errno set.
struct output *output_open(const char *path, struct interrupt *interrupt);
// The same for a file that must not be there: EEXIST where it is, be it only when the output is committed.
struct output *output_create(const char *path, struct interrupt *interrupt);
// False once anything failed; output_error says what. Writes after a failure do nothing.
bool output_write(struct output *o, const char *bytes, size_t length);
bool output_put(struct output *o, const char *string);
bool output_flush(struct output *o);
// A file that whoever makes it by other means may write and read through this; -1: it is none, but a pipe or the like.
int output_file(const struct output *o);
void output_fail(struct output *o, int error);  // that failed, for this errno
int output_error(const struct output *o);       // errno of the first failure; 0: none
// Flushes, syncs, gives a file its name. 0, or the errno of what failed; nothing is left behind then. Frees `o`.
int output_commit(struct output *o);
void output_abandon(struct output *o);  // NULL is fine
#endif
