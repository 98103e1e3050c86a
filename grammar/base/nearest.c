#include "grammar/base/nearest.h"

#include <stddef.h>
#include <string.h>

#include "grammar/base/utf8.h"

#define MAX_CHARACTERS 64  // a longer word is no slip of anything

static uint32_t decode(const char *word, uint32_t out[MAX_CHARACTERS]) {
    size_t length = strlen(word), at = 0;
    uint32_t count = 0;
    while (at < length) {
        if (count == MAX_CHARACTERS) return MAX_CHARACTERS + 1;
        size_t step = utf8_decode(word + at, length - at, &out[count++]);
        at += step ? step : 1;
    }
    return count;
}

static uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

static uint32_t fold(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c == '-' ? '_' : c; }

// Insertions, deletions, exchanges, and two neighbours swapped (optimal string alignment), in three rows.
static uint32_t distance(const uint32_t *a, uint32_t m, const uint32_t *b, uint32_t n) {
    uint32_t rows[3][MAX_CHARACTERS + 1];
    for (uint32_t j = 0; j <= n; j++) rows[0][j] = j;
    for (uint32_t i = 1; i <= m; i++) {
        uint32_t *now = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (uint32_t j = 1; j <= n; j++) {
            uint32_t exchange = above[j - 1] + (fold(a[i - 1]) != fold(b[j - 1]));
            now[j] = smaller(exchange, smaller(above[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = smaller(now[j], before[j - 2] + 1);
        }
    }
    return rows[m % 3][n];
}

// A third of the word may be wrong, and never all of it: a single character has no slips.
static uint32_t tolerance(uint32_t length) { return length < 2 ? 0 : (length + 2) / 3; }

void nearest_offer(struct nearest *n, const char *candidate) {
    uint32_t a[MAX_CHARACTERS], b[MAX_CHARACTERS];
    uint32_t m = decode(n->word, a), k = decode(candidate, b);
    if (m > MAX_CHARACTERS || k > MAX_CHARACTERS) return;
    uint32_t found = distance(a, m, b, k);
    if (found > n->distance || found > tolerance(m)) return;
    n->tied = found == n->distance && (n->tied || strcmp(n->best, candidate) != 0);
    if (found == n->distance) return;
    n->best = candidate;
    n->distance = found;
}
