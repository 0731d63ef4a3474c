"""What a cold start spent its time on, in the shape in which the Swift function logs it."""

import json
import time
from contextlib import contextmanager

# The CPU time so far is loading and importing on one thread, and so close to the wall time on an idle machine.
_PROCESS = time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID)
_ORIGIN = time.perf_counter() - _PROCESS
_phases = [("process", 0.0, _PROCESS)]
_is_logged = False


@contextmanager
def phase(name):
    """Records the time of a block, also when it raises."""
    start = time.perf_counter()
    try:
        yield
    finally:
        if not _is_logged:
            _phases.append((name, start - _ORIGIN, time.perf_counter() - start))


def log_once():
    """Logs the phases so far as one line of JSON: milliseconds, as text, since the process began."""
    global _is_logged
    if _is_logged:
        return
    _is_logged = True
    phases = [
        {"name": name, "start": f"{start * 1e3:.2f}", "duration": f"{duration * 1e3:.2f}"}
        for name, start, duration in _phases
    ]
    print(json.dumps({"metadata": {"cold": "true", "phases": phases}}), flush=True)
