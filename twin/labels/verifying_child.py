"""The short-lived process in which a file from outside is opened: whatever it does, it does here."""

import json
import resource
import sys
from pathlib import Path

MEMORY_BYTES = 2 << 30  # a PDF or a video of the largest upload fits; a decompression bomb does not
CPU_SECONDS = 30


def main() -> None:
    """Read one order from standard input, check the file, and write what was found as JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from twin.labels.sealing import Sealing
    from twin.labels.verifying import verify

    order = json.load(sys.stdin)
    manifest = Path(order["manifest"]) if order["manifest"] else None
    found = verify(
        Path(order["path"]),
        sealing=Sealing(Path(order["data"]), producer=""),
        manifest=manifest,
        name=order["name"],
    )
    json.dump(found.to_json(), sys.stdout)


if __name__ == "__main__":
    main()
