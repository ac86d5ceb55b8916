"""The completeness score of files that are only being written: alike by the hundred, each kind worked out once."""

from dataclasses import dataclass, field
from typing import Any

from leads.file_quality import policy
from leads.setting.schemas import LeadSettings

_PLAIN = ("name", "mobile", "gender", "city", "wechat")


@dataclass(slots=True)
class FreshFiles:
    """Scores new files of a store with a first lead by which of the weighed fields hold something."""

    settings: LeadSettings
    _known: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)

    def score(self, customer: dict[str, Any], lead: dict[str, Any], *, wechat: bool) -> dict[str, Any]:
        """The columns of the customer; the timer sees to a file that is ready for its supervisor."""
        columns = ("name", "mobile_masked", "gender", "city")
        held = (*(bool(customer[name]) for name in columns), wechat)
        kind = (customer["kind"], lead["level"], bool(lead["wanted_model"]), lead["next_contact_at"] is not None, *held)
        found = self._known.get(kind)
        if found is None:
            found = self._known[kind] = self._scored(customer["kind"], dict(zip(_PLAIN, held, strict=True)), lead)
        return found

    def _scored(self, kind: str, plain: dict[str, bool], lead: dict[str, Any]) -> dict[str, Any]:
        rules, level = self.settings.file_quality, self.settings.level(lead["level"])
        looked = {
            "level": level is not None and level.gradable,
            "wanted_model": lead["wanted_model"],
            "next_contact": lead["next_contact_at"],
        }
        weighed = policy.present(plain=plain, card={}, lead=looked, kind=kind)
        points, missing = policy.completeness(weighed, rules.weights)
        if policy.queues(policy.FileState.OPEN, points, lead["level"], rules):
            return {"file_score": None, "file_missing": []}
        return {"file_score": points, "file_missing": missing}
