"""The partner as a process of its own: `python -m partner_simulator`."""

import uvicorn
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from partner_simulator.app import create_simulator


class Settings(BaseSettings):
    """Read from the environment with prefix `CHEMAI_SIMULATOR_`."""

    model_config = SettingsConfigDict(env_prefix="CHEMAI_SIMULATOR_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8090
    secret: SecretStr = Field(description="whsec_… shared with the dealership")
    callback_url: str = Field(description="…/api/v1/notifications/webhooks/inbound/<partner id>")
    delay_seconds: float = 1.0


def main() -> None:
    settings = Settings()
    app = create_simulator(
        settings.secret.get_secret_value(), settings.callback_url, delay_seconds=settings.delay_seconds
    )
    uvicorn.run(app, host=settings.host, port=settings.port, access_log=False, server_header=False)


if __name__ == "__main__":
    main()
