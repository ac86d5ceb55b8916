"""Settings of the process; what a store may choose stands in store_settings."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import SettingsConfigDict
from service_defaults.settings import PlatformSettings
from service_defaults.work import Platform


class Settings(PlatformSettings):
    """`mail_trusted` lists `host:port` of mail servers that are not on the open internet; `mail_ca_file` vouches for
    servers with a certificate of one's own. Without TLS only a trusted server on this very machine is read.
    """

    model_config = SettingsConfigDict(env_prefix="CHEMAI_LEADS_", extra="ignore")

    mail_trusted: tuple[str, ...] = ()
    mail_ca_file: str = ""
    mail_timeout_seconds: Annotated[float, Field(gt=0, le=60)] = 15.0


def own_settings(platform: Platform) -> Settings:
    """The settings of the running process, typed."""
    settings = platform.settings
    assert isinstance(settings, Settings)  # noqa: S101 - this service is built with its own settings
    return settings
