"""``python -m council_tools``."""

import signal
import sys


def main(given=None):
    """Run one command and return its exit code."""
    from council_tools import cli

    return cli.main(given)


def _program():
    """Run the command that was given; a signal to end does what Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number and signal.getsignal(number) is signal.SIG_DFL:  # nohup asks to ignore it
            signal.signal(number, _stop)
    try:
        return main()
    except KeyboardInterrupt as error:
        print("stopped; what was not finished is as it was", file=sys.stderr)
        return 128 + (error.args[0] if error.args else signal.SIGINT)


def _stop(number, _):
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    sys.exit(_program())
