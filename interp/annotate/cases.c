// Findings as cases: one each, and one that passes for each file without any.
#include "interp/annotate/cases.h"

#include "interp/annotate/annotate.h"

static const char *kept(struct text *raw, struct arena *arena) {
    struct text clean = {.failed = raw->failed};
    diag_put_shown(&clean, text_string(raw), raw->length);
    text_free(raw);
    return text_keep(&clean, arena);
}

static const char *path_of(const struct annotations *a, uint32_t source) {
    struct text path = {0};
    text_put(&path, source < a->sources->count ? a->sources->items[source]->path : "pol");
    return kept(&path, a->sources->arena);
}

static const char *title_of(const struct annotations *a, const struct diag *d) {
    struct text t = {0};
    text_format(&t, "%s ", diag_info(d->id)->code);
    diag_message(&t, a->lang, d->id, d->args);
    return kept(&t, a->sources->arena);
}

static const char *details_of(const struct annotations *a, const struct diag *d) {
    struct text t = {0};
    diag_render(&t, a->lang, a->sources, d);
    return kept(&t, a->sources->arena);
}

static const char *yaml_of(const struct annotations *a, const struct diag *d) {
    struct text t = {0}, message = {0};
    annotate_message(&message, a->lang, d);
    cases_put_yaml(&t, "severity", severity_name(diag_info(d->id)->severity, LANG_EN));
    cases_put_yaml(&t, "code", diag_info(d->id)->code);
    cases_put_yaml(&t, "message", kept(&message, a->sources->arena));
    return text_keep(&t, a->sources->arena);
}

static struct report_case case_of(const struct annotations *a, const struct diag *d) {
    const struct diag_info *info = diag_info(d->id);
    bool placed = annotate_is_placed(a->sources, d->at);
    const char *title = title_of(a, d);
    return (struct report_case){.file = path_of(a, placed ? d->at.source : UINT32_MAX),
                                .title = title,
                                .line = placed ? source_locate(a->sources, d->at).line : 0,
                                .state = info->severity <= a->failing ? CASE_FAILED : CASE_OPEN,
                                .sort = info->code,
                                .message = title,
                                .details = details_of(a, d),
                                .yaml = yaml_of(a, d)};
}

static bool is_clean(const struct annotations *a, uint32_t source) {
    for (uint32_t i = 0; i < a->count; i++)
        if (!a->items[i]->accepted && a->items[i]->at.source == source) return false;
    return true;
}

struct report_case *cases_of_findings(const struct annotations *a, uint32_t *count) {
    struct report_case *all = ARENA_ARRAY(a->sources->arena, struct report_case, (size_t)a->count + a->file_count + 1);
    *count = 0;
    for (uint32_t i = 0; i < a->count; i++)
        if (!a->items[i]->accepted) all[(*count)++] = case_of(a, a->items[i]);
    for (uint32_t i = 0; i < a->file_count; i++) {
        const char *path = is_clean(a, a->files[i]) ? path_of(a, a->files[i]) : NULL;
        if (path) all[(*count)++] = (struct report_case){.file = path, .title = path};
    }
    return all;
}

void annotate_write(struct text *out, enum annotate_format format, const struct annotations *a) {
    uint32_t count;
    switch (format) {
    case ANNOTATE_SARIF: annotate_sarif(out, a); return;
    case ANNOTATE_GITHUB: annotate_github(out, a); return;
    case ANNOTATE_CHECKSTYLE: annotate_checkstyle(out, a); return;
    case ANNOTATE_JUNIT:
    case ANNOTATE_TAP: break;
    }
    const struct report_case *cases = cases_of_findings(a, &count);
    if (format == ANNOTATE_JUNIT) cases_put_junit(out, cases, count);
    else cases_put_tap(out, cases, count);
}
