// What `pol check --explain` says of a code.
#include "grammar/base/json.h"
#include "grammar/diag/page.h"
#include "interp/annotate/annotate.h"
#include "interp/report/page.h"
#include "interp/report/words.h"

static const struct diag_page nothing = {.kind = ""};

static const struct diag_page *page_of(enum diag_id id) {
    const struct diag_page *page = diag_page(id);
    return page ? page : &nothing;
}

// ---- text

#define INDENT 2u

static void put_title(struct text *out, enum lang lang, enum phrase_id title) {
    text_char(out, '\n');
    text_put(out, words_text(lang, title));
    text_char(out, '\n');
}

static void put_paragraph(struct text *out, size_t width, size_t indent, const char *words) {
    struct page p = {.out = out, .width = width};
    page_pad(&p, indent);
    page_wrap(&p, indent, words);
    page_line(&p);
}

static void put_words(struct text *out, enum lang lang, enum phrase_id title, const char *words, size_t width) {
    if (!words) return;
    put_title(out, lang, title);
    put_paragraph(out, width, INDENT, words);
}

static void put_example(struct text *out, enum lang lang, enum phrase_id title, const char *lines) {
    if (!lines) return;
    put_title(out, lang, title);
    text_put_indented(out, lines, 2 * INDENT);
}

static void put_message(struct text *out, enum lang lang, enum diag_id id, size_t width) {
    struct text message = {0};
    const struct diag_info *info = diag_info(id);
    text_format(out, "%s[%s]\n", severity_name(info->severity, lang), info->code);
    diag_put_template(&message, lang, id);
    put_paragraph(out, width, 0, text_string(&message));
    out->failed |= message.failed;
    text_free(&message);
}

void code_write_text(struct text *out, enum lang lang, enum diag_id id, size_t width) {
    const struct diag_page *page = page_of(id);
    put_message(out, lang, id, width);
    put_words(out, lang, WORDS_CODE_MEANS, page->means[lang], width);
    put_words(out, lang, WORDS_CODE_REMEDY, page->remedy[lang], width);
    put_example(out, lang, WORDS_CODE_WRONG, page->example[lang].wrong);
    put_example(out, lang, WORDS_CODE_RIGHT, page->example[lang].right);
}

// ---- JSON

void code_write_json(struct text *out, enum lang lang, enum diag_id id) {
    struct json_writer j = {.out = out};
    struct text message = {0};
    const struct diag_page *page = page_of(id);
    diag_put_template(&message, lang, id);
    json_open_object(&j, NULL);
    json_put_string(&j, "code", diag_info(id)->code);
    json_put_string(&j, "severity", severity_name(diag_info(id)->severity, LANG_EN));
    json_put_string(&j, "message", text_string(&message));
    json_put_string(&j, "means", page->means[lang]);
    json_put_string(&j, "remedy", page->remedy[lang]);
    json_put_string(&j, "kind", page->kind);
    json_put_string(&j, "wrong", page->example[lang].wrong);
    json_put_string(&j, "right", page->example[lang].right);
    json_close_object(&j);
    text_char(out, '\n');
    out->failed |= message.failed;
    text_free(&message);
}
