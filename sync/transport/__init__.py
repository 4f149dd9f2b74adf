"""The one way out: every HTTP request of this project goes through here.

A `Call` says what to ask and how harmful asking twice would be; a `Transport` carries it with one
policy for deadlines, sizes, repeats, shared limits and a circuit breaker; what does not work is a
`TransportError` that tells what kind of failure it was and whether the call may have taken effect.
Clock, sleep and chance are a `Clock` value. URLs, headers and bodies are never logged.
"""

from sync.transport.calls import Call, Repeat
from sync.transport.clock import Clock
from sync.transport.errors import Kind, TransportError
from sync.transport.sending import Transport
from sync.transport.throttle import Limit, Throttle
from sync.transport.waiting import Patience

__all__ = [
    "Call",
    "Clock",
    "Kind",
    "Limit",
    "Patience",
    "Repeat",
    "Throttle",
    "Transport",
    "TransportError",
]
