// The phrases of an explanation, by number and language.
#ifndef POL_REPORT_WORDS_H
#define POL_REPORT_WORDS_H
#include "grammar/base/text.h"

enum phrase_id {
#define WORDS(id, en, zh) WORDS_##id,
#include "interp/report/words.def"
#undef WORDS
    WORDS_COUNT
};

#define WORDS_MAX_ARGS 2
// The phrase itself, its {1} … left as they are.
const char *words_text(enum lang lang, enum phrase_id id);
// The phrase with its arguments put in; trailing ones may be NULL.
void words_put(struct text *out, enum lang lang, enum phrase_id id, const char *one, const char *two);
#endif
