"""Runs a process in a network namespace of its own, with relays out of it that can be made to fail in every way.

Requests and replies are JSON objects, one a line, over the socket that is standard input, and the process ends with
that socket. Inside, each of the given ports of 127.0.0.1 leads to the same port outside. Between the process and the
relays nftables can drop packets without a word, as a network does that has lost its state. Needs root and nft.
"""

import concurrent.futures
import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
import threading

CLONE_NEWNET = 1 << 30
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
ESTABLISHED = "01"

libc = ctypes.CDLL(None, use_errno=True)


def enter_namespace():
    """Of the calling thread alone: sockets and processes that it makes are inside, those of all others outside."""
    if libc.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "a network namespace needs root")
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))


def nft(*arguments, script=""):
    return subprocess.run(["nft", *arguments], input=script, text=True, capture_output=True, check=True).stdout


class Valve:
    """Lets bytes through or holds them back; may close itself after some."""

    def __init__(self):
        self.is_open, self.has_closed = threading.Event(), threading.Event()
        self.left = None
        self.is_open.set()

    def pass_on(self, count, is_answer):
        if is_answer and self.left is not None:
            self.left -= count
            if self.left < 0:
                self.left = None
                self.is_open.clear()
                self.has_closed.set()
        self.is_open.wait()


class Relays:
    """Hand on what comes in at ports inside to the same ports outside, when the valve lets them."""

    def __init__(self):
        self.valve = Valve()

    def serve(self, listener, port):
        while True:
            client, _ = listener.accept()
            threading.Thread(target=self.connect, args=(client, port, self.valve), daemon=True).start()

    def connect(self, client, port, valve):
        valve.is_open.wait()
        try:
            server = socket.create_connection(("127.0.0.1", port))
        except OSError:
            # As a server that is not there: a reset.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
            return
        for one, other in ((client, server), (server, client)):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.pump, args=(one, other, valve, one is server), daemon=True).start()

    def pump(self, source, target, valve, is_answer):
        try:
            while data := source.recv(65536):
                valve.pass_on(len(data), is_answer)
                target.sendall(data)
        except OSError:
            pass
        # Whichever side has ended, the other learns of it; a half-closed connection is of no use to anybody here.
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Severed:
    def __init__(self):
        self.inside = concurrent.futures.ThreadPoolExecutor(1, initializer=enter_namespace)
        self.relays = Relays()
        self.process = None
        self.asking = threading.Lock()

    def within(self, function, *arguments, **named):
        return self.inside.submit(function, *arguments, **named).result()

    def open(self, ports):
        self.ports = ports
        for port in ports:
            # Created inside, served from outside.
            listener = self.within(socket.create_server, ("127.0.0.1", port), backlog=64)
            threading.Thread(target=self.relays.serve, args=(listener, port), daemon=True).start()
        self.within(nft, "add table ip faults; add chain ip faults in { type filter hook input priority 0; }")
        return {}

    def start(self, command, environment):
        self.process = self.within(
            subprocess.Popen, command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return {"line": self.process.stdout.readline()}

    def ask(self, line):
        with self.asking:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            return {"line": self.process.stdout.readline()}

    def signal(self, number):
        self.process.send_signal(number)
        return {}

    def hear(self, connections):
        """Hands on for all connections, for none, or for those alone that are made from now on."""
        valve = self.relays.valve
        if connections == "later":
            self.relays.valve = Valve()
        else:
            (valve.is_open.set if connections == "all" else valve.is_open.clear)()
        return {}

    def hear_until(self, count):
        """Hands on so many bytes of the servers' answers, then no more; replies when that has come."""
        valve = self.relays.valve
        valve.left = count
        valve.has_closed.wait()
        return {}

    def network(self, mode):
        """From now on drops nothing, everything, or what belongs to the connections that are open now."""
        dropped = self.dropped()
        ports = {"whole": [], "dropped": self.ports, "forgotten": self.within(self.clients)}[mode]
        rules = "".join(f"add rule ip faults in tcp {side} {port} counter drop\n" for port in ports for side in ("sport", "dport"))
        self.within(nft, "-f", "-", script="flush chain ip faults in\n" + rules)
        return {"dropped": dropped}

    def clients(self):
        """The ports of the process's open connections, which no later one has."""
        with open("/proc/thread-self/net/tcp") as table:
            rows = [line.split() for line in table.readlines()[1:]]
        port = lambda address: int(address.partition(":")[2], 16)
        return [port(row[1]) for row in rows if row[3] == ESTABLISHED and port(row[2]) in self.ports]

    def dropped(self):
        listing = json.loads(self.within(nft, "--json", "list chain ip faults in"))
        expressions = [part for entry in listing["nftables"] if "rule" in entry for part in entry["rule"]["expr"]]
        return sum(part["counter"]["packets"] for part in expressions if "counter" in part)

    def usage(self):
        """What the process holds, as the kernel counts it."""
        with open(f"/proc/{self.process.pid}/status") as file:
            status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
        return {
            "kilobytes": int(status["VmRSS"].split()[0]), "threads": int(status["Threads"]),
            "descriptors": len(os.listdir(f"/proc/{self.process.pid}/fd")),
        }

    def end(self):
        if self.process:
            self.process.kill()

    def answer(self, request):
        try:
            reply = getattr(self, request["method"])(**request["arguments"])
        except subprocess.CalledProcessError as error:
            reply = {"error": f"nft: {error.stderr}"}
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        return json.dumps({**reply, "id": request["id"]}).encode() + b"\n"


def main():
    os.closerange(3, 4096)  # The parent may have had files open that are not closed on exec.
    parent = socket.socket(fileno=os.dup(0))
    severed = Severed()
    # One asks while another changes the network.
    requests, replying = concurrent.futures.ThreadPoolExecutor(8), threading.Lock()

    def serve(request):
        reply = severed.answer(request)
        with replying:
            parent.sendall(reply)

    try:
        for line in parent.makefile("rb"):
            requests.submit(serve, json.loads(line))
    finally:
        severed.end()
        os._exit(0)


main()
