import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.names import folded, name_sort_key, readings, units


@pytest.mark.parametrize(
    ("name", "syllables", "family"),
    [
        ("王小明", ["wang xiao ming"], 1),
        ("单雄信", ["shan xiong xin", "dan xiong xin"], 1),
        ("曾国藩", ["zeng guo fan", "ceng guo fan"], 1),
        ("仇英", ["qiu ying", "chou ying"], 1),
        ("解缙", ["xie jin", "jie jin"], 1),
        ("查良镛", ["zha liang yong", "cha liang yong"], 1),
        ("吕布", ["lv bu", "lu bu", "lyu bu"], 1),
        ("欧阳修", ["ou yang xiu"], 2),
        ("欧阳", ["ou yang"], 1),
        ("单于浩", ["chan yu hao", "dan yu hao"], 2),
        ("王重庆", ["wang chong qing"], 1),
        ("买买提·艾力", ["mai mai ti ai li"], 1),
        ("王小明(Tom)", ["wang xiao ming tom"], 1),
        ("José Núñez", ["jose nunez"], 1),
        ("ＷＡＮＧ", ["wang"], 1),
        ("𠮷𠮷", ["𠮷 𠮷"], 1),
        ("", [], 0),
        ("·-()", [], 0),
    ],
)
def test_names_are_read_as_people_read_them(name: str, syllables: list[str], family: int):
    found = readings(name)
    assert [" ".join(reading.syllables) for reading in found] == syllables
    assert all(reading.family == family for reading in found)


def test_a_reading_in_the_ways_it_is_typed():
    reading = readings("诸葛孔明")[0]
    assert (reading.joined, reading.initials, reading.family_and_initials) == ("zhugekongming", "zgkm", "zhugekm")


def test_folding_drops_width_accents_and_case():
    assert folded("Ａé王①") == "ae王1"


def test_sort_keys_order_a_list_as_a_chinese_reader_expects():
    listed = ["Anna Lee", "曾国藩", "张三", "单雄信", "王小明", "王伟", "章子怡", "张一", "欧阳修", "", "阿宝"]
    expected = ["阿宝", "Anna Lee", "欧阳修", "单雄信", "王伟", "王小明", "曾国藩", "张三", "张一", "章子怡", ""]
    assert sorted(listed, key=lambda name: name_sort_key(name).encode()) == expected


def test_characters_of_one_sound_stay_together():
    names = ["张四", "章二", "张二", "章四"]
    assert [name[0] for name in sorted(names, key=name_sort_key)] == ["张", "张", "章", "章"]


@given(st.text(max_size=12) | st.text(alphabet="王张单于欧阳曾吕𠮷〇·ab 1", max_size=8))
def test_every_name_is_read_unit_by_unit(name: str):
    for reading in readings(name):
        assert len(reading.syllables) == len(units(name))
        assert 1 <= reading.family <= len(reading.syllables)
    assert name_sort_key(name)
