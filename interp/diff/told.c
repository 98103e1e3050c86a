// A difference as a sentence: where, what, from what to what, and by which clause of the notice.
#include <string.h>

#include "grammar/format/one_line.h"
#include "grammar/syntax/keywords.h"
#include "interp/diff/compare.h"
#include "interp/report/words.h"

const char *const change_effect_words[] = {[CHANGE_SAME] = "same",
                                           [CHANGE_TIGHTENED] = "tightened",
                                           [CHANGE_LOOSENED] = "loosened",
                                           [CHANGE_CHANGED] = "changed",
                                           [CHANGE_OPEN] = "open"};

static const char *called(const struct diff *d, const struct decl *of) {
    return name_text(d->policy, &of->name, d->lang);
}

static void put_place(struct text *out, const struct diff *d, const struct difference *x) {
    const struct decl *self = difference_clause(x);
    if (!x->scheme) return;
    text_put(out, called(d, x->scheme));
    if (x->offer && x->offer != self) text_format(out, d->lang == LANG_ZH ? " · %s" : ", %s", called(d, x->offer));
    text_put(out, d->lang == LANG_ZH ? "：" : ": ");
}

// "要求 age（年龄）": the keyword, the name, and the label that people gave it.
static void put_subject(struct text *out, const struct diff *d, const struct difference *x) {
    const struct decl *self = difference_clause(x), *field = x->field;
    const char *sort = self->kind == DECL_VALUE ? words_text(d->lang, WORDS_DIFF_VALUE)
                                                : keyword_spelling(keyword_of_decl(self->kind), d->lang);
    const char *name = self->name.en || self->name.zh ? called(d, self) : NULL;
    bool quoted = self->text && (self->kind == DECL_MANUAL || self->kind == DECL_DOCUMENT);
    if (field) words_put(out, d->lang, WORDS_DIFF_OF_FIELD, called(d, field), NULL);
    if (sort) text_put(out, sort);
    if (sort && name) text_char(out, ' ');
    if (name) text_put(out, name);
    if (quoted) text_format(out, d->lang == LANG_ZH ? "“%s”" : " \"%s\"", self->text);
    else if (self->text && is_rule_kind(self->kind))
        text_format(out, d->lang == LANG_ZH ? "（%s）" : " (%s)", self->text);
}

// WORDS_COUNT: what is altered need not be named.
static enum phrase_id part_phrase(enum difference_of of) {
    switch (of) {
    case DIFFERENCE_OF_WHERE: return WORDS_DIFF_WHERE;
    case DIFFERENCE_OF_WAIVER: return WORDS_DIFF_WAIVER;
    case DIFFERENCE_OF_ROW: return WORDS_DIFF_ROW;
    case DIFFERENCE_OF_HEAD: return WORDS_DIFF_HEAD;
    case DIFFERENCE_OF_TYPE: return WORDS_DIFF_TYPE;
    case DIFFERENCE_OF_DATES: return WORDS_DIFF_DATES;
    default: return WORDS_COUNT;
    }
}

static enum phrase_id figure_phrase(enum figure_change f) {
    if (f == FIGURE_RAISED) return WORDS_DIFF_RAISED;
    return f == FIGURE_LOWERED ? WORDS_DIFF_LOWERED : WORDS_DIFF_FROM_TO;
}

static void put_change(struct text *out, const struct diff *d, const struct difference *x) {
    bool alone = x->figure && strcmp(x->from, x->figure_from) == 0;
    if (x->figure && !alone) words_put(out, d->lang, WORDS_DIFF_IN, x->from, NULL);
    if (x->figure) words_put(out, d->lang, figure_phrase(x->figure), x->figure_from, x->figure_to);
    else if (x->from && x->to) words_put(out, d->lang, WORDS_DIFF_QUOTED, x->from, x->to);
    else if (x->to) words_put(out, d->lang, WORDS_DIFF_NOW, x->to, NULL);
    else words_put(out, d->lang, WORDS_DIFF_NO_LONGER, x->from, NULL);
}

static void put_part(struct text *out, const struct diff *d, const struct difference *x) {
    enum phrase_id part = part_phrase(x->of);
    if (part != WORDS_COUNT) text_put(out, words_text(d->lang, part));
    put_change(out, d, x);
}

static enum phrase_id sort_phrase(const struct decl *d) {
    if (d->kind == DECL_VETO) return WORDS_DIFF_SORT_VETO;
    if (d->kind == DECL_REFER) return WORDS_DIFF_SORT_REFER;
    return d->in_principle ? WORDS_DIFF_SORT_IN_PRINCIPLE : WORDS_DIFF_SORT_REQUIRE;
}

static void put_altered(struct text *out, const struct diff *d, const struct difference *x) {
    switch (x->of) {
    case DIFFERENCE_OF_ORDER: text_put(out, words_text(d->lang, WORDS_DIFF_ORDER)); break;
    case DIFFERENCE_OF_RESULT: text_put(out, words_text(d->lang, WORDS_DIFF_RESULT)); break;
    case DIFFERENCE_OF_SORT:
        words_put(out, d->lang, WORDS_DIFF_FROM_TO, words_text(d->lang, sort_phrase(x->was)),
                  words_text(d->lang, sort_phrase(x->is)));
        break;
    default: put_part(out, d, x);
    }
}

static void put_whole(struct text *out, const struct diff *d, const struct difference *x) {
    const struct decl *self = difference_clause(x);
    const char *text = x->is ? x->to : x->from;
    text_put(out, words_text(d->lang, x->is ? WORDS_DIFF_ADDED : WORDS_DIFF_DROPPED));
    put_subject(out, d, x);
    if (self->expr && text) text_format(out, d->lang == LANG_ZH ? "：“%s”" : ": \"%s\"", text);
}

void diff_put_sentence(struct text *out, const struct diff *d, const struct difference *x) {
    put_place(out, d, x);
    if (x->kind == DIFFERENCE_ALTERED) {
        put_subject(out, d, x);
        text_put(out, d->lang == LANG_ZH ? "，" : ", ");
        put_altered(out, d, x);
    } else put_whole(out, d, x);
    if (x->cited) text_format(out, d->lang == LANG_ZH ? "（%s）" : " (%s)", x->cited->clause);
}
