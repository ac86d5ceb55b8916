"""The ADF document that the demo's lead platform sends."""

from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from embedded.demo.house import BRAND, LEAD_PLATFORM, STORES, CarLine
from embedded.demo.plans import Plan
from embedded.demo.simulation import ZONE


def adf_document(plan: Plan, car: CarLine, at: datetime) -> bytes:
    """One prospect, as ADF 1.0 asks for it."""
    trade_in = ""
    if plan.trades_in:
        make, model, year, odometer, _ = plan.trades_in
        trade_in = f"""
    <vehicle interest="trade-in" status="used">
      <year>{year}</year><make>{escape(make)}</make><model>{escape(model)}</model>
      <odometer status="original" units="km">{odometer}</odometer>
    </vehicle>"""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<adf>
  <prospect status="new">
    <id source={quoteattr(LEAD_PLATFORM.source or "")}>{plan.person.mobile[-8:]}{plan.line}</id>
    <requestdate>{at.astimezone(ZONE).isoformat(timespec="seconds")}</requestdate>
    <vehicle interest="buy" status="new">
      <year>2026</year><make>{BRAND}</make><model>{escape(car.series)}</model><trim>{escape(car.name)}</trim>
    </vehicle>{trade_in}
    <customer>
      <contact>
        <name part="full">{escape(plan.person.name)}</name>
        <phone type="cellphone">{plan.person.mobile}</phone>
        <address><city>{escape(plan.person.city)}</city><country>CN</country></address>
      </contact>
      <comments>想了解 {escape(car.series)} 的优惠和交车时间</comments>
    </customer>
    <vendor><vendorname>{escape(str(STORES["xinghe"]["name"]))}</vendorname></vendor>
    <provider><name part="full">{escape(plan.source)}</name></provider>
  </prospect>
</adf>
""".encode()
