#include "interp/run/alike.h"

#include "grammar/base/utf8.h"

#define LONGEST 64u  // characters; a longer key is no number

enum difference { ZEROS = 1, CASE = 2, WIDTH = 4, BLANKS = 8 };

// What is left of a key where `ignored` makes no difference. False: it is too long, or nothing is left.
struct form {
    uint32_t characters[LONGEST];
    uint32_t count;
};

static bool is_blank(uint32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || c == 0xFEFF; }

static uint32_t folded(uint32_t c, unsigned ignored) {
    if (ignored & WIDTH && c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - '!';
    if (ignored & CASE && c >= 'A' && c <= 'Z') c += 'a' - 'A';
    return c;
}

static bool make_form(struct slice key, unsigned ignored, struct form *form) {
    form->count = 0;
    for (uint32_t at = 0; at < key.length;) {
        uint32_t c;
        size_t taken = utf8_decode(key.text + at, key.length - at, &c);
        at += taken ? (uint32_t)taken : 1;
        if (ignored & BLANKS && is_blank(c)) continue;
        c = folded(c, ignored);
        if (ignored & ZEROS && !form->count && c == '0') continue;
        if (form->count == LONGEST) return false;
        form->characters[form->count++] = c;
    }
    return form->count > 0;
}

static bool is_alike(struct slice key, const struct form *wanted, unsigned ignored) {
    struct form form;
    return make_form(key, ignored, &form) && form.count == wanted->count &&
           !memcmp(form.characters, wanted->characters, form.count * sizeof *form.characters);
}

static bool find(const struct key_set *set, struct slice key, unsigned ignored, struct slice *found) {
    struct form wanted;
    if (!make_form(key, ignored, &wanted)) return false;
    for (size_t at = 0; key_set_next(set, &at, found);)
        if (is_alike(*found, &wanted, ignored)) return true;
    return false;
}

bool run_alike_form(struct slice key, struct text *form) {
    struct form all;
    text_clear(form);
    if (!make_form(key, ZEROS | CASE | WIDTH | BLANKS, &all)) return false;
    text_add(form, (const char *)all.characters, all.count * sizeof *all.characters);
    return !form->failed;
}

enum diag_id run_alike(const struct key_set *set, struct slice key, struct slice *found) {
    static const struct {
        unsigned ignored;
        enum diag_id hint;
    } tries[] = {{ZEROS, DIAG_HINT_ALIKE_ZEROS},
                 {CASE, DIAG_HINT_ALIKE_CASE},
                 {WIDTH, DIAG_HINT_ALIKE_WIDTH},
                 {BLANKS, DIAG_HINT_ALIKE_BLANKS},
                 {ZEROS | CASE | WIDTH | BLANKS, DIAG_HINT_ALIKE}};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (find(set, key, tries[i].ignored, found)) return tries[i].hint;
    return DIAG_NONE;
}

void run_hint_alike(const struct key_set *set, struct slice key, struct record_faults *faults,
                    struct record_fault *fault) {
    struct slice found;
    enum diag_id hint = run_alike(set, key, &found);
    if (hint) record_fault_hint_slice(faults, fault, hint, found);
}
