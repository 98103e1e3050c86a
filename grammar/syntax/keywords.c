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
#define KEYWORD(token, en, zh, role) {en, TOK_##token, LANG_EN}, {zh, TOK_##token, LANG_ZH},
#define ALIAS(token, text) {text, TOK_##token, LANG_ZH},
#include "grammar/tree/keywords.def"
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

#define ALIAS(token, text)
static enum keyword_role role_of(int token) {
    static const uint8_t roles[] = {
#define KEYWORD(token, en, zh, role) [TOK_##token] = KEYWORD_##role,
#include "grammar/tree/keywords.def"
#undef KEYWORD
    };
    return token > 0 && (size_t)token < sizeof roles ? (enum keyword_role)roles[token] : KEYWORD_NONE;
}

bool keyword_is_reserved(int token) { return role_of(token) == KEYWORD_RESERVED; }
bool keyword_makes_result(int token) { return role_of(token) == KEYWORD_RESULT; }
bool keyword_begins_line(int token) { return role_of(token) >= KEYWORD_CLAUSE; }
bool keyword_is_top(int token) { return role_of(token) == KEYWORD_TOP || role_of(token) == KEYWORD_TOP_BLOCK; }
bool keyword_opens_block(int token) { return role_of(token) == KEYWORD_BLOCK || role_of(token) == KEYWORD_TOP_BLOCK; }

#define OF_NAME(token)
#define OF_RESERVED(token)
#define OF_RESULT(token)
#define OF_CLAUSE(token)
#define OF_STATEMENT(token) [DECL_##token] = TOK_##token,
#define OF_BLOCK(token) OF_STATEMENT(token)
#define OF_TOP(token) OF_STATEMENT(token)
#define OF_TOP_BLOCK(token) OF_STATEMENT(token)
int keyword_of_decl(enum decl_kind kind) {
    static const int tokens[] = {
#define KEYWORD(token, en, zh, role) OF_##role(token)
#include "grammar/tree/keywords.def"
#undef KEYWORD
    };
    return (size_t)kind < sizeof tokens / sizeof *tokens ? tokens[kind] : 0;
}
#undef ALIAS

const struct type_word written_types[TYPE_WORD_COUNT] = {
#define TYPE_WORD(kind, en, zh) {TYPE_##kind, UNIT_NO_PERIOD, {en, zh}},
#define TYPE_PHRASE(kind, en, zh)
#define TYPE(kind, en, zh, form) TYPE_##form(kind, en, zh)
#define PERIOD_WORD(unit, en, zh) {TYPE_PERIOD, UNIT_##unit, {en, zh}},
#include "grammar/tree/types.def"
#undef TYPE
#undef PERIOD_WORD
};

const struct type_word *type_word_find(const char *word, bool period) {
    for (const struct type_word *t = written_types; t < written_types + TYPE_WORD_COUNT; t++) {
        bool spelt = !strcmp(word, t->text[LANG_EN]) || !strcmp(word, t->text[LANG_ZH]);
        if (spelt && (t->kind == TYPE_PERIOD) == period) return t;
    }
    return NULL;
}

const struct unit units[UNIT_ID_COUNT] = {
#define UNIT(id, en, plural, zh, kind, scale) {en, plural, zh, UNIT_KIND_##kind, scale},
#include "grammar/syntax/units.def"
#undef UNIT
};

const struct unit *unit_find(const char *text, size_t length) {
    if (!length) return NULL;
    if (same("％", text, length)) return &units[UNIT_PERCENT];
    for (size_t i = 0; i < UNIT_ID_COUNT; i++) {
        const struct unit *u = &units[i];
        if (same(u->en, text, length) || same(u->plural, text, length) || same(u->zh, text, length)) return u;
    }
    return NULL;
}

const struct unit *counter_find(const char *text, size_t length) {
    const struct unit *u = unit_find(text, length);
    return u && u->kind == UNIT_KIND_COUNTER ? u : NULL;
}
