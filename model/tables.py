"""Reads the deciders' tables off the reference pages and writes them as Promela, so that the model obeys what the code obeys.

The pages are generated from the tables in the code, and OrderTableTest, ReservationPageTest and PaymentTableTest fail when one is
stale. What a page says in words that are not known here stops the check.
"""

import re
import sys

STANDINGS = {
    "order unknown": "UNHEARD",
    "new": "NEXT",
    "never heard of, a later one has begun": "MISSED",
    "HELD": "HELD",
    "COMMITTED": "COMMITTED",
    "COMMITTED, partly shipped": "PARTLY_CONSUMED",
    "CONSUMED": "CONSUMED",
    "RELEASED": "RELEASED",
    "RELEASED in advance": "TOMBSTONE",
    "EXPIRED": "EXPIRED",
    "EXPIRED, a later one has begun": "OUTLIVED",
    "REJECTED": "REJECTED",
    "order closed": "CLOSED",
}
ASKED = {
    "hold": "Hold",
    "answer": "Answer",
    "commit": "Commit",
    "ship": "Ship",
    "ship (heard before)": "ShipAgain",
    "release": "Release",
    "expire": "Expire",
    "close": "Close",
}
KINDS = {"Authorization": "AUTHORIZE", "Capture": "CAPTURE", "Void": "VOID", "Refund": "REFUND"}


def fail(why):
    sys.exit(f"model/tables.py: {why}")


