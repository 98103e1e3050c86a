#include "interp/data/list/external_sort.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 11u
#define DIGIT_VALUES (1u << DIGIT_BITS)
#define DIGITS 6u                  // an even number: the pairs end where they began
#define LEAST_BUFFER ((size_t)16)  // pairs of a stretch that are read at once while merging

struct stretch {
    struct hash_place *buffer;
    size_t at, count;    // in the buffer
    uint64_t next, end;  // in the file, in pairs
};

struct merge {
    struct external_sort *sorter;
    struct stretch *stretches;
    uint32_t *heap, count;  // of stretches that have pairs left; the least pair's on top
    struct hash_place *buffers;
    size_t buffer_size;
};

static bool fail(struct external_sort *s, int error) {
    if (!s->file.error) s->file.error = error;
    return false;
}

bool external_sort_open(struct external_sort *s, const char *folder, size_t capacity) {
    *s = (struct external_sort){.capacity = capacity};
    spill_file_open(&s->file, folder, 0);
    s->pairs = malloc(capacity * sizeof *s->pairs);
    s->scratch = malloc(capacity * sizeof *s->scratch);
    return (s->pairs && s->scratch) || fail(s, ENOMEM);
}

static void drop_pairs(struct external_sort *s) {
    free(s->pairs);
    free(s->scratch);
    s->pairs = s->scratch = NULL;
}

void external_sort_close(struct external_sort *s) {
    drop_pairs(s);
    spill_file_close(&s->file);
}

static void sort_by_digit(const struct hash_place *from, struct hash_place *to, size_t count, unsigned shift) {
    size_t start[DIGIT_VALUES] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++) start[from[i].hash >> shift & (DIGIT_VALUES - 1)]++;
    for (size_t d = 0; d < DIGIT_VALUES; d++) {
        size_t here = start[d];
        start[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++) to[start[from[i].hash >> shift & (DIGIT_VALUES - 1)]++] = from[i];
}

static void sort(struct external_sort *s) {
    for (unsigned d = 0; d < DIGITS; d += 2) {
        sort_by_digit(s->pairs, s->scratch, s->count, d * DIGIT_BITS);
        sort_by_digit(s->scratch, s->pairs, s->count, (d + 1) * DIGIT_BITS);
    }
}

static bool write_stretch(struct external_sort *s) {
    sort(s);
    bool done = spill_file_append(&s->file, s->pairs, s->count * sizeof *s->pairs);
    s->count = 0;
    return done;
}

bool external_sort_add(struct external_sort *s, struct hash_place pair) {
    if (s->count == s->capacity && !write_stretch(s)) return false;
    s->pairs[s->count++] = pair;
    s->total++;
    return true;
}

static bool is_before(const struct merge *m, uint32_t a, uint32_t b) {
    const struct stretch *left = &m->stretches[a], *right = &m->stretches[b];
    uint64_t x = left->buffer[left->at].hash, y = right->buffer[right->at].hash;
    return x != y ? x < y : a < b;
}

static void sift_down(struct merge *m, uint32_t at) {
    uint32_t moved = m->heap[at];
    for (uint32_t child; (child = 2 * at + 1) < m->count; at = child) {
        if (child + 1 < m->count && is_before(m, m->heap[child + 1], m->heap[child])) child++;
        if (!is_before(m, m->heap[child], moved)) break;
        m->heap[at] = m->heap[child];
    }
    m->heap[at] = moved;
}

static bool refill(struct merge *m, struct stretch *t) {
    uint64_t left = t->end - t->next;
    t->at = 0;
    t->count = left < m->buffer_size ? (size_t)left : m->buffer_size;
    size_t size = t->count * sizeof *t->buffer;
    if (!spill_file_read(&m->sorter->file, t->next * sizeof *t->buffer, t->buffer, size)) return fail(m->sorter, EIO);
    t->next += t->count;
    return true;
}

static bool make_stretches(struct merge *m, uint32_t count) {
    struct external_sort *s = m->sorter;
    m->buffer_size = 2 * s->capacity / count > LEAST_BUFFER ? 2 * s->capacity / count : LEAST_BUFFER;
    m->stretches = calloc(count, sizeof *m->stretches);
    m->heap = calloc(count, sizeof *m->heap);
    m->buffers = malloc(count * m->buffer_size * sizeof *m->buffers);
    if (!m->stretches || !m->heap || !m->buffers) return fail(s, ENOMEM);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t start = (uint64_t)i * s->capacity, end = start + s->capacity;
        if (end > s->total) end = s->total;
        m->stretches[i] = (struct stretch){m->buffers + i * m->buffer_size, .next = start, .end = end};
        if (!refill(m, &m->stretches[i])) return false;
        m->heap[m->count++] = i;
    }
    for (uint32_t i = count / 2; i--;) sift_down(m, i);
    return true;
}

static bool step(struct merge *m) {
    struct stretch *top = &m->stretches[m->heap[0]];
    if (++top->at == top->count && !refill(m, top)) return false;
    if (!top->count) m->heap[0] = m->heap[--m->count];
    if (m->count) sift_down(m, 0);
    return true;
}

static bool merge_all(struct merge *m, bool (*take)(void *context, struct hash_place pair), void *context) {
    while (m->count) {
        const struct stretch *top = &m->stretches[m->heap[0]];
        if (!take(context, top->buffer[top->at]) || !step(m)) return false;
    }
    return true;
}

static bool merge(struct external_sort *s, bool (*take)(void *context, struct hash_place pair), void *context) {
    struct merge m = {.sorter = s};
    if (!write_stretch(s) || !spill_file_finish(&s->file)) return false;
    drop_pairs(s);
    uint32_t stretches = (uint32_t)((s->total + s->capacity - 1) / s->capacity);
    bool done = make_stretches(&m, stretches) && merge_all(&m, take, context);
    free(m.stretches);
    free(m.heap);
    free(m.buffers);
    return done;
}

bool external_sort_each(struct external_sort *s, bool (*take)(void *context, struct hash_place pair), void *context) {
    if (s->total > s->count) return merge(s, take, context);
    sort(s);
    for (size_t i = 0; i < s->count; i++)
        if (!take(context, s->pairs[i])) return false;
    return true;
}
