// What a signal that ends the program must not leave behind: files under temporary names. A thread of its own waits
// for such signals from the first name on; it may do whatever a handler may not.
#ifndef POL_CLI_INTERRUPT_H
#define POL_CLI_INTERRUPT_H
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

#define INTERRUPT_NAMES 4  // more than a command has files open

struct interrupt {
    pthread_t thread;
    pthread_mutex_t lock;
    bool started;
    sigset_t signals, before;            // those waited for; the mask of before
    const char *names[INTERRUPT_NAMES];  // NULL: free
};

void interrupt_init(struct interrupt *in);
// A signal will unlink `name` until it is forgotten; note it before there is such a file. Call before threads are made
// that outlive the file: they inherit that signals are left to the one that waits. NULL is fine for `in`.
void interrupt_note(struct interrupt *in, const char *name);
void interrupt_forget(struct interrupt *in, const char *name);
// All names that are noted, at once, when the program must end without closing its files.
void interrupt_unlink(struct interrupt *in);
// Until it is released no signal ends the program: what is under way has many names. Nothing may be noted meanwhile.
void interrupt_hold(struct interrupt *in);
void interrupt_release(struct interrupt *in);
// Signals end the program by themselves again.
void interrupt_stop(struct interrupt *in);
#endif
