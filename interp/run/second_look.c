#include "interp/run/second_look.h"

static void *open_worker(void *context) { return context; }
static void close_worker(void *worker) { (void)worker; }

static bool pass_over(void *worker, struct record_parser *parser, struct chunk *chunk, const struct block *b,
                      struct text *out, struct record_faults *faults) {
    (void)worker, (void)parser, (void)chunk, (void)b, (void)out, (void)faults;
    return true;
}

static bool take_all(void *context, const char *bytes, size_t length) {
    (void)context, (void)bytes, (void)length;
    return true;
}

static bool run_through(struct records *again, uint32_t jobs, struct key_watch *second) {
    int nothing;
    const struct run_stage stage = {
        .context = &nothing, .open = open_worker, .block = pass_over, .close = close_worker};
    const struct run_callbacks callbacks = {.write = take_all, .keys = second};
    struct run_counts counts;
    struct run_timing timing;
    return run_pipeline(again, jobs, &stage, &callbacks, &counts, &timing) == RUN_OK;
}

// False: it could not be done, and nothing is changed.
static bool look(const struct records *r, uint32_t jobs, struct key_watch *watch) {
    struct record_faults faults = {0};
    struct key_watch second;
    struct records *again = records_again(r, &faults);
    key_watch_open_second(&second, watch);
    bool good = again && run_through(again, jobs, &second);
    records_close(again);
    record_faults_free(&faults);
    struct key_watch first = *watch;
    if (good) *watch = second;
    watch->only = NULL;
    key_watch_close(good ? &first : &second);
    return good;
}

void run_second_look(const struct records *r, uint32_t jobs, struct key_watch *watch) {
    if (watch->set.blind && !look(r, jobs, watch)) return;
    if (watch->seem && watch->suspect_count < KEY_WATCH_SUSPECTS) look(r, jobs, watch);
}
