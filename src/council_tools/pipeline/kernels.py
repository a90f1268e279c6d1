"""Run notebooks in warm kernels, through nbclient; ``regenerate`` imports this when it must."""

import asyncio
import atexit
import contextlib
import math
import os
import queue
import re
import shutil
import sys
import time
import uuid
from pathlib import Path
from types import SimpleNamespace

import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from council_record import paths
from council_record.data.errors import DataError, Failed
from council_tools.pipeline import manifest as record
from council_tools.pipeline import outputs
from council_tools.pipeline import worker as warm

_FULL = re.compile(
    r"\[Errno (28|30|122)\] ([\w -]+)(?:: '([^']+)')?"
)  # disk full, read-only, quota
_SOON = 10  # seconds in which a kernel opens its channels
_MOST = 20_000_000  # characters that an executed notebook may have


class WarmProvisioner(LocalProvisioner):
    """Start a kernel as a fork of the warm process; pyproject.toml registers this class."""

    async def launch_kernel(self, cmd, **options):
        """Start the kernel; Jupyter calls this, and watches the process that it leaves."""
        started = await asyncio.to_thread(
            warm.process,
            warm.kernel,
            cmd[1:],
            options["env"],
            os.fspath(options["cwd"]),
            self.parent.yielding,
        )
        self.process = SimpleNamespace(
            pid=started.pid,
            poll=lambda: started.exitcode,
            wait=started.join,
            kill=started.kill,
            terminate=started.terminate,
            send_signal=lambda signal: os.kill(started.pid, signal),
            stdin=None,
            stdout=None,
            stderr=None,
        )
        self.pid, self.cwd = started.pid, options["cwd"]
        bound = Path(f"{self.parent.ip}-{self.parent.shell_port}")
        files = self.parent.transport == "ipc" and not self.parent.ip.startswith("@")
        end = time.monotonic() + _SOON if files else 0
        while time.monotonic() < end and started.exitcode is None and not bound.exists():
            await asyncio.sleep(0.01)  # who connects too early tries again after 0.1 seconds
        return self.connection_info


class WarmClient(AsyncKernelClient):
    """Speak to a warm kernel as soon as it answers."""

    def start_channels(self, **options):
        """Open the channels but for the heartbeat: whether a kernel lives, its process tells.

        The thread that listens to it could begin when all else was closed, for a kernel that died
        at once; it then printed an error, or the run never ended.
        """
        super().start_channels(**options | {"hb": False})

    async def wait_for_ready(self, timeout=None):
        """Wait until the kernel has answered on both channels; Jupyter's own waits for silence."""
        end = time.monotonic() + (timeout or math.inf)
        while time.monotonic() < end and await self.is_alive():
            self.kernel_info()
            with contextlib.suppress(queue.Empty):
                await self.get_shell_msg(timeout=1)
                await self.get_iopub_msg(timeout=0.1)
                return
        raise RuntimeError("Kernel died or did not answer before it could be used")


class WarmKernels(AsyncKernelManager):
    """Manage one warm kernel, whatever kernels this machine has installed."""

    client_factory = WarmClient
    yielding = 0

    @property
    def kernel_spec(self):
        """Describe the kernel to Jupyter."""
        return KernelSpec(
            display_name="Python 3",
            language="python",
            argv=["python", "-f", "{connection_file}"],
            metadata={"kernel_provisioner": {"provisioner_name": "council-record"}},
        )


def run(council_outcomes, jobs, seconds, folder, done):
    """Run notebooks side by side and check the tables of their councils meanwhile.

    Parameters
    ----------
    council_outcomes, jobs, seconds, done
        See ``regenerate.run``.
    folder : Path
        For all that kernels write.
    """
    return asyncio.run(_run(council_outcomes, jobs, seconds, folder, done))


async def _run(council_outcomes, jobs, seconds, folder, done):
    asyncio.get_running_loop().add_signal_handler = _left_to_us
    places, checks = asyncio.Semaphore(jobs), {}
    for council in council_outcomes:
        own = council if paths.coded(council).is_dir() else ""  # without own tables all are alike
        if own not in checks:
            checks[own] = asyncio.create_task(_check(council, folder))
        checks[council] = checks[own]

    async def one(number, outcome):
        async with places:
            await execute(outcome, folder / str(number), seconds, yielding=number)
            shutil.rmtree(folder / str(number), ignore_errors=True)
        await asyncio.gather(*checks.values())
        done(outcome)

    outcomes = [outcome for several in council_outcomes.values() for outcome in several]
    running = [asyncio.create_task(one(*pair)) for pair in enumerate(outcomes)]
    try:
        await asyncio.gather(*checks.values(), *running)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return {council: _for(council, checks[council].result()) for council in council_outcomes}


def _for(council, entry):
    """Return the entry of a check that served all councils without own tables as one of this."""
    own = paths.shown(paths.coded(council).parent) + "/"
    read = {
        re.sub(rf"^{own}[^/]+/", f"{own}{paths.slug(council)}/", path)
        if known is None
        else path: known
        for path, known in entry["read"].items()
    }
    return entry | {"read": read}


def _left_to_us(*_):
    """Keep nbclient from taking Ctrl-C for the stop of one notebook: it stops the run."""
    raise RuntimeError


