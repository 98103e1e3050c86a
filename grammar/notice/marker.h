// The number at the beginning of a line that makes a clause of it: 附件1, 第二章, 第三条, 一、, （一）, 1., （1）, ①.
#ifndef POL_NOTICE_MARKER_H
#define POL_NOTICE_MARKER_H
#include "grammar/notice/numeral.h"

// Outermost first, as GB/T 9704 and rules by articles have them.
enum clause_rank {
    CLAUSE_ANNEX,
    CLAUSE_CHAPTER,
    CLAUSE_SECTION,
    CLAUSE_ARTICLE,
    CLAUSE_HAN,        // 一、
    CLAUSE_HAN_ROUND,  // （一）
    CLAUSE_DIGIT,      // 1.
    CLAUSE_DIGIT_ROUND,
    CLAUSE_CIRCLED,
    CLAUSE_NOTE,  // ¹ or 注1： below a page
    CLAUSE_RANKS,
};

struct marker {
    enum clause_rank rank;
    struct slice number;  // as written, without what stands around it: 一, 1; of an annex what stands behind the word
    int32_t value;        // 0: none
    uint32_t length;      // of all of it, in bytes
    bool stands_alone;    // a blank or the end of the line follows
};

bool marker_read(struct slice line, struct marker *m);
// The same where a clause is cited, which needs no sign behind its number: 一（二）3.
bool marker_cited(struct slice text, struct marker *m);
// The length of what begins the list of annexes at a notice's end, 附件：1.…; 0: the line does not.
uint32_t marker_lists_annexes(struct slice line);
#endif
