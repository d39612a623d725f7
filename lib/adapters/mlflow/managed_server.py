"""MLflow's tracking server as one process, which holds a lock for as long as it lives.

`mlflow server` imports everything twice, in its command and in the worker that this starts, and
so takes twice the time. What is set here is what that command hands to its worker.

Runs as: python -I managed_server.py FOLDER PORT PORT_COUNT
"""

import gc
import json
import os
import socket
import sys
import threading
import time

PORT_TAKEN = 98


def main(folder: str, port: int, port_count: int) -> None:
    # All addresses below are relative, so that no folder's name needs escaping.
    os.chdir(folder)
    lock = hold_lock()
    if lock is None:
        return
    with open("server.log", "w") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    listener = listen(port, port_count)
    if listener is None:
        sys.exit(PORT_TAKEN)
    write_state(listener)
    stop = threading.Event()
    threading.Thread(target=watch_state, args=(stop,), daemon=True).start()
    serve(listener, stop)


def hold_lock():
    """The open lock file; None when another server of this folder runs."""
    file = open("server.lock", "w")
    while not try_lock(file):
        # Without a state file the other one is about to end, or to write it.
        if os.path.exists("server.json"):
            return None
        time.sleep(0.05)
    return file


def try_lock(file) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False


def listen(first: int, count: int):
    """A socket on the first free port; None when all are taken. Callers wait until we serve."""
    for port in range(first, first + count):
        listener = socket.socket()
        if os.name == "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(1024)
            return listener
        except OSError:
            listener.close()
    return None


def write_state(listener) -> None:
    port = listener.getsockname()[1]
    with open("server.json.partial", "w") as file:
        json.dump({"url": f"http://127.0.0.1:{port}", "port": port, "pid": os.getpid()}, file)
    os.replace("server.json.partial", "server.json")


def watch_state(stop: threading.Event) -> None:
    """Ends this process once the state file is gone: removed to stop us, or with the folder."""
    while os.path.exists("server.json"):
        time.sleep(0.25)
    stop.set()
    time.sleep(10)
    os._exit(0)


def serve(listener, stop: threading.Event) -> None:
    os.environ.update(
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false",
        MLFLOW_DISABLE_TELEMETRY="true",
        DO_NOT_TRACK="true",
        GIT_PYTHON_REFRESH="quiet",
    )
    # Collecting garbage takes a tenth of the time of importing so much.
    gc.disable()
    import uvicorn
    from mlflow.server import constants, handlers
    from mlflow.server.fastapi_app import app

    store, artifacts = "sqlite:///mlflow.db", "mlflow-artifacts:/"
    os.environ.update({
        constants.BACKEND_STORE_URI_ENV_VAR: store,
        constants.REGISTRY_STORE_URI_ENV_VAR: store,
        constants.ARTIFACT_ROOT_ENV_VAR: artifacts,
        constants.ARTIFACTS_DESTINATION_ENV_VAR: "./artifacts",
        constants.SERVE_ARTIFACTS_ENV_VAR: "true",
    })
    handlers.initialize_backend_stores(store, store, artifacts)
    gc.enable()
    gc.freeze()

    # Connections are kept for longer than clients keep them, so that none is reused too late.
    config = uvicorn.Config(
        app, access_log=False, timeout_keep_alive=120, timeout_graceful_shutdown=5
    )
    server = uvicorn.Server(config)
    threading.Thread(target=lambda: end(server, stop), daemon=True).start()
    server.run(sockets=[listener])


def end(server, stop: threading.Event) -> None:
    stop.wait()
    server.should_exit = True


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
