#include "runtime_api.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static char message[65536];

int runtime_api_connect(void) {
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

int runtime_api_next(int stream, struct invocation *invocation) {
    const char *next = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const char *header = "lambda-runtime-aws-request-id:";
    if (write(stream, next, strlen(next)) < 0) return -1;
    invocation->length = receive(stream, &invocation->event);
    if (invocation->length < 0) return -1;
    const char *id = strcasestr(message, header);
    // The benchmark's own server names none.
    if (!id || sscanf(id + strlen(header), " %127[^\r]", invocation->id) != 1) strcpy(invocation->id, "id");
    return 0;
}

int runtime_api_respond(int stream, const struct invocation *invocation, const char *body, int length) {
    char head[512];
    const char *ignored = NULL;
    int count = snprintf(
        head, sizeof head,
        "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n",
        invocation->id, length);
    struct iovec parts[] = {{head, (size_t)count}, {(void *)body, (size_t)length}};
    if (writev(stream, parts, 2) != count + length) return -1;
    return receive(stream, &ignored) < 0 ? -1 : 0;
}
