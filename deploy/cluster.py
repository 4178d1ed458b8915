"""Starts a small Spark on this machine, on loopback only: a master, two workers, a Connect server; or ends it.

    .venv-cluster/bin/python deploy/cluster.py start|stop|status

``make cluster`` and ``make cluster-stop`` call it. It is for trying and for tests: what to run for real is in
docs/cluster.md. About 2.7 GB of memory; needs Java 17 (Debian: openjdk-17-jre-headless). What it writes, its logs
among it, is in build/cluster.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "build" / "cluster"
HOST = "127.0.0.1"
MASTER_PORT = int(os.environ.get("SPARK_MASTER_PORT", "7077"))
CONNECT_PORT = int(os.environ.get("SPARK_CONNECT_PORT", "15002"))
MASTER = f"spark://{HOST}:{MASTER_PORT}"
WORKERS = 2
#: Seconds until all of it answers; a cold disk and two busy cores take most of a minute.
PATIENCE = 120
#: Small answers to small questions: two hundred parts, which is what Spark would cut them into, cost seconds.
SETTINGS = {
    "spark.executor.memory": "640m",
    "spark.executor.cores": "1",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.driver.host": HOST,
    "spark.connect.grpc.binding.address": HOST,
    "spark.connect.grpc.binding.port": str(CONNECT_PORT),
}
DAEMON = "org.apache.spark.deploy"
#: Parts that this very program started.
_started: dict[str, subprocess.Popen[bytes]] = {}


def home() -> Path:
    """Where pip put Spark."""
    found = find_spec("pyspark")
    if not found or not found.origin or not (Path(found.origin).parent / "jars").is_dir():
        sys.exit("Spark is not installed here: make cluster")
    return Path(found.origin).parent


def start() -> None:
    for port, setting in ((MASTER_PORT, "SPARK_MASTER_PORT"), (CONNECT_PORT, "SPARK_CONNECT_PORT")):
        if is_open(port):
            sys.exit(
                f"Something answers on port {port} already (is a cluster running?); {setting} names another."
            )
    if not shutil.which("java"):
        sys.exit("Spark needs Java 17 or 21 and there is none: apt-get install openjdk-17-jre-headless")
    HERE.mkdir(parents=True, exist_ok=True)
    bind = ("--host", HOST)
    run(
        "master",
        "spark-class",
        f"{DAEMON}.master.Master",
        *bind,
        "--port",
        str(MASTER_PORT),
        "--webui-port",
        "0",
    )
    wait(MASTER_PORT, "master")
    worker = (
        *bind,
        "--cores",
        "1",
        "--memory",
        "640m",
        "--webui-port",
        "0",
        "--work-dir",
        str(HERE / "work"),
    )
    for number in range(1, WORKERS + 1):
        run(f"worker{number}", "spark-class", f"{DAEMON}.worker.Worker", *worker, MASTER)
    conf = [word for name, value in SETTINGS.items() for word in ("--conf", f"{name}={value}")]
    server = "org.apache.spark.sql.connect.service.SparkConnectServer"
    run("connect", "spark-submit", "--master", MASTER, "--class", server, *conf, "spark-internal")
    wait(CONNECT_PORT, "connect")
    print(f"Spark answers on {HOST}:{CONNECT_PORT}, {WORKERS} workers; logs: {HERE}")


def run(name: str, program: str, *words: str) -> None:
    """Starts a part in a process group of its own, which outlives this program."""
    environment = os.environ | {
        "SPARK_HOME": str(home()),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_DAEMON_MEMORY": "1g" if name == "connect" else "256m",
        "SPARK_NO_DAEMONIZE": "1",
    }
    with (HERE / f"{name}.log").open("w") as log:
        started = subprocess.Popen(
            [str(home() / "bin" / program), *words],
            stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env=environment, cwd=HERE, start_new_session=True,
        )  # fmt: skip
    pid_file(name).write_text(f"{started.pid}\n")
    _started[name] = started


def wait(port: int, name: str) -> None:
    until = time.monotonic() + PATIENCE
    while not is_open(port):
        if not is_alive(name) or time.monotonic() > until:
            tail = "".join((HERE / f"{name}.log").read_text().splitlines(keepends=True)[-15:])
            stop()
            sys.exit(f"{tail}\nThe part {name} of the cluster did not start.")
        time.sleep(0.2)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def pid_file(name: str) -> Path:
    return HERE / f"{name}.pid"


def is_alive(name: str) -> bool:
    """Whether the part that was started under this name still runs, and is no stranger with its number."""
    if name in _started:
        return _started[name].poll() is None
    command = Path("/proc", pid_file(name).read_text().strip(), "cmdline")
    return command.exists() and b"spark" in command.read_bytes()


def parts() -> Sequence[str]:
    """What was started and not stopped, the server first."""
    return sorted(path.stem for path in HERE.glob("*.pid"))


def stop() -> None:
    """Ends the process groups that ``start`` made, and no other."""
    for name in parts():
        if is_alive(name):
            with suppress(ProcessLookupError):
                os.killpg(int(pid_file(name).read_text()), signal.SIGTERM)
    until = time.monotonic() + 20
    while any(map(is_alive, parts())) and time.monotonic() < until:
        time.sleep(0.1)
    for name in parts():
        if is_alive(name):
            os.killpg(int(pid_file(name).read_text()), signal.SIGKILL)
        pid_file(name).unlink()
    shutil.rmtree(HERE / "work", ignore_errors=True)


def status() -> None:
    for name in parts():
        print(f"{name}: {'runs' if is_alive(name) else 'has ended'}")
    sys.exit(0 if parts() and all(map(is_alive, parts())) else 1)


if __name__ == "__main__":
    verbs = {"start": start, "stop": stop, "status": status}
    if sys.argv[1:] and sys.argv[1] in verbs:
        verbs[sys.argv[1]]()
    else:
        sys.exit(__doc__)
