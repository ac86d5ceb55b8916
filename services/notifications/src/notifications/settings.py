"""Settings of the process; what a store may choose stands in store_settings."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import SettingsConfigDict
from service_defaults.settings import PlatformSettings
from service_defaults.work import Platform


class Settings(PlatformSettings):
    """`webhook_trusted` lists `host:port` that partners' endpoints may name although they are not public."""

    model_config = SettingsConfigDict(env_prefix="CHEMAI_NOTIFICATIONS_", extra="ignore")

    webhook_trusted: frozenset[str] = frozenset()
    webhook_ports: frozenset[int] = frozenset({80, 443})
    webhook_timeout_seconds: Annotated[float, Field(gt=0, le=60)] = 15.0


def own_settings(platform: Platform) -> Settings:
    """The settings of the running process, typed."""
    settings = platform.settings
    assert isinstance(settings, Settings)  # noqa: S101 - this service is built with its own settings
    return settings
