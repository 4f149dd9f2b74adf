"""What a word of an objective or a key result can mean, whatever its language."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


def words(listed: str) -> frozenset[str]:
    """A set of words written as a line of text."""
    return frozenset(listed.split())


class Deed(Enum):
    """What a verb, or the noun made of it, promises."""

    CHANGE = auto()
    """Move a level: increase, cut, improve."""
    REACH = auto()
    """Arrive at a level: reach, get, generate."""
    SELL = auto()
    """Win something countable from customers: close, sign, renew."""
    KEEP = auto()
    """Stay at a level: keep, hold, not exceed."""
    MAKE = auto()
    """Create: a task when a thing is made, an outcome when demand or customers are."""
    TASK = auto()
    """Finish a piece of work: implement, launch, hire, write."""
    ACTIVITY = auto()
    """Effort by itself: call, visit, send."""
    ROUTINE = auto()
    """The running business: serve, answer, comply, continue."""
    FULFIL = auto()
    """Carry out what was planned: meet, fulfil."""
    LIGHT = auto()
    """Means nothing without its object: do, have, run."""
    VAGUE = auto()
    """Nothing to check: work, focus, be, understand."""
    ASPIRE = auto()
    """A bold end state, good for an objective only: become, win over, transform."""
    STRIVE = auto()
    """Before another verb: will, want, need, try to."""
    OTHER = auto()
    """A verb of no list."""


class Thing(Enum):
    """What a noun stands for."""

    METRIC = auto()
    """A level of the business: revenue, conversion, cycle."""
    FUZZY = auto()
    """A quality nobody measures by that name: quality, efficiency, process, relations."""
    OUTCOME = auto()
    """What customers give: a customer, a contract, a lead, a renewal."""
    SALE = auto()
    """Plain sales, which every quarter has: a deal, a unit."""
    ACT = auto()
    """A piece of effort: a call, a meeting, a post."""
    ARTIFACT = auto()
    """Something we make or set up: a script, a CRM, a page."""
    STAFF = auto()
    """Our own people."""
    PLAN = auto()
    """The plan, the quota, the target."""
    AMOUNT = auto()
    """Stands for the noun after it: number of, volume of."""
    PERIOD = auto()
    """A stretch of time."""
    OTHER = auto()
    """A noun of no list."""


class Part(Enum):
    """How a word stands in its sentence."""

    VERB = auto()
    PARTICIPLE = auto()
    """A passive or past form that can close a clause: closed, held, заключено."""
    NOUN = auto()
    ADJECTIVE = auto()
    ADVERB = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    FUNCTION = auto()
    """Articles, pronouns, particles: words to look through."""
    UNKNOWN = auto()


class Sense(NamedTuple):
    """A word understood."""

    part: Part
    lemma: str
    deed: Deed | None = None
    thing: Thing | None = None
    ongoing: bool = False
    """A Russian verb of the imperfective aspect: a process, not a result."""
    own: bool = False
    """An infinitive, imperative or first person: what we are going to do."""
