"""The test-drive agreement 试乘试驾协议. A new wording is a new version; signed ones keep their own text."""

from dataclasses import dataclass

VERSION = "2026-01"

_ZH = """试乘试驾协议（{version}）
客户：{customer}  车型：{car}  车牌/车架号：{tag}  日期：{day}
本人自愿参加试乘试驾，并承诺：
一、本人持有效机动车驾驶证，驾龄及准驾车型符合要求；
二、遵守交通法规，按约定路线行驶并服从陪驾人员指挥；
三、未饮酒、未服用影响驾驶的药物，不疲劳驾驶；
四、不做危险驾驶动作，不将车辆交由他人驾驶；
五、因本人过错造成的车辆损坏、违章及第三方损失，由本人依法承担。"""

_EN = """Test drive agreement ({version})
Customer: {customer}  Car: {car}  Plate/VIN: {tag}  Date: {day}
I take part in this test drive of my own will and undertake that:
1. I hold a valid driving licence for this class of car;
2. I obey the traffic rules, keep to the agreed route and follow the accompanying person's instructions;
3. I have not drunk, have taken no medicine that impairs driving, and am not tired;
4. I do not drive dangerously and let nobody else drive;
5. I am liable by law for damage, violations and third-party losses that are my fault."""


@dataclass(frozen=True, slots=True)
class Agreement:
    version: str
    zh: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.zh


def agreement_for(*, customer: str, car: str, tag: str, day: str) -> Agreement:
    """The present wording with the facts of one drive filled in."""
    facts = {"version": VERSION, "customer": customer, "car": car, "tag": tag, "day": day}
    return Agreement(VERSION, _ZH.format(**facts), _EN.format(**facts))
