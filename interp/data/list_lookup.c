// Looking up a spilled list. Files that are in the same order are the common case: each thread keeps a window into the
// runs and first looks at the run behind the one it found last; only where that fails is the index asked.
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/text.h"
#include "interp/data/list_hash.h"
#include "interp/data/list_spill.h"

#define NARROW_WINDOW ((size_t)512)
#define WIDE_WINDOW ((size_t)32 << 10)
#define MOST_TRUST 8u        // how long look-ups in order are still expected after they were met
#define SKIPS 64u            // runs passed over at once for applicants that no record is about
#define MEMORIES 4096u
#define MEMORY_ROOM ((size_t)256 << 10)

// A reader of the file of runs. Every run before `next` has a key up to `bound`, if keys rise at all.
struct cursor {
    char *window;
    size_t capacity, length, want;
    uint64_t at, next;
    uint32_t trust;
    struct text bound;
};

// The key of this hash that was asked for last: its runs were copied to remembered[from .. to). Empty: none was.
struct memory {
    uint64_t hash;
    uint32_t from, to;
};

struct list_reader {
    pthread_mutex_t lock;
    pthread_t thread;
    struct cursor check, fill;   // records are checked first and filled in a second pass
    struct list_walk walk;
    struct memory memories[MEMORIES];   // what was checked need not be read again to fill the record
    struct text remembered;             // runs, each behind its offset
};

struct lookup {
    struct list_spill *spill;
    struct list_reader *reader;
    struct cursor *cursor;
    struct slice key;
    uint64_t hash;
    bool (*visit)(struct lookup *l, const struct list_run *run);   // every run of the key, in order
    void *context;
    bool first_only, found, bad;
    uint64_t first;   // the first run's number
};

static struct list_reader *reader_new(pthread_t thread) {
    struct list_reader *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    if (pthread_mutex_init(&r->lock, NULL) != 0) {
        free(r);
        return NULL;
    }
    r->thread = thread;
    r->check.trust = r->fill.trust = MOST_TRUST;
    r->check.want = r->fill.want = NARROW_WINDOW;
    return r;
}

static void cursor_free(struct cursor *c) {
    free(c->window);
    text_free(&c->bound);
}

