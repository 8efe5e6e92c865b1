/* See connection.h. The process is no child of the program, so its end is noticed by the end of the channel alone. */
#include "connection.h"

#include "file.h"
#include "spawn.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static struct {
    HlFile channel, output;
    pid_t process;
} connection = {.channel = {.number = -1}, .output = {.number = -1}};

bool hl_connection_is_open(void)
{
    return connection.channel.number >= 0;
}

int hl_connection_process(void)
{
    return hl_connection_is_open() ? (int)connection.process : 0;
}

int hl_connection_number(void)
{
    return connection.channel.number;
}

void hl_connection_close(void)
{
    hl_file_close(&connection.channel);
    hl_file_close(&connection.output);
}

void hl_connection_kill(void)
{
    /* The number is still the process's own: no later owner of the number would lead a session by chance just now. */
    if (getsid(connection.process) == connection.process)
        kill(connection.process, SIGKILL);
    hl_connection_close();
}

/* What the process finds in its environment: nothing that could change gcc's language or load other libraries into it. */
static void choose_environment(char **chosen, int room)
{
    static const char *const names[] = {"PATH=", "LD_LIBRARY_PATH=", "TMPDIR=", "HOME=", "XDG_CACHE_HOME=", "HOTLOOP_AS=", "ASAN_OPTIONS=", "UBSAN_OPTIONS="};
    extern char **environ;
    int count = 0;
    for (char **variable = environ; variable && *variable; variable++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (count < room - 1 && strncmp(*variable, names[i], strlen(names[i])) == 0)
                chosen[count++] = *variable;
    chosen[count] = NULL;
}

/* Both ends of the channel and the file for messages. */
static bool make_files(HlFile *theirs)
{
    int ends[2];
    *theirs = HL_NO_FILE;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
        return false;
    bool done = hl_file_adopt(&connection.channel, ends[0]);
    return hl_file_adopt(theirs, ends[1]) && done && hl_file_adopt(&connection.output, memfd_create("hotloop-compiler", MFD_CLOEXEC));
}

int hl_connection_open(const char *path)
{
    HlFile theirs;
    char *environment[16];
    choose_environment(environment, sizeof environment / sizeof *environment);
    int error = make_files(&theirs) ? 0 : errno;
    if (!error)
        error = hl_spawn_detached(path, environment, theirs.number, connection.output.number, &connection.process);
    hl_file_close(&theirs);
    if (error)
        hl_connection_close();
    return error;
}

bool hl_connection_send(const HlRequest *request, int file)
{
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof file)];
    } control = {.header = {.cmsg_len = CMSG_LEN(sizeof file), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS}};
    memcpy(CMSG_DATA(&control.header), &file, sizeof file);
    struct iovec part = {(void *)request, sizeof *request};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    if (!hl_file_is_ours(&connection.channel))
        return false;
    ssize_t sent;
    while ((sent = sendmsg(connection.channel.number, &message, MSG_NOSIGNAL | MSG_DONTWAIT)) < 0 && errno == EINTR)
        ;
    return sent == (ssize_t)sizeof *request;
}

HlArrival hl_connection_receive(HlReply *reply)
{
    if (!hl_file_is_ours(&connection.channel))
        return HL_ARRIVAL_LOST;
    /* A process that dies with requests unread is reported as ECONNRESET, once and before its last replies, which are then still to be had. */
    ssize_t size;
    while ((size = recv(connection.channel.number, reply, sizeof *reply, MSG_DONTWAIT)) < 0 && (errno == EINTR || errno == ECONNRESET))
        ;
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return HL_ARRIVAL_NONE;
    if (size <= 0)
        return HL_ARRIVAL_END;
    if (size != (ssize_t)sizeof *reply || reply->version != HL_PROTOCOL_VERSION)
        return HL_ARRIVAL_ALIEN;
    reply->sentence[sizeof reply->sentence - 1] = 0;
    return HL_ARRIVAL_REPLY;
}

void hl_connection_last_words(char *words, size_t size)
{
    ssize_t length = hl_file_is_ours(&connection.output) ? pread(connection.output.number, words, size - 1, 0) : 0;
    words[length > 0 ? length : 0] = 0;
    words[strcspn(words, "\n")] = 0;
}
