"""What the demo tells its visitor: where it is, who can sign in, with which keys partners knock."""

from pathlib import Path

from pydantic import BaseModel
from service_defaults.identity import Role


class Account(BaseModel):
    role: Role
    staff_id: str
    name: str
    username: str
    password: str
    store: str


class PartnerAccess(BaseModel):
    partner_id: str
    name: str
    api_key: str
    webhook_secret: str


class DemoCard(BaseModel):
    base_url: str
    accounts: list[Account]
    partners: list[PartnerAccess]

    def announcement(self, *, seconds: float) -> str:
        """The last lines of `make run`."""
        first = self.accounts[0]
        lines = [
            "",
            f"Chemai is running: {self.base_url}   (ready in {seconds:.1f} s, Ctrl+C ends it)",
            "",
            f"Sign in with one tap, or by name; every demo account has the password {first.password}",
        ]
        lines += [
            f"  {account.role:<28} {account.username:<12} {account.name} · {account.store}" for account in self.accounts
        ]
        lines += ["", "Partner keys (X-API-Key):"]
        lines += [f"  {partner.name}: {partner.api_key}" for partner in self.partners]
        lines += ["", "All of this also stands in .data/demo.json", ""]
        return "\n".join(lines)

    @classmethod
    def load(cls, file: Path) -> "DemoCard | None":
        return cls.model_validate_json(file.read_text(encoding="utf-8")) if file.exists() else None

    def save(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")
