"""Named places where a test kills the process, to prove that nothing is lost and nothing happens twice.

`CHEMAI_FAULTPOINT=relay.after_publish` dies there at the first pass, `relay.after_publish:3` at the third.
"""

import os
import signal

FAULTPOINTS = frozenset(
    {
        "work.before_commit",
        "work.after_commit",
        "relay.before_publish",
        "relay.after_publish",
        "relay.after_mark",
        "transport.after_store",
        "kafka.after_send",
        "kafka.after_poll",
        "kafka.before_commit",
        "kafka.after_commit",
        "inbox.before_commit",
        "inbox.after_commit",
        "delivery.after_claim",
        "delivery.after_effect",
        "delivery.before_commit",
        "delivery.after_commit",
        "delivery.before_failure",
    }
)
"""Every name, for tests that enumerate them. `work.*`: a request, event or timer that announces something."""

_name, _, _pass = os.environ.get("CHEMAI_FAULTPOINT", "").partition(":")
_passes_left = int(_pass or 1)
if _name and _name not in FAULTPOINTS:
    raise ValueError(f"CHEMAI_FAULTPOINT names no fault point: {_name}")


def faultpoint(name: str) -> None:
    """Nothing, unless the environment armed this name: then kill -9 of this very process."""
    global _passes_left  # noqa: PLW0603 - one process, one armed point
    if name != _name:
        return
    _passes_left -= 1
    if _passes_left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
