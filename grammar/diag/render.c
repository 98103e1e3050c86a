// A diagnostic for people, with the line it speaks of, and for programs.
#include <string.h>

#include "grammar/base/json.h"
#include "grammar/base/utf8.h"
#include "grammar/diag/diag.h"

#define LONG_LINE 240     // bytes; of a longer line only a window is shown
#define WINDOW_BEFORE 60  // characters before the mark
#define WINDOW_BEHIND 120

static const char *const accepted_names[2] = {"accepted", "已接受"};

const char *severity_name(enum severity severity, enum lang lang) {
    static const char *const names[2][3] = {{"error", "warning", "note"}, {"错误", "警告", "说明"}};
    return names[lang][severity];
}

static bool has_place(const struct source_set *sources, struct span at) {
    return sources && at.source < sources->count;
}

static size_t step(const char *bytes, size_t length, size_t at) {
    uint32_t c;
    size_t taken = utf8_decode(bytes + at, length - at, &c);
    return taken ? taken : 1;
}

struct snippet {
    const char *line;
    size_t length;
    size_t from, to;    // what of the line is shown
    size_t begin, end;  // what is marked; end may lie beyond the line by nothing
};

static size_t back(const char *line, size_t at, size_t characters) {
    while (at && characters) {
        at--;
        if (!utf8_continues(line[at])) characters--;
    }
    return at;
}

static size_t forth(const char *line, size_t length, size_t at, size_t characters) {
    for (; at < length && characters; characters--) at += step(line, length, at);
    return at;
}

static struct snippet snippet_of(struct source_set *sources, struct span at, struct location where) {
    struct snippet s = {0};
    source_line(sources, at.source, where.line, &s.line, &s.length);
    const struct source *file = sources->items[at.source];
    size_t start = (size_t)(s.line - file->bytes);
    s.begin = at.offset < start + s.length ? at.offset - start : s.length;
    s.end = s.begin + at.length < s.length ? s.begin + at.length : s.length;
    s.to = s.length;
    if (s.length <= LONG_LINE) return s;
    s.from = back(s.line, s.begin, WINDOW_BEFORE);
    s.to = forth(s.line, s.length, s.begin, WINDOW_BEHIND);
    if (s.end > s.to) s.end = s.to;
    return s;
}

// What is put for one character: a tab stays, whatever a terminal would obey is replaced.
static int put_character(struct text *out, const char *bytes, size_t taken) {
    uint32_t c;
    size_t before = out->length;
    diag_put_clean(out, bytes, taken);
    if (out->failed || !utf8_decode(out->bytes + before, out->length - before, &c)) return 1;
    return utf8_width(c);
}

static void put_line(struct text *out, const struct snippet *s) {
    if (s->from) text_put(out, "...");
    for (size_t at = s->from; at < s->to;) {
        size_t taken = step(s->line, s->length, at);
        if (s->line[at] == '\t') text_char(out, '\t');
        else put_character(out, s->line + at, taken);
        at += taken;
    }
    if (s->to < s->length) text_put(out, "...");
}

static void put_marks(struct text *out, const struct snippet *s, char first) {
    struct text scratch = {0};
    size_t columns = 0;
    if (s->from) text_put(out, "   ");
    for (size_t at = s->from; at < s->end || at < s->begin;) {
        size_t taken = step(s->line, s->length, at);
        bool tab = s->line[at] == '\t';
        size_t width = tab ? 1 : (size_t)put_character(&scratch, s->line + at, taken);
        if (at >= s->begin) columns += width;
        else text_repeat(out, tab ? '\t' : ' ', width);
        at += taken;
    }
    out->failed |= scratch.failed;
    text_free(&scratch);
    text_char(out, first);
    if (columns > 1) text_repeat(out, '~', columns - 1);
}

static int digits_of(uint32_t number) { return number < 10 ? 1 : 1 + digits_of(number / 10); }

static void put_snippet(struct text *out, const struct snippet *s, uint32_t line, int gutter, char first) {
    text_format(out, " %*u | ", gutter, line);
    put_line(out, s);
    text_format(out, "\n %*s | ", gutter, "");
    put_marks(out, s, first);
}

static void put_label(struct text *out, enum lang lang, struct source_set *sources, const struct diag *d, int gutter) {
    struct location where = source_locate(sources, d->label.at);
    struct snippet s = snippet_of(sources, d->label.at, where);
    if (d->label.at.source != d->at.source) {
        text_format(out, " %*s > ", gutter, "");
        source_describe(sources, d->label.at, out);
        text_char(out, '\n');
    }
    put_snippet(out, &s, where.line, gutter, '~');
    text_char(out, ' ');
    diag_message(out, lang, d->label.id, d->label.args);
    text_char(out, '\n');
}

static void put_places(struct text *out, enum lang lang, struct source_set *sources, const struct diag *d) {
    struct location where = source_locate(sources, d->at);
    bool labelled = d->label.id != DIAG_NONE && has_place(sources, d->label.at);
    uint32_t other = labelled ? source_locate(sources, d->label.at).line : 0;
    int gutter = digits_of(other > where.line ? other : where.line);
    struct snippet s = snippet_of(sources, d->at, where);
    put_snippet(out, &s, where.line, gutter, '^');
    text_char(out, '\n');
    if (labelled) put_label(out, lang, sources, d, gutter);
}

