import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.file_types import FileRefused
from service_defaults.images import strip_exif, strip_metadata

SECRET = b"GPS 31.2304N SECRET"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int | None, order: str = ">") -> bytes:
    entries = [struct.pack(f"{order}HHII", 0x8825, 4, 1, 26)]
    if orientation is not None:
        entries.append(struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0))
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(f"{order}I", 8)
    directory = struct.pack(f"{order}H", len(entries)) + b"".join(entries) + struct.pack(f"{order}I", 0)
    return segment(0xE1, b"Exif\0\0" + head + directory + SECRET)


JFIF = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
ICC = segment(0xE2, b"ICC_PROFILE\0\x01\x01profile")
ADOBE = segment(0xEE, b"Adobe\0d\0\0\0\0\x01")
TABLES = segment(0xDB, b"quantisation") + segment(0xC2, b"frame")
SCANS = (
    segment(0xDA, b"scan1")
    + b"\x12\xff\x00\x34\xff\xd0\x56"
    + segment(0xC4, b"huffman")
    + segment(0xDA, b"s2")
    + b"\x78"
)
END = b"\xff\xd9"
CLEAN = b"\xff\xd8" + JFIF + ICC + ADOBE + TABLES + SCANS + END
METADATA = [
    exif(1),
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
    segment(0xED, b"Photoshop 3.0\0" + SECRET),
    segment(0xE2, b"MPF\0" + SECRET),
    segment(0xE0, b"JFXX\0" + SECRET),
    segment(0xFE, SECRET),
]


def test_a_clean_jpeg_stays_as_it_is():
    assert strip_exif(CLEAN) == CLEAN
    assert strip_metadata(CLEAN) == CLEAN


@given(st.permutations(METADATA), st.binary(max_size=30))
def test_metadata_go_wherever_they_stand(metadata: list[bytes], trailer: bytes):
    first, second, *rest = metadata
    loaded = b"\xff\xd8" + first + JFIF + b"".join(rest) + ICC + ADOBE + TABLES
    loaded += SCANS[:-1] + SCANS[-1:] + second + END + trailer + SECRET
    assert strip_exif(loaded) == CLEAN


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize(("orientation", "kept"), [(6, 6), (8, 8), (1, None), (None, None), (0, None), (99, None)])
def test_only_the_orientation_of_exif_stays(order: str, orientation: int | None, kept: int | None):
    loaded = b"\xff\xd8" + exif(orientation, order) + CLEAN[2:]
    stripped = strip_exif(loaded)
    assert SECRET not in stripped
    if kept is None:
        assert stripped == CLEAN
    else:
        assert stripped.endswith(CLEAN[2:])
        assert len(stripped) == len(CLEAN) + 36
        assert struct.unpack_from(">H", stripped, 30) == (kept,)
    assert strip_exif(stripped) == stripped


def test_fill_bytes_before_a_marker_are_allowed():
    assert strip_exif(b"\xff\xd8\xff\xff" + CLEAN[2:]) == CLEAN


@pytest.mark.parametrize("tiff", [b"", b"XX", b"MM\0*", b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff"])
def test_broken_exif_is_dropped(tiff: bytes):
    assert strip_exif(b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + tiff) + CLEAN[2:]) == CLEAN


def test_a_truncated_jpeg_is_damaged():
    for length in range(3, len(CLEAN)):
        with pytest.raises(FileRefused, match="file_damaged"):
            strip_exif(CLEAN[:length])


@given(st.binary(max_size=200))
def test_foreign_bytes_are_damaged_or_parsed_but_never_crash(content: bytes):
    for start in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\0\0\0WEBP"):
        with suppress(FileRefused):
            assert strip_metadata(start + content).startswith(start[:2])


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_png_keeps_the_picture_only():
    signature, header, data, end = (
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", b"\0" * 13),
        chunk(b"IDAT", b"x"),
        chunk(b"IEND", b""),
    )
    clean = signature + header + chunk(b"iCCP", b"p") + data + end
    extra = b"".join(chunk(kind, SECRET) for kind in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"prVt"))
    assert strip_metadata(signature + header + chunk(b"iCCP", b"p") + extra + data + end + SECRET) == clean
    assert strip_metadata(clean) == clean
    with pytest.raises(FileRefused):
        strip_metadata(clean[:-1])


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(k + struct.pack("<I", len(b)) + b + b"\0" * (len(b) % 2) for k, b in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def test_webp_keeps_the_picture_and_clears_its_flags():
    size = b"\0\0\0" + b"\x09\0\0" * 2
    loaded = riff(
        (b"VP8X", b"\x3c" + size), (b"ICCP", b"odd"), (b"VP8 ", b"data"), (b"EXIF", SECRET), (b"XMP ", SECRET)
    )
    clean = riff((b"VP8X", b"\x30" + size), (b"ICCP", b"odd"), (b"VP8 ", b"data"))
    assert strip_metadata(loaded + SECRET) == clean
    assert strip_metadata(clean) == clean
    with pytest.raises(FileRefused):
        strip_metadata(loaded[:40])


def test_other_types_come_back_untouched():
    assert strip_metadata(b"%PDF-1.7 x") == b"%PDF-1.7 x"
    assert strip_metadata(b"") == b""
