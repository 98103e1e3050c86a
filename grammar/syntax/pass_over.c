#include "grammar/syntax/pass_over.h"

#include <string.h>

#include "grammar/syntax/parser.h"

struct walk {
    const struct keyword_index *keywords;
    const char *at, *end;  // a NUL stands at the end
    uint32_t depth;        // of braces
};

enum step { STEP_ON, STEP_LINE, STEP_OPEN, STEP_CLOSE, STEP_AMISS };

static bool begins(const char *at, const char *sign) { return strncmp(at, sign, strlen(sign)) == 0; }

static const char *line_end(const struct walk *w) {
    const char *end = memchr(w->at, '\n', (size_t)(w->end - w->at));
    return end ? end : w->end;
}

// Curly quotes stand within one another. A string ends on its line.
static enum step pass_curly(struct walk *w) {
    const char *end = line_end(w);
    for (uint32_t depth = 0; w->at < end; w->at++) {
        depth += begins(w->at, "“");
        if (begins(w->at, "”") && !--depth) return w->at += strlen("”"), STEP_ON;
    }
    return STEP_AMISS;
}

static enum step pass_string(struct walk *w) {
    const char *end = line_end(w), *quote = memchr(w->at + 1, '"', (size_t)(end - w->at - 1));
    if (!quote) return STEP_AMISS;
    w->at = quote + 1;
    return STEP_ON;
}

static enum step pass(struct walk *w, size_t length, enum step as) {
    w->at += length;
    return as;
}

static enum step step(struct walk *w) {
    switch (*w->at) {
    case '\n': return pass(w, 1, STEP_LINE);
    case '{': return pass(w, 1, STEP_OPEN);
    case '}': return pass(w, 1, STEP_CLOSE);
    case '"': return pass_string(w);
    case '#': w->at = line_end(w); return STEP_ON;
    case '\xE2': return begins(w->at, "“") ? pass_curly(w) : pass(w, 1, STEP_ON);
    case '\xEF':
        if (begins(w->at, "｛")) return pass(w, strlen("｛"), STEP_OPEN);
        if (begins(w->at, "｝")) return pass(w, strlen("｝"), STEP_CLOSE);
        return pass(w, 1, STEP_ON);
    default: return pass(w, 1, STEP_ON);
    }
}

static void pass_blanks(struct walk *w) {
    for (;;) {
        if (*w->at == ' ' || *w->at == '\t') w->at++;
        else if (begins(w->at, "　")) w->at += strlen("　");
        else return;
    }
}

// A keyword of one word, or another word; 0 where none of ASCII letters or of Chinese ones stands there.
static size_t word_length(const char *at) {
    size_t length = 0;
    for (unsigned char c; (c = (unsigned char)at[length]);) {
        bool ascii = (c | 32) >= 'a' && (c | 32) <= 'z', more = c == '_' || (c >= '0' && c <= '9');
        if (ascii || (more && length)) length++;
        else if (c >= 0xE4 && c <= 0xE9 && at[length + 1] && at[length + 2]) length += 3;
        else break;
    }
    return length;
}

static int keyword_here(const struct walk *w) { return keyword_index_find(w->keywords, w->at, word_length(w->at)); }

// `test` or `claim` and a string, or `sample` and a word that is a name: nothing else in the language looks like it.
// The keyword; 0 where it is no such head.
static int head_of(struct walk w) {
    int token = keyword_here(&w);
    bool titled = token == TOK_TEST || token == TOK_CLAIM;
    if (!titled && token != TOK_SAMPLE) return 0;
    w.at += word_length(w.at);
    pass_blanks(&w);
    bool head = titled ? *w.at == '"' || begins(w.at, "“") : word_length(w.at) && !keyword_here(&w);
    return head ? token : 0;
}

bool begins_with_claim(const struct keyword_index *keywords, const char *bytes, size_t size) {
    struct walk w = {.keywords = keywords, .at = bytes, .end = bytes + size};
    for (const char *before = NULL; w.at != before;) {
        before = w.at;
        pass_blanks(&w);
        if (*w.at == '#') w.at = line_end(&w);
        if (*w.at == '\r' || *w.at == '\n') w.at++;
    }
    return head_of(w) == TOK_CLAIM;
}

// Behind its last brace; NULL where another statement begins before that, or a brace is missing.
static const char *end_of(struct walk w) {
    uint32_t depth = 0;
    while (w.at < w.end) {
        enum step s = step(&w);
        if (s == STEP_AMISS || (s == STEP_LINE && !depth) || (s == STEP_CLOSE && !depth)) return NULL;
        depth += s == STEP_OPEN;
        if (s == STEP_CLOSE && !--depth) return w.at;
        if (s == STEP_LINE) pass_blanks(&w);
        if (s == STEP_LINE && keyword_is_top(keyword_here(&w))) return NULL;
    }
    return NULL;
}

static bool follow(struct walk *w, enum step s) {
    if (s == STEP_CLOSE && !w->depth) return false;
    w->depth += s == STEP_OPEN;
    w->depth -= s == STEP_CLOSE;
    return s != STEP_AMISS;
}

// At the beginning of a line. False: another statement stands there.
static bool pass_test(struct walk *w, struct repair *passed, const char *bytes) {
    const char *end = !w->depth && head_of(*w) ? end_of(*w) : NULL;
    if (!end) return false;
    *passed = (struct repair){.offset = (uint32_t)(w->at - bytes), .length = (uint32_t)(end - w->at)};
    w->at = end;
    return true;
}

struct repairs tests_in(struct arena *a, const struct keyword_index *keywords, const char *bytes, size_t size) {
    struct walk w = {.keywords = keywords, .at = bytes, .end = bytes + size};
    struct repair *found = NULL, passed;
    uint32_t count = 0;
    for (enum step s = STEP_LINE; w.at < w.end;) {
        if (s == STEP_LINE) pass_blanks(&w);
        if (s == STEP_LINE && pass_test(&w, &passed, bytes)) ARENA_PUSH(a, found, count, passed);
        s = step(&w);
        if (!follow(&w, s)) return (struct repairs){0};
    }
    return (struct repairs){found, w.depth ? 0 : count};
}
