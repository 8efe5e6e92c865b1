/* Makes the interned names of interned.def, once per process. */
#include "interned.h"

HlInterned hl_interned;

bool hl_interned_start(void)
{
#define HL_INTERNED(text)                                                                                                                          \
    if (hl_interned.text == NULL && (hl_interned.text = PyUnicode_InternFromString(#text)) == NULL)                                               \
        return false;
#include "interned.def"
#undef HL_INTERNED
    if (hl_interned.empty == NULL)
        hl_interned.empty = PyUnicode_New(0, 0);
    return hl_interned.empty != NULL;
}
