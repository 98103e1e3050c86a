// Workflow commands: ::error file=…,line=…::message
#include <string.h>

#include "interp/annotate/annotate.h"

// In a property a colon or a comma would end it.
static void put_escaped(struct text *out, const char *s, bool property) {
    struct text clean = {0};
    diag_put_shown(&clean, s, strlen(s));
    for (const char *c = text_string(&clean); *c; c++) {
        bool escaped = *c == '%' || *c == '\n' || *c == '\r' || (property && (*c == ':' || *c == ','));
        if (escaped) text_format(out, "%%%02X", (unsigned char)*c);
        else text_char(out, *c);
    }
    out->failed |= clean.failed;
    text_free(&clean);
}

static void put_place(struct text *out, const struct github_place *at) {
    text_put(out, "file=");
    put_escaped(out, at->file, true);
    text_format(out, ",line=%u", at->line);
    if (at->end_line) text_format(out, ",endLine=%u", at->end_line);
    text_format(out, ",col=%u", at->column);
    if (at->end_line == at->line) text_format(out, ",endColumn=%u", at->end_column);  // of one line only, GitHub says
    text_char(out, ',');
}

void github_command(struct text *out, enum severity severity, const struct github_place *at, const char *title,
                    const char *message) {
    static const char *const words[] = {"error", "warning", "notice"};
    text_format(out, "::%s ", words[severity]);
    if (at->file) put_place(out, at);
    text_put(out, "title=");
    put_escaped(out, title, true);
    text_put(out, "::");
    put_escaped(out, message, false);
    text_char(out, '\n');
}

static struct github_place place_of(struct source_set *sources, struct span at) {
    if (!annotate_is_placed(sources, at)) return (struct github_place){0};
    struct location from = source_locate(sources, at);
    struct location to = source_locate(sources, (struct span){at.source, at.offset + at.length, 0});
    return (struct github_place){sources->items[at.source]->path, from.line, from.column, to.line, to.column};
}

void annotate_github(struct text *out, const struct annotations *a) {
    for (uint32_t i = 0; i < a->count; i++) {
        const struct diag *d = a->items[i];
        const struct diag_info *info = diag_info(d->id);
        if (d->accepted) continue;
        struct text message = {0};
        struct github_place at = place_of(a->sources, d->at);
        annotate_message(&message, a->lang, d);
        github_command(out, info->severity, &at, info->code, text_string(&message));
        out->failed |= message.failed;
        text_free(&message);
    }
}
