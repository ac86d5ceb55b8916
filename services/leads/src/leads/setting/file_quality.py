"""A store's choices about complete files, their confirmation, and duplicates."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Weight = Annotated[int, Field(ge=0, le=100)]
LevelCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,3}$")]


class FileWeights(BaseModel):
    """What each field of a file weighs in its completeness score; 0 leaves it out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Weight = 8
    mobile: Weight = 10
    gender: Weight = 2
    wechat: Weight = 4
    city: Weight = 3
    level: Weight = 8
    wanted_model: Weight = 8
    next_contact: Weight = 5
    purchase_type: Weight = 6
    purpose: Weight = 5
    budget: Weight = 8
    main_user: Weight = 4
    concerns: Weight = 6
    decision_makers: Weight = 5
    decision_cycle: Weight = 5
    explicit_needs: Weight = 4
    implicit_needs: Weight = 2
    competitors: Weight = 3
    current_car: Weight = 3
    profession: Weight = 2
    family: Weight = 2
    hobbies: Weight = 1
    birthday: Weight = 1


class FileQualitySettings(BaseModel):
    """`confirmation`: a file counts 建卡 only after its supervisor confirmed it; it queues by itself once its level is
    one of `card_levels` and its score reaches `submit_from_score`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    weights: FileWeights = FileWeights()
    confirmation: bool = True
    card_levels: tuple[LevelCode, ...] = Field(("H", "A", "B", "C"), max_length=20)
    submit_from_score: int = Field(50, ge=0, le=100)
    good_from_score: int = Field(70, ge=0, le=100)
    stock_take_days: int = Field(14, ge=1, le=92, description="how long a stock-take of the base may last")


class DuplicateSettings(BaseModel):
    """Points per piece of evidence that two files are one person's; from `threshold` on a pair is shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    threshold: int = Field(60, ge=1, le=200)
    same_email: Weight = 70
    same_wechat: Weight = 80
    former_number: Weight = 60
    same_vehicle: Weight = 70
    same_credit_code: Weight = 90
    same_name: Weight = 25
    similar_number: Weight = 40
    same_model: Weight = 20
    near_dates: Weight = 15
    near_days: int = Field(30, ge=1, le=366)
    scan_daily: bool = True
