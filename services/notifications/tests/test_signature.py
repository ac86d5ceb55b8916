"""Standard Webhooks: the official vector, the foreign library both ways, everything that must be refused."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.webhook_signature import Fault, SignatureRejected, key_of, new_secret, sign, verify
from standardwebhooks.webhooks import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
STAMP = 1614265330
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
THEN = datetime.fromtimestamp(STAMP, UTC)
GOOD = {"webhook-id": ID, "webhook-timestamp": str(STAMP), "webhook-signature": SIGNATURE}


def test_the_official_vector() -> None:
    assert sign([SECRET], webhook_id=ID, timestamp=STAMP, body=BODY) == SIGNATURE
    assert verify([SECRET], GOOD, BODY, now=THEN) == ID


@given(body=st.text(), secret=st.binary(min_size=24, max_size=64))
def test_the_foreign_library_believes_us_and_we_believe_it(body: str, secret: bytes) -> None:
    ours = "whsec_" + base64.b64encode(secret).decode()
    now = datetime.now(UTC)
    raw = body.encode("utf-8", "replace")
    headers = {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp()))}
    signed = sign([new_secret(), ours], webhook_id="msg_1", timestamp=int(now.timestamp()), body=raw)
    Webhook(ours).verify(raw, headers | {"webhook-signature": signed}, json_parse=False)
    theirs = Webhook(ours).sign("msg_1", now, raw.decode())
    assert verify([new_secret(), ours], headers | {"webhook-signature": theirs}, raw, now=now) == "msg_1"


@pytest.mark.parametrize(
    ("change", "body", "fault"),
    [
        ({"webhook-id": ""}, BODY, Fault.HEADER_MISSING),
        ({"webhook-timestamp": ""}, BODY, Fault.HEADER_MISSING),
        ({"webhook-signature": ""}, BODY, Fault.HEADER_MISSING),
        ({"webhook-id": "msg.with.dots"}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-id": "x" * 201}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-id": "msg\x00"}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-timestamp": "1614265330.5"}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-timestamp": "-1614265330"}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-timestamp": "１６１４２６５３３０"}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-timestamp": "nan"}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-timestamp": "9" * 30}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-signature": "v1,签名"}, BODY, Fault.HEADER_MALFORMED),
        ({"webhook-timestamp": str(STAMP - 301)}, BODY, Fault.TIMESTAMP_OUTSIDE),
        ({"webhook-timestamp": str(STAMP + 301)}, BODY, Fault.TIMESTAMP_OUTSIDE),
        ({"webhook-timestamp": str(STAMP + 1)}, BODY, Fault.SIGNATURE_MISMATCH),
        ({"webhook-id": "msg_other"}, BODY, Fault.SIGNATURE_MISMATCH),
        ({}, BODY + b" ", Fault.SIGNATURE_MISMATCH),
        ({}, b'{"test":2432232314}', Fault.SIGNATURE_MISMATCH),
        ({"webhook-signature": SIGNATURE.replace("v1,", "v1a,")}, BODY, Fault.SIGNATURE_MISMATCH),
        ({"webhook-signature": SIGNATURE.replace("v1,", "v2,")}, BODY, Fault.SIGNATURE_MISMATCH),
        ({"webhook-signature": SIGNATURE.removeprefix("v1,")}, BODY, Fault.SIGNATURE_MISMATCH),
        ({"webhook-signature": "v1,"}, BODY, Fault.SIGNATURE_MISMATCH),
        ({"webhook-signature": SIGNATURE[:-2]}, BODY, Fault.SIGNATURE_MISMATCH),
        ({"webhook-signature": SIGNATURE.lower()}, BODY, Fault.SIGNATURE_MISMATCH),
        ({"webhook-signature": " ".join(["v1,AAAA"] * 8 + [SIGNATURE])}, BODY, Fault.SIGNATURE_MISMATCH),
    ],
)
def test_everything_else_is_refused(change: dict[str, str], body: bytes, fault: Fault) -> None:
    with pytest.raises(SignatureRejected) as rejected:
        verify([SECRET], GOOD | change, body, now=THEN)
    assert rejected.value.fault is fault


def test_another_secret_or_none_believes_nothing() -> None:
    for secrets in ([new_secret()], []):
        with pytest.raises(SignatureRejected):
            verify(secrets, GOOD, BODY, now=THEN)


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_either_way(seconds: int) -> None:
    assert verify([SECRET], GOOD, BODY, now=THEN + timedelta(seconds=seconds)) == ID


def test_one_of_several_signatures_is_enough() -> None:
    headers = GOOD | {"webhook-signature": f"v1a,foreign v1,AAAA {SIGNATURE}"}
    assert verify([new_secret(), SECRET], headers, BODY, now=THEN) == ID


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***", "whsec_" + "A" * 100]
)
def test_secrets_that_are_none(secret: str) -> None:
    with pytest.raises(ValueError) as refused:
        key_of(secret)
    assert refused.value.__cause__ is None


def test_new_secrets_are_usable() -> None:
    assert len(key_of(new_secret())) == 32
