"""The process that makes a candidate: `python -m bot.candidates.apart NUMBER`. It gives way to the running server."""

from __future__ import annotations

import os
import sys
import traceback

from bot import quiet
from bot.absent_libraries import keep_out
from bot.settings import PROJECT, Settings

#: How much it steps back for others (`nice`).
GIVES_WAY = 10


def main() -> None:
    quiet.hush()
    os.nice(GIVES_WAY)
    keep_out(PROJECT / "config.yml")
    from bot.candidates.bench import Bench
    from bot.candidates.making import Maker
    from bot.candidates.pointer import Pointer
    from bot.database import open_database

    number, settings = int(sys.argv[1]), Settings.from_environment()
    engine = open_database(settings.database_url)
    bench = Bench(engine)
    pointer = Pointer(engine, settings.models, bench)
    try:
        Maker(engine, PROJECT, settings.models, bench, pointer).make(number)
    except Exception as error:
        traceback.print_exc()
        bench.fail(number, f"{type(error).__name__}: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
