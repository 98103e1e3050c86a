// What a hint says to write, put so that it stands well in its line.
#include <string.h>

#include "grammar/base/arena.h"
#include "grammar/base/utf8.h"
#include "grammar/diag/diag.h"

void diag_set_fix(struct diags *ds, struct diag *d, struct span at, struct diag_arg text) {
    if (d == &ds->scratch) return;
    struct diag_fix *fix = ARENA_NEW(ds->arena, struct diag_fix);
    fix->at = at;
    fix->text.en = arena_copy(ds->arena, text.en, strlen(text.en));
    if (text.zh) fix->text.zh = arena_copy(ds->arena, text.zh, strlen(text.zh));
    d->fix = fix;
}

void diag_meant(struct diags *ds, struct diag *d, struct span at, struct diag_arg text) {
    diag_set_hint(ds, d, DIAG_HINT_DID_YOU_MEAN, &text, 1);
    diag_set_fix(ds, d, at, text);
}

static bool is_ideograph(const char *bytes, size_t length) {
    uint32_t c;
    return utf8_decode(bytes, length, &c) && c >= 0x4E00 && c < 0xA000;
}

// What stands in quotes may be in any language.
static bool is_chinese(const struct source *file, uint32_t offset) {
    size_t at = offset;
    bool quoted = false;
    while (at && file->bytes[at - 1] != '\n') at--;
    for (; at < file->size && file->bytes[at] != '\n'; at++) {
        if (file->bytes[at] == '"') quoted = !quoted;
        else if (!strncmp(file->bytes + at, "“", 3)) quoted = true;
        else if (!strncmp(file->bytes + at, "”", 3)) quoted = false;
        else if (!quoted && is_ideograph(file->bytes + at, file->size - at)) return true;
    }
    return false;
}

static bool is_of_word(const char *bytes, size_t length) {
    bool ascii = length && ((*bytes >= 'a' && *bytes <= 'z') || (*bytes >= 'A' && *bytes <= 'Z') || *bytes == '_' ||
                            (*bytes >= '0' && *bytes <= '9'));
    return ascii || is_ideograph(bytes, length);
}

static size_t last_of(const char *bytes, size_t length) {
    size_t at = length;
    while (at && utf8_continues(bytes[at - 1])) at--;
    return at ? at - 1 : 0;
}

// Whether what ends there and what begins here would be one word, where they were none.
static bool would_join(const char *left, size_t left_length, const char *right, size_t right_length) {
    size_t last = last_of(left, left_length);
    return is_of_word(left + last, left_length - last) && is_of_word(right, right_length);
}

const char *diag_fix_text(const struct source_set *sources, const struct diag_fix *fix) {
    const struct source *file = sources->items[fix->at.source];
    const char *bytes = file->bytes, *words = fix->text.en;
    uint32_t from = fix->at.offset, to = from + fix->at.length;
    if (fix->text.zh && is_chinese(file, from)) words = fix->text.zh;
    size_t length = strlen(words);
    bool before = would_join(bytes, from, words, length) && !would_join(bytes, from, bytes + from, file->size - from);
    bool behind = would_join(words, length, bytes + to, file->size - to) &&
                  !would_join(bytes, to, bytes + to, file->size - to);
    struct text t = {0};
    text_format(&t, "%s%s%s", before ? " " : "", words, behind ? " " : "");
    return text_keep(&t, sources->arena);
}
