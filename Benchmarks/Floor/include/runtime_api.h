// The Runtime API as a loop of read and write, for the programs that show what anything else costs on top of them.
//
// It trusts its server, which is AWS's emulator or the benchmark's own.
#ifndef RUNTIME_API_H
#define RUNTIME_API_H

// The event of the next invocation.
struct invocation {
    // Its bytes, until the next call; no NUL is among them, and one follows.
    const char *event;
    int length;
    char id[128];
};

// Connects to the server that AWS_LAMBDA_RUNTIME_API names; a socket, or -1.
int runtime_api_connect(void);

// Waits for an invocation; 0, or -1 when the server is gone.
int runtime_api_next(int stream, struct invocation *invocation);

// Answers an invocation; 0, or -1 when the server is gone.
int runtime_api_respond(int stream, const struct invocation *invocation, const char *body, int length);

#endif
