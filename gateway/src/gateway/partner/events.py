"""The only place that builds the partners' event."""

from contracts.gateway import PartnerChanged

from gateway.partner.models import Partner


def partner_changed(partner: Partner) -> PartnerChanged:
    return PartnerChanged(
        partner_id=partner.id,
        group_id=partner.group_id,
        name=partner.name,
        kind=partner.kind,
        source=partner.source,
        store_ids=tuple(partner.store_ids),
        active=partner.active,
        revision=partner.revision,
    )
