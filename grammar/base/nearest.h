// "Did you mean …?": of the candidates offered one by one, the one a slip of the pen away from a word.
#ifndef POL_BASE_NEAREST_H
#define POL_BASE_NEAREST_H
#include <stdbool.h>
#include <stdint.h>

struct nearest {
    const char *word;
    const char *best;   // NULL: none was near enough; else the candidate's own pointer
    uint32_t distance;  // of best
    bool tied;          // another one is as near
};

static inline struct nearest nearest_to(const char *word) { return (struct nearest){word, 0, UINT32_MAX, false}; }
// One slip away, and nothing else is: it was meant.
static inline bool nearest_is_plain(const struct nearest *n) { return n->best && n->distance < 2 && !n->tied; }
// Keeps `candidate` where it is nearer than any before it (the first of equals) and near enough to be a slip.
void nearest_offer(struct nearest *n, const char *candidate);
#endif
