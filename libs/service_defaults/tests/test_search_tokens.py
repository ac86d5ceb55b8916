import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.search_tokens import LATIN_CAP, TAIL_LENGTHS, Token, query_tokens, tokens_for

PEOPLE: dict[str, set[Token]] = {
    "王小明": tokens_for("王小明", mobile="+8619900001234", tails={"plate": "京A·12345", "vin": "LFV3A23C8K3012345"}),
    "王五": tokens_for("王五", mobile="19900005678", tails={"plate": "沪AD98765"}),
    "张小明": tokens_for("张小明", mobile="19900001235"),
    "单雄信": tokens_for("单雄信", mobile="19900000001"),
    "欧阳修": tokens_for("欧阳修"),
    "查良镛": tokens_for("查良镛"),
    "John Smith": tokens_for("John Smith", mobile="+1 317 555 0133"),
    "古丽·买买提": tokens_for("古丽·买买提", mobile="1065551234"),
    "吕布": tokens_for("吕布"),
}


def found(query: str) -> set[str]:
    alternatives = query_tokens(query)
    return {name for name, tokens in PEOPLE.items() if any(wanted <= tokens for wanted in alternatives)}


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("王", {"王小明", "王五"}),
        ("小明", {"王小明", "张小明"}),
        ("王小明", {"王小明"}),
        ("王明", set()),
        ("王 小明", {"王小明"}),
        ("丽买", {"古丽·买买提"}),
        ("古丽·买买提", {"古丽·买买提"}),
        ("w", {"王小明", "王五"}),
        ("wx", {"王小明"}),
        ("WXM", {"王小明"}),
        ("wan", {"王小明", "王五"}),
        ("wangx", {"王小明"}),
        ("wangxm", {"王小明"}),
        ("wangxiaoming", {"王小明"}),
        ("wang xiao ming", {"王小明"}),
        ("wang xm", {"王小明"}),
        ("shan", {"单雄信"}),
        ("sxx", {"单雄信"}),
        ("dxx", {"单雄信"}),
        ("zha", {"张小明", "查良镛"}),
        ("cly", {"查良镛"}),
        ("ouyangx", {"欧阳修"}),
        ("oyx", {"欧阳修"}),
        ("lv", {"吕布"}),
        ("lü", {"吕布"}),
        ("lub", {"吕布"}),
        ("smith", {"John Smith"}),
        ("smith john", {"John Smith"}),
        ("John Smi", {"John Smith"}),
        ("js", {"John Smith"}),
        ("王xm", {"王小明"}),
        ("王 xm", {"王小明"}),
        ("王xiaom", {"王小明"}),
        ("王小m", {"王小明"}),
        ("欧阳x", {"欧阳修"}),
        ("1234", {"王小明", "古丽·买买提"}),
        ("2345", {"王小明"}),
        ("王 1234", {"王小明"}),
        ("王1234", {"王小明"}),
        ("wxm1234", {"王小明"}),
        ("张 1234", set()),
        ("王 12", {"王小明", "王五"}),
        ("12345", {"王小明"}),
        ("a12345", {"王小明"}),
        ("京A12345", {"王小明"}),
        ("京 A12345", {"王小明"}),
        ("沪AD98765", {"王五"}),
        ("012345", {"王小明"}),
        ("3012345", {"王小明"}),
        ("LFV3A23C8K3012345", {"王小明"}),
        ("19900001234", {"王小明"}),
        ("+86 199-0000-1234", {"王小明"}),
        ("008619900001234", {"王小明"}),
        ("199 0000 1234", {"王小明"}),
        ("１９９００００１２３４", {"王小明"}),
        ("王 19900001234", {"王小明"}),
        ("+1 (317) 555-0133", {"John Smith"}),
        ("0133", {"John Smith"}),
        ("010-6555 1234", {"古丽·买买提"}),
        ("", set()),
        ("  ", set()),
        ("12", set()),
        ("123", set()),
        ("·-", set()),
    ],
)
def test_what_is_typed_finds_whom_it_means(query: str, people: set[str]):
    assert found(query) == people


def test_the_tokens_of_a_person_in_full():
    tokens = tokens_for("王五", mobile="19900005678", tails={"a": "沪A·98765"})
    latin = {"w", "wa", "wan", "wang", "wangw", "wangwu", "ww"}
    assert tokens == {("latin", text) for text in latin} | {
        ("char", "王"),
        ("char", "五"),
        ("bigram", "王五"),
        ("mobile", "19900005678"),
        ("mobile4", "5678"),
        ("tail", "8765"),
        ("tail", "98765"),
        ("tail", "a98765"),
    }


def test_little_is_known_of_a_stranger():
    assert tokens_for("") == set()
    assert tokens_for("", mobile="12", tails={"plate": "A1"}) == set()
    assert tokens_for("", mobile="19900005678") == {("mobile", "19900005678"), ("mobile4", "5678")}


HAN_NAMES = st.text(alphabet="王张单曾仇欧阳诸葛孔明小伟吕", min_size=1, max_size=4)


@given(HAN_NAMES)
def test_everyone_is_found_by_their_name_and_every_beginning_of_its_pinyin(name: str):
    tokens = tokens_for(name)
    assert any(wanted <= tokens for wanted in query_tokens(name))
    for _, text in [token for token in tokens if token[0] == "latin"]:
        assert any(wanted <= tokens for wanted in query_tokens(text))


@given(HAN_NAMES, st.from_regex(r"\A199[0-9]{8}\Z"))
def test_everyone_is_found_by_name_and_last_four(name: str, mobile: str):
    tokens = tokens_for(name, mobile=mobile)
    for query in (mobile, mobile[-4:], f"{name} {mobile[-4:]}", name + mobile[-4:]):
        assert any(wanted <= tokens for wanted in query_tokens(query))


@given(st.from_regex(r"\A[A-HJ-NP-Z]{3}[0-9A-Z]{6}[0-9]{8}\Z"), st.sampled_from(TAIL_LENGTHS))
def test_a_tag_is_found_by_its_tail_and_in_full(tag: str, length: int):
    tokens = tokens_for("", tails={"tag": tag})
    assert any(wanted <= tokens for wanted in query_tokens(tag[-length:]))
    assert any(wanted <= tokens for wanted in query_tokens(tag))


@given(st.text(max_size=60))
def test_any_text_gives_few_non_empty_alternatives(text: str):
    alternatives = query_tokens(text)
    assert len(alternatives) <= 16
    assert all(alternatives)
    assert all(len(value) <= max(LATIN_CAP, 60) for wanted in alternatives for _, value in wanted)
