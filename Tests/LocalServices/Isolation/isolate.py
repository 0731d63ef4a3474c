"""Runs a deployed function as Lambda does, or more strictly: a root file system that is read-only, only /tmp to write
to, no network but loopback, a user without capabilities, and AWS's emulator in the place of Lambda.

Standard input is one JSON object:
  root         the folder that becomes /; missing mount points (/tmp, /proc, /dev) are made in it
  emulator     path of aws-lambda-rie, outside of the root
  entrypoint   the function's command, as inside
  environment  the function's whole environment
  directory    its working directory, as inside
  user         its uid and gid
  events       texts, posted one after the other: the first one is a cold start
  seconds      how long to wait for each answer
Standard output is {"answers": [{"status", "body" in base64}], "log"}. Needs root and nothing but Python; whatever
cannot be set up ends it with a message. Everything lives in namespaces of one process, and ends with it.
"""

import base64
import ctypes
import fcntl
import http.client
import json
import os
import signal
import socket
import struct
import sys
import time

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWPID, CLONE_NEWNET = 1 << 17, 1 << 26, 1 << 27, 1 << 29, 1 << 30
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 24, 38
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
DEVICES = ("null", "zero", "full", "random", "urandom")
PATH = "/2015-03-31/functions/function/invocations"
EMULATOR_PORT, RUNTIME_API_PORT = 8080, 9001

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """A system call that has to succeed."""
    if getattr(libc, name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def mount(source, target, kind=None, flags=0, options=None):
    texts = [text and text.encode() for text in (source, target, kind, options)]
    try:
        call("mount", *texts[:3], ctypes.c_ulong(flags), texts[3])
    except OSError as error:
        raise OSError(error.errno, f"mount on {target}: {error.strerror}") from None


def make_root(root):
    """Mounts that this mount namespace alone sees."""
    mount(None, "/", flags=MS_REC | MS_PRIVATE)
    for name in ("tmp", "proc", "dev"):
        os.makedirs(f"{root}/{name}", exist_ok=True)
    mount(root, root, flags=MS_BIND)
    mount(None, root, flags=MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)
    mount("tmpfs", f"{root}/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777,size=512m")
    mount("proc", f"{root}/proc", "proc", MS_NOSUID | MS_NODEV)
    make_devices(f"{root}/dev")


def make_devices(folder):
    """As few as Lambda has, and no shared memory."""
    mount("tmpfs", folder, "tmpfs", MS_NOSUID, "mode=755,size=64k")
    for name in DEVICES:
        os.close(os.open(f"{folder}/{name}", os.O_CREAT | os.O_WRONLY))
        mount(f"/dev/{name}", f"{folder}/{name}", flags=MS_BIND)
    for name, target in (("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
        os.symlink(f"/proc/self/{target}", f"{folder}/{name}")
    mount(None, folder, flags=MS_REMOUNT | MS_RDONLY | MS_NOSUID)


def raise_loopback():
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))


def drop_privileges(user):
    capability = 0
    while libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def check_isolation(user):
    """What every test here relies on, asked of the kernel right before the function starts."""
    with open("/proc/self/status") as file:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[name], 16) == 0, f"{name} is {status[name]}, not empty"
    assert status["Uid"].split() == [str(user)] * 4 and user != 0, f"the uid is {status['Uid']}, not {user}"
    # Tunnels that some kernels put into every namespace are down, so that nothing is routed through them.
    with open("/proc/net/route") as file:
        assert not file.read().split("\n")[1].strip(), "the network leads somewhere"
    with open("/proc/self/mounts") as file:
        mounts = [line.split() for line in file]
    writable = {place for _, place, _, options, *_ in mounts if "rw" in options.split(",")}
    unexpected = writable - {"/tmp", "/proc", *(f"/dev/{name}" for name in DEVICES)}
    assert not unexpected, f"not read-only: {', '.join(sorted(unexpected))}"


def start_emulator(request, log):
    """The emulator in the new root; it is no file there, only open."""
    emulator = os.open(request["emulator"], os.O_RDONLY)
    process = os.fork()
    if process:
        return process
    try:
        os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.chroot(request["root"])
        os.chdir(request["directory"])
        drop_privileges(request["user"])
        check_isolation(request["user"])
        os.umask(0o022)
        # Python ignores SIGPIPE, which a program would inherit.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        arguments = [
            "aws-lambda-rie", "--runtime-interface-emulator-address", f"127.0.0.1:{EMULATOR_PORT}",
            "--runtime-api-address", f"127.0.0.1:{RUNTIME_API_PORT}", *request["entrypoint"],
        ]
        os.execve(emulator, arguments, request["environment"])
    except BaseException as error:
        os.write(2, f"isolate: {type(error).__name__}: {error}\n".encode())
    os._exit(70)


def wait_for_emulator(process, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", EMULATOR_PORT)) == 0:
                return
        if os.waitpid(process, os.WNOHANG)[0]:
            raise RuntimeError("the emulator did not start")
        time.sleep(0.005)
    raise RuntimeError(f"the emulator did not listen within {seconds} s")


def post(event, seconds):
    connection = http.client.HTTPConnection("127.0.0.1", EMULATOR_PORT, timeout=seconds)
    try:
        connection.request("POST", PATH, event.encode())
        response = connection.getresponse()
        return {"status": response.status, "body": base64.b64encode(response.read()).decode()}
    finally:
        connection.close()


def text_of(log):
    return os.pread(log, os.fstat(log).st_size, 0).decode(errors="replace")


def run(request):
    """The first process of its namespaces: when it ends, the kernel ends all others and takes down the mounts."""
    if not os.path.isdir(request["root"]):
        raise FileNotFoundError(f"{request['root']} is not there or no folder")
    request["root"] = os.path.realpath(request["root"])
    make_root(request["root"])
    raise_loopback()
    log = os.memfd_create("log")
    try:
        process = start_emulator(request, log)
        wait_for_emulator(process, request["seconds"])
        answers = [post(event, request["seconds"]) for event in request["events"]]
    except Exception as error:
        raise RuntimeError(f"{error}; the log:\n{text_of(log)}") from error
    print(json.dumps({"answers": answers, "log": text_of(log)}), flush=True)


def first_process(request):
    call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    try:
        run(request)
    except BaseException as error:
        print(f"isolate: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def main():
    request = json.load(sys.stdin)
    if os.geteuid() != 0:
        sys.exit("isolate: namespaces and mounts need root; run the tests as root")
    call("unshare", CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET)
    process = os.fork()
    if process == 0:
        first_process(request)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: os.kill(process, signal.SIGKILL))
    _, status = os.waitpid(process, 0)
    sys.exit(os.waitstatus_to_exitcode(status) and 1)


main()
