#include "grammar/tree/decision.h"

#include <string.h>

const char *const decision_names[DECISION_COUNT][2] = {
#define DECISION(id, en, zh) {en, zh},
#include "grammar/tree/decisions.def"
#undef DECISION
};

bool decision_find(const char *word, enum decision *found) {
    for (int i = 0; i < DECISION_COUNT; i++) {
        if (strcmp(word, decision_names[i][0]) != 0 && strcmp(word, decision_names[i][1]) != 0) continue;
        *found = (enum decision)i;
        return true;
    }
    return false;
}