async def _check(council, scratch):
    """Return the record entry of a check of a council's tables; raise a DataError for faults."""
    known = record.load(council)["check"]
    if not record.Now().differs(known):
        return known
    own = scratch / f"check-{paths.slug(council)}"
    own.mkdir(parents=True)
    trace, result = own / "trace", own / "result"
    started = await asyncio.to_thread(warm.process, warm.check, council, str(trace), str(result))
    await asyncio.to_thread(started.join)
    problems = result.read_text(encoding="utf-8").splitlines() if result.is_file() else []
    if full := warm.failure(started.exitcode, problems[0] if problems else own):
        raise full
    if started.exitcode or not result.is_file():
        ended = f"exit code {started.exitcode}"
        if (started.exitcode or 0) < 0:
            ended = f"it was killed (signal {-started.exitcode}), perhaps for want of memory"
        broke = problems[0] if problems else ended
        raise Failed(
            f"the check of the tables of {council} broke: {broke}. Nothing was changed. "
            f'See: python -m council_tools check --council "{council}"'
        )
    if problems:
        raise DataError(problems)
    return record.entry(trace.read_text(encoding="utf-8"))


async def execute(outcome, scratch, seconds, yielding=0):
    """Run the notebook of an Outcome into a scratch folder and fill in what became of it.

    Parameters
    ----------
    outcome : regenerate.Outcome
    scratch : Path
        Empty folder for figures and for all that a kernel writes.
    seconds : float
        A cell that runs longer has failed.
    yielding : int
        How far it yields to notebooks that began before it, since they have more to do: all then
        end at about the same time.
    """
    started = time.monotonic()
    (scratch / "figures").mkdir(parents=True)
    environment = os.environ | {
        "COUNCIL": outcome.council,
        "FIGURES_FOLDER": os.fspath(scratch / "figures"),
        "IPYTHONDIR": os.fspath(scratch / "ipython"),
        "JUPYTER_RUNTIME_DIR": os.fspath(scratch),
        "MPLBACKEND": "agg",
        "TABLES_CHECKED_APART": "1",
        "TRACE": os.fspath(scratch / "trace"),
    }
    outcome.before = outcome.notebook.read_bytes()
    try:
        content = nbformat.reads(outcome.before.decode("utf-8"), as_version=4)
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        outcome.error = f"reading it: it is no notebook: {str(error).splitlines()[0]}"
        return
    for cell in content.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    kernel = WarmKernels(connection_file=os.fspath(scratch / "kernel.json"), **_sockets(scratch))
    kernel.yielding = yielding
    client = NotebookClient(
        content,
        timeout=seconds,
        km=kernel,
        record_timing=False,
        iopub_timeout=60,
        raise_on_iopub_timeout=True,  # or outputs could be missing without a word
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=40", "--HistoryManager.enabled=False"],
        resources={"metadata": {"path": str(paths.NOTEBOOKS)}},
    )
    try:
        await client.async_execute(env=environment, cleanup_kc=True)
        outcome.error = outputs.unclean(content)
    except CellExecutionError as error:
        outcome.error = f"{outputs.failed_cell(content)}: {error.ename}: {error.evalue.strip()}"
        if full := _FULL.search(error.evalue):
            place = outcome.notebook if full[3] is None else full[3]
            outcome.problem = OSError(int(full[1]), full[2], os.fspath(place))
            outcome.error = ""
    except CellTimeoutError:
        outcome.error = f"{outputs.failed_cell(content)}: ran for more than {seconds:g} seconds"
    except DeadKernelError:
        outcome.error = f"{outputs.failed_cell(content)}: the kernel died"
    except RuntimeError as error:
        outcome.problem = warm.failure(
            kernel.provisioner and kernel.provisioner.process.poll(), scratch
        )
        if not outcome.problem:
            outcome.error = f"{outputs.failed_cell(content)}: the kernel did not answer: {error}"
    except OSError as error:  # of a full disk, say: it does not tell which file
        place = error.filename or os.fspath(scratch)
        outcome.problem = OSError(error.errno, error.strerror, place)
    finally:
        atexit.unregister(client._cleanup_kernel)  # nbclient leaves it if a kernel did not start
    outcome.seconds = time.monotonic() - started
    if outcome.error or outcome.problem:
        return
    outcome.text = outputs.clean(content)
    if len(outcome.text) > _MOST:
        outcome.error = f"the end: it would have more than {_MOST:,} characters. Show less"
    made = sorted((scratch / "figures").glob("fig*"))
    outcome.figures = {path.name: path.read_bytes() for path in made}
    outcome.left_out = outputs.left_out(content, {path.stem for path in made})
    outcome.trace = (scratch / "trace").read_text(encoding="utf-8")


def _sockets(scratch):
    """Return how a kernel is spoken to: by files, by names that Linux keeps, or else by ports.

    The path of a socket is limited to about a hundred bytes. Ports are looked for before they
    are taken, so that two runs could take the same.
    """
    path = os.fspath(scratch / "kernel")
    if os.name == "posix" and len(os.fsencode(path)) < 95:
        return {"transport": "ipc", "ip": path}
    if sys.platform == "linux":
        return {"transport": "ipc", "ip": f"@council-record-{uuid.uuid4().hex}"}
    return {}
