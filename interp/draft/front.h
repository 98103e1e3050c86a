// What a notice says of itself: who issued it, its number, its title, from when it is in force.
#ifndef POL_DRAFT_FRONT_H
#define POL_DRAFT_FRONT_H
#include "grammar/notice/lines.h"

enum date_origin {
    DATE_NOT_FOUND,
    DATE_STATED,  // 自2024年5月6日起施行
    DATE_BELOW,   // on a line of its own, where notices are dated
};

// A text that was not found is NULL. The texts are the arena's.
struct front {
    const char *issuer;
    const char *number;  // 晋市监发〔2024〕86号
    const char *title;
    int32_t date;
    enum date_origin origin;
};

// `front` lines stand before the first clause.
struct front notice_front(struct arena *a, const struct lines *lines, uint32_t front);
#endif
