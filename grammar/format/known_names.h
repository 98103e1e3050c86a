// The names of all definitions, for the words that the checker resolves in no place of their own: what a reform changes
// and says, what a `replace` stands for, the sample that a test builds on.
#ifndef POL_FORMAT_KNOWN_NAMES_H
#define POL_FORMAT_KNOWN_NAMES_H
#include "grammar/syntax/load.h"

struct known_names;

// Kinds of definitions, as bits.
#define KNOWN(kind) (1u << (kind))
#define KNOWN_RULES (KNOWN(DECL_REQUIRE) | KNOWN(DECL_VETO) | KNOWN(DECL_REFER))
#define KNOWN_FUNCTION (1u << 29)   // built in
#define KNOWN_RESULT (1u << 30)     // of a table
#define KNOWN_PARAMETER (1u << 31)  // of a definition

struct known_place {  // where the word stands; SYMBOL_NONE: in no scheme, in no offer
    symbol scheme, offer;
};

struct known_names *known_names_new(struct compilation *c);
// The one name that `s` is a spelling of. NULL where none is known, and where two definitions that can be meant there
// share a spelling and yet bear different names: then only the spelling that was written says which of them is meant.
const struct name *known_name(const struct known_names *all, uint32_t kinds, struct known_place at, symbol s);
// Whether some definition gives both words as its name.
bool known_pair(const struct known_names *all, const char *a, const char *b);
#endif
