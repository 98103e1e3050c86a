// A set of numbers from which the largest is taken, while smaller ones are added: it costs as much as is ever in it,
// however many there might be.
#ifndef POL_SOLVE_MARKS_H
#define POL_SOLVE_MARKS_H
#include <stdbool.h>
#include <stdint.h>

// Each level has a bit for every word of the one below it that is not empty.
#define MARKS_LEVELS 6
struct marks {
    uint64_t *words[MARKS_LEVELS];
    uint32_t room;  // numbers below it may be added
};

// Of an empty one. False: out of memory.
bool marks_make_room(struct marks *m, uint32_t room);
void marks_free(struct marks *m);
void marks_add(struct marks *m, uint32_t number);
// False: it is empty.
bool marks_take_last(struct marks *m, uint32_t *number);
#endif
