"""Settings every service has; a service derives its own with its prefix."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class PlatformSettings(BaseSettings):
    """Read from the environment with prefix `CHEMAI_`; secrets have no default and no example value."""

    model_config = SettingsConfigDict(env_prefix="CHEMAI_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8000
    log_level: str = "INFO"
    database_url: str = Field(description="postgresql+asyncpg://… of this service's own database")
    token_public_key: str = Field(description="PEM of the gateway's Ed25519 public key")
    master_keys: dict[int, SecretStr] = Field(description="key id → base64 of 32 random bytes; field encryption")
    active_key: int = 1
    index_key: SecretStr = Field(description="base64 of 32 bytes; blind indexes and search tokens")
    transport_key: SecretStr = Field(description="base64 of 32 bytes; personal data inside events")
    kafka_bootstrap_servers: str = ""
    kafka_prefix: str = Field(default="chemai", description="first part of topic and group names")
    demo: bool = False
    public_base_url: str = "http://localhost:8000"
    max_body_bytes: int = 1_048_576
