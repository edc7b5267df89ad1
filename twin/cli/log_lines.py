"""Log lines: plain for people, JSON for programs. Ids and counts, never what was said."""

import logging
import sys

import structlog

KNOWN_FIELDS = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "taskName"}


def set_up_logging(form: str) -> None:
    """Send our own log lines to stderr and keep libraries to warnings."""

    def with_fields(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        record = event.get("_record")
        extra = record.__dict__ if isinstance(record, logging.LogRecord) else {}
        event.update({key: value for key, value in extra.items() if key not in KNOWN_FIELDS})
        return event

    shown: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.add_log_level,
            with_fields,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            shown,
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("twin", "api"):
        logging.getLogger(name).setLevel(logging.INFO)
