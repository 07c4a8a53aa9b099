"""What the bot is told from outside. The only reader of the environment."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SLACK = "https://slack.com/api/"


class Settings(BaseSettings):
    """Every setting with its default; `.env.example` says the same in words."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", populate_by_name=True
    )

    bot_token: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("SLACK_CLI_XOXB", "SLACK_BOT_TOKEN")
    )
    app_token: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("SLACK_CLI_XAPP", "SLACK_APP_TOKEN")
    )
    signing_secret: SecretStr = Field(SecretStr(""), alias="SLACK_SIGNING_SECRET")
    client_id: str = Field("", alias="SLACK_CLIENT_ID")
    client_secret: SecretStr = Field(SecretStr(""), alias="SLACK_CLIENT_SECRET")
    token_keys: SecretStr = Field(SecretStr(""), alias="TOKEN_KEYS")
    public_url: str = Field("", alias="PUBLIC_URL")
    api_url: str = Field(SLACK, alias="SLACK_API_URL")
    database_key: SecretStr = Field(SecretStr(""), alias="DATABASE_KEY")
    database_key_file: Path | None = Field(None, alias="DATABASE_KEY_FILE")
    old_database_key: SecretStr = Field(SecretStr(""), alias="OLD_DATABASE_KEY")
    old_database_key_file: Path | None = Field(None, alias="OLD_DATABASE_KEY_FILE")
    database_url: str = Field("sqlite:///data/winbook.db", alias="DATABASE_URL")
    praise_emoji: Annotated[frozenset[str], NoDecode] = Field(
        frozenset({"trophy"}), alias="PRAISE_EMOJI"
    )
    win_emoji: Annotated[frozenset[str], NoDecode] = Field(
        frozenset({"checkered_flag"}), alias="WIN_EMOJI"
    )
    win_command: str = Field("/win", alias="WIN_COMMAND")
    kudos_command: str = Field("/kudos", alias="KUDOS_COMMAND")
    zone: str = Field("UTC", alias="DEFAULT_TIMEZONE")
    badge_hosts: Annotated[frozenset[str], NoDecode] = Field(frozenset(), alias="BADGE_HOSTS")
    badge_status_url: str = Field("", alias="BADGE_STATUS_URL")
    keys_folder: Path = Field(Path("data/keys"), alias="KEYS_FOLDER")
    packet_template: Path | None = Field(None, alias="PACKET_TEMPLATE")
    backup_key: SecretStr = Field(SecretStr(""), alias="BACKUP_KEY")
    is_backing_up: bool = Field(True, alias="NIGHTLY_BACKUP")
    copy_places: str = Field("", alias="COPY_PLACES")
    copy_in_dm: bool = Field(True, alias="COPY_IN_DM")
    copy_below: str = Field("", alias="COPY_BELOW")
    copy_redact: str = Field("", alias="COPY_REDACT")
    mail_server: SecretStr = Field(SecretStr(""), alias="MAIL_SERVER")
    mail_from: str = Field("", alias="MAIL_FROM")
    mail_domains: Annotated[frozenset[str], NoDecode] = Field(frozenset(), alias="MAIL_DOMAINS")
    copy_must_lock: bool = Field(False, alias="COPY_MUST_LOCK")
    log_level: str = Field("INFO", alias="LOG_LEVEL")
    log_format: Literal["text", "json"] = Field("text", alias="LOG_FORMAT")
    port: int = Field(3000, alias="PORT")
    socket_links: int = Field(2, alias="SOCKET_LINKS", ge=1, le=10)
    health_port: int = Field(0, alias="HEALTH_PORT")
    tick_seconds: float = Field(30.0, alias="TICK_SECONDS")
    lease_seconds: float = Field(120.0, alias="LEASE_SECONDS")

    @field_validator("praise_emoji", "win_emoji", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        """`:trophy:, star` and `trophy star` both mean two emoji."""
        if not isinstance(value, str):
            return value
        return frozenset(name.strip(": ") for name in value.replace(",", " ").split())

    @field_validator("badge_hosts", "mail_domains", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        """Host names alone, separated by commas or blanks."""
        if not isinstance(value, str):
            return value
        return frozenset(name.strip().lower() for name in value.replace(",", " ").split())

    @field_validator("packet_template", "database_key_file", "old_database_key_file", mode="before")
    @classmethod
    def _is_set(cls, value: object) -> object:
        """An empty line in `.env` is no path."""
        return value or None

    @field_validator("api_url")
    @classmethod
    def _ends_with_a_slash(cls, value: str) -> str:
        return value.rstrip("/") + "/"

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        """Slack leads people back over HTTPS alone; this machine may do without."""
        value = value.strip().rstrip("/")
        near = ("http://localhost", "http://127.0.0.1")
        if value and not value.startswith(("https://", *near)):
            raise ValueError("it must begin with https://")
        return value

    @field_validator("win_command", "kudos_command")
    @classmethod
    def _begins_with_a_slash(cls, value: str) -> str:
        return "/" + value.strip().lstrip("/")

    @property
    def is_oauth(self) -> bool:
        """Workspaces install the app themselves; a bot token means one workspace, as ever."""
        has_secret = bool(self.client_id and self.client_secret.get_secret_value())
        return has_secret and not self.bot_token.get_secret_value()

    @property
    def mode(self) -> str:
        """How Slack reaches us: `socket`, `http`, or `none` when there is nobody to be there."""
        if not self.bot_token.get_secret_value() and not self.is_oauth:
            return "none"
        if self.app_token.get_secret_value():
            return "socket"
        return "http" if self.signing_secret.get_secret_value() else "none"

    @property
    def is_encrypted(self) -> bool:
        """Whether the database lies under a key of ours."""
        return bool(self.database_key.get_secret_value().strip() or self.database_key_file)

    @property
    def database_file(self) -> Path | None:
        """Where the SQLite file lies, if the database is one."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme.startswith("sqlite") and path else None
