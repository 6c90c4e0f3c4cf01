"""Reads what `xtask/src/test/calendar.rs` fetched, and says for each thing whether it is right.

A line for each check: what was checked, a tab, and what is wrong; nothing where it is right.
"""

import datetime
import json
import pathlib
import re
import sys
import xml.etree.ElementTree
import zoneinfo

import icalendar

import jsonld

FOLDER = pathlib.Path(sys.argv[1])
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
UTC = datetime.timezone.utc
ATOM = "{http://www.w3.org/2005/Atom}"


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


def parsed(raw):
    """The calendar, if nobody has anything to say against it."""
    calendar = icalendar.Calendar.from_ical(raw)
    for component in calendar.walk():
        need(not component.errors, f"{component.name}: {component.errors}")
    need(calendar["VERSION"] == "2.0" and "Stadtlabor" in calendar["PRODID"], "no head")
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    before = [event["UID"] for event in calendar.walk("VEVENT")]
    need(before == [event["UID"] for event in again.walk("VEVENT")], "another after a round trip")
    method = calendar.get("METHOD")
    for event in calendar.walk("VEVENT"):
        need(method is None or "ORGANIZER" in event, "RFC 5546: nobody organizes it")
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


def one_date(vevent, event, number, date):
    """A date of the file against the same date of the API."""
    card = event["card"]
    need(utc(vevent, "DTSTART") == moment(date["starts_at"]), f"{vevent['DTSTART'].dt} is not {date['starts_at']}")
    need(utc(vevent, "DTEND") == moment(date["ends_at"]), f"{vevent['DTEND'].dt} is not {date['ends_at']}")
    title, off = str(vevent["SUMMARY"]), card["state"] == "cancelled"
    plain = len(event["dates"]) == 1 and not off
    need(title == card["title"] if plain else card["title"] in title, f"{title!r} is not {card['title']!r}")
    need(str(vevent["STATUS"]) == ("CANCELLED" if off else "CONFIRMED"), "STATUS")
    need(str(vevent["UID"]).startswith(f"event-{card['id']}-{number}@"), vevent["UID"])
    need(str(vevent["URL"]).endswith(f"/events/{card['id']}"), vevent["URL"])
    need(re.match(r"https?://[^/ ]+/", str(vevent["URL"])), "no whole address")
    need(int(vevent["SEQUENCE"]) >= 0, "SEQUENCE")
    need(utc(vevent, "CREATED") <= utc(vevent, "LAST-MODIFIED"), "changed before it was made")
    need(utc(vevent, "DTSTAMP") <= datetime.datetime.now(UTC) + datetime.timedelta(minutes=1), "DTSTAMP")
    need("CONFERENCE" not in vevent, "the link is for those who have a seat")
    if event["address"] and card["place"]:
        need(card["place"] in str(vevent["LOCATION"]), f"{vevent['LOCATION']} is not at {card['place']}")
    # What `made.rs` wrote, whole and in its order.
    text, at = str(vevent.get("DESCRIPTION", "")), 0
    if "Zweite Zeile" in text:
        for words in ["Komma; und Semikolon: äöüß.\nZweite Zeile 🙂.\n\nNeuer", "END:VEVENT\nATTENDEE:mailto:"]:
            need(words in text, f"{words!r} is not in {text!r}")


def file(event):
    """The file of one event."""
    raw = (FOLDER / f"event-{event['card']['id']}.ics").read_bytes()
    lines(raw)
    dates = parsed(raw).walk("VEVENT")
    need(len(dates) == len(event["dates"]), f"{len(dates)} of {len(event['dates'])} dates")
    for number, (vevent, date) in enumerate(zip(dates, event["dates"]), 1):
        one_date(vevent, event, number, date)


def feed(name, events):
    """A feed against the cards of the same programme."""
    raw = (FOLDER / f"{name}.ics").read_bytes()
    cards = json.loads((FOLDER / f"{name}.json").read_text())
    need(cards, "nothing to compare with")
    lines(raw)
    calendar = parsed(raw)
    zone(calendar)
    for word in ["NAME", "X-WR-CALNAME", "REFRESH-INTERVAL"]:
        need(word in calendar, f"no {word}")
    found = {}
    for vevent in calendar.walk("VEVENT"):
        uid = str(vevent["UID"]).split("@")[0]
        need(uid not in found, f"{uid} twice")
        found[uid] = vevent
    for card in cards:
        vevent = found.get(f"event-{card['id']}-{card['date']}")
        need(vevent is not None, f"event {card['id']}, date {card['date']} is missing")
        one_date(vevent, events[card["id"]], card["date"], card)
    if name != "programme":
        labs = {event["card"]["id"] for event in events.values() if event["card"]["lab"] == name}
        others = {uid for uid in found if int(uid.split("-")[1]) in set(events) - labs}
        need(not others, f"of other labs: {others}")


def atom(name, events):
    """The Atom feed (RFC 4287): what it must have, and that its titles are the titles."""
    root = xml.etree.ElementTree.fromstring((FOLDER / f"{name}.atom").read_bytes())
    need(root.tag == f"{ATOM}feed", root.tag)
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for word in ["id", "title", "updated"]:
            need(len(element.findall(f"{ATOM}{word}")) == 1, f"{word} is not there once")
        moment(element.findtext(f"{ATOM}updated"))
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    need(ids and len(ids) == len(set(ids)), "an entry twice, or none at all")
    for entry in root.findall(f"{ATOM}entry"):
        number = int(entry.findtext(f"{ATOM}id").rsplit("/", 1)[1])
        title = entry.findtext(f"{ATOM}title")
        need(number not in events or events[number]["card"]["title"] in title, title)


def clocks(events):
    """The days when the clocks change were really among them."""
    days = {date["starts_at"][:10] for event in events.values() for date in event["dates"]}
    for day in ["2027-03-27", "2027-03-28", "2027-03-29", "2027-10-30", "2027-10-31", "2027-11-01"]:
        need(day in days, f"no event on {day}")


def main():
    listed = json.loads((FOLDER / "events.json").read_text())
    events = {event["card"]["id"]: event for event in listed}
    check("days when the clocks change", clocks, events)
    for name in ["programme", "soest"]:
        check(f"{name}.ics", feed, name, events)
        check(f"{name}.atom", atom, name, events)
    for number, event in events.items():
        title = event["card"]["title"][:40]
        check(f"calendar.ics of {number}, {title}", file, event)
        page = (FOLDER / f"event-{number}.html").read_text()
        check(f"JSON-LD of {number}, {title}", jsonld.judge, page, event)


main()
