// A page in one file for a screen of any width, light or dark, and for paper: its shell, and the pieces that stand in
// it. Nothing in it runs, and nothing is fetched. Whatever comes from policies or data is neutralised and escaped here.
// Out of memory is remembered in `out`, as in grammar/base/text.h.
#ifndef POL_REPORT_HTML_H
#define POL_REPORT_HTML_H
#include "grammar/base/text.h"

// From <!DOCTYPE to <main>, with the title as its first heading. `style`: rules of the page's own behind those that
// all pages share; NULL: none.
void html_begin(struct text *out, enum lang lang, const char *title, const char *style);
void html_end(struct text *out);
// Text between tags or quotes: control and bidirectional characters become U+FFFD, markup is escaped.
void html_text(struct text *out, const char *s);
// <tag class="kind">; kind may be NULL. What stands between is the caller's, up to html_close.
void html_open(struct text *out, const char *tag, const char *kind);
void html_close(struct text *out, const char *tag);
// A whole element with nothing but text in it.
void html_element(struct text *out, const char *tag, const char *kind, const char *text);
// A <section id> with its heading of that level; closed by html_close(out, "section").
void html_section(struct text *out, int level, const char *id, const char *heading);
// A link to a place in the same page.
void html_link(struct text *out, const char *id, const char *text);
// JSON as data of the page, which nothing in it can end or run.
void html_data(struct text *out, const char *id, const char *json);

extern const char html_style[];
#endif
