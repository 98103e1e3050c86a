// Lines of text for people: columns as a terminal counts them, and long lines wrapped where the language allows it.
// Out of memory is remembered in `out`, as in grammar/base/text.h.
#ifndef POL_REPORT_PAGE_H
#define POL_REPORT_PAGE_H
#include "grammar/base/text.h"

struct page {
    struct text *out;
    size_t width;              // columns that a line may take
    size_t column;             // of the line being written
    const char *const *whole;  // names that no line breaks, though they are of wide characters; `whole_count` of them
    size_t whole_count;
};

void page_put(struct page *p, const char *string);
void page_pad(struct page *p, size_t column);  // blanks up to that column
void page_line(struct page *p);                // ends the line
// From the present column on; what does not fit goes to further lines, each indented by `hang`.
void page_wrap(struct page *p, size_t hang, const char *string);
// At the right edge; on a line of its own where there is no room.
void page_right(struct page *p, const char *string);
#endif
