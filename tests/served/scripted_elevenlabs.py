"""A scripted ElevenLabs: real HTTP on loopback, sound of the embedded voice, right or wrong in one of the known ways.

with ScriptedElevenLabs() as server:
    server.play("429", "right")                 # the first request is refused, all later ones are answered
    ... base_url=server.base_url ...
    assert server.bought == ["Good morning."]   # what was answered with 200 and whole
"""

import asyncio
import base64
import json
import re
import threading
import unicodedata
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import numpy as np

from twin.voice.embedded_voice import EmbeddedVoice
from twin.voice.speech import Speech
from twin.voice.spoken_text import SpokenText

REFUSALS = {
    "400": (400, "invalid_request"),
    "401": (401, "invalid_api_key"),
    "402": (402, "payment_required"),
    "404": (404, "voice_not_found"),
    "422": (422, "unprocessable"),
    "429": (429, "too_many_concurrent_requests"),
    "500": (500, "internal_error"),
    "503": (503, "unavailable"),
}
LEAKY = "Key xi-secret-key refused for: my chest hurts"
SCRIPTS = (
    *REFUSALS,
    "right",
    "slow",
    "cut connection",
    "truncated",
    "odd byte",
    "silent",
    "noise",
    "too long",
    "another file",
    "web page",
    "no base64",
    "empty",
    "no alignment",
    "empty alignment",
    "wrong alignment",
    "incomplete alignment",
    "alignment of another sound",
    "pinyin",
    "pinyin with digits",
)
# Readings of the characters that tests send; any other is read "ma".
PINYIN = {
    **dict(
        zip(
            "请您每天早晨按时服药",
            ["qǐng", "nín", "měi", "tiān", "zǎo", "chén", "àn", "shí", "fú", "yào"],
            strict=True,
        )
    ),
    **dict(
        zip("并且把血压记录下来", ["bìng", "qiě", "bǎ", "xuè", "yā", "jì", "lù", "xià", "lái"], strict=True)
    ),
    **dict(
        zip("心房颤动很常见女", ["xīn", "fáng", "chàn", "dòng", "hěn", "cháng", "jiàn", "nǚ"], strict=True)
    ),
}
_TONE = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class VoiceRequest:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """Give the body as JSON."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(slots=True)
class ScriptedElevenLabs:
    """Plays scripts, one a request for speech; the last one goes on. `slow_seconds` is how slow "slow" is."""

    requests: list[VoiceRequest] = field(default_factory=list)
    bought: list[str] = field(default_factory=list)
    slow_seconds: float = 20.0
    retry_after: str = "1"
    voices: dict[str, str] = field(default_factory=lambda: {"stock": "Stock voice"})
    _scripts: list[str] = field(default_factory=lambda: ["right"])
    _server: ThreadingHTTPServer | None = None
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def base_url(self) -> str:
        """Give the base URL, as the package wants it: without /v1."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def play(self, *scripts: str) -> None:
        """Say what comes next."""
        assert set(scripts) <= set(SCRIPTS), scripts
        self._scripts = list(scripts)

    def speech_requests(self) -> list[VoiceRequest]:
        """Give the requests for speech only."""
        return [request for request in self.requests if "/text-to-speech/" in request.path]

    def next_script(self) -> str:
        """Give the script of this request."""
        return self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]

    def wait(self) -> None:
        """Be slow, but not beyond the end of the server."""
        self._ended.wait(self.slow_seconds)

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
    scripted: ScriptedElevenLabs

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""

    def do_GET(self) -> None:
        """Give the account's voices."""
        self._taken()
        found = [{"voice_id": key, "name": name} for key, name in self.scripted.voices.items()]
        self._send(200, {"voices": found})

    def do_DELETE(self) -> None:
        """Forget a voice."""
        self._taken()
        self.scripted.voices.pop(self.path.rsplit("/", 1)[-1], None)
        self._send(200, {"status": "ok"})

    def do_POST(self) -> None:
        """Speak, or make a voice."""
        asked = self._taken()
        script = self.scripted.next_script()
        if script in REFUSALS:
            status, kind = REFUSALS[script]
            extra = {"retry-after": self.scripted.retry_after} if status == 429 else {}
            self._send(status, {"detail": {"status": kind, "message": LEAKY}}, extra)
        elif asked.path.startswith("/v1/voices/add"):
            self.scripted.voices[f"clone{len(self.scripted.voices)}"] = "Cloned voice"
            self._send(200, {"voice_id": list(self.scripted.voices)[-1], "requires_verification": False})
        else:
            self._speak(asked.json["text"], script)

    def _speak(self, text: str, script: str) -> None:
        if script == "slow":
            self.scripted.wait()
        if script == "web page":
            self._send_bytes(200, b"<html><body>Log in</body></html>", "text/html", {})
            return
        body = json.dumps(_answer(text, script)).encode()
        if script == "cut connection":
            self._send_bytes(200, body, "application/json", {}, cut_after=len(body) // 2)
            return
        if script not in {
            "truncated",
            "silent",
            "noise",
            "another file",
            "no base64",
            "empty",
            "odd byte",
            "too long",
        }:
            self.scripted.bought.append(text)
        self._send_bytes(200, body, "application/json", {})

    def _taken(self) -> VoiceRequest:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = VoiceRequest(self.command, self.path, headers, body)
        self.scripted.requests.append(request)
        return request

    def _send(self, status: int, value: Any, extra: dict[str, str] | None = None) -> None:
        self._send_bytes(status, json.dumps(value).encode(), "application/json", extra or {})

    def _send_bytes(
        self,
        status: int,
        body: bytes,
        content_type: str,
        extra: dict[str, str],
        *,
        cut_after: int | None = None,
    ) -> None:
        try:
            self.send_response(status)
            for name, value in {
                "content-type": content_type,
                "content-length": str(len(body)),
                **extra,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[:cut_after])
        except OSError:
            pass  # the client gave up
        if cut_after is not None:
            self.close_connection = True


_read: dict[str, Speech] = {}


def _spoken(text: str) -> Speech:
    """Have the embedded voice read a text once; asked for again it is the same sound."""
    if text not in _read:
        language = "zh" if _HAN.search(text) else "en"
        _read[text] = asyncio.run(EmbeddedVoice(language).speak(SpokenText(text, text, language, ())))
    return _read[text]


def _answer(text: str, script: str) -> dict[str, Any]:
    speech = _spoken(text)
    pcm = speech.samples.astype("<i2").tobytes()
    sound = {
        "truncated": pcm[: len(pcm) // 10 * 2],
        "odd byte": pcm[:-1],
        "silent": bytes(len(pcm)),
        "noise": np.random.default_rng(3)
        .integers(-20_000, 20_000, len(speech.samples))
        .astype("<i2")
        .tobytes(),
        "too long": pcm * 6,
        "another file": b"ID3\x04" + pcm,
        "empty": b"",
    }.get(script, pcm)
    alignment: Any = _alignment(text, speech)
    normalised = alignment
    if script == "no alignment":
        alignment = normalised = None
    elif script == "empty alignment":
        alignment = normalised = _times([], [], [])
    elif script == "wrong alignment":
        alignment = normalised = {**alignment, **_backwards(alignment)}
    elif script == "incomplete alignment":
        alignment = normalised = {name: values[: len(values) // 2] for name, values in alignment.items()}
    elif script == "alignment of another sound":
        alignment = normalised = {
            name: values if name == "characters" else [value * 0.4 for value in values]
            for name, values in alignment.items()
        }
    elif script.startswith("pinyin"):
        alignment, normalised = None, _pinyin(alignment, digits=script.endswith("digits"))
    encoded = "%%%" if script == "no base64" else base64.b64encode(sound).decode()
    return {"audio_base64": encoded, "alignment": alignment, "normalized_alignment": normalised}


def _alignment(text: str, speech: Speech) -> dict[str, list[Any]]:
    """Give each character its share of its word; what stands between words lies in the pause."""
    starts, ends, at = [0.0] * len(text), [0.0] * len(text), 0.0
    for word in speech.words:
        length = (word.end_seconds - word.start_seconds) / (word.end - word.start)
        for number, place in enumerate(range(word.start, word.end)):
            starts[place] = word.start_seconds + number * length
            ends[place] = starts[place] + length
    for place in range(len(text)):
        if not ends[place]:
            starts[place] = ends[place] = at
        at = ends[place]
    return _times(list(text), starts, ends)


def _times(characters: list[str], starts: list[float], ends: list[float]) -> dict[str, list[Any]]:
    return {
        "characters": characters,
        "character_start_times_seconds": [round(value, 3) for value in starts],
        "character_end_times_seconds": [round(value, 3) for value in ends],
    }


def _backwards(alignment: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: values[::-1] for name, values in alignment.items() if name != "characters"}


def _pinyin(alignment: dict[str, list[Any]], *, digits: bool) -> dict[str, list[Any]]:
    """Give the same times for pinyin: letters share their character's time, syllables of a word stand together."""
    characters: list[str] = []
    starts: list[float] = []
    ends: list[float] = []
    for one, start, end in zip(*alignment.values(), strict=True):
        syllable = PINYIN.get(one, "mā") if _HAN.match(one) else one
        if digits and _HAN.match(one):
            syllable = _with_digit(syllable) + " "
        for number, letter in enumerate(syllable):
            characters.append(letter)
            starts.append(start + (end - start) * number / len(syllable))
            ends.append(start + (end - start) * (number + 1) / len(syllable))
    return _times(characters, starts, ends)


def _with_digit(syllable: str) -> str:
    split = unicodedata.normalize("NFD", syllable)
    tone = next((_TONE[mark] for mark in split if mark in _TONE), "5")
    plain = "".join(mark for mark in split if mark not in _TONE)
    return unicodedata.normalize("NFC", plain) + tone
