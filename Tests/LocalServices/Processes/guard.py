"""Runs commands and one server for a parent, and ends them when the parent ends, however it dies.

Requests and replies are JSON objects, one a line, over the socket that is standard input. When that
socket reaches its end, every process started here is stopped and the working directory removed.
"""

import asyncio
import ctypes
import json
import os
import shutil
import signal
import socket
import tempfile
import time

PR_SET_CHILD_SUBREAPER = 36
GRACE_SECONDS = 5


def descendants(root):
    """Every process below `root`, found by the parent that /proc names for each."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                parent = int(file.read().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(name))
    found = list(children.get(root, []))
    for process in found:
        found += children.get(process, [])
    return found


def connects(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Guard:
    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="local-service-", dir="/tmp")
        os.chmod(self.directory, 0o755)
        self.log = os.path.join(self.directory, "log")
        self.server = None
        self.stop_signal = signal.SIGTERM
        self.commands = set()

    async def open(self):
        return {"directory": self.directory}

    async def run(self, command, environment, directory=None, input=""):
        """Runs a command to its end."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, cwd=directory or self.directory, stdin=pipe, stdout=pipe, stderr=pipe
        )
        self.commands.add(process.pid)
        output, errors = await process.communicate(input.encode())
        self.commands.discard(process.pid)
        decode = lambda data: data.decode(errors="replace")
        return {"status": process.returncode, "output": decode(output), "errors": decode(errors)}

    async def start(self, command, environment, ready, seconds, stop, directory=None):
        """Starts the server and answers when its log holds the text, or its port accepts, that `ready` names."""
        self.stop_signal = stop
        with open(self.log, "ab") as log:
            begin = log.tell()
            self.server = await asyncio.create_subprocess_exec(
                *command, env=environment, cwd=directory or self.directory,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + seconds
        while self.server.returncode is None and time.monotonic() < deadline:
            if self.is_ready(begin, **ready):
                return {"process": self.server.pid}
            await asyncio.sleep(0.01)
        state = "not ready in time" if self.server.returncode is None else f"ended with {self.server.returncode}"
        await self.stop()
        return {"error": state}

    def is_ready(self, begin, text=None, port=None):
        if port is not None and not connects(port):
            return False
        with open(self.log, "rb") as log:
            log.seek(begin)
            return text is None or text.encode() in log.read()

    async def signal(self, number):
        """Sends a signal to the server and everything below it."""
        for process in [self.server.pid, *descendants(self.server.pid)]:
            kill(process, number)
        return {}

    async def stop(self, number=None):
        """Stops the server: a signal to itself and, after a grace, an end to whatever it has left behind."""
        if self.server is None:
            return {}
        if self.server.returncode is None:
            kill(self.server.pid, number or self.stop_signal)
            kill(self.server.pid, signal.SIGCONT)
            try:
                await asyncio.wait_for(self.server.wait(), GRACE_SECONDS)
            except asyncio.TimeoutError:
                pass
        await self.sweep(self.commands)
        status = await self.server.wait()
        self.server = None
        return {"status": status}

    async def sweep(self, spared=frozenset()):
        """Ends every descendant, orphans included (they become children of this subreaper)."""
        asked, patience = set(), time.monotonic() + 1
        while time.monotonic() < patience + GRACE_SECONDS:
            left = set(descendants(os.getpid())) - spared
            if not left:
                return
            for process in left - asked:
                kill(process, signal.SIGTERM)
                kill(process, signal.SIGCONT)
            if time.monotonic() > patience:
                for process in left:
                    kill(process, signal.SIGKILL)
            asked |= left
            self.reap(left)
            await asyncio.sleep(0.005)

    def reap(self, processes):
        """Lets ended orphans go; asyncio awaits those that were started here."""
        for process in processes - self.commands - {self.server and self.server.pid}:
            try:
                os.waitpid(process, os.WNOHANG)
            except ChildProcessError:
                pass  # it is the child of another descendant

    async def end(self):
        try:
            await self.stop()
            await self.sweep()
        finally:
            shutil.rmtree(self.directory, ignore_errors=True)

    async def answer(self, request, writer):
        try:
            reply = await getattr(self, request["method"])(**request["arguments"])
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        writer.write(json.dumps({**reply, "id": request["id"]}).encode() + b"\n")


def kill(process, number):
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass


async def main():
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    stream = socket.socket(fileno=os.dup(0))
    reader, writer = await asyncio.open_connection(sock=stream, limit=1 << 26)
    guard, answers = Guard(), set()

    async def serve():
        try:
            while line := await reader.readline():
                answer = asyncio.create_task(guard.answer(json.loads(line), writer))
                answers.add(answer)
                answer.add_done_callback(answers.discard)
        except ConnectionError:
            pass

    serving = asyncio.create_task(serve())
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    try:
        await serving
    except asyncio.CancelledError:
        pass
    for answer in answers:
        answer.cancel()
    await guard.end()


os.closerange(3, 4096)  # The parent may have had files open that are not closed on exec.
asyncio.run(main())
