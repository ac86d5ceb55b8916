"""Settings of the process; what a store may choose stands in the organisation."""

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict
from service_defaults.settings import PlatformSettings


class Settings(PlatformSettings):
    model_config = SettingsConfigDict(env_prefix="CHEMAI_GATEWAY_", extra="ignore")

    token_private_key: SecretStr = Field(description="PEM of the Ed25519 key that signs internal tokens")
    upstreams: dict[str, str] = Field(default={}, description="service name → base URL; distributed form only")
    spa_dir: Path | None = Field(default=None, description="folder of the built web app")
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = Field(
        default=(), description="networks whose X-Forwarded-For is believed"
    )
    access_life: timedelta = timedelta(minutes=10)
    session_life: timedelta = timedelta(days=30)
    session_idle_life: timedelta = timedelta(days=7)
    recheck_after: timedelta = Field(
        default=timedelta(seconds=10), description="how long another replica may not know of a revocation"
    )
    request_seconds: float = Field(default=30.0, description="default deadline of a request")
    client_rate_per_second: float = Field(default=50.0, description="per session, API key or link")
    client_burst: int = 200
    address_rate_per_second: float = Field(default=5.0, description="per client address on public paths")
    address_burst: int = 60

    @property
    def secure_cookies(self) -> bool:
        """`Secure` everywhere but in a demo that is served over plain HTTP."""
        return not self.demo or self.public_base_url.startswith("https://")