static void put_head(struct text *out, enum lang lang, struct source_set *sources, const struct diag *d) {
    const struct diag_info *info = diag_info(d->id);
    if (has_place(sources, d->at)) {
        source_describe(sources, d->at, out);
        text_put(out, ": ");
    }
    text_format(out, "%s[%s]: ", d->accepted ? accepted_names[lang] : severity_name(info->severity, lang), info->code);
    diag_message(out, lang, d->id, d->args);
    text_char(out, '\n');
}

// What is known and meant takes two lines, without the place that it speaks of.
static void put_accepted(struct text *out, enum lang lang, const struct diag *d) {
    text_put(out, "  ");
    diag_message(out, lang, DIAG_LABEL_ACCEPTED, (struct diag_arg[DIAG_MAX_ARGS]){A(d->accepted)});
    text_char(out, '\n');
}

static void put_hint(struct text *out, enum lang lang, const struct diag *d) {
    text_put(out, lang == LANG_ZH ? "提示：" : "hint: ");
    diag_message(out, lang, d->hint, d->hint_args);
    text_char(out, '\n');
}

static void put_witness(struct text *out, enum lang lang, const struct diag_witness *w) {
    text_format(out, lang == LANG_ZH ? "例证（截至 %s）：\n" : "for example, as of %s:\n", w->as_of);
    diag_put_shown(out, w->sample[lang], strlen(w->sample[lang]));
}

void diag_render(struct text *out, enum lang lang, struct source_set *sources, const struct diag *d) {
    put_head(out, lang, sources, d);
    if (d->accepted) {
        put_accepted(out, lang, d);
        return;
    }
    if (has_place(sources, d->at)) put_places(out, lang, sources, d);
    if (d->hint != DIAG_NONE) put_hint(out, lang, d);
    if (d->witness) put_witness(out, lang, d->witness);
}

static void put_clean(struct json_writer *j, const char *name, const struct text *value) {
    struct text clean = {0};
    diag_put_clean(&clean, text_string(value), value->length);
    json_put_bytes(j, name, text_string(&clean), clean.length);
    if (value->failed || clean.failed) j->out->failed = true;
    text_free(&clean);
}

static void put_message(struct json_writer *j, enum lang lang, const char *name, enum diag_id id,
                        const struct diag_arg *args) {
    struct text message = {0};
    diag_message(&message, lang, id, args);
    put_clean(j, name, &message);
    text_free(&message);
}

static void put_place(struct json_writer *j, struct source_set *sources, struct span at) {
    if (!has_place(sources, at)) return;
    struct location begin = source_locate(sources, at);
    struct location end = source_locate(sources, (struct span){at.source, at.offset + at.length, 0});
    struct text path = {0};
    text_put(&path, sources->items[at.source]->path);
    put_clean(j, "file", &path);
    text_free(&path);
    json_put_int(j, "line", begin.line);
    json_put_int(j, "column", begin.column);
    json_put_int(j, "end_line", end.line);
    json_put_int(j, "end_column", end.column);
    json_put_int(j, "offset", at.offset);
    json_put_int(j, "length", at.length);
}

static void put_json_fix(struct json_writer *j, struct source_set *sources, const struct diag_fix *fix) {
    if (!fix) {
        json_put_null(j, "fix");
        return;
    }
    json_open_object(j, "fix");
    put_place(j, sources, fix->at);
    json_put_string(j, "text", diag_fix_text(sources, fix));
    json_close_object(j);
}

static void put_json_label(struct json_writer *j, enum lang lang, struct source_set *sources,
                           const struct diag_label *label) {
    if (label->id == DIAG_NONE) {
        json_put_null(j, "label");
        return;
    }
    json_open_object(j, "label");
    put_place(j, sources, label->at);
    put_message(j, lang, "message", label->id, label->args);
    json_close_object(j);
}

void diag_put_witness(struct json_writer *j, enum lang lang, const struct diag_witness *w) {
    if (!w) {
        json_put_null(j, "witness");
        return;
    }
    json_open_object(j, "witness");
    json_put_string(j, "as_of", w->as_of);
    json_put_raw(j, "record", w->record[lang]);
    json_put_string(j, "sample", w->sample[lang]);
    json_close_object(j);
}

static void put_json_accepted(struct json_writer *j, struct source_set *sources, const struct diag *d) {
    if (!d->accepted) {
        json_put_null(j, "accepted");
        return;
    }
    struct text why = {0};
    text_put(&why, d->accepted);
    json_open_object(j, "accepted");
    put_place(j, sources, d->accepted_at);
    put_clean(j, "why", &why);
    json_close_object(j);
    text_free(&why);
}

void diag_render_json(struct text *out, enum lang lang, struct source_set *sources, const struct diag *d) {
    const struct diag_info *info = diag_info(d->id);
    struct json_writer j = {.out = out};
    json_open_object(&j, NULL);
    json_put_string(&j, "code", info->code);
    json_put_string(&j, "severity", severity_name(info->severity, LANG_EN));
    put_place(&j, sources, d->at);
    put_message(&j, lang, "message", d->id, d->args);
    if (d->hint == DIAG_NONE) json_put_null(&j, "hint");
    else put_message(&j, lang, "hint", d->hint, d->hint_args);
    put_json_fix(&j, sources, d->fix);
    put_json_label(&j, lang, sources, &d->label);
    diag_put_witness(&j, lang, d->witness);
    put_json_accepted(&j, sources, d);
    json_close_object(&j);
}
