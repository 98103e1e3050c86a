// Names as small integers: equal names are equal numbers, so later stages never compare text.
#ifndef POL_BASE_INTERN_H
#define POL_BASE_INTERN_H
#include <stddef.h>
#include <stdint.h>

struct arena;
typedef uint32_t symbol;
#define SYMBOL_NONE ((symbol)0)

struct intern_entry;
struct intern {
    struct arena *arena;
    struct intern_entry *entries;  // by symbol
    uint32_t count;                // of symbols, SYMBOL_NONE too
    uint32_t *slots, slot_count;   // by hash, a power of two: symbols
};

void intern_init(struct intern *in, struct arena *arena);
void intern_free(struct intern *in);  // the tables; the texts are the arena's
symbol intern_text(struct intern *in, const char *text, size_t length);
// SYMBOL_NONE where no such name was ever seen.
symbol intern_find(const struct intern *in, const char *text, size_t length);
const char *intern_name(const struct intern *in, symbol s);  // "" for SYMBOL_NONE
#endif
