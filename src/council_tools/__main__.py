"""``python -m council_tools``."""

import signal
import sys


def main(given=None):
    """Run one command and return its exit code."""
    from council_tools import cli

    return cli.main(given)


class Stopped(KeyboardInterrupt):
    """A signal to end. Python ends by SIGINT for a bare KeyboardInterrupt, even one handled."""


def _program():
    """Run the command that was given; a signal to end does what Ctrl-C does."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        asked = (signal.SIG_DFL, signal.default_int_handler)
        if number and signal.getsignal(number) in asked:  # nohup asks to ignore it
            signal.signal(number, _stop)
    try:
        return main()
    except KeyboardInterrupt as error:
        print("stopped; what was not finished is as it was", file=sys.stderr)
        return 128 + (error.args[0] if error.args else signal.SIGINT)


def _stop(number, _):
    raise Stopped(number)


if __name__ == "__main__":
    sys.exit(_program())
