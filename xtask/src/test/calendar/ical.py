"""What an iCalendar document has to be, whoever sends it (RFC 5545), and how a check is said."""

import datetime
import re
import zoneinfo

import icalendar

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
UTC = datetime.timezone.utc
# Where to take part from afar, as `made.rs` has it.
LINK = "https://meet.example.org/secret"


def need(right, why):
    if not right:
        raise AssertionError(why)


def check(what, work, *words):
    """Does a check and says how it went."""
    wrong = ""
    try:
        work(*words)
    except Exception as error:  # whatever it is, it is said
        wrong = f"{type(error).__name__}: {error}".replace("\n", " ").replace("\t", " ")
    print(f"{what}\t{wrong}")


def moment(text):
    """A time of the API."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def lines(raw):
    """RFC 5545, 3.1: lines of at most 75 octets, ended by CRLF, folded between characters."""
    need(raw.endswith(b"\r\n"), "the last line has no end")
    for line in raw[:-2].split(b"\r\n"):
        need(len(line) <= 75, f"{len(line)} octets: {line!r}")
        need(line, "an empty line")
        text = line.decode("utf-8")
        odd = [c for c in text if ord(c) < 32 or 127 <= ord(c) < 160]
        need(not odd, f"{odd} in {line!r}")
    # The parser forgives what RFC 5545, 3.3.11, does not.
    for line in raw.replace(b"\r\n ", b"").decode().split("\r\n"):
        name, _, value = line.partition(":")
        if name in ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"):
            need(re.fullmatch(r"(?:[^\\,;]|\\[\\,;n])*", value), f"not escaped: {line}")


def parsed(raw, method=None):
    """The calendar, if nobody has anything to say against it."""
    calendar = icalendar.Calendar.from_ical(raw)
    for component in calendar.walk():
        need(not component.errors, f"{component.name}: {component.errors}")
    need(calendar["VERSION"] == "2.0" and "Stadtlabor" in calendar["PRODID"], "no head")
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    before = [event["UID"] for event in calendar.walk("VEVENT")]
    need(before == [event["UID"] for event in again.walk("VEVENT")], "another after a round trip")
    need(calendar.get("METHOD") == method, f"METHOD is {calendar.get('METHOD')}, not {method}")
    for event in calendar.walk("VEVENT"):
        need(method is None or "ORGANIZER" in event, "RFC 5546: nobody organizes it")
        if method in ("REQUEST", "CANCEL"):
            need("ATTENDEE" in event, "RFC 5546: nobody comes")
        else:
            need("ATTENDEE" not in event, "who comes is nobody's business")
    return calendar


def zone(calendar):
    """The rules of the zone, as the file has them, against those of the tz database."""
    zones = calendar.walk("VTIMEZONE")
    need([str(one["TZID"]) for one in zones] == ["Europe/Berlin"], "one zone")
    ours = zones[0].to_tz(lookup_tzid=False)
    start = datetime.datetime(2024, 1, 1)
    for hour in range(14 * 366 * 24):
        # Half past: what the clock shows twice is the first of it.
        at = start + datetime.timedelta(hours=hour, minutes=30)
        theirs = at.replace(tzinfo=BERLIN)
        exists = theirs.astimezone(UTC).astimezone(BERLIN).replace(tzinfo=None) == at
        if exists:
            offset = ours.utcoffset(at)
            need(offset == theirs.utcoffset(), f"{at}: {offset}, not {theirs.utcoffset()}")


def utc(event, name):
    at = event.decoded(name)
    need(at.tzinfo is not None, f"{name} without a zone")
    return at.astimezone(UTC)


def times(vevent, date):
    """From when until when, against the API."""
    for name, at in [("DTSTART", date["starts_at"]), ("DTEND", date["ends_at"])]:
        need(utc(vevent, name) == moment(at), f"{vevent[name].dt} is not {at}")


def stamps(vevent):
    """When it was made, changed and said."""
    need(int(vevent["SEQUENCE"]) >= 0, "SEQUENCE")
    need(utc(vevent, "CREATED") <= utc(vevent, "LAST-MODIFIED"), "changed before it was made")
    soon = datetime.datetime.now(UTC) + datetime.timedelta(minutes=1)
    need(utc(vevent, "DTSTAMP") <= soon, "DTSTAMP")


def described(vevent):
    """What `made.rs` wrote, whole and in its order."""
    text = str(vevent.get("DESCRIPTION", ""))
    if "Zweite Zeile" in text:
        for words in ["Komma; und Semikolon: äöüß.\nZweite Zeile 🙂.\n\nNeuer", "END:VEVENT\nATTENDEE:mailto:"]:
            need(words in text, f"{words!r} is not in {text!r}")


def known(vevent, event, date):
    """By what a date is known for ever, and where its page is."""
    need(str(vevent["UID"]).startswith(f"event-{event}-{date}@"), vevent["UID"])
    need(str(vevent["URL"]).endswith(f"/events/{event}"), vevent["URL"])
    need(re.match(r"https?://[^/ ]+/", str(vevent["URL"])), "no whole address")


def linked(vevent, link):
    """The link to take part from afar, for those who have a seat."""
    found = vevent.get("CONFERENCE")
    need(found == link, f"CONFERENCE is {found}, not {link}")
