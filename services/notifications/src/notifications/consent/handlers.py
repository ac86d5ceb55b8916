"""Follow the consent ledger; a withdrawal also stops what waits."""

from contracts.leads import ConsentChanged
from contracts.vocabulary import Purpose
from service_defaults.work import Work

from notifications.consent import repository
from notifications.delivery import service as deliveries
from notifications.message import service as messages


async def on_consent_changed(work: Work, event: ConsentChanged) -> None:
    await repository.keep(work.session, event, work.now)
    if event.granted:
        return
    if event.purpose == Purpose.SHARE and event.recipient_id is not None:
        await deliveries.stop_sharing(work, event.customer_id, event.recipient_id)
    elif event.purpose != Purpose.SHARE:
        await messages.cancel_purpose(work, event.customer_id, str(event.purpose), event.channel)
