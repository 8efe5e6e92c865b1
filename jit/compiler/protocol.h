/* What the program and the compiler process say to each other.
 *
 * The channel is a SOCK_SEQPACKET socket pair: a packet is a message. A request brings a memory file that holds the IR text; the process overwrites the file with
 * its results before it replies, so replies carry no file and no packet is ever longer than these structures. Requests are answered in order.
 * The end of the channel is the end of the process, on either side.
 */
#ifndef HL_JIT_COMPILER_PROTOCOL_H
#define HL_JIT_COMPILER_PROTOCOL_H

#include <stdint.h>

enum {
    HL_PROTOCOL_VERSION = 3,  /* both sides come from one build; a mixed installation is refused */
    HL_PROTOCOL_CHANNEL = 3,  /* the channel's descriptor in the process */
    HL_PROTOCOL_SENTENCE = 1024,
    HL_PROTOCOL_PATH = 1024,
    HL_PROTOCOL_FILES = 3,    /* object, GIMPLE, assembly: one after the other in the memory file */
};

typedef struct HlRequest {
    uint32_t version, job;
    int32_t optimize;
    uint32_t parts;     /* HlParts */
    double timeout;     /* seconds of processor time; the process gives up and ends */
    uint64_t text_size;
    uint64_t store_limit; /* bytes */
    char store[HL_PROTOCOL_PATH]; /* the code store's directory; empty: the usual one */
} HlRequest;

typedef enum HlReplyKind {
    HL_REPLY_READY,    /* the process has started: its first packet */
    HL_REPLY_STARTED,  /* it works on this job from now on: if it dies, the job is to blame */
    HL_REPLY_DONE,     /* `sizes` bytes of results are in the memory file */
    HL_REPLY_ERROR,    /* this job failed */
    HL_REPLY_LAST,     /* this job used up its processor time, and the process ends */
    HL_REPLY_UNUSABLE, /* no job can succeed */
} HlReplyKind;

typedef struct HlReply {
    uint32_t version, kind, job;
    double seconds; /* spent on the job */
    uint32_t stored; /* 1: the object was in the code store */
    uint64_t sizes[HL_PROTOCOL_FILES];
    char sentence[HL_PROTOCOL_SENTENCE];
} HlReply;

#endif
