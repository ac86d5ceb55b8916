"""Tokens by which a person is found: parts of the name, pinyin, end of the mobile, ends of tags.

Tokens are clear text here; the index stores them through `Vault.search_token`. What is indexed and how a query is
looked up stand beside each other, because the one is only as good as the other knows it.

| kind      | text                                                                                   |
| --------- | -------------------------------------------------------------------------------------- |
| `char`    | one Chinese character of the name                                                      |
| `bigram`  | two neighbouring ones                                                                  |
| `latin`   | every beginning of wangxiaoming, wxm and wangxm, per reading; of every foreign word    |
| `mobile`  | all digits of the mobile, without +86 or 0                                             |
| `mobile4` | its last four                                                                          |
| `tail`    | the last 4 to 8 letters and digits of a tag                                            |
"""

import itertools
import re
from collections.abc import Iterable, Mapping

from service_defaults.names import HAN, folded, name_sort_key, readings, units

__all__ = ["Alternatives", "Token", "name_sort_key", "query_tokens", "tokens_for"]

Token = tuple[str, str]
Alternatives = tuple[frozenset[Token], ...]

LATIN_CAP = 16
TAIL_LENGTHS = range(4, 9)
_PHONE_LENGTHS = range(9, 16)
_MAX_WORDS = 4
_MAX_ALTERNATIVES = 16
_MAX_RUNS = 4

_RUNS = re.compile(rf"[{HAN}]+|\d+|[^\W\d_{HAN}]+")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_HAN_THEN_LETTERS = re.compile(rf"(?<=[{HAN}])\s+(?=[a-z])")
_PHONE_LIKE = re.compile(r"[\d\s+\-().]+")


def tokens_for(name: str, *, mobile: str | None = None, tails: Mapping[str, str] | None = None) -> set[Token]:
    """All tokens of a person. The keys of `tails` only tell a caller's tags apart; several mobiles are a union of sets.

    Tags count by their ASCII letters and digits: 京A·12345 ends in 12345 and A12345.
    """
    tokens = _name_tokens(name)
    digits = _phone_digits(mobile or "")
    if len(digits) >= 4:
        tokens |= {("mobile", digits), ("mobile4", digits[-4:])}
    for tag in (_alphanumeric(folded(value)) for value in (tails or {}).values()):
        tokens |= {("tail", tag[-length:]) for length in TAIL_LENGTHS if len(tag) >= length}
    return tokens


def query_tokens(text: str) -> Alternatives:
    """How a typed text is looked up: a person matches when all tokens of any one alternative are theirs.

    Empty when the text is too short or too strange to be looked up. Parts that cannot be looked up yet, such as the
    12 of "王 12" while 1234 is being typed, are ignored beside others that can.
    """
    query = folded(text)
    phone = _phone_digits(query) if _PHONE_LIKE.fullmatch(query) else ""
    if len(phone) in _PHONE_LENGTHS:
        return (frozenset({("mobile", phone)}),)
    words = query.split()[:_MAX_WORDS]
    glued = _HAN_THEN_LETTERS.sub("", query).strip()
    options = [*_combined(_word_options(word) for word in words), *_name_typed_in_parts(glued, words)]
    if len(words) == 2 and len(glued.split()) == 1:
        options += _word_options(glued)
    return tuple(dict.fromkeys(option for option in options if option))[:_MAX_ALTERNATIVES]


def _name_tokens(name: str) -> set[Token]:
    parts = units(name)
    han = [part for part in parts if _HAN_RUN.match(part)]
    tokens = {("char", char) for char in han}
    tokens |= {("bigram", first + second) for first, second in itertools.pairwise(han)}
    words = {part for part in parts if not part.isdigit()} - set(han)
    for reading in readings(name):
        words |= {reading.joined, reading.initials, reading.family_and_initials}
    return tokens | {("latin", word[:end]) for word in words for end in range(1, min(len(word), LATIN_CAP) + 1)}


def _word_options(word: str) -> list[frozenset[Token]]:
    """The ways to read one word without spaces: by its runs of one script, or as a tag."""
    runs = _RUNS.findall(word)
    options = _combined(_run_options(run) for run in runs) if len(runs) <= _MAX_RUNS else []
    tag = _alphanumeric(word)
    if len(tag) >= TAIL_LENGTHS.start and not tag.isdigit() and not tag.isalpha():
        options.append(frozenset({("tail", tag[-TAIL_LENGTHS[-1] :])}))
    return options


def _run_options(run: str) -> list[frozenset[Token]]:
    if _HAN_RUN.match(run):
        pairs = {("bigram", first + second) for first, second in itertools.pairwise(run)}
        return [frozenset(pairs or {("char", run)})]
    if not run.isdigit():
        return [frozenset({("latin", run[:LATIN_CAP])})]
    options = []
    if len(run) == 4:
        options.append(frozenset({("mobile4", run)}))
    if len(run) in TAIL_LENGTHS:
        options.append(frozenset({("tail", run)}))
    if len(run) in _PHONE_LENGTHS:
        options.append(frozenset({("mobile", _phone_digits(run))}))
    return options


def _name_typed_in_parts(glued: str, words: list[str]) -> list[frozenset[Token]]:
    """王xm and 王xiaom as pinyin of the whole name, and "wang xiao ming" without its spaces."""
    if len(words) > 1 and all(word.isascii() and word.isalpha() for word in words):
        return [frozenset({("latin", "".join(words)[:LATIN_CAP])})]
    runs = _RUNS.findall(glued)
    if len(runs) != 2 or not _HAN_RUN.match(runs[0]) or not runs[1].isalpha():
        return []
    reading, typed = readings(runs[0])[0], runs[1]
    known = _run_options(runs[0])[0]
    spellings = (reading.initials + typed, reading.joined + typed, reading.family_and_initials + typed)
    return [known | {("latin", spelling[:LATIN_CAP])} for spelling in spellings]


def _combined(parts: Iterable[list[frozenset[Token]]]) -> list[frozenset[Token]]:
    """Every choice of one option per part, joined; parts without an option are left out."""
    choices = itertools.product(*(options for options in parts if options))
    return [frozenset[Token]().union(*choice) for choice in itertools.islice(choices, _MAX_ALTERNATIVES)]


def _alphanumeric(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isalnum())


def _phone_digits(text: str) -> str:
    digits = "".join(char for char in text if char.isascii() and char.isdigit())
    return re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits).lstrip("0")
