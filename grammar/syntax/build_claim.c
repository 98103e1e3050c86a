// Claims, in blocks and by themselves.
#include "grammar/syntax/build.h"

// Lines and remarks within it become a blank.
static const char *on_one_line(struct parser *p, struct span at) {
    char *out = arena_alloc(p->arena, at.length + 1), *end = out;
    bool remark = false;
    for (const char *from = p->bytes + at.offset, *last = from + at.length; from < last; from++) {
        remark = (*from == '#' && (end == out || end[-1] == ' ')) || (remark && *from != '\n');
        bool blank = remark || *from == ' ' || *from == '\t' || *from == '\r' || *from == '\n';
        if (!blank) *end++ = *from;
        else if (end > out && end[-1] != ' ') *end++ = ' ';
    }
    *end = '\0';
    return out;
}

struct claim_text *claim_new(struct parser *p, struct span at, enum claim_kind kind, struct expr *who,
                             struct expr *name, struct expr *then) {
    struct claim_text *claim = ARENA_NEW(p->arena, struct claim_text);
    *claim = (struct claim_text){.kind = kind, .text = on_one_line(p, at), .at = at, .who = who, .then = then};
    claim->name = name;
    return claim;
}

struct claim_reforms *claim_reforms_add(struct parser *p, struct claim_reforms *list, struct span title) {
    struct claim_reform reform = {build_text(p, title), title};
    if (!list) list = ARENA_NEW(p->arena, struct claim_reforms);
    ARENA_PUSH(p->arena, list->items, list->count, reform);
    return list;
}

struct decl *build_claim(struct parser *p, struct span at, struct span keyword, struct span title, int32_t as_of,
                         const struct claim_reforms *of, struct claim_text *claim) {
    struct decl *d = build_titled(p, DECL_CLAIM, at, keyword, title);
    d->as_of = as_of;
    d->claim = claim;
    if (claim) claim->decl = d;
    if (claim && of) claim->reforms = of->items, claim->reform_count = of->count;
    return d;
}

struct decl *with_then(struct decl *claim, int32_t then_as_of, struct span at) {
    if (!claim->claim) return claim;
    claim->claim->then_as_of = then_as_of;
    claim->claim->then_at = at;
    return claim;
}

struct decl *build_claim_alone(struct parser *p, struct span at, struct claim_text *claim) {
    struct decl *d = build_decl(p, DECL_CLAIM, at, at, NULL);
    d->claim = claim;
    return d;
}
