// What a text is encoded in, where it is not UTF-8: so that one message can say so.
#ifndef POL_BASE_ENCODING_H
#define POL_BASE_ENCODING_H
#include <stddef.h>

enum encoding_found {
    ENCODING_FOUND_UTF8,  // or something that is hardly anything else, damaged
    ENCODING_FOUND_UTF16,
    ENCODING_FOUND_GB18030,  // as Chinese editors save a text that is not UTF-8; GBK and GB 2312 are parts of it
};
enum encoding_found encoding_of(const char *bytes, size_t size);
// The bytes that the character of GB18030 at `bytes` takes, of so many that are left; 0: there is none.
size_t gb18030_step(const char *bytes, size_t left);
#endif
