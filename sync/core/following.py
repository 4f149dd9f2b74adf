"""Which row and which column of a tab is which, after people have moved them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Content = str
"""What a cell holds: nothing for an empty one, a formula with its ``=``, a value in any spelling
that tells two values apart, or ``~`` and a value that spills in from a formula elsewhere."""
Grid = Mapping[int, Sequence[Content]]
"""Row number → contents of its cells from the first column on; rows nobody asked for are absent."""
_REFERENCE = re.compile(r"""("(?:[^"]|"")*")|\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w(])""")
Key = tuple[tuple[int, Content], ...]


def follow_columns(then: Grid, now: Grid, head: int) -> dict[int, int]:
    """Where each column has gone: by its title; those whose title is not the only one of its kind,
    or has changed, by what they hold, or else by their order. ``head`` is the row of titles; 0
    means that columns stay. What is gone is absent."""
    titles, new = then.get(head, ()), now.get(head, ())
    old_width, width = _width(then), _width(now)
    if list(titles) == list(new):
        return {number: number for number in range(1, max(old_width, width) + 1)}
    places = dict(_titled(new))
    found = {number: places[title] for title, number in _titled(titles) if title in places}
    rest = [number for number in range(1, old_width + 1) if number not in found]
    free = [number for number in range(1, width + 1) if number not in found.values()]
    held = {number: _held(then, number) for number in rest}
    holds = {number: _held(now, number) for number in free}
    pairs = [((held[n] & holds[m]).total(), -abs(n - m), n, m) for n in rest for m in free]
    for same, _, number, place in sorted(pairs, reverse=True):
        if number not in found and place in free and (same or len(titles) == len(new)):
            found[number] = place
            free.remove(place)
    return found


def _width(grid: Grid) -> int:
    return max((len(cells) for cells in grid.values()), default=0)


def _held(grid: Grid, column: int) -> Counter[Content]:
    """What a column holds, in whatever order."""
    cells = (line[column - 1] for line in grid.values() if len(line) >= column)
    return Counter(skeleton(content) for content in cells if content)


def follow_rows(
    then: Grid, now: Grid, columns: Mapping[int, int], fits: Callable[[int, int], bool]
) -> dict[int, int]:
    """Where each row has gone: the same content first, then the greater part of it, then by the
    rows beside it; by the columns given alone. ``fits`` refuses what cannot be. What is gone is
    absent."""
    old = {row: _filled(cells, columns) for row, cells in then.items()}
    kept = {column: column for column in columns.values()}
    new = {row: _filled(cells, kept) for row, cells in now.items()}
    rows = _unchanged(old, new)
    left = set(new) - set(rows.values())
    pairs = [(_likeness(old[row], new[place]), -abs(row - place), row, place)
             for row in old if row not in rows for place in left if fits(row, place)]  # fmt: skip
    for likeness, _, row, place in sorted(pairs, reverse=True):
        if likeness >= 0 and row not in rows and place in left:
            rows[row] = place
            left.remove(place)
    for step in (1, -1):
        for row in sorted(old, reverse=step < 0):
            place = rows.get(row - step, -1) + step
            if row not in rows and place in left and fits(row, place):
                rows[row] = place
                left.remove(place)
    return rows


def follow_copies(
    then: Grid, now: Grid, columns: Mapping[int, int], rows: Mapping[int, int]
) -> dict[int, int]:
    """New rows that are copies of old ones, for the greater part: new row → old row. ``rows`` is
    where the old ones have gone; only those given in ``then`` are thought of."""
    kept = {column: column for column in columns.values()}
    old = {row: _filled(cells, columns) for row, cells in then.items()}
    copies = {}
    for place in now.keys() - set(rows.values()):
        key = _filled(now[place], kept)
        marks = {row: _likeness(old[row], key) for row in old}
        best = max(marks, key=lambda row: marks[row], default=0)
        if best and marks[best] > 0:
            copies[place] = best
    return copies


def _titled(titles: Sequence[Content]) -> Iterable[tuple[Content, int]]:
    """Titles that stand there once."""
    return [(title, n) for n, title in enumerate(titles, 1) if title and titles.count(title) == 1]


def _filled(cells: Sequence[Content], columns: Mapping[int, int]) -> Key:
    """What a row holds, by the columns as they stand now."""
    held = ((columns.get(number, 0), content) for number, content in enumerate(cells, 1) if content)
    return tuple(sorted((number, skeleton(content)) for number, content in held if number))


def skeleton(content: Content) -> Content:
    """A formula without the cells it points at, a spilt value without its value; anything else as
    it is. Neither changes when rows move."""
    if content[:1] == "~":
        return "~"
    if content[:1] != "=":
        return content
    return _REFERENCE.sub(lambda found: found[1] or "@", content)


def _unchanged(old: Mapping[int, Key], new: Mapping[int, Key]) -> dict[int, int]:
    """Rows that hold what they held; of several alike the first is the first."""
    waiting: dict[Key, list[int]] = defaultdict(list)
    for row in sorted(new, reverse=True):
        waiting[new[row]].append(row)
    return {row: waiting[key].pop() for row in sorted(old) if (key := old[row]) and waiting[key]}


def _likeness(old: Key, new: Key) -> int:
    """How many more cells are as they were than are not; below zero when none is."""
    same = len(set(old) & set(new))
    numbers = {number for number, _ in (*old, *new)}
    return 2 * same - len(numbers) if same else -1
