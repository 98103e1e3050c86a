#include "interp/report/words.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// One behind the other, and where each begins (diag.c).
static const struct {
#define WORDS(id, en, zh) char id##_en[sizeof en], id##_zh[sizeof zh];
#include "interp/report/words.def"
#undef WORDS
} phrases = {
#define WORDS(id, en, zh) en, zh,
#include "interp/report/words.def"
#undef WORDS
};

static const uint16_t places[WORDS_COUNT][2] = {
#define PLACE(member) ((uint16_t)offsetof(__typeof__(phrases), member))
#define WORDS(id, en, zh) {PLACE(id##_en), PLACE(id##_zh)},
#include "interp/report/words.def"
#undef WORDS
};
_Static_assert(sizeof phrases <= UINT16_MAX, "places are as wide as they must be");

const char *words_text(enum lang lang, enum phrase_id id) { return (const char *)&phrases + places[id][lang]; }

void words_put(struct text *out, enum lang lang, enum phrase_id id, const char *one, const char *two) {
    const char *args[WORDS_MAX_ARGS] = {one, two};
    for (const char *p = words_text(lang, id); *p;) {
        const char *brace = strchr(p, '{');
        text_add(out, p, brace ? (size_t)(brace - p) : strlen(p));
        if (!brace) return;
        const char *arg = args[brace[1] - '1'];
        if (arg) text_put(out, arg);
        p = brace + 3;
    }
}
