#include "grammar/base/slice.h"

bool slice_begins(struct slice text, const char *with) {
    size_t length = strlen(with);
    return text.length >= length && memcmp(text.text, with, length) == 0;
}

bool slice_ends(struct slice text, const char *with) {
    size_t length = strlen(with);
    return text.length >= length && memcmp(text.text + text.length - length, with, length) == 0;
}

struct slice slice_from(struct slice text, uint32_t offset) {
    return (struct slice){text.text + offset, text.length - offset};
}

uint32_t slice_sign(struct slice text, const char *signs) {
    while (*signs) {
        size_t length = strcspn(signs, " ");
        if (text.length >= length && memcmp(text.text, signs, length) == 0) return (uint32_t)length;
        signs += length + (signs[length] == ' ');
    }
    return 0;
}