static void reader_free(struct list_reader *r) {
    if (!r) return;
    cursor_free(&r->check);
    cursor_free(&r->fill);
    text_free(&r->remembered);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

void list_readers_free(struct list_spill *s) {
    for (uint32_t i = 0; i < LIST_READERS; i++) reader_free(atomic_load(&s->readers[i]));
}

// This thread's own reader; with more threads than places, one that is shared. NULL: out of memory.
static struct list_reader *reader_of(struct list_spill *s) {
    pthread_t thread = pthread_self();
    uint32_t home = (uint32_t)(list_hash((struct slice){(const char *)&thread, sizeof thread}) % LIST_READERS);
    for (uint32_t i = 0; i < LIST_READERS; i++) {
        struct list_reader *_Atomic *at = &s->readers[(home + i) % LIST_READERS];
        struct list_reader *known = atomic_load(at);
        if (!known) {
            struct list_reader *mine = reader_new(thread);
            if (!mine || atomic_compare_exchange_strong(at, &known, mine)) return mine;
            reader_free(mine);
        }
        if (pthread_equal(known->thread, thread)) return known;
    }
    return atomic_load(&s->readers[home]);
}

static bool fail(struct list_spill *s, int error) {
    int none = 0;
    atomic_compare_exchange_strong(&s->error, &none, error);
    return false;
}

static bool in_window(const struct cursor *c, uint64_t offset, size_t size) {
    return offset >= c->at && offset + size <= c->at + c->length;
}

static bool read_window(struct list_spill *s, struct cursor *c, uint64_t offset, size_t size) {
    size_t want = size > c->want ? size : c->want;
    if (want > c->capacity) {
        char *wider = realloc(c->window, want);
        if (!wider) return fail(s, ENOMEM);
        c->window = wider;
        c->capacity = want;
    }
    ssize_t got = list_file_read(&s->runs, offset, c->window, want);
    c->at = offset;
    c->length = got < 0 ? 0 : (size_t)got;
    return c->length >= size || fail(s, got < 0 ? errno : EIO);
}

static struct list_run_head head_at(const struct cursor *c, uint64_t offset) {
    struct list_run_head head;
    memcpy(&head, c->window + (offset - c->at), sizeof head);
    return head;
}

static bool run_in_window(const struct cursor *c, uint64_t offset) {
    return in_window(c, offset, sizeof(struct list_run_head)) && in_window(c, offset, head_at(c, offset).size);
}

static bool read_run(struct list_spill *s, struct cursor *c, uint64_t offset, struct list_run *run) {
    struct list_run_head head;
    if (!in_window(c, offset, sizeof head) && !read_window(s, c, offset, sizeof head)) return false;
    head = head_at(c, offset);
    if (!in_window(c, offset, head.size) && !read_window(s, c, offset, head.size)) return false;
    *run = list_run_of(&head, c->window + (offset - c->at), offset);
    return true;
}

static bool is_key(const struct lookup *l, const struct list_run *run) {
    return run->key.length == l->key.length && !memcmp(run->key.text, l->key.text, l->key.length);
}

static bool pass(struct lookup *l, const struct list_run *run) {
    struct cursor *c = l->cursor;
    c->next = run->offset + run->size;
    if (!l->spill->ascending) return true;
    text_clear(&c->bound);
    text_add(&c->bound, run->key.text, run->key.length);
    return !c->bound.failed || fail(l->spill, ENOMEM);
}

static bool meet(struct lookup *l, const struct list_run *run) {
    if (!l->found) l->first = run->number;
    l->found = true;
    return pass(l, run) && (l->visit(l, run) || fail(l->spill, ENOMEM));
}

enum answer { ANSWER_DONE, ANSWER_ASK_ELSEWHERE, ANSWER_FAILED };

// Whether a run that cannot be the one lies behind the place where the key would be.
static bool is_past(const struct lookup *l) {
    const struct text *bound = &l->cursor->bound;
    return l->spill->ascending && slice_order(l->key, (struct slice){text_string(bound), (uint32_t)bound->length}) > 0;
}

// The window is read anew only where look-ups have lately been in order, and then further ahead each time.
static bool peek(struct lookup *l, struct list_run *run, enum answer *otherwise) {
    struct cursor *c = l->cursor;
    *otherwise = ANSWER_ASK_ELSEWHERE;
    bool near = run_in_window(c, c->next);
    if (!near && !c->trust) return false;
    if (!near && c->want < WIDE_WINDOW) c->want *= 2;
    if (read_run(l->spill, c, c->next, run)) return true;
    *otherwise = ANSWER_FAILED;
    return false;
}

static enum answer trust_more(struct lookup *l) {
    if (l->cursor->trust < MOST_TRUST) l->cursor->trust++;
    return ANSWER_DONE;
}

static enum answer look_ahead(struct lookup *l) {
    struct list_run run;
    enum answer otherwise;
    for (uint32_t skips = l->cursor->trust ? SKIPS : 1; skips--;) {
        if (l->cursor->next >= l->spill->runs.size) return is_past(l) ? ANSWER_DONE : ANSWER_ASK_ELSEWHERE;
        if (!peek(l, &run, &otherwise)) return otherwise;
        if (is_key(l, &run)) return meet(l, &run) ? trust_more(l) : ANSWER_FAILED;
        if (!l->spill->ascending) return ANSWER_ASK_ELSEWHERE;
        if (slice_order(l->key, run.key) < 0) return is_past(l) ? trust_more(l) : ANSWER_ASK_ELSEWHERE;
        if (!pass(l, &run)) return ANSWER_FAILED;
    }
    return ANSWER_ASK_ELSEWHERE;
}

static struct memory *memory_of(struct lookup *l) { return &l->reader->memories[l->hash % MEMORIES]; }

static enum answer remember(struct lookup *l) {
    const struct memory *m = memory_of(l);
    if (m->from == m->to || m->hash != l->hash) return ANSWER_ASK_ELSEWHERE;
    for (size_t at = m->from; at < m->to;) {
        const char *bytes = text_string(&l->reader->remembered) + at;
        struct list_run_head head;
        uint64_t offset;
        memcpy(&offset, bytes, sizeof offset);
        memcpy(&head, bytes + sizeof offset, sizeof head);
        struct list_run run = list_run_of(&head, bytes + sizeof offset, offset);
        if (!is_key(l, &run)) return ANSWER_ASK_ELSEWHERE;
        if (!meet(l, &run)) return ANSWER_FAILED;
        at += sizeof offset + head.size;
    }
    return ANSWER_DONE;
}

static void forget(struct list_reader *r) {
    text_clear(&r->remembered);
    r->remembered.failed = false;
    memset(r->memories, 0, sizeof r->memories);
}

// Too much to be remembered is simply not, and asked for again.
static void note(struct lookup *l, const struct list_run *run) {
    struct text *t = &l->reader->remembered;
    if (t->length > MEMORY_ROOM) return;
    text_add(t, (const char *)&run->offset, sizeof run->offset);
    text_add(t, run->key.text - sizeof(struct list_run_head), run->size);
}

static void learn(struct lookup *l, size_t from) {
    const struct text *t = &l->reader->remembered;
    if (t->failed || t->length > MEMORY_ROOM) forget(l->reader);
    else if (l->found && !l->first_only) *memory_of(l) = (struct memory){l->hash, (uint32_t)from, (uint32_t)t->length};
}

static enum answer ask_index(struct lookup *l) {
    struct list_walk *w = &l->reader->walk;
    struct list_run run;
    uint64_t place;
    size_t from = l->reader->remembered.length;
    if (!list_walk_start(w, &l->spill->places, l->hash)) return fail(l->spill, EIO), ANSWER_FAILED;
    enum list_step step;
    while ((step = list_walk_next(w, &place)) == LIST_STEP_PLACE) {
        if (!read_run(l->spill, l->cursor, place * LIST_RUN_UNIT, &run)) return ANSWER_FAILED;
        if (!is_key(l, &run)) continue;
        note(l, &run);
        if (!meet(l, &run)) return ANSWER_FAILED;
        if (l->spill->grouped || l->first_only) break;
    }
    if (step == LIST_STEP_FAILED) return fail(l->spill, EIO), ANSWER_FAILED;
    learn(l, from);
    return ANSWER_DONE;
}

static enum answer ask(struct lookup *l) {
    enum answer answer = l->spill->grouped ? look_ahead(l) : ANSWER_ASK_ELSEWHERE;
    if (answer != ANSWER_ASK_ELSEWHERE) return answer;
    l->hash = list_hash(l->key);
    size_t want = l->cursor->want;
    l->cursor->want = NARROW_WINDOW;
    answer = remember(l);
    if (answer == ANSWER_ASK_ELSEWHERE) answer = ask_index(l);
    if (l->found) l->cursor->trust = 0;
    else l->cursor->want = want;
    return answer;
}

static bool look_up(struct lookup *l, bool fills) {
    l->reader = reader_of(l->spill);
    if (!l->reader) return fail(l->spill, ENOMEM);
    pthread_mutex_lock(&l->reader->lock);
    l->cursor = fills ? &l->reader->fill : &l->reader->check;
    bool done = ask(l) != ANSWER_FAILED;
    pthread_mutex_unlock(&l->reader->lock);
    return done;
}

static bool answer_run(struct lookup *l, const struct list_run *run) {
    list_waiting_answer(&l->spill->waiting, run->number);
    l->bad |= run->bad;
    return true;
}

bool list_spill_is_good(struct list_spill *s, struct slice key) {
    struct lookup l = {.spill = s, .key = key, .visit = answer_run};
    return !look_up(&l, false) || !l.bad;
}

static bool fill_run(struct lookup *l, const struct list_run *run) {
    return list_run_fill(run, l->context, l->spill->field);
}

bool list_spill_fill(struct list_spill *s, struct block *b, struct slice key) {
    struct lookup l = {.spill = s, .key = key, .visit = fill_run, .context = b};
    return look_up(&l, true) && !atomic_load(&s->error);
}

static bool pass_over(struct lookup *l, const struct list_run *run) { return l->found && run->size; }

// Whether the run is the first of its key.
static bool is_first(struct list_spill *s, const struct list_run *run) {
    struct lookup l = {.spill = s, .key = run->key, .visit = pass_over, .first_only = true};
    return s->grouped || (look_up(&l, true) && l.first == run->number);
}

// The run of this number, from the one the cursor is at or from the last mark before it.
static bool walk_to(struct list_spill *s, struct cursor *c, uint64_t *at, uint64_t number, struct list_run *run) {
    uint64_t mark = number / LIST_MARK_EVERY;
    if (*at > number || *at < mark * LIST_MARK_EVERY) {
        *at = mark * LIST_MARK_EVERY;
        c->next = s->marks[mark];
    }
    for (;; ++*at) {
        if (!read_run(s, c, c->next, run)) return false;
        if (*at == number) return true;
        c->next += run->size;
    }
}

static uint64_t count_strangers(struct list_spill *s, struct cursor *c) {
    struct list_run run;
    uint64_t count = 0, at = 0;
    for (uint64_t i = 0; (i = list_waiting_next(&s->waiting, i)) < s->run_count; i++) {
        if (count && s->grouped) {
            count++;
            continue;
        }
        if (!walk_to(s, c, &at, i, &run)) return count;
        if (!is_first(s, &run)) continue;
        if (!count++) text_add(&s->key, run.key.text, run.key.length);
    }
    return count;
}

uint64_t list_spill_strangers(struct list_spill *s, struct slice *example) {
    struct cursor c = {.want = WIDE_WINDOW};
    text_clear(&s->key);
    uint64_t count = count_strangers(s, &c);
    cursor_free(&c);
    if (count) *example = (struct slice){text_string(&s->key), (uint32_t)s->key.length};
    return count;
}
