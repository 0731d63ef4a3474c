// What an invocation costs at the least: a loop of read and write that asks the Runtime API for an event and sends it back.
//
// Nothing but what the system calls and the server take; no runtime, no handler. It trusts its server, the benchmark's own.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char message[65536];
static char answer[sizeof message + 512];

static int connected(void) {
    const char *api = getenv("AWS_LAMBDA_RUNTIME_API");
    const char *colon = api ? strchr(api, ':') : NULL;
    int stream = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    if (!colon || stream < 0) return -1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(colon + 1))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(stream, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return connect(stream, (struct sockaddr *)&address, sizeof address) == 0 ? stream : -1;
}

// Reads one message and leaves its body in `body`; its length, or -1 when the server is gone.
static int receive(int stream, const char **body) {
    size_t count = 0;
    while (count < sizeof message - 1) {
        ssize_t got = read(stream, message + count, sizeof message - 1 - count);
        if (got <= 0) return -1;
        count += (size_t)got;
        message[count] = 0;
        const char *end = strstr(message, "\r\n\r\n");
        const char *length = strcasestr(message, "content-length:");
        if (!end || !length) continue;
        int bytes = atoi(length + strlen("content-length:"));
        *body = end + 4;
        if (bytes >= 0 && (size_t)(*body - message) + (size_t)bytes <= count) return bytes;
    }
    return -1;
}

int main(void) {
    const char *next = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const char *head = "POST /2018-06-01/runtime/invocation/id/response HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";
    const char *body = NULL;
    int stream = connected();
    while (stream >= 0) {
        if (write(stream, next, strlen(next)) < 0) return 1;
        int bytes = receive(stream, &body);
        if (bytes < 0) return 1;
        int count = snprintf(answer, sizeof answer, head, bytes);
        memcpy(answer + count, body, (size_t)bytes);
        if (write(stream, answer, (size_t)(count + bytes)) < 0 || receive(stream, &body) < 0) return 1;
    }
    return 1;
}
