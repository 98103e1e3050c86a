#include "interp/data/jsonl/scan.h"

#define MAX_DIGITS 18
#define MAX_EXPONENT 10000

bool json_fail(struct json_reader *j, enum diag_id id, const char *at) {
    if (j->fault) return false;
    j->fault = at >= j->end && id == DIAG_JSON_SYNTAX ? DIAG_JSON_END : id;
    j->fault_at = at;
    return false;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool hex4(struct json_reader *j, uint32_t *value) {
    *value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = j->at < j->end ? hex_digit(*j->at) : -1;
        if (digit < 0) return json_fail(j, DIAG_JSON_STRING, j->at);
        *value = *value << 4 | (uint32_t)digit;
        j->at++;
    }
    return true;
}

// Behind \u: one escape, or two that make a surrogate pair.
static bool take_code_point(struct json_reader *j, uint32_t *c) {
    const char *from = j->at;
    uint32_t low;
    if (!hex4(j, c)) return false;
    if (!*c || (*c >= 0xDC00 && *c <= 0xDFFF)) return json_fail(j, DIAG_JSON_STRING, from);
    if (*c < 0xD800 || *c > 0xDBFF) return true;
    if (j->end - j->at < 6 || j->at[0] != '\\' || j->at[1] != 'u') return json_fail(j, DIAG_JSON_STRING, from);
    j->at += 2;
    if (!hex4(j, &low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return json_fail(j, DIAG_JSON_STRING, from);
    *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static void put_utf8(struct json_reader *j, uint32_t c) {
    unsigned more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    *j->spill++ = (char)(lead[more] | c >> (6 * more));
    while (more--) *j->spill++ = (char)(0x80 | (c >> (6 * more) & 0x3F));
}

static bool take_escape(struct json_reader *j) {
    static const char names[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
    uint32_t c;
    char named = j->at < j->end ? *j->at++ : '\0';
    for (size_t i = 0; named && names[i]; i += 2)
        if (names[i] == named) {
            *j->spill++ = names[i + 1];
            return true;
        }
    if (named != 'u') return json_fail(j, DIAG_JSON_STRING, j->at - 1);
    if (!take_code_point(j, &c)) return false;
    put_utf8(j, c);
    return true;
}

static bool string_ends(struct json_reader *j, const char *p) {
    if (p >= j->end) return json_fail(j, DIAG_JSON_END, p);
    return *p == '"' || *p == '\\' || json_fail(j, DIAG_JSON_STRING, p);
}

static bool escaped_string(struct json_reader *j, struct slice *out, const char *from) {
    char *made = j->spill;
    j->at = from;
    for (;;) {
        const char *stop = json_plain_end(j->at);
        if (!string_ends(j, stop)) return false;
        memcpy(j->spill, j->at, (size_t)(stop - j->at));
        j->spill += stop - j->at;
        j->at = stop + 1;
        if (*stop == '"') break;
        if (!take_escape(j)) return false;
    }
    *out = (struct slice){made, (uint32_t)(j->spill - made)};
    return true;
}

bool json_string(struct json_reader *j, struct slice *out) {
    if (j->at >= j->end || *j->at != '"') return json_fail(j, DIAG_JSON_SYNTAX, j->at);
    const char *from = ++j->at, *stop = json_plain_end(j->at);
    if (!string_ends(j, stop)) return false;
    if (*stop == '\\') return escaped_string(j, out, from);
    *out = (struct slice){from, (uint32_t)(stop - from)};
    j->at = stop + 1;
    return true;
}

static bool is_digit(const struct json_reader *j) { return j->at < j->end && *j->at >= '0' && *j->at <= '9'; }

static bool take_digits(struct json_reader *j) {
    if (!is_digit(j)) return json_fail(j, DIAG_JSON_SYNTAX, j->at);
    while (is_digit(j)) j->at++;
    return true;
}

bool json_number(struct json_reader *j, struct slice *raw) {
    const char *from = j->at;
    if (j->at < j->end && *j->at == '-') j->at++;
    bool zero = j->at < j->end && *j->at == '0';
    if (!take_digits(j)) return false;
    if (zero && j->at - from > 1 + (*from == '-')) return json_fail(j, DIAG_JSON_SYNTAX, from);
    if (j->at < j->end && *j->at == '.' && (j->at++, !take_digits(j))) return false;
    if (j->at < j->end && (*j->at | 0x20) == 'e') {
        j->at++;
        if (j->at < j->end && (*j->at == '+' || *j->at == '-')) j->at++;
        if (!take_digits(j)) return false;
    }
    *raw = (struct slice){from, (uint32_t)(j->at - from)};
    return true;
}

static bool skip_array(struct json_reader *j, unsigned depth) {
    if (json_take(j, ']')) return true;
    do
        if (!json_skip(j, depth)) return false;
    while (json_take(j, ','));
    return json_expect(j, ']');
}

static bool skip_object(struct json_reader *j, unsigned depth) {
    struct slice key;
    if (json_take(j, '}')) return true;
    do {
        json_blank(j);
        if (!json_string(j, &key) || !json_expect(j, ':') || !json_skip(j, depth)) return false;
    } while (json_take(j, ','));
    return json_expect(j, '}');
}

bool json_skip(struct json_reader *j, unsigned depth) {
    struct slice text;
    json_blank(j);
    if (depth >= JSON_MAX_DEPTH) return json_fail(j, DIAG_JSON_DEEP, j->at);
    if (json_take(j, '[')) return skip_array(j, depth + 1);
    if (json_take(j, '{')) return skip_object(j, depth + 1);
    if (j->at < j->end && *j->at == '"') return json_string(j, &text);
    if (json_word(j, "true") || json_word(j, "false") || json_word(j, "null")) return true;
    return json_number(j, &text);
}

// A number's significant digits and where its point stands: value × 10^scale.
struct exact {
    int64_t value;
    int64_t scale, digits, zeros;  // zeros: behind the last digit that is none
};

static void add_digit(struct exact *x, char c) {
    if (c == '0') {
        x->zeros += x->digits > 0;
        return;
    }
    for (; x->zeros; x->zeros--)
        if (++x->digits <= MAX_DIGITS) x->value *= 10;
    if (++x->digits <= MAX_DIGITS) x->value = x->value * 10 + (c - '0');
}

static int64_t read_exponent(struct slice raw, uint32_t at) {
    int64_t exponent = 0;
    bool minus = raw.text[at] == '-';
    if (raw.text[at] == '-' || raw.text[at] == '+') at++;
    for (; at < raw.length; at++)
        if (exponent < MAX_EXPONENT) exponent = exponent * 10 + (raw.text[at] - '0');
    return minus ? -exponent : exponent;
}

enum number_status json_decimal(struct slice raw, unsigned decimals, int64_t *value) {
    struct exact x = {.scale = decimals};
    bool fraction = false;
    *value = 0;
    for (uint32_t at = raw.text[0] == '-'; at < raw.length; at++) {
        char c = raw.text[at];
        if ((c | 0x20) == 'e') {
            x.scale += read_exponent(raw, at + 1);
            break;
        }
        if (c == '.') fraction = true;
        else add_digit(&x, c);
        x.scale -= fraction && c != '.';
    }
    if (!x.digits) return NUMBER_OK;
    int64_t scale = x.scale + x.zeros;
    if (scale < 0) return NUMBER_BAD;
    if (x.digits > MAX_DIGITS || x.digits + scale > MAX_DIGITS + decimals) return NUMBER_TOO_LARGE;
    for (; scale; scale--)
        if (__builtin_mul_overflow(x.value, 10, &x.value)) return NUMBER_TOO_LARGE;
    *value = raw.text[0] == '-' ? -x.value : x.value;
    return NUMBER_OK;
}
