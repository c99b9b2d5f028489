"""The processes of a site under one parent: web workers, the background worker with the clock in it, and search. When one ends, all end."""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django
from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
# Forking shares what was imported, which saves seconds and memory; on macOS the system's own libraries do not survive it.
START_METHOD = "fork" if sys.platform == "linux" else "spawn"
STOP_SECONDS = 10
# A page makes some ten thousand objects and throws them away again: looking for cycles after every 700, as Python does, costs it 5 %.
COLLECT = (20_000, 20, 20)


class PortTaken(Exception):
    """Somebody else listens at the address."""


def check_port(host: str, port: int) -> None:
    """Raises PortTaken unless one can listen at `host` and `port` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(error.strerror) from error


def serve(host: str, port: int, *, workers: int, threads: int, on_ready: Callable[[], None]) -> int:
    """Serves until SIGINT or SIGTERM, or until one of the processes ends. Returns an exit status: 0 if it was told to end.

    `on_ready` is called in a thread of its own once the site listens.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    _preload()
    multiprocessing.set_start_method(START_METHOD, force=True)
    server = Granian(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    )
    with search_socket(), _companions() as lost:
        threading.Thread(target=_wait_for, args=(host, port, on_ready), daemon=True).start()
        try:
            server.serve(target_loader=load_application, wrap_loader=False)
        except SystemExit as ended:  # a web worker died
            logger.error("The web server has ended (%s).", ended.code)
            return 1
    return 1 if lost else 0


def load_application() -> Callable[..., Any]:
    """The WSGI application, in a web worker."""
    _end_with_parent()
    return import_string(settings.WSGI_APPLICATION)


def run_worker() -> None:
    """The background worker, and the clock: both are idle most of the time, and a process of its own would cost a clock 30 MB."""
    _enter()
    from django.core.management import call_command
    from django_tasks_db.management.commands.db_worker import Command

    Command.configure_logging = lambda self, verbosity: None  # type: ignore[method-assign] # messages go where the settings send them
    with _clock():
        call_command(Command(), queue_name="*", startup_delay=False, reload=False)


def run_search() -> None:
    """The analyser of search, whose memory is needed once for all processes, and what keeps its index."""
    _enter()
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit())
    from accounts.searching.process import run

    run(settings.SEARCH_SOCKET)


@contextmanager
def search_socket() -> Iterator[None]:
    """Where all processes of this site ask the analyser, unless the settings name a place: a folder that only this user can enter."""
    if settings.SEARCH_SOCKET:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="gongron-") as folder:
        # In the environment, too: a process that is spawned and not forked reads the settings anew.
        os.environ["GONGRON_SEARCH_SOCKET"] = settings.SEARCH_SOCKET = f"{folder}/search"
        yield


@contextmanager
def _clock() -> Iterator[None]:
    """The clock in a thread, for as long as the block lasts; a job that is running is let finish."""
    from portal.clock import Clock

    clock = Clock()
    thread = threading.Thread(target=_keep_time, args=(clock,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        clock.end()
        thread.join(STOP_SECONDS)


def _keep_time(clock: Any) -> None:
    try:
        clock.run()
    finally:
        if not clock.ended.is_set():  # it must not end by itself; what watches this process starts everything anew
            os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _companions() -> Iterator[list[str]]:
    """Runs the worker beside the block. The list that it gives names those that ended before they were asked to."""
    processes = [multiprocessing.Process(target=run, name=name) for name, run in (("worker", run_worker), ("search", run_search))]
    lost: list[str] = []
    for process in processes:
        process.start()
    for process in processes:
        threading.Thread(target=_watch, args=(process, lost), daemon=True).start()
    try:
        yield lost
    finally:
        _stop(processes)


def _watch(process: multiprocessing.Process, lost: list[str]) -> None:
    process.join()
    if not getattr(process, "asked_to_end", False):
        logger.error("The %s has ended (exit status %s).", process.name, process.exitcode)
        lost.append(process.name)
        os.kill(os.getpid(), signal.SIGTERM)


def _stop(processes: list[multiprocessing.Process]) -> None:
    for process in processes:
        process.asked_to_end = True  # type: ignore[attr-defined]
        process.terminate()
    for process in processes:
        process.join(STOP_SECONDS)
        if process.is_alive():
            process.kill()


def _preload() -> None:
    """Imports everything that a request needs, once, for all processes."""
    import_string(settings.WSGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018 - imports every view
    connections.close_all()  # a connection must not be shared by a fork
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


def _enter() -> None:
    """First thing in a new process: forked ones are ready, spawned ones still have to load Django."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the terminal; the parent ends us in order
    django.setup()
    _end_with_parent()


def _end_with_parent() -> None:
    """Ends this process when its parent is gone, however that went."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(STOP_SECONDS)  # the exception that tells the main thread to end may be lost in what it calls
            os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()


def _wait_for(host: str, port: int, then: Callable[[], None]) -> None:
    pause = threading.Event()
    pause.wait(0.2)  # the web workers are forked first: a fork copies no threads, and whatever lock one holds stays locked
    for _attempt in range(600):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            pause.wait(0.05)
        else:
            return then()
