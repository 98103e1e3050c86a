// <checkstyle><file name="…"><error line="…" …/></file></checkstyle>
#include "interp/annotate/annotate.h"
#include "interp/report/markup.h"

static void put_attribute(struct text *out, const char *name, const struct text *value) {
    struct text clean = {0};
    diag_put_shown(&clean, text_string(value), value->length);
    markup_attribute(out, name, text_string(&clean));
    out->failed |= clean.failed || value->failed;
    text_free(&clean);
}

static void put_finding(struct text *out, const struct annotations *a, const struct diag *d) {
    static const char *const words[] = {"error", "warning", "info"};
    const struct diag_info *info = diag_info(d->id);
    struct text message = {0};
    text_put(out, "    <error");
    if (annotate_is_placed(a->sources, d->at)) {
        struct location at = source_locate(a->sources, d->at);
        text_format(out, " line=\"%u\" column=\"%u\"", at.line, at.column);
    }
    text_format(out, " severity=\"%s\"", words[info->severity]);
    annotate_message(&message, a->lang, d);
    put_attribute(out, "message", &message);
    text_format(out, " source=\"pol.%s\"/>\n", info->code);
    text_free(&message);
}

static void put_name(struct text *out, const struct annotations *a, struct span at) {
    struct text name = {0};
    if (annotate_is_placed(a->sources, at)) text_put(&name, a->sources->items[at.source]->path);
    text_put(out, "  <file");
    put_attribute(out, "name", &name);
    text_put(out, ">\n");
    text_free(&name);
}

void annotate_checkstyle(struct text *out, const struct annotations *a) {
    const struct diag *before = NULL;
    text_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n");
    for (uint32_t i = 0; i < a->count; i++) {
        const struct diag *d = a->items[i];
        if (d->accepted) continue;
        bool first = !before || before->at.source != d->at.source;
        if (before && first) text_put(out, "  </file>\n");
        if (first) put_name(out, a, d->at);
        put_finding(out, a, d);
        before = d;
    }
    text_put(out, before ? "  </file>\n</checkstyle>\n" : "</checkstyle>\n");
}
