#include "interp/cli/interrupt.h"

#include <unistd.h>

#define ENOUGH SIGRTMIN  // tells the thread that waits to end; no other use is made of it

// One that is ignored, as by nohup, would be taken all the same.
static void add_unless_ignored(sigset_t *set, int number) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_DFL) sigaddset(set, number);
}

void interrupt_init(struct interrupt *in) {
    *in = (struct interrupt){.started = false};
    pthread_mutex_init(&in->lock, NULL);
    sigemptyset(&in->signals);
    add_unless_ignored(&in->signals, SIGHUP);
    add_unless_ignored(&in->signals, SIGINT);
    add_unless_ignored(&in->signals, SIGQUIT);
    add_unless_ignored(&in->signals, SIGTERM);
    sigaddset(&in->signals, ENOUGH);
}

// The lock is kept, so that no other file is made.
void interrupt_unlink(struct interrupt *in) {
    pthread_mutex_lock(&in->lock);
    for (int i = 0; i < INTERRUPT_NAMES; i++)
        if (in->names[i]) unlink(in->names[i]);
}

static void *wait_for_signal(void *context) {
    struct interrupt *in = context;
    int number;
    if (sigwait(&in->signals, &number) != 0 || number == ENOUGH) return NULL;
    interrupt_unlink(in);
    pthread_sigmask(SIG_UNBLOCK, &in->signals, NULL);
    raise(number);
    return NULL;
}

// Without a thread the signals stay as they are: better a file left behind than a program that can't be ended.
static void start(struct interrupt *in) {
    if (pthread_sigmask(SIG_BLOCK, &in->signals, &in->before) != 0) return;
    in->started = pthread_create(&in->thread, NULL, wait_for_signal, in) == 0;
    if (!in->started) pthread_sigmask(SIG_SETMASK, &in->before, NULL);
}

static void replace(struct interrupt *in, const char *name, const char *by) {
    pthread_mutex_lock(&in->lock);
    for (int i = 0; i < INTERRUPT_NAMES; i++) {
        if (in->names[i] != name) continue;
        in->names[i] = by;
        break;
    }
    pthread_mutex_unlock(&in->lock);
}

void interrupt_note(struct interrupt *in, const char *name) {
    if (!in) return;
    if (!in->started) start(in);
    replace(in, NULL, name);
}

void interrupt_forget(struct interrupt *in, const char *name) {
    if (in && name) replace(in, name, NULL);
}

void interrupt_hold(struct interrupt *in) {
    pthread_mutex_lock(&in->lock);
    if (!in->started) pthread_sigmask(SIG_BLOCK, &in->signals, &in->before);
}

void interrupt_release(struct interrupt *in) {
    if (!in->started) pthread_sigmask(SIG_SETMASK, &in->before, NULL);
    pthread_mutex_unlock(&in->lock);
}

void interrupt_stop(struct interrupt *in) {
    if (in->started) {
        pthread_kill(in->thread, ENOUGH);
        pthread_join(in->thread, NULL);
        pthread_sigmask(SIG_SETMASK, &in->before, NULL);
    }
    in->started = false;
    pthread_mutex_destroy(&in->lock);
}