def rows(page, heading):
    """The cells of the first table under this heading, without the line that rules it off."""
    found = []
    lines = page.split("\n")
    try:
        start = lines.index(heading) if heading else 0
    except ValueError:
        fail(f"no heading '{heading}'")
    for line in lines[start + 1 :]:
        if line.startswith("|"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
        elif found:
            return [found[0]] + found[2:]
    fail(f"no table under '{heading}'")


class Names:
    """A set of names as one number: Promela counts the names of an mtype from the last, which is 1."""

    def __init__(self, kind, names):
        self.kind, self.names = kind, names

    def declared(self):
        """Its declaration, and a check that the numbers are these."""
        checks = " && ".join(f"{name} == {self.number(name)}" for name in (self.names[0], self.names[-1]))
        return [f"mtype:{self.kind} = {{{', '.join(self.names)}}};", f"#define {self.kind}IsCounted ({checks})"]

    def number(self, name):
        return len(self.names) - self.names.index(name)

    def mask(self, names):
        return sum(1 << self.number(name) for name in set(names))

    def any_of(self, variable, names):
        """An expression: the variable is one of these."""
        return f"(({self.mask(names)} >> ({variable})) & 1)"

    def leads(self, pairs):
        """An expression: a pair of s and something that t is."""
        groups = {}
        for before, after in pairs:
            groups.setdefault(self.mask(after), (after, []))[1].append(before)
        chain = "false"
        for after, befores in groups.values():
            chain = f"({self.any_of('s', befores)} -> {self.any_of('t', after)} : {chain})"
        return chain


class Orders:
    """Which command an order obeys in which state, and where it may lead."""

    def __init__(self, page):
        known = [row[0].split(",")[0] for row in rows(page, "## States")[0:]][1:]
        self.states = list(dict.fromkeys(known))
        self.commands = rows(page, "## Commands")[1:]

    def named(self, text):
        text = text.strip()
        if text == "every state":
            return list(self.states)
        if text.startswith("all but "):
            others = self.named(text[len("all but ") :])
            return [state for state in self.states if state not in others]
        names = [name.strip() for name in text.split(",") if name.strip()]
        for name in names:
            if name not in self.states:
                fail(f"no state of an order: '{name}'")
        return names

    def goes(self, cell):
        pairs = []
        for part in [part for part in cell.split(";") if part.strip()]:
            before, after = part.split("→")
            if before.strip() == "(nothing yet)":
                continue
            pairs += [(state, self.named(after)) for state in self.named(before)]
        return pairs

    def judged(self, cell):
        """The states of 'states: words; states: words'."""
        return [state for part in cell.split(";") if ":" in part for state in self.named(part.split(":")[0])]

    def promela(self):
        names = Names("state", ["Unplaced"] + self.states)
        out = names.declared()
        for name, goes, stays, nothing, refused in self.commands:
            pairs = self.goes(goes) + [(state, [state]) for state in self.named(stays)]
            obeys = [state for state, _ in pairs]
            rest = self.judged(nothing) + self.judged(refused)
            if sorted(obeys + rest) != sorted(self.states):
                fail(f"{name} has no answer, or two, in some state")
            out.append(f"#define OBEYS_{name}(s) {names.any_of('s', obeys)}")
            out.append(f"#define LEADS_{name}(s, t) {names.leads(pairs)}")
        return out


def standings_of(cell):
    """The standings that an arrow leads to."""
    text = re.sub(r",? or refused: .*$", "", cell[1:]).strip()
    found = []
    for name in sorted(STANDINGS, key=len, reverse=True):
        if name in text:
            found.append(STANDINGS[name])
            text = text.replace(name, "")
    if re.sub(r"\bor\b|,", "", text).strip():
        fail(f"no standings of a reservation: '{cell}'")
    return found


def stock(page):
    """What is asked of a reservation, by how it stands."""
    table = rows(page, "Rows are how the attempt stands, columns what is asked. An arrow is recorded as events; *again* is recorded and")
    columns = table[0][1:]
    names = Names("standing", list(STANDINGS.values()))
    out = names.declared()
    for column, name in ASKED.items():
        if column not in columns:
            fail(f"no column '{column}' of the reservations")
        pairs, again = [], []
        for row in table[1:]:
            standing, cell = STANDINGS[row[0]], row[1 + columns.index(column)]
            if cell.startswith("→"):
                pairs.append((standing, standings_of(cell)))
            elif cell == "again":
                again.append(standing)
            elif cell and not cell.startswith(("–", "refused: ")):
                fail(f"what is '{cell}' of a reservation?")
        out.append(f"#define OBEYS_{name}(s) {names.any_of('s', [standing for standing, _ in pairs])}")
        out.append(f"#define LEADS_{name}(s, t) {names.leads(pairs)}")
        out.append(f"#define AGAIN_{name}(s) {names.any_of('s', again)}")
    return out


def money(page):
    """What an answer of the gateway does to a transaction, and what may begin beside what."""
    known = Names("known", ["INITIATED", "SUCCEEDED", "DECLINED", "ERRORED", "UNKNOWN", "MANUAL_REVIEW"])
    kinds = Names("kind", list(KINDS.values()))
    out = known.declared() + kinds.declared()
    for heading, kind in KINDS.items():
        table = rows(page, "## " + heading)
        for column, news in enumerate(table[0][1:], 1):
            moves = {}
            for row in table[1:]:
                cell = row[column]
                if cell.startswith("→ "):
                    moves.setdefault(cell[2:], []).append(row[0])
                elif cell and cell != "check again" and not cell.startswith("–"):
                    fail(f"what is '{cell}' of a transaction?")
            chain = "(s)"
            for after, befores in moves.items():
                chain = f"({known.any_of('s', befores)} -> {after} : {chain})"
            out.append(f"#define HEARD_{kind}_{news}(s) {chain}")
    table = rows(page, "## What may begin beside what")
    for row in table[1:]:
        for word in ("wait", "same", "counts"):
            others = {}
            for other, cell in zip(table[0][1:], row[1:]):
                if cell == word:
                    kind, status = other.split(" ")
                    others.setdefault(kind, []).append(status)
            either = " || ".join(f"((k) == {kind} && {known.any_of('s', some)})" for kind, some in others.items())
            out.append(f"#define {word.upper()}_{row[0]}(k, s) ({either or 'false'})")
    return out


def promela(pages):
    """The tables of all three machines; pages: the text of each page by its name."""
    text = ["/* Generated by model/check from docs/reference, which is generated from the deciders' tables. */"]
    text += Orders(pages["order-states.md"]).promela()
    text += stock(pages["reservation-states.md"])
    text += money(pages["payment-states.md"])
    return "\n".join(text) + "\n"


def pages(reference):
    """The pages as they are."""
    return {name: (reference / name).read_text() for name in ("order-states.md", "reservation-states.md", "payment-states.md")}
