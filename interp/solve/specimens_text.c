// Texts that differ in what is asked of them: those that are named, beginnings with something behind, such as are so
// long, and numbers of people and firms.
#include <stdio.h>
#include <string.h>

#include "grammar/base/calendar.h"
#include "interp/solve/search.h"
#include "interp/value/id_number.h"

static void try_text(struct maker *m, const char *text, size_t length) {
    if (specimen_was_tried(m)) return;
    const char *kept = arena_copy(m->arena, text, length);
    specimen_try(m, &(struct specimen){.text = {kept, (uint32_t)length}});
}

static void try_named(struct maker *m, const struct node *n) {
    char longer[256];
    for (uint32_t k = 0; k < n->count; k++) {
        const struct node *kid = n->kids[k];
        if (kid->lane != LANE_TEXT || !kid->text) continue;
        try_text(m, kid->text, strlen(kid->text));
        int length = snprintf(longer, sizeof longer, "%s某", kid->text);
        if (length > 0 && (size_t)length < sizeof longer) try_text(m, longer, (size_t)length);
    }
}

static void try_lengths(struct maker *m, const struct node *n) {
    int64_t lengths[CONSTANTS_MOST];
    char text[65];
    memset(text, 'a', sizeof text);
    uint32_t count = constants_beside(m->s->plan, n, lengths, CONSTANTS_MOST);
    for (uint32_t i = 0; i < count; i++)
        for (int64_t length = lengths[i] - 1; length <= lengths[i] + 1; length++)
            if (length >= 0 && length <= 64) try_text(m, text, (size_t)length);
}

// The check character is the one that makes the number valid.
static void try_id_number(struct maker *m, int32_t born) {
    char text[40];
    int32_t read;
    snprintf(text, sizeof text, "110105%04d%02d%02d002?", (int)date_year(born), (int)(date_month(born) % 12 + 1),
             (int)date_day(born));
    for (int i = 0; i < 11; i++) {
        text[17] = "0123456789X"[i];
        if (id_number_read(slice_of(text), &read)) try_text(m, text, 18);
    }
}

// Born so many whole years before the as-of date, a day less or more.
static void try_id_numbers(struct maker *m) {
    int32_t born;
    for (int years = 30, i = 0; i < 100; i++, years = (years + 7) % 100)
        for (int64_t day = -1; day <= 1; day++)
            if (date_add_months(m->s->options.as_of, -12 * years, &born) && date_add_days(born, day, &born))
                try_id_number(m, born);
}

void make_texts(struct maker *m) {
    static const char *const usual[] = {"某某", "甲", "乙", ""};
    if (m->s->options.plain && m->s->options.plain->rows && m->s->plain_states[m->of->field->index] == STATE_KNOWN) {
        struct slice text = vector_value(&m->s->options.plain->columns[m->of->field->index], LANE_TEXT, 0).text;
        try_text(m, text.text, text.length);
    }
    for (int i = 0; i < 4; i++) try_text(m, usual[i], strlen(usual[i]));
    for (uint32_t t = 0; t < m->of->trait_count; t++) {
        const struct node *n = m->of->traits[t];
        try_named(m, n);
        if (n->operation == OPERATION_LENGTH) try_lengths(m, n);
        if (n->operation == OPERATION_VALID_CREDIT_CODE) try_text(m, "91350100M000100Y43", 18);
        if (n->operation == OPERATION_BIRTH_DATE_OF || n->operation == OPERATION_VALID_ID_NUMBER) try_id_numbers(m);
    }
}
