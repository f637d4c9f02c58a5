"""A Socket.IO client in another language against a WebSocket API: prints one line per check, exits with 1 when one fails.

usage: client.py ORIGIN STAGE     (such as ws://127.0.0.1:4000 dev)

python-socketio always puts a slash behind its path, and a stage's path has none. So the path ends in a question mark, which
makes that slash the beginning of the query's first key; the address brings along an empty value for it:
/dev?/?_=&transport=websocket&EIO=4
"""

import os
import queue
import sys
import traceback

import socketio

WAIT_S = 10


class Client:
    """One connection and what it heard, event by event."""

    def __init__(self, origin, stage):
        self.url = origin + "?_="
        self.path = stage + "?"
        self.heard = {}
        self.sio = socketio.Client(reconnection_delay=0.05, reconnection_delay_max=0.1)
        for event in ("welcome", "note"):
            self.sio.on(event, self._remember(event))
        self.sio.on("disconnect", lambda *_: self._events("disconnect").put(None))

    def _events(self, event):
        return self.heard.setdefault(event, queue.Queue())

    def _remember(self, event):
        return lambda *args: self._events(event).put(args)

    def connect(self, **options):
        self.sio.connect(
            self.url,
            transports=["websocket"],
            socketio_path=self.path,
            wait_timeout=WAIT_S,
            **options,
        )
        return self

    def hear(self, event):
        return self._events(event).get(timeout=WAIT_S)

    def ask(self, event, *args, namespace=None):
        return self.sio.call(event, args, namespace=namespace, timeout=WAIT_S)


def check(name, ok):
    print(("ok      " if ok else "FAILED  ") + name, flush=True)
    return ok


def run(origin, stage):
    open_client = lambda: Client(origin, stage)
    results = []

    one = open_client().connect(namespaces=["/", "/desk"])
    (own,) = one.hear("welcome")
    results.append(check("is greeted and welcomed", isinstance(own, str)))
    answer = one.ask("echo", {"ä": [1, None, "x" * 8000]})
    results.append(check("emits with an ack", answer == {"ä": [1, None, "x" * 8000]}))
    results.append(check("acks with several values", list(one.ask("echo", 1, 2)) == [1, 2]))
    results.append(check("joins a namespace", one.ask("where", namespace="/desk") == "/desk"))

    two = open_client().connect(namespaces=["/"])
    (other,) = two.hear("welcome")
    results.append(check("posts to another", one.ask("fan", other, "terve") == "sent"))
    results.append(check("hears from another", two.hear("note") == ("terve",)))

    refused = open_client()
    try:
        refused.connect(auth={"token": "bad"}, namespaces=["/"])
        results.append(check("is told of a refusal", False))
    except socketio.exceptions.ConnectionError:
        results.append(check("is told of a refusal", not refused.sio.connected))

    one.sio.sleep(1.5)
    results.append(check("stays while it is pinged", one.sio.connected and two.sio.connected))
    two.sio.emit("cut")
    two.hear("disconnect")
    (again,) = two.hear("welcome")
    results.append(check("comes back after its connection was cut", again != other))

    for client in (one, two):
        client.sio.disconnect()
    return all(results)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        passed = run(*sys.argv[1:])
    except Exception:
        traceback.print_exc()
        passed = False
    # Not sys.exit: a connection that is still trying keeps its threads.
    sys.stderr.flush()
    os._exit(0 if passed else 1)
