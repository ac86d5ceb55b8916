"""Settings of the process; what a store may choose stands in store_settings."""

from pydantic_settings import SettingsConfigDict
from service_defaults.settings import PlatformSettings


class Settings(PlatformSettings):
    model_config = SettingsConfigDict(env_prefix="CHEMAI_AFTERSALES_", extra="ignore")
