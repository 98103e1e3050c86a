#include "grammar/syntax/keywords.h"

#include <string.h>

#include "grammar/base/arena.h"
#include "grammar/syntax/parser.h"

struct spelling {
    const char *text;
    int token;
    enum lang lang;
};

static const struct spelling spellings[] = {
#define KEYWORD(token, en, zh) {en, TOK_##token, LANG_EN}, {zh, TOK_##token, LANG_ZH},
#define ALIAS(token, text) {text, TOK_##token, LANG_ZH},
#include "grammar/syntax/keywords.def"
#undef KEYWORD
#undef ALIAS
};
#define SPELLING_COUNT (sizeof spellings / sizeof *spellings)

#define SLOTS 1024  // a power of two, several times the number of spellings
_Static_assert(SPELLING_COUNT * 3 < SLOTS, "the index of keywords is too full");

struct keyword_index {
    uint16_t slots[SLOTS];  // index into spellings, plus one
};

static uint32_t hash(const char *text, size_t length) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < length; i++) h = (h ^ (unsigned char)text[i]) * 16777619u;
    return h ^ h >> 15;
}

struct keyword_index *keyword_index_new(struct arena *a) {
    struct keyword_index *index = ARENA_NEW(a, struct keyword_index);
    for (size_t i = 0; i < SPELLING_COUNT; i++) {
        uint32_t at = hash(spellings[i].text, strlen(spellings[i].text));
        while (index->slots[at % SLOTS]) at++;
        index->slots[at % SLOTS] = (uint16_t)(i + 1);
    }
    return index;
}

static bool same(const char *spelling, const char *text, size_t length) {
    return strncmp(spelling, text, length) == 0 && !spelling[length];
}

int keyword_index_find(const struct keyword_index *index, const char *phrase, size_t length) {
    if (!length || length > KEYWORD_MAX_LENGTH) return 0;
    for (uint32_t at = hash(phrase, length); index->slots[at % SLOTS]; at++) {
        const struct spelling *s = &spellings[index->slots[at % SLOTS] - 1];
        if (same(s->text, phrase, length)) return s->token;
    }
    return 0;
}

const char *keyword_spelling(int token, enum lang lang) {
    for (size_t i = 0; i < SPELLING_COUNT; i++)
        if (spellings[i].token == token && spellings[i].lang == lang) return spellings[i].text;
    return NULL;
}

const char *keyword_at(size_t i, int *token, enum lang *lang) {
    if (i >= SPELLING_COUNT) return NULL;
    *token = spellings[i].token;
    *lang = spellings[i].lang;
    return spellings[i].text;
}

// Those that the grammar's `word` leaves out.
bool keyword_is_reserved(int token) {
    static const int reserved[] = {
        TOK_AND,        TOK_OR,
        TOK_NOT,        TOK_IF,
        TOK_THEN,       TOK_ELSE,
        TOK_IS,         TOK_IS_NOT,
        TOK_IN,         TOK_NOT_IN,
        TOK_HAS,        TOK_HAS_ANY,
        TOK_HAS_ALL,    TOK_AT_LEAST,
        TOK_AT_MOST,    TOK_MORE_THAN,
        TOK_LESS_THAN,  TOK_MISSING,
        TOK_IS_MISSING, TOK_IS_NOT_MISSING,
        TOK_IS_EMPTY,   TOK_IS_NOT_EMPTY,
        TOK_SILENT,     TOK_YES,
        TOK_NO,         TOK_TIME_FROM,
        TOK_WITHIN,     TOK_WHERE,
        TOK_PER,        TOK_MEETS,
        TOK_OTHERWISE,  TOK_ROUNDED_DOWN,
        TOK_ROUNDED_UP, TOK_ROUNDED_HALF_UP,
    };
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (reserved[i] == token) return true;
    return false;
}

static const struct unit units[UNIT_ID_COUNT] = {
#define UNIT(id, en, plural, zh, kind, scale) {en, plural, zh, UNIT_KIND_##kind, scale},
#include "grammar/syntax/units.def"
#undef UNIT
};

const struct unit *unit_at(size_t i) { return i < UNIT_ID_COUNT ? &units[i] : NULL; }

const struct unit *unit_find(const char *text, size_t length) {
    if (!length) return NULL;
    if (same("％", text, length)) return &units[UNIT_PERCENT];
    for (size_t i = 0; i < UNIT_ID_COUNT; i++) {
        const struct unit *u = &units[i];
        if (same(u->en, text, length) || same(u->plural, text, length) || same(u->zh, text, length)) return u;
    }
    return NULL;
}
