"""Signatures on screen: what is kept of one, whatever was signed."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel
from service_defaults.errors import Invalid
from service_defaults.signature import InvalidStrokes, signature_digest, validate_strokes_svg


class StrokesUnreadable(Invalid):
    code = "strokes_unreadable"
    zh = "签名无法识别，请重新签写"
    en = "The signature cannot be read; please sign again"


class SignatureOut(BaseModel):
    """`digest` binds text, strokes, signer and instant: any later change of one shows."""

    signer: str
    strokes: str
    digest: str
    at: datetime


def sign(text: str, strokes: str, signer: str, at: datetime, **more: str) -> dict[str, Any]:
    """A signature as it is stored, with the text that was signed. Raises `StrokesUnreadable`."""
    try:
        path = validate_strokes_svg(strokes)
    except InvalidStrokes as error:
        raise StrokesUnreadable(pointer="/strokes") from error
    digest = signature_digest(text, path, signer, at)
    return {"signer": signer, "strokes": path, "digest": digest, "at": at.isoformat(), "text": text, **more}
