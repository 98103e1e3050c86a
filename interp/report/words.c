#include "interp/report/words.h"

#include <string.h>

static const char *const phrases[WORDS_COUNT][2] = {
#define WORDS(id, en, zh) {en, zh},
#include "interp/report/words.def"
#undef WORDS
};

const char *words_text(enum lang lang, enum phrase_id id) { return phrases[id][lang]; }

void words_put(struct text *out, enum lang lang, enum phrase_id id, const char *one, const char *two) {
    const char *args[WORDS_MAX_ARGS] = {one, two};
    for (const char *p = phrases[id][lang]; *p;) {
        const char *brace = strchr(p, '{');
        text_add(out, p, brace ? (size_t)(brace - p) : strlen(p));
        if (!brace) return;
        const char *arg = args[brace[1] - '1'];
        if (arg) text_put(out, arg);
        p = brace + 3;
    }
}
