// What commands take, run in turn so that all meet the same disturbances: spent ROUNDS COMMAND [ARGUMENT…] [-- COMMAND
// …] prints a line for each: seconds of processor time, seconds, KiB of memory at most, pages touched; the least of the
// rounds. Output goes to /dev/null.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COMMANDS 16

struct spent {
    double processor, wall;
    long most, pages;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

static void become(char **command) {
    int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    execvp(*command, command);
    _exit(127);
}

static struct spent run(char **command) {
    struct rusage use;
    int status;
    double start = now();
    pid_t child = vfork();  // a copy of this program's memory would be counted with the command's
    if (child == 0) become(command);
    if (child < 0 || wait4(child, &status, 0, &use) < 0) exit(1);
    if (!WIFEXITED(status) || WEXITSTATUS(status)) {
        fprintf(stderr, "%s %s: it ended with %d\n", command[0], command[1], WEXITSTATUS(status));
        exit(1);
    }
    return (struct spent){seconds(use.ru_utime) + seconds(use.ru_stime), now() - start, use.ru_maxrss, use.ru_minflt};
}

static double less(double a, double b) { return a < b ? a : b; }

static void keep(struct spent *least, struct spent s, int first) {
    if (first) *least = s;
    least->processor = less(least->processor, s.processor);
    least->wall = less(least->wall, s.wall);
    least->most = least->most > s.most ? least->most : s.most;
    least->pages = least->pages < s.pages ? least->pages : s.pages;
}

int main(int argc, char **argv) {
    char **commands[COMMANDS] = {argv + 2};
    struct spent least[COMMANDS];
    int count = argc > 2;
    for (int i = 2; i < argc && count < COMMANDS; i++)
        if (!strcmp(argv[i], "--")) argv[i] = NULL, commands[count++] = argv + i + 1;
    for (int round = 0; round < atoi(argv[1]); round++)
        for (int i = 0; i < count; i++) keep(&least[i], run(commands[i]), round == 0);
    for (int i = 0; i < count; i++)
        printf("%.4f\t%.4f\t%ld\t%ld\n", least[i].processor, least[i].wall, least[i].most, least[i].pages);
}
