"""Reads what `xtask/src/test/calendar.rs` fetched, and the mails that came meanwhile, and says for
each thing whether it is right.

A line for each check: what was checked, a tab, and what is wrong; nothing where it is right.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree

import jsonld
import mails
from ical import LINK, check, described, known, lines, linked, moment, need, parsed, stamps, times, zone

FOLDER = pathlib.Path(sys.argv[1])
ATOM = "{http://www.w3.org/2005/Atom}"


def one_date(vevent, event, number, date, link=None):
    """A date of the file against the same date of the API."""
    card = event["card"]
    times(vevent, date)
    title, off = str(vevent["SUMMARY"]), card["state"] == "cancelled"
    plain = len(event["dates"]) == 1 and not off
    need(title == card["title"] if plain else card["title"] in title, f"{title!r} is not {card['title']!r}")
    need(str(vevent["STATUS"]) == ("CANCELLED" if off else "CONFIRMED"), "STATUS")
    known(vevent, card["id"], number)
    stamps(vevent)
    linked(vevent, link)
    if event["address"] and card["place"]:
        need(card["place"] in str(vevent["LOCATION"]), f"{vevent['LOCATION']} is not at {card['place']}")
    described(vevent)


def file(name, event, link=None):
    """The file of one event."""
    raw = (FOLDER / name).read_bytes()
    lines(raw)
    dates = parsed(raw).walk("VEVENT")
    need(len(dates) == len(event["dates"]), f"{len(dates)} of {len(event['dates'])} dates")
    for number, (vevent, date) in enumerate(zip(dates, event["dates"]), 1):
        one_date(vevent, event, number, date, link)


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
        check(f"calendar.ics of {number}, {title}", file, f"event-{number}.ics", event)
        page = (FOLDER / f"event-{number}.html").read_text()
        check(f"JSON-LD of {number}, {title}", jsonld.judge, page, event)
    guests = json.loads((FOLDER / "guests.json").read_text())
    for guest in guests:
        event = events[guest["event"]]
        link = LINK if event["card"]["online"] else None
        check(f"calendar.ics of {guest['email']}", file, guest["file"], event, link)
    mails.judge(pathlib.Path(sys.argv[2]), guests, events)


main()
