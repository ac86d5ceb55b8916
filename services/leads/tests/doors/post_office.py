"""A real IMAP server on loopback (pymap), with its own certificate; mails are put in as a provider would."""

import asyncio
import contextlib
import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

USER, PASSWORD = "demouser", "demopass"


def certificate(folder: Path, host: str = "localhost") -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / f"{host}.cert.pem", folder / f"{host}.key.pem"
    cert_file.write_bytes(made.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return cert_file, key_file


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@dataclass(frozen=True, slots=True)
class PostOffice:
    """`port` speaks STARTTLS."""

    port: int
    cert: Path
    key: Path

    @contextlib.contextmanager
    def signed_in(self) -> Iterator[imaplib.IMAP4]:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        try:
            client.login(USER, PASSWORD)
            yield client
        finally:
            client.logout()

    def new_folder(self) -> str:
        name = f"Leads-{uuid4().hex[:8]}"
        with self.signed_in() as client:
            client.create(name)
        return name

    def renumber(self, folder: str) -> None:
        """The same mails under another UIDVALIDITY, as after a restored backup."""
        with self.signed_in() as client:
            client.select(folder, readonly=True)
            held = [part[1] for part in client.uid("FETCH", "1:*", "(BODY.PEEK[])")[1] if isinstance(part, tuple)]
        with self.signed_in() as client:
            client.delete(folder)
            client.create(folder)
            for raw in held:
                client.append(folder, "", "", raw)

    def put(self, folder: str, *mails: bytes) -> None:
        with self.signed_in() as client:
            for raw in mails:
                client.append(folder, "", "", raw)

    def seen(self, folder: str) -> list[bool]:
        with self.signed_in() as client:
            client.select(folder, readonly=True)
            lines = client.uid("FETCH", "1:*", "(FLAGS)")[1]
        return [b"\\Seen" in line for line in lines if isinstance(line, bytes)]


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[PostOffice]:
    cert, key = certificate(folder)
    port = free_port()
    code = "import sys; from pymap.main import main; sys.argv = ['pymap', *sys.argv[1:]]; sys.exit(main())"
    words = ["--host", "127.0.0.1", "--port", str(port), "--cert", str(cert), "--key", str(key), "dict", "--demo-data"]
    child = subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield PostOffice(port, cert, key)
    finally:
        child.kill()
        child.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


@contextlib.asynccontextmanager
async def behind_tls(office: PostOffice, cert: Path, key: Path) -> AsyncIterator[int]:
    """The same server with TLS from the first byte, as at port 993."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", office.port)
        await asyncio.gather(carry(reader, inner_writer), carry(inner_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()


ADF = """<?xml version="1.0" encoding="UTF-8"?><?adf version="1.0"?>
<adf><prospect><id source="carsite">{number}</id><requestdate>2026-03-10T09:58:00+08:00</requestdate>
<vehicle interest="buy" status="new"><year>2026</year><make>远航</make><model>X5</model></vehicle>
<customer><contact><name part="full">{name}</name><phone>{mobile}</phone></contact>
<comments>周末到店</comments></customer>
<vendor><vendorname>星河路店</vendorname></vendor>
<provider><name part="full">懂车帝</name></provider></prospect></adf>"""


def adf(number: int, name: str = "王小明") -> str:
    return ADF.format(number=number, name=name, mobile=f"1990000{number:04d}")


def letter(
    body: str = "",
    *,
    sender: str = "leads@carsite.example.com",
    subject: str = "新线索",
    number: str | None = None,
    charset: str = "utf-8",
    encoding: str | None = None,
    attached: bytes | None = None,
    verdict: str | None = None,
) -> bytes:
    message = EmailMessage()
    message["From"] = f"线索平台 <{sender}>"
    message["To"] = "leads@store.example.com"
    message["Subject"] = subject
    message["Message-ID"] = f"<{number or uuid4().hex}@carsite.example.com>"
    message["Date"] = "Tue, 10 Mar 2026 09:59:00 +0800"
    if verdict:
        message["Authentication-Results"] = verdict
    message.set_content(body or "见附件", charset=charset, cte=encoding)
    if attached is not None:
        message.add_attachment(attached, maintype="application", subtype="xml", filename="lead.xml")
    return message.as_bytes()
