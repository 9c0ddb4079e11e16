"""The running program from outside: seconds to start, memory, milliseconds an answer over HTTP."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.messages import message


@dataclass(frozen=True)
class Served:
    """`start_seconds`: from the command to the first healthy answer, with model and catalogue current.

    `memory_mb`: resident memory after the messages. `median_ms`, `p95_ms`: from sending to the whole answer.
    """

    start_seconds: float
    memory_mb: int
    median_ms: float
    p95_ms: float
    messages: int


def measure(messages: int = 200) -> Served:
    """Start `signpost serve` on a free port with a database of its own, and talk to it one message at a time."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "SIGNPOST_PORT": str(_free_port()),
            "SIGNPOST_MESSAGES_PER_MINUTE": "100000",
        }
        began = time.perf_counter()
        command = [sys.executable, "-c", "from bot.cli import main; main()", "serve"]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{environment['SIGNPOST_PORT']}", timeout=60) as client:
                _wait(client)
                started = time.perf_counter() - began
                taken = sorted(_talk(client, messages))
                memory = _memory_mb(server.pid)
        finally:
            server.terminate()
            server.wait(timeout=30)
    return Served(
        start_seconds=round(started, 1),
        memory_mb=memory,
        median_ms=round(statistics.median(taken), 1),
        p95_ms=round(taken[int(len(taken) * 0.95) - 1], 1),
        messages=messages,
    )


def _talk(client: httpx.Client, messages: int) -> list[float]:
    token = client.post("/webchat/conversations", json={"language": "uk"}).raise_for_status().json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    taken = []
    for number in range(messages + 10):
        began = time.perf_counter()
        client.post("/webchat/messages", json={"text": message(number)}, headers=headers).raise_for_status()
        taken.append((time.perf_counter() - began) * 1000)
    return taken[10:]  # the first few load what is loaded on first use


def _wait(client: httpx.Client) -> None:
    end = time.monotonic() + 600
    while time.monotonic() < end:
        try:
            if client.get("/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError("signpost serve did not get ready within 600 s")


def _memory_mb(pid: int) -> int:
    """Resident memory of the process, from /proc (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) // 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
