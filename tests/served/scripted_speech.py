"""A scripted speech server that speaks OpenAI's `/v1/audio/speech`: real HTTP on loopback, sound of the embedded voice.

with ScriptedSpeech() as server:
    server.play("500", "wav")
    ... base_url=server.base_url ...
    assert server.requests[0]["voice"] == "alloy"
"""

import asyncio
import io
import json
import threading
import wave
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from twin.media.ffmpeg_door import output, run, source
from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.spoken_text import SpokenText

STATUSES = {"401": 401, "402": 402, "404": 404, "422": 422, "429": 429, "500": 500}
SCRIPTS = (
    *STATUSES,
    "wav",
    "mp3",
    "pcm",
    "streamed wav",
    "cut wav",
    "silent",
    "web page",
    "broken mp3",
    "slow",
)


def _as_wav(pcm: bytes) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
        file.writeframes(pcm)
    return out.getvalue()


def _answer(text: str, script: str) -> tuple[bytes, str]:
    language = "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "en"
    speech = asyncio.run(EmbeddedVoice(language).speak(SpokenText(text, text, language, ())))
    pcm = speech.samples.astype("<i2").tobytes()
    whole = _as_wav(pcm)
    if script == "mp3":
        graph = output(source("pipe:").audio, path="pipe:", f="mp3", audio_bitrate="64k")
        return run(graph, given=whole)[0], "audio/mpeg"
    return {
        "pcm": (pcm, "audio/pcm"),
        "streamed wav": (
            whole[:4] + b"\xff\xff\xff\xff" + whole[8:40] + b"\xff\xff\xff\xff" + whole[44:],
            "audio/wav",
        ),
        "cut wav": (whole[: len(whole) * 2 // 3], "audio/wav"),
        "silent": (_as_wav(bytes(len(pcm))), "audio/wav"),
        "web page": (b"<html>Log in</html>", "text/html"),
        "broken mp3": (b"ID3\x04 and then nothing of the kind" * 20, "audio/mpeg"),
    }.get(script, (whole, "audio/wav"))


@dataclass(slots=True)
class ScriptedSpeech:
    """Plays scripts, one a request; the last one goes on."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    _scripts: list[str] = field(default_factory=lambda: ["wav"])
    _server: ThreadingHTTPServer | None = None
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def base_url(self) -> str:
        """Give the `/v1` base URL."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def play(self, *scripts: str) -> None:
        """Say what comes next."""
        assert set(scripts) <= set(SCRIPTS), scripts
        self._scripts = list(scripts)

    def answered(self, asked: dict[str, Any]) -> tuple[int, bytes, str]:
        """Give status, body and content type of the answer to one request."""
        self.requests.append(asked)
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        if script == "slow":
            self._ended.wait(20)
        if script in STATUSES:
            return STATUSES[script], b'{"error": {"message": "secret-key"}}', "application/json"
        return 200, *_answer(asked["input"], script)

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"scripted": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    scripted: ScriptedSpeech

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""

    def do_POST(self) -> None:
        """Speak."""
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        status, body, content_type = self.scripted.answered(asked)
        try:
            self.send_response(status)
            self.send_header("content-type", content_type)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the client gave up
