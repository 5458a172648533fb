/* A disk that keeps nothing but what was synced, for tests of power cuts. Linux, glibc.
 *
 * Preloaded into a process, it leaves the process's files as they are and keeps, in another folder,
 * what a disk would hold of them if the power went now: the bytes that were written before the last
 * fsync or fdatasync of their file, and nothing written since. It knows nothing of SQLite.
 *
 *   FSYNCED_OF        the folder whose files are watched (absolute)
 *   FSYNCED_IN        the folder that plays the disk
 *   FSYNCED_DELAY_US  how long a sync takes, in microseconds; 0 if not set
 *   FSYNCED_DIES_AT   which sync finds the power gone; the process dies in it, having kept nothing
 *
 * A deletion is kept with the next sync of anything in the folder, as file systems that journal in
 * order do; until then the file is still there, as it was synced. Bytes written through a memory map
 * are not seen. The real disk is not synced: the folder that plays it needs no power.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

_Static_assert(sizeof(off_t) == 8, "open and open64 must be the same");

#define MOST_FILES 64
#define MOST_FDS 4096

/* One change that no sync has confirmed yet: bytes written, or (length -1) the file cut at offset. */
struct change {
    off_t offset;
    ssize_t length;
};

struct file {
    char name[NAME_MAX + 1];
    struct change *changes;
    size_t count, room;
    int deleted; /* since the last sync; it may have been made anew */
};

static struct file files[MOST_FILES];
static int file_count;
static signed char file_of_fd[MOST_FDS]; /* the number of the file plus one; 0: not watched */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name, type, ...)                                                                      \
    static type (*real)(__VA_ARGS__);                                                              \
    if (!real)                                                                                     \
    real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static void give_up(const char *why)
{
    perror(why);
    abort();
}

static int number_of(const char *path)
{
    const char *folder = getenv("FSYNCED_OF");
    size_t length = folder ? strlen(folder) : 0;
    if (!length || strncmp(path, folder, length) || path[length] != '/')
        return 0;
    const char *name = path + length + 1;
    if (strchr(name, '/') || strlen(name) > NAME_MAX)
        return 0;
    for (int at = 0; at < file_count; at++)
        if (!strcmp(files[at].name, name))
            return at + 1;
    if (file_count == MOST_FILES)
        give_up("fsynced_only: too many files");
    strcpy(files[file_count].name, name);
    return ++file_count;
}

static int watched(int fd, const char *path)
{
    if (fd < 0 || fd >= MOST_FDS)
        return fd;
    pthread_mutex_lock(&lock);
    file_of_fd[fd] = (signed char)number_of(path);
    pthread_mutex_unlock(&lock);
    return fd;
}

static struct file *file_at(int fd)
{
    int number = fd >= 0 && fd < MOST_FDS ? file_of_fd[fd] : 0;
    return number ? &files[number - 1] : NULL;
}

static void note(int fd, off_t offset, ssize_t length)
{
    pthread_mutex_lock(&lock);
    struct file *file = file_at(fd);
    if (file) {
        if (file->count == file->room) {
            file->room = file->room ? 2 * file->room : 64;
            file->changes = realloc(file->changes, file->room * sizeof(struct change));
            if (!file->changes)
                give_up("fsynced_only: no memory");
        }
        file->changes[file->count++] = (struct change){offset, length};
    }
    pthread_mutex_unlock(&lock);
}

static ssize_t really_write(int fd, const void *bytes, size_t length, off_t offset)
{
    REAL("pwrite64", ssize_t, int, const void *, size_t, off_t);
    return real(fd, bytes, length, offset);
}

static int really_open(const char *path, int flags, mode_t mode)
{
    REAL("open64", int, const char *, int, ...);
    return real(path, flags, mode);
}

static int really_close(int fd)
{
    REAL("close", int, int);
    return real(fd);
}

static int really_cut(int fd, off_t length)
{
    REAL("ftruncate64", int, int, off_t);
    return real(fd, length);
}

static int really_delete(const char *path)
{
    REAL("unlink", int, const char *);
    return real(path);
}

static void copy(int from, int to, off_t offset, ssize_t length)
{
    char bytes[65536];
    while (length > 0) {
        size_t some = (size_t)length < sizeof bytes ? (size_t)length : sizeof bytes;
        ssize_t found = pread(from, bytes, some, offset);
        if (found <= 0)
            return; /* cut since */
        if (really_write(to, bytes, (size_t)found, offset) != found)
            give_up("fsynced_only: the disk cannot be written");
        offset += found;
        length -= found;
    }
}

