"""`signpost serve`: run the program. Loads the catalogue and trains the model first where they are not current."""

from __future__ import annotations

import contextlib
import logging
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timezone

import click

from bot.cli.output import engine, fail, settings, steps_shown

#: How long answers in progress may take to finish when the program is told to stop.
GRACE_SECONDS = 5


@click.command(name="serve", help=__doc__)
@click.option("--prepare/--no-prepare", default=True, help="Bring catalogue and model up to date first (default).")
def command(prepare: bool) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    chosen = settings()
    listening = _listen(chosen.host, chosen.port)
    with contextlib.closing(listening):
        with steps_shown() as show:
            if prepare:
                _prepare(show)
            show("Loading the model")
            import uvicorn

            from bot.model import NoModel
            from bot.program import application, assemble

            try:
                app = application(chosen, assemble(chosen))
            except (NoModel, LookupError) as error:
                raise fail(str(error)) from None
        host, port = listening.getsockname()[:2]
        click.echo(f"Signpost is ready: http://{host}:{port}/  (stop with Ctrl+C)")
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            ws="none",
            proxy_headers=True,
            forwarded_allow_ips=chosen.trusted_proxies,
            # Open streams would keep the program from ending.
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before the slow work, so that a taken port is told at once."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise fail(f"cannot listen on {host}:{port}: {error.strerror}; choose another SIGNPOST_PORT") from None
    return listening


def _prepare(show: Callable[[str], None]) -> None:
    """Load the catalogue if its files changed, train the model if its examples did."""
    from bot.cli.in_use import bring_up_to_date
    from catalog.authoring.problems import ContentError

    show("Reading the catalogue")
    try:
        remark = bring_up_to_date(engine(), datetime.now(timezone.utc))
    except ContentError as error:
        raise fail(f"{error}\nthe content has mistakes and no catalogue is loaded yet") from None
    if remark:
        click.echo(remark, err=True)
    _train(show)


def _train(show: Callable[[str], None]) -> None:
    """Train in a process of its own: its memory is given back, and the server starts clean."""
    from bot.candidates.bench import Bench
    from bot.candidates.pointer import Pointer
    from bot.training import is_current

    # A model that staff put live stays so while the files are those it was put live with.
    database = engine()
    if Pointer(database, settings().models, Bench(database)).is_candidates() or is_current(settings().models):
        return
    show("Training the model (about a minute)")
    command_line = [sys.executable, "-c", "from bot.cli import main; main()", "train"]
    with subprocess.Popen(command_line, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as training:
        assert training.stderr is not None
        errors = []
        for line in training.stderr:
            if line.startswith("  ") and line.rstrip().endswith("…"):
                show(line.strip(" …\n"))
            else:
                errors.append(line)
    if training.returncode:
        raise fail("".join(errors) or "training failed")
