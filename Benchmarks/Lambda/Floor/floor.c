// What an invocation costs at the least: a loop of read and write that asks the Runtime API for an event and sends it back.
//
// Nothing but what the system calls and the server take; no runtime, no handler.
#include "runtime_api.h"

int main(void) {
    struct invocation invocation;
    int stream = runtime_api_connect();
    while (stream >= 0 && runtime_api_next(stream, &invocation) == 0) {
        // The answer is read into the place of the event, which has been written by then.
        if (runtime_api_respond(stream, &invocation, invocation.event, invocation.length) != 0) return 1;
    }
    return 1;
}
