#include "grammar/notice/marker.h"

#include "grammar/base/utf8.h"
#include "grammar/notice/lines.h"

static bool is_alone(struct slice rest) { return !rest.length || *rest.text == ' '; }

static bool found(struct marker *m, struct slice line, enum clause_rank rank, uint32_t from, uint32_t size,
                  uint32_t length) {
    m->rank = rank;
    m->number = (struct slice){line.text + from, size};
    m->length = length;
    m->stands_alone = is_alone(slice_from(line, length));
    return true;
}

// 第三条; 第十二章.
static bool read_article(struct slice line, struct marker *m) {
    static const char *const units[] = {"章", "节", "条"};
    uint32_t from = slice_sign(line, "第");
    uint32_t size = from ? numeral_read(slice_from(line, from), NUMERAL_DIGITS | NUMERAL_HAN, &m->value) : 0;
    for (size_t i = 0; size && i < sizeof units / sizeof *units; i++) {
        uint32_t unit = slice_sign(slice_from(line, from + size), units[i]);
        if (unit)
            return found(m, line, (enum clause_rank)(CLAUSE_CHAPTER + i), 0, from + size + unit, from + size + unit);
    }
    return false;
}

// （一） （1）, and 1） without the first of them.
static bool read_round(struct slice line, struct marker *m) {
    uint32_t open = slice_sign(line, "（ (");
    struct slice inner = slice_from(line, open);
    uint32_t size = numeral_read(inner, NUMERAL_HAN, &m->value);
    bool is_han = size && open;
    if (!is_han) size = numeral_read(inner, NUMERAL_DIGITS, &m->value);
    uint32_t close = size ? slice_sign(slice_from(inner, size), "） )") : 0;
    return close && found(m, line, is_han ? CLAUSE_HAN_ROUND : CLAUSE_DIGIT_ROUND, open, size, open + size + close);
}

static bool read_han(struct slice line, struct marker *m) {
    uint32_t size = numeral_read(line, NUMERAL_HAN, &m->value), dot = slice_sign(slice_from(line, size), "、 ．");
    return size && dot && found(m, line, CLAUSE_HAN, 0, size, size + dot);
}

// 1.5 is a number, and no clause.
static bool read_digit(struct slice line, struct marker *m) {
    int32_t ignored;
    uint32_t size = numeral_read(line, NUMERAL_DIGITS, &m->value), dot = slice_sign(slice_from(line, size), ". ． 、");
    if (!size || !dot || m->value > 99) return false;
    if (numeral_read(slice_from(line, size + dot), NUMERAL_DIGITS, &ignored)) return false;
    return found(m, line, CLAUSE_DIGIT, 0, size, size + dot);
}

static bool read_circled(struct slice line, struct marker *m) {
    uint32_t c = 0;
    size_t size = utf8_decode(line.text, line.length, &c);
    if (!size || c < L'①' || c > L'⑳') return false;
    m->value = (int32_t)(c - L'①' + 1);
    return found(m, line, CLAUSE_CIRCLED, 0, (uint32_t)size, (uint32_t)size);
}

// 附件, 附件 1, 附件1：标准; not 附件下载.
static bool read_annex(struct slice line, struct marker *m) {
    uint32_t word = slice_sign(line, "附件 附录");
    if (!word) return false;
    uint32_t from = word + (line.length > word && line.text[word] == ' ');
    uint32_t size = numeral_read(slice_from(line, from), NUMERAL_DIGITS | NUMERAL_HAN, &m->value);
    uint32_t end = size ? from + size : word, colon = size ? slice_sign(slice_from(line, end), "： :") : 0;
    if (!colon && !is_alone(slice_from(line, end))) return false;
    return found(m, line, CLAUSE_ANNEX, end - size, size, end + colon);
}

static bool read_superscript(struct slice line, struct marker *m) {
    static const char *const signs[][2] = {{"¹", "1"}, {"²", "2"}, {"³", "3"}, {"⁴", "4"}, {"⁵", "5"},
                                           {"⁶", "6"}, {"⁷", "7"}, {"⁸", "8"}, {"⁹", "9"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        uint32_t size = slice_sign(line, signs[i][0]);
        if (!size) continue;
        found(m, line, CLAUSE_NOTE, 0, size, size);
        m->number = slice_of(signs[i][1]);
        m->value = (int32_t)i + 1;
        return true;
    }
    return false;
}

// 注：, 注1：; not 注意事项.
static bool read_note(struct slice line, struct marker *m) {
    uint32_t word = slice_sign(line, "注"), size = 0;
    if (word) size = numeral_read(slice_from(line, word), NUMERAL_DIGITS, &m->value);
    uint32_t sign = word ? slice_sign(slice_from(line, word + size), "： : . ．") : 0;
    if (sign) return found(m, line, CLAUSE_NOTE, word, size, word + size + sign);
    return read_superscript(line, m);
}

// A list's sign, which programs that read scanned pages put before numbers.
static uint32_t bullet(struct slice line) {
    uint32_t size = slice_sign(line, "- * • · #### ### ## #");
    return size && size < line.length && line.text[size] == ' ' ? size + 1 : 0;
}

bool marker_read(struct slice line, struct marker *m) {
    typedef bool reading(struct slice, struct marker *);
    static reading *const readings[] = {read_annex, read_article, read_round, read_han,
                                        read_digit, read_circled, read_note};
    uint32_t before = bullet(line);
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        *m = (struct marker){0};
        if (!readings[i](slice_from(line, before), m)) continue;
        m->length += before;
        return true;
    }
    return false;
}

// 附件 四（一） is in an annex without a number; 附件 1 has one.
static bool cited_annex(struct slice text, struct marker *m) {
    uint32_t word = slice_sign(text, "附件 附录"), gap = text.length > word && text.text[word] == ' ';
    if (!word) return false;
    uint32_t size = numeral_read(slice_from(text, word), NUMERAL_DIGITS | NUMERAL_HAN, &m->value);
    if (size) gap = 0;
    else size = numeral_read(slice_from(text, word + gap), NUMERAL_DIGITS, &m->value);
    return found(m, text, CLAUSE_ANNEX, size ? word + gap : word, size, size ? word + gap + size : word);
}

static bool cited_number(struct slice text, struct marker *m) {
    uint32_t han = numeral_read(text, NUMERAL_HAN, &m->value);
    uint32_t size = han ? han : numeral_read(text, NUMERAL_DIGITS, &m->value);
    return size && found(m, text, han ? CLAUSE_HAN : CLAUSE_DIGIT, 0, size, size);
}

static bool cited_note(struct slice text, struct marker *m) {
    uint32_t word = slice_sign(text, "脚注 注");
    uint32_t size = word ? numeral_read(slice_from(text, word), NUMERAL_DIGITS, &m->value) : 0;
    return word && found(m, text, CLAUSE_NOTE, word, size, word + size);
}

bool marker_cited(struct slice text, struct marker *m) {
    typedef bool reading(struct slice, struct marker *);
    static reading *const readings[] = {cited_annex, read_article, read_round, read_circled, cited_note, cited_number};
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        *m = (struct marker){0};
        if (readings[i](text, m)) return true;
    }
    return false;
}

uint32_t marker_lists_annexes(struct slice line) {
    uint32_t before = bullet(line);
    struct slice text = slice_from(line, before);
    uint32_t word = slice_sign(text, "附件 附录"), colon = word ? slice_sign(slice_from(text, word), "： :") : 0;
    return colon ? before + word + colon : 0;
}
