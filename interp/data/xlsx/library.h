// libzip's functions, for whoever reads or checks workbooks, and expat's.
#ifndef POL_XLSX_LIBRARY_H
#define POL_XLSX_LIBRARY_H
#include <expat.h>
#include <zip.h>

#include "grammar/base/library.h"

#define ZIP_FUNCTIONS(F)   \
    F(zip_discard)         \
    F(zip_fclose)          \
    F(zip_fdopen)          \
    F(zip_fopen)           \
    F(zip_fopen_index)     \
    F(zip_fread)           \
    F(zip_get_name)        \
    F(zip_get_num_entries) \
    F(zip_name_locate)     \
    F(zip_open)            \
    F(zip_stat)

#define EXPAT_FUNCTIONS(F)            \
    F(XML_GetBuffer)                  \
    F(XML_GetErrorCode)               \
    F(XML_ParseBuffer)                \
    F(XML_ParserCreate)               \
    F(XML_ParserFree)                 \
    F(XML_ResumeParser)               \
    F(XML_SetCharacterDataHandler)    \
    F(XML_SetElementHandler)          \
    F(XML_SetStartDoctypeDeclHandler) \
    F(XML_SetUserData)                \
    F(XML_StopParser)

struct zip_library {
    ZIP_FUNCTIONS(LIBRARY_FUNCTION)
};
struct expat_library {
    EXPAT_FUNCTIONS(LIBRARY_FUNCTION)
};
bool zip_load(struct zip_library *lib);
bool expat_load(struct expat_library *lib);
// Their files, if they can't be loaded; else NULL.
const char *zip_missing(void);
const char *expat_missing(void);
#endif