static void join(char path[PATH_MAX], const char *folder, const struct file *file)
{
    if (snprintf(path, PATH_MAX, "%s/%s", getenv(folder), file->name) >= PATH_MAX)
        give_up("fsynced_only: a path is too long");
}

static void keep_deletions(void)
{
    char in[PATH_MAX];
    for (int at = 0; at < file_count; at++)
        if (files[at].deleted) {
            join(in, "FSYNCED_IN", &files[at]);
            really_delete(in);
            files[at].deleted = 0;
        }
}

/* The descriptor that is synced may be one that cannot be read, so the file is opened anew. */
static void keep(struct file *file)
{
    char of[PATH_MAX], in[PATH_MAX];
    join(of, "FSYNCED_OF", file);
    join(in, "FSYNCED_IN", file);
    int from = really_open(of, O_RDONLY | O_CLOEXEC, 0);
    int to = really_open(in, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (from < 0 || to < 0)
        give_up("fsynced_only: a file cannot be opened");
    for (size_t at = 0; at < file->count; at++) {
        struct change change = file->changes[at];
        if (change.length >= 0)
            copy(from, to, change.offset, change.length);
        else if (really_cut(to, change.offset))
            give_up("fsynced_only: the disk cannot be cut");
    }
    file->count = 0;
    really_close(from);
    really_close(to);
}

static int synced(int fd)
{
    static long syncs;
    const char *delay = getenv("FSYNCED_DELAY_US"), *last = getenv("FSYNCED_DIES_AT");
    pthread_mutex_lock(&lock);
    if (last && ++syncs == atol(last))
        raise(SIGKILL);
    struct file *file = file_at(fd);
    keep_deletions();
    if (file)
        keep(file);
    pthread_mutex_unlock(&lock);
    if (file && delay)
        usleep((useconds_t)atoi(delay));
    return 0;
}

#define OPENED(name)                                                                               \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                  \
        va_end(rest);                                                                              \
        REAL(#name, int, const char *, int, ...);                                                  \
        int fd = watched(real(path, flags, mode), path);                                           \
        if (fd >= 0 && flags & O_TRUNC)                                                            \
            note(fd, 0, -1);                                                                       \
        return fd;                                                                                 \
    }

OPENED(open)
OPENED(open64)

int close(int fd)
{
    if (fd >= 0 && fd < MOST_FDS) {
        pthread_mutex_lock(&lock);
        file_of_fd[fd] = 0;
        pthread_mutex_unlock(&lock);
    }
    return really_close(fd);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    REAL("write", ssize_t, int, const void *, size_t);
    ssize_t written = real(fd, bytes, length);
    if (written > 0 && file_at(fd))
        note(fd, lseek(fd, 0, SEEK_CUR) - written, written);
    return written;
}

#define WRITTEN(name)                                                                              \
    ssize_t name(int fd, const void *bytes, size_t length, off_t offset)                           \
    {                                                                                              \
        REAL(#name, ssize_t, int, const void *, size_t, off_t);                                    \
        ssize_t written = real(fd, bytes, length, offset);                                         \
        if (written > 0)                                                                           \
            note(fd, offset, written);                                                             \
        return written;                                                                            \
    }

WRITTEN(pwrite)
WRITTEN(pwrite64)

#define CUT(name)                                                                                  \
    int name(int fd, off_t length)                                                                 \
    {                                                                                              \
        REAL(#name, int, int, off_t);                                                              \
        int failed = real(fd, length);                                                             \
        if (!failed)                                                                               \
            note(fd, length, -1);                                                                  \
        return failed;                                                                             \
    }

CUT(ftruncate)
CUT(ftruncate64)

int unlink(const char *path)
{
    int failed = really_delete(path);
    pthread_mutex_lock(&lock);
    int number = failed ? 0 : number_of(path);
    if (number) {
        files[number - 1].deleted = 1;
        files[number - 1].count = 0;
    }
    pthread_mutex_unlock(&lock);
    return failed;
}

int fsync(int fd)
{
    REAL("fsync", int, int);
    return file_at(fd) ? synced(fd) : real(fd);
}

int fdatasync(int fd)
{
    REAL("fdatasync", int, int);
    return file_at(fd) ? synced(fd) : real(fd);
}
