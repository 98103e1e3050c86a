#include "interp/solve/marks.h"

#include <stdlib.h>

bool marks_make_room(struct marks *m, uint32_t room) {
    if (room <= m->room) return true;
    uint64_t numbers = 2 * (uint64_t)room;
    m->room = 0;
    for (int level = 0; level < MARKS_LEVELS; level++, numbers /= 64) {
        free(m->words[level]);
        m->words[level] = calloc((size_t)(numbers / 64 + 1), sizeof *m->words[level]);
        if (!m->words[level]) return false;
    }
    m->room = 2 * (uint64_t)room > UINT32_MAX ? UINT32_MAX : 2 * room;
    return true;
}

void marks_free(struct marks *m) {
    for (int level = 0; level < MARKS_LEVELS; level++) free(m->words[level]);
}

void marks_add(struct marks *m, uint32_t number) {
    for (int level = 0; level < MARKS_LEVELS; level++, number /= 64) {
        uint64_t *word = &m->words[level][number / 64], was = *word;
        *word |= UINT64_C(1) << number % 64;
        if (was) break;
    }
}

static void take_out(struct marks *m, uint32_t number) {
    for (int level = 0; level < MARKS_LEVELS; level++, number /= 64) {
        uint64_t *word = &m->words[level][number / 64];
        *word &= ~(UINT64_C(1) << number % 64);
        if (*word) break;
    }
}

bool marks_take_last(struct marks *m, uint32_t *number) {
    uint32_t at = 0;
    if (!m->room || !m->words[MARKS_LEVELS - 1][0]) return false;
    for (int level = MARKS_LEVELS; level-- > 0;) at = at * 64 + 63 - (uint32_t)__builtin_clzll(m->words[level][at]);
    *number = at;
    take_out(m, at);
    return true;
}
