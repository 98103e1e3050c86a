// What each edit does, and each param that is moved: in the order in which they were asked, without those that do
// nothing; shares anew from what they are exactly.
#include "interp/whatif/finish.h"
#include "interp/whatif/join/internal.h"

static bool is_zero(const struct json_value *change) {
    for (size_t i = 0; i < change->count; i++) {
        json_whole n;
        if (!json_read_whole(change->members[i].value, &n) || n) return false;
    }
    return true;
}

static struct json_value *with_number(const struct json_value *list, size_t number) {
    for (size_t i = 0; i < list->count; i++)
        if (json_whole_in(list->members[i].value, "number") == (json_whole)number) return list->members[i].value;
    return NULL;
}

// ---- shares

static const char *const parts[] = {"eligible", "refer", "limit"};

static void read_exact(const struct json_value *edit, struct whatif_attribution *a) {
    const struct json_value *exact = edit ? json_in(edit, "share_exact") : NULL;
    if (!exact || exact->kind != JSON_OBJECT) return;
    a->exact = (struct whatif_fraction){json_whole_in(exact, parts[0]), json_whole_in(exact, parts[1]),
                                        json_whole_in(exact, parts[2]), (int64_t)json_whole_in(exact, "of")};
}

static void set_share(struct arena *a, struct json_value *edit, const struct whatif_change *c) {
    struct json_value *share = json_member_of(edit, slice_of("share"));
    if (!share) return;
    json_set(a, share, parts[0], json_new_whole(a, JSON_NUMBER, c->eligible));
    json_set(a, share, parts[1], json_new_whole(a, JSON_NUMBER, c->refer));
    json_set(a, share, parts[2], json_new_whole(a, JSON_STRING, c->granted));
}

// An edit that a part says nothing of has done nothing there.
static void share_out(struct arena *a, const struct json_value *list, size_t count) {
    struct whatif_attribution *all = ARENA_ARRAY(a, struct whatif_attribution, count);
    int64_t of = 0;
    for (size_t i = 0; i < count; i++) {
        read_exact(with_number(list, i), &all[i]);
        if (all[i].exact.of) of = all[i].exact.of;
    }
    if (!of || count > EDITS_EXACT) return;
    for (size_t i = 0; i < count; i++) all[i].exact.of = of;
    whatif_round_shares(all, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        struct json_value *edit = with_number(list, i);
        if (edit) set_share(a, edit, &all[i].share);
    }
}

// ---- which are told

static bool has_exact(const struct json_value *edit) {
    const struct json_value *exact = json_in(edit, "share_exact");
    return json_whole_in(exact, parts[0]) || json_whole_in(exact, parts[1]) || json_whole_in(exact, parts[2]);
}

static const char *const changes[] = {"alone", "last", "share"};

static bool is_told(const struct json_value *asked, const struct json_value *edit, struct slice scheme) {
    const struct json_value *of = json_in(asked, "scheme");
    if (!edit) return false;
    bool own = of->kind != JSON_STRING || slice_order(of->text, scheme) == 0;
    for (int i = 0; i < 3; i++) own |= !is_zero(json_in(edit, changes[i]));
    return own || has_exact(edit);
}

void join_edits(const struct joining *j, struct json_value *subject, struct slice scheme) {
    struct json_value *all = json_new(j->arena, JSON_ARRAY, (struct slice){"", 0});
    const struct json_value *list = json_in(subject, "edits");
    share_out(j->arena, list, j->edits->count);
    for (size_t i = 0; i < j->edits->count; i++) {
        struct json_value *edit = with_number(list, i);
        if (is_told(j->edits->members[i].value, edit, scheme)) json_push(j->arena, all, edit);
    }
    json_set(j->arena, subject, "edits", all);
}

static struct json_value *of_param(const struct json_value *list, struct slice param) {
    for (size_t i = 0; i < list->count; i++)
        if (slice_order(json_in(list->members[i].value, "param")->text, param) == 0) return list->members[i].value;
    return NULL;
}

void join_robustness(const struct joining *j, struct json_value *subject) {
    struct json_value *all = json_new(j->arena, JSON_ARRAY, (struct slice){"", 0});
    const struct json_value *list = json_in(subject, "robustness");
    for (size_t i = 0; i < j->tried->count; i++) {
        struct json_value *shift = of_param(list, json_in(j->tried->members[i].value, "param")->text);
        if (shift && !(is_zero(json_in(shift, "down")) && is_zero(json_in(shift, "up"))))
            json_push(j->arena, all, shift);
    }
    json_set(j->arena, subject, "robustness", all);
}
