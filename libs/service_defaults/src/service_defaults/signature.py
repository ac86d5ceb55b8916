"""Handwritten signatures: strokes as SVG path data, and a digest that binds them to what was signed.

The path is drawn back into pages, so it is read by a grammar of four commands rather than cleaned.
"""

import hashlib
import json
import re
from datetime import UTC, datetime

MAX_PATH_LENGTH = 65_536
MAX_COORDINATE = 10_000

_OPERANDS = {"M": 2, "L": 2, "Q": 4, "C": 6}
_TOKEN = re.compile(r"[MLQC]|\d{1,5}(?:\.\d{1,6})?(?![\d.])|(?P<other>[^\s,])", re.ASCII)


class InvalidStrokes(ValueError):
    """Path data that is no handwriting made of M, L, Q and C."""


def validate_strokes_svg(path_d: str) -> str:
    """The `d` of an SVG path in canonical form (`M1 2L3 4`), which is what is kept, drawn and digested.

    Absolute M, L, Q, C with plain coordinates from 0 to 10000, at most 64 KiB, every stroke begun by M, at least one
    line drawn. Raises `InvalidStrokes`.
    """
    if len(path_d) > MAX_PATH_LENGTH:
        raise InvalidStrokes("the path is too long")
    segments: list[tuple[str, list[str]]] = []
    for token in _TOKEN.finditer(path_d):
        if token["other"]:
            raise InvalidStrokes("only M, L, Q, C and plain numbers")
        if token[0] in _OPERANDS:
            segments.append((token[0], []))
        elif not segments:
            raise InvalidStrokes("a path begins with M")
        else:
            segments[-1][1].append(token[0])
    _check(segments)
    return "".join(command + " ".join(numbers) for command, numbers in segments)


def signature_digest(text_signed: str, strokes: str, signer: str, at: datetime) -> str:
    """SHA-256 in hex over the text, the canonical strokes, the signer and the instant, each in its own place.

    ValueError for a naive instant. Any later change of one of the four gives another digest.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    signed = json.dumps(["signature.v1", text_signed, strokes, signer, instant], ensure_ascii=False)
    return hashlib.sha256(signed.encode()).hexdigest()


def _check(segments: list[tuple[str, list[str]]]) -> None:
    if not segments or segments[0][0] != "M" or {command for command, _ in segments} == {"M"}:
        raise InvalidStrokes("strokes begin with M and draw something")
    for command, numbers in segments:
        if not numbers or len(numbers) % _OPERANDS[command]:
            raise InvalidStrokes(f"{command} has a wrong number of coordinates")
        if any(float(number) > MAX_COORDINATE for number in numbers):
            raise InvalidStrokes("a coordinate is out of range")
