// The decisions, and what they are called: in results, and in what tests expect.
#ifndef POL_TREE_DECISION_H
#define POL_TREE_DECISION_H
#include <stdbool.h>

enum decision {  // in order of preference
#define DECISION(id, en, zh) DECISION_##id,
#include "grammar/tree/decisions.def"
#undef DECISION
    DECISION_COUNT
};
extern const char *const decision_names[DECISION_COUNT][2];  // by enum lang

// False where the word is no decision's name, in either language.
bool decision_find(const char *word, enum decision *found);
#endif
