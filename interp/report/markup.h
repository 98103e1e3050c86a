// Text and attributes of XML and HTML, written so that nothing in them is taken for markup.
#ifndef POL_REPORT_MARKUP_H
#define POL_REPORT_MARKUP_H
#include "grammar/base/text.h"

void markup_text(struct text *out, const char *s);                             // valid UTF-8; stands between quotes too
void markup_attribute(struct text *out, const char *name, const char *value);  // with a blank before it
#endif
