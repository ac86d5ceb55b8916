"""When a referral is rewarded."""


def refused_because(*, referrer_key: str | None, referee_key: str | None, same_customer: bool) -> str | None:
    """Nobody refers himself, under whatever card. None when the reward is due."""
    if same_customer or (referrer_key is not None and referrer_key == referee_key):
        return "self_referral"
    return None
