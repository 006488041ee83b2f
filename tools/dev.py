"""Set up and run the project from nothing but Python and venv: the standard library only."""

import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PY = VENV / "bin" / "python"
STAMP = VENV / ".requirements"
OLDEST = (3, 11)
LOCALE = ROOT / "intlstrategy" / "locale"
HOST = "127.0.0.1"


def sh(*command: object, **options) -> None:
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, **options)


def fail(message: str) -> None:
    sys.exit(f"\n{message}\n")


def ensure(kind: str) -> None:
    """Make .venv hold exactly what the requirements file of this kind pins; costs nothing when it already does."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        fail(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {found}. Try: make run PY=python3.12")
    requirements = ROOT / ("requirements-dev.txt" if kind == "dev" else "requirements.txt")
    want = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        have = STAMP.read_text().split() if STAMP.exists() and PY.exists() else []
        if want in have:
            return
        if not have:
            create_environment()
        print("Installing the pinned requirements (about a minute the first time) ...", flush=True)
        install(requirements)
        STAMP.write_text("\n".join([*have, want]))


def create_environment() -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415 - the question is whether it is there
    except ImportError:
        fail("python3-venv is missing. On Debian or Ubuntu: apt-get install python3-venv")
    print("Creating .venv ...", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)


def install(requirements: Path) -> None:
    env = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    pip = [PY, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--no-deps", "--require-hashes"]
    try:
        sh(*pip, "-r", requirements, env=env)
    except subprocess.CalledProcessError:
        fail("The requirements could not be installed. Is there a network, or a package mirror set for pip?")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def port_asked_for() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        fail(f"PORT must be a number between 1 and 65535, not {text!r}.")
    if not is_free(int(text)):
        fail(f"Port {text} is in use. Try: make run PORT={int(text) + 1}")
    return int(text)


def manage(*arguments: str, env: dict[str, str]) -> None:
    sh(PY, "manage.py", *arguments, env=env)


def compile_messages() -> None:
    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            babel = [PY, "-m", "babel.messages.frontend", "--quiet"]
            sh(*babel, "compile", "--input-file", source, "--output-file", target, "--locale", source.parts[-3])


def demand_database(env: dict[str, str]) -> None:
    """Ask the database for an answer before anything needs it, and say in one line why there is none."""
    asked = subprocess.run([PY, "-m", "tools.database"], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    if asked.returncode:
        fail(asked.stderr.strip())


def prepare(env: dict[str, str]) -> None:
    demand_database(env)
    compile_messages()
    manage("migrate", "--verbosity", "0", env=env)
    manage("createcachetable", env=env)
    manage("load_taxonomy", "--verbosity", "0", env=env)


def keep_running(commands: list[list[str]], env: dict[str, str]) -> None:
    """Run server and worker as one group: a worker that dies starts again, the server's end is the end."""
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    processes = [subprocess.Popen(command, cwd=ROOT, env=env) for command in commands]
    server = processes[0]
    while not stopping and server.poll() is None:
        for number, process in enumerate(processes[1:], start=1):
            if process.poll() is not None:
                processes[number] = subprocess.Popen(commands[number], cwd=ROOT, env=env)
        time.sleep(1)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    sys.exit(0 if stopping else server.returncode)


def run() -> None:
    port = port_asked_for()
    ensure("base")
    env = os.environ | {"DEBUG": "1", "PYTHONUNBUFFERED": "1"}
    prepare(env)
    if not os.environ.get("DATABASE_URL") or os.environ.get("DEMO") == "1":
        manage("load_demo", "--if-empty", env=env)
    print(f"\n  intlstrategy: http://{HOST}:{port}/   (stop with Ctrl-C)", flush=True)
    manage("load_demo", "--list-accounts", env=env)
    server = [str(PY), "manage.py", "runserver", "--noreload", "--nostatic", f"{HOST}:{port}"]
    keep_running([server, [str(PY), "manage.py", "worker"]], env)


def serve() -> None:
    port = port_asked_for()
    ensure("base")
    env = os.environ | {"DEBUG": "0", "PYTHONUNBUFFERED": "1"}
    prepare(env)
    manage("collectstatic", "--noinput", "--verbosity", "0", env=env)
    print(f"\n  intlstrategy: http://{HOST}:{port}/   (stop with Ctrl-C)", flush=True)
    workers = os.environ.get("WEB_WORKERS", "2")
    server = [str(PY), "-m", "gunicorn", "intlstrategy.wsgi", "--bind", f"{HOST}:{port}", "--workers", workers]
    server += ["--timeout", "90"]  # a form may wait 20 s for a locked database, more than once
    keep_running([server, [str(PY), "manage.py", "worker"]], env)


def test() -> None:
    ensure("dev")
    compile_messages()
    arguments = sys.argv[2:] or ["-n", os.environ.get("TEST_PROCESSES", "auto"), "--dist", "worksteal"]
    os.chdir(ROOT)
    os.execv(PY, [str(PY), "-m", "pytest", *arguments])


def check() -> None:
    ensure("dev")
    compile_messages()
    os.chdir(ROOT)
    os.execv(PY, [str(PY), "-m", "tools.check"])


def bench() -> None:
    ensure("dev")
    compile_messages()
    os.chdir(ROOT)
    os.execv(PY, [str(PY), "-m", "tests.benchmarks", *sys.argv[2:]])


def messages() -> None:
    ensure("dev")
    os.chdir(ROOT)
    sh(PY, "-m", "tools.messages")
    compile_messages()


def requirements() -> None:
    ensure("dev")
    pin = [PY, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--strip-extras", "--no-emit-index-url"]
    pin += ["--no-emit-trusted-host", "--no-emit-find-links", "--upgrade"]
    sh(*pin, "-o", "requirements.txt", "pyproject.toml")
    sh(
        *pin,
        "--allow-unsafe",
        "--extra",
        "dev",
        "-c",
        "requirements.txt",
        "-o",
        "requirements-dev.txt",
        "pyproject.toml",
    )


COMMANDS: dict[str, Callable[[], None]] = {
    "run": run,
    "serve": serve,
    "test": test,
    "check": check,
    "bench": bench,
    "setup": lambda: ensure("dev"),
    "messages": messages,
    "requirements": requirements,
}

if __name__ == "__main__":
    try:
        COMMANDS[sys.argv[1]]()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
