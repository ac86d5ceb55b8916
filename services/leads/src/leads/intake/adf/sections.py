"""Finding values in a tree whose order, nesting and tag names are the sender's own."""

from collections import deque
from collections.abc import Iterator

from leads.intake.adf.markup import Node
from leads.intake.adf.values import Notes, value

CUSTOMER = frozenset({"customer", "customers", "consumer", "buyer", "client", "customerinfo", "客户"})
TRADE = frozenset({"trade", "tradein", "tradeinvehicle", "tradevehicle", "置换车", "旧车"})
VEHICLE = frozenset({"vehicle", "vehicleofinterest", "desiredvehicle", "车辆", "意向车辆"})
COMMENT = frozenset(
    {
        "comments", "comment", "note", "notes", "remark", "remarks", "message", "customercomments",
        "additionalcomments", "question", "questions", "备注", "留言",
    }
)  # fmt: skip
PARTIES = frozenset({"vendor", "dealer", "provider"})


class Section:
    """Index of the elements below a node, nearest first. Elements in `stop` are listed but not entered."""

    def __init__(self, node: Node, stop: frozenset[str] = frozenset()) -> None:
        self.node = node
        self._by_tag: dict[str, list[Node]] = {}
        queue = deque(node.children)
        while queue:
            below = queue.popleft()
            self._by_tag.setdefault(below.tag, []).append(below)
            if below.tag not in stop:
                queue.extend(below.children)

    def all(self, *tags: str) -> list[Node]:
        """Elements of any of the tags; those of an earlier tag first."""
        return [node for tag in tags for node in self._by_tag.get(tag, ())]

    def first(self, *tags: str) -> Node | None:
        found = self.all(*tags)
        return found[0] if found else None

    def text(self, notes: Notes, *tags: str) -> str | None:
        """The first value that is not missing; senders who use attributes instead of elements are heard last."""
        for node in self.all(*tags):
            found = value(text_of(node), notes, node.tag)
            if found is not None:
                return found
        attrs = self.node.attrs
        return next((found for tag in tags if (found := value(attrs.get(tag), notes, tag)) is not None), None)


def text_of(node: Node) -> str:
    """A field's own words; those of its parts only when it has none (repaired documents swallow neighbours)."""
    return node.own if node.own.strip() else node.full


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in document order."""
    stack = [node]
    while stack:
        here = stack.pop()
        yield here
        stack.extend(reversed(here.children))


def above(node: Node) -> Iterator[Node]:
    """The elements around a node, nearest first."""
    here = node.parent
    while here is not None:
        yield here
        here = here.parent


def inside(node: Node, tags: frozenset[str]) -> bool:
    return any(outer.tag in tags for outer in above(node))
