// Words, names and places for whoever builds an explanation.
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/explain/build.h"

const char *tell_kept(struct telling *t) {
    if (t->line.failed || t->inner.failed) longjmp(*t->arena->out_of_memory, 1);
    const char *kept = arena_copy(t->arena, text_string(&t->line), t->line.length);
    text_clear(&t->line);
    return kept;
}

const char *tell_phrase(struct telling *t, enum phrase_id id, const char *one, const char *two) {
    words_put(&t->line, t->lang, id, one, two);
    return tell_kept(t);
}

const char *tell_counted(struct telling *t, enum phrase_id one, enum phrase_id many, int64_t count) {
    if (count == 1) return words_text(t->lang, one);
    text_int(&t->line, count);
    return tell_phrase(t, many, tell_kept(t), NULL);
}

const char *tell_date(struct telling *t, int32_t date) {
    char text[11];
    date_format(date, text);
    return arena_copy(t->arena, text, strlen(text));
}

struct explained_name tell_name(const struct telling *t, const struct name *n) {
    return (struct explained_name){name_text(t->policy, n, LANG_EN), name_text(t->policy, n, LANG_ZH)};
}

const char *tell_own_name(const struct telling *t, const struct name *n) { return name_text(t->policy, n, t->lang); }

struct explained_place tell_place(const struct telling *t, struct span at) {
    struct location where = source_locate(t->policy->sources, at);
    return (struct explained_place){t->policy->sources->items[at.source]->path, where.line, where.column};
}

// The number by which a block's own `source` is known.
static const char *document_number(const struct decl *block) {
    for (uint32_t i = 0; i < block->member_count; i++)
        if (block->members[i]->kind == DECL_SOURCE) return block->members[i]->document_number;
    return NULL;
}

static const char *notice_text(struct telling *t, const struct explained_origin *o) {
    enum phrase_id words = o->document_number ? WORDS_NOTICE_NUMBERED : WORDS_NOTICE;
    const char *notice = tell_phrase(t, words, o->title, o->document_number);
    return o->since ? tell_phrase(t, WORDS_NOTICE_FROM, notice, o->since) : notice;
}

struct explained_origin tell_amendment(struct telling *t, const struct decl *amendment) {
    struct explained_origin o = {.kind = ORIGIN_AMENDMENT,
                                 .title = amendment->text,
                                 .document_number = document_number(amendment),
                                 .since = tell_date(t, amendment->from)};
    o.text = notice_text(t, &o);
    return o;
}

static struct explained_origin tell_standard(struct telling *t, const struct decl *standard) {
    struct explained_origin o = {.kind = ORIGIN_STANDARD,
                                 .title = standard->text ? standard->text : tell_own_name(t, &standard->name),
                                 .document_number = document_number(standard)};
    o.text = notice_text(t, &o);
    return o;
}

// A reform has no notice: what it writes is told of the scheme's.
static const struct explained_origin *origin_of(struct telling *t, const struct decl *d) {
    if (!d->within || d->within->kind == DECL_REFORM) return NULL;
    struct explained_origin *origin = ARENA_NEW(t->arena, struct explained_origin);
    *origin = d->within->kind == DECL_STANDARD ? tell_standard(t, d->within) : tell_amendment(t, d->within);
    return origin;
}

struct explained_citation tell_citation(struct telling *t, const struct decl *of, const struct citation *c) {
    return (struct explained_citation){c->clause, c->quotes, c->quote_count, origin_of(t, of)};
}

const char *tell_joined(struct telling *t, enum phrase_id separator, const char *const *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i) text_put(&t->line, words_text(t->lang, separator));
        text_put(&t->line, items[i]);
    }
    return tell_kept(t);
}
