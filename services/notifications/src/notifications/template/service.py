"""Use cases of wordings."""

from dataclasses import dataclass
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.errors import PreconditionFailed
from service_defaults.ids import new_id
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from notifications.setting.service import home_store
from notifications.template import repository
from notifications.template.catalogue import CATALOGUE
from notifications.template.errors import TemplateNotFound, VariableUnknown
from notifications.template.models import StoreTemplate
from notifications.template.policy import Channel, Locale, unknown_variables
from notifications.template.schemas import TemplateOut


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in force and its version, 0 for the built-in one."""

    text: str
    version: int


async def wording(session: ReadSession, store_id: UUID, code: str, channel: str, locale: str) -> Wording | None:
    """What a message of that store says; None for a code that nobody worded."""
    chosen = await repository.newest(session, store_id, code, channel, locale)
    if chosen is not None:
        return Wording(chosen.text, chosen.version)
    built_in = CATALOGUE.get(code)
    return Wording(built_in.text(locale), 0) if built_in else None


async def list_templates(reading: Reading) -> list[TemplateOut]:
    """Every wording of the asker's store, in every channel and language."""
    chosen = {
        (row.code, row.channel, row.locale): row
        for row in await repository.current(reading.session, reading.actor, home_store(reading))
    }
    return [
        _shown(code, channel, locale, chosen.get((code, channel, locale)))
        for code in CATALOGUE
        for channel in Channel
        for locale in Locale
    ]


async def choose_text(
    work: Work, code: str, channel: Channel, locale: Locale, *, text: str, expected: int
) -> TemplateOut:
    """Put a new version in force. Raises `TemplateNotFound`, `VariableUnknown`, `PreconditionFailed`."""
    built_in = CATALOGUE.get(code)
    if built_in is None:
        raise TemplateNotFound
    if names := unknown_variables(text, built_in.variables):
        raise VariableUnknown(names=", ".join(sorted(names)), known=", ".join(built_in.variables), pointer="/text")
    store_id = home_store(work)
    present = await repository.newest(work.session, store_id, code, channel, locale)
    check_version(present.version if present else 0, expected)
    row = StoreTemplate(
        id=new_id(),
        store_id=store_id,
        code=code,
        channel=channel,
        locale=locale,
        version=expected + 1,
        text=text,
        created_at=work.now,
        created_by=work.actor.staff_id,
    )
    if not await repository.add_version(work.session, row):
        raise PreconditionFailed
    return _shown(code, channel, locale, row)


def _shown(code: str, channel: Channel, locale: Locale, chosen: StoreTemplate | None) -> TemplateOut:
    built_in = CATALOGUE[code]
    default = built_in.text(locale)
    return TemplateOut(
        code=code,
        channel=channel,
        locale=locale,
        purpose=built_in.purpose,
        transactional=built_in.transactional,
        variables=list(built_in.variables),
        text=chosen.text if chosen else default,
        version=chosen.version if chosen else 0,
        default_text=default,
        changed_at=chosen.created_at if chosen else None,
    )
