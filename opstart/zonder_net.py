"""`python -m opstart.zonder_net COMMAND…`: run it with all outgoing network blocked.

Where the kernel permits it, in a network namespace of its own that has only loopback: that
holds for every process under it, the browser too. Elsewhere Python itself refuses every
connection that does not go to loopback, in this process and in the Python processes that
it starts; a browser then still reaches the network.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

_BINNEN = "KINDREFLEX_NETNS"
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1


def _loopback_aan() -> None:
    """What `ip link set lo up` does; not every machine has `ip`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        vraag = struct.pack("16sH14s", b"lo", 0, b"")
        vlaggen = struct.unpack("16sH14s", fcntl.ioctl(s, _SIOCGIFFLAGS, vraag))[1]
        fcntl.ioctl(s, _SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", vlaggen | _IFF_UP, b""))


def _is_dicht() -> bool:
    """No route to the outside: a datagram to a public address is refused at once."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        try:
            s.connect(("192.0.2.1", 9))
        except OSError:
            return True
    return False


def main(opdracht: list[str]) -> None:
    if os.environ.pop(_BINNEN, ""):
        _loopback_aan()
        if not _is_dicht():
            sys.exit("het netwerk staat nog open")
        print("→ netwerk geblokkeerd: eigen netwerkruimte met enkel loopback", flush=True)
        os.execvp(opdracht[0], opdracht)
    unshare = shutil.which("unshare")
    for vlag in ("-n", "-rn"):
        if unshare and subprocess.run([unshare, vlag, "true"], capture_output=True).returncode == 0:
            os.environ[_BINNEN] = "1"
            os.execv(unshare, [unshare, vlag, sys.executable, "-m", "opstart.zonder_net", *opdracht])
    hulp = str(Path(__file__).with_name("geen_net"))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [hulp, os.environ.get("PYTHONPATH")]))
    print("→ netwerk geblokkeerd in Python; een browser houdt hier wel netwerk", flush=True)
    os.execvp(opdracht[0], opdracht)


if __name__ == "__main__":
    main(sys.argv[1:])
