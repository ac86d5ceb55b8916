"""Photos without the data that tell where, when and by whom they were taken.

Metadata are cut out of the container segment by segment; the picture itself is neither decoded nor changed. Whatever
follows the picture's end (motion photos, previews) goes too. A broken container is `FileRefused("file_damaged")`.
"""

import re
import struct
from collections.abc import Iterator

from service_defaults.file_types import JPEG, PNG, WEBP, FileRefused, accept, sniff

__all__ = ["FileRefused", "accept", "sniff", "strip_exif", "strip_metadata"]

_SOI, _EOI, _SOS, _COM, _APP0, _APP1, _APP2, _APP14, _APP15 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_KEPT_APPLICATION_DATA = {_APP0: b"JFIF\0", _APP2: b"ICC_PROFILE\0", _APP14: b"Adobe"}
_ORIENTATION_TAG = 0x0112

_KEPT_PNG_CHUNKS = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"cICP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    }
)
_KEPT_WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_METADATA_FLAGS = 0x0C


def strip_metadata(content: bytes) -> bytes:
    """A photo without metadata; files of other types come back as they are."""
    strippers = {JPEG: strip_exif, PNG: _strip_png, WEBP: _strip_webp}
    strip = strippers.get(sniff(content) or "")
    return strip(content) if strip else content


def strip_exif(content: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC, comments and embedded previews.

    How the camera was held stays, in an EXIF segment of its own, or a phone's photos would lie on their side. So does
    the colour profile.
    """
    orientation, kept = 1, list[bytes]()
    for marker, segment in _jpeg_segments(content):
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            orientation = _orientation(segment[10:])
        elif _is_picture(marker, segment):
            kept.append(segment)
    return b"\xff\xd8" + (_exif(orientation) if orientation > 1 else b"") + b"".join(kept)


def _is_picture(marker: int, segment: bytes) -> bool:
    if _APP0 <= marker <= _APP15:
        wanted = _KEPT_APPLICATION_DATA.get(marker)
        return wanted is not None and segment[4:].startswith(wanted)
    return marker != _COM


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of every segment after SOI up to EOI; scan data belong to their SOS."""
    position = 2
    while True:
        while content[position : position + 2] == b"\xff\xff":
            position += 1
        if content[position : position + 1] != b"\xff" or position + 1 >= len(content):
            raise FileRefused("file_damaged")
        marker = content[position + 1]
        end = _segment_end(content, position, marker)
        yield marker, content[position:end]
        if marker == _EOI:
            return
        position = end


def _segment_end(content: bytes, position: int, marker: int) -> int:
    if marker == _EOI or marker in _STANDALONE:
        return position + 2
    length = int.from_bytes(content[position + 2 : position + 4], "big")
    end = position + 2 + length
    if length < 2 or end > len(content):
        raise FileRefused("file_damaged")
    if marker != _SOS:
        return end
    following = _END_OF_SCAN.search(content, end)
    if following is None:
        raise FileRefused("file_damaged")
    return following.start()


def _orientation(tiff: bytes) -> int:
    """The orientation (1 to 8) in the first directory of a TIFF structure; 1 when there is none to be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, directory)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, directory + 2 + 12 * number)
            if tag == _ORIENTATION_TAG:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _exif(orientation: int) -> bytes:
    directory = struct.pack(">HHHIHHI", 1, _ORIENTATION_TAG, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + directory
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _strip_png(content: bytes) -> bytes:
    position, kept = 8, [content[:8]]
    while True:
        length, kind = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8]
        end = position + 12 + length
        if end > len(content):
            raise FileRefused("file_damaged")
        if kind in _KEPT_PNG_CHUNKS:
            kept.append(content[position:end])
        if kind == b"IEND":
            return b"".join(kept)
        position = end


def _strip_webp(content: bytes) -> bytes:
    position, kept = 12, list[bytes]()
    last = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while position < last:
        kind, length = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        end = position + 8 + length + length % 2
        if length == 0 or end > len(content):
            raise FileRefused("file_damaged")
        chunk = content[position:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_METADATA_FLAGS]) + chunk[9:]
        if kind in _KEPT_WEBP_CHUNKS:
            kept.append(chunk)
        position = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
