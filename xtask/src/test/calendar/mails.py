"""What mails bring for the calendar of whoever signed up (RFC 6047), read by Python's `email` and by
`icalendar`: invitations (RFC 5546, REQUEST), changes of them, and cancellations."""

import email
import email.policy
import re
import urllib.parse

from ical import BERLIN, LINK, check, described, known, lines, linked, moment, need, parsed, stamps, times, utc, zone

QUOTED = {"de": "„{}“", "en": "“{}”"}
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def received(folder):
    """The mails to everybody, in the order in which they were written."""
    mails = {}
    for path in sorted(folder.glob("*.eml"), key=lambda path: int(path.name.split("-")[0])):
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        mails.setdefault(message["To"].addresses[0].addr_spec, []).append((raw, message))
    return mails


def of_kind(message, kind):
    return [part for part in message.walk() if part.get_content_type() == kind]


def head(raw, message, guest, title):
    """RFC 5322 and RFC 2047: what stands above."""
    above = raw.split(b"\r\n\r\n", 1)[0]
    need(above.isascii(), "a head that is not ASCII")
    need(all(len(line) <= 998 for line in above.split(b"\r\n")), "a line that is too long")
    for word in re.findall(rb"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=", above):
        need(len(word) <= 75, f"{len(word)} octets: {word!r}")
    for part in message.walk():
        need(not part.defects, f"{part.get_content_type()}: {part.defects}")
        for name, value in part.items():
            need(not value.defects, f"{name}: {value.defects}")
    subject, said = str(message["Subject"]), QUOTED[guest["lang"]].format(title)
    need(said in subject, f"{said!r} is not in {subject!r}")
    need("=?" not in subject and not re.search(r"[\x00-\x1f]", subject), f"{subject!r} is not decoded")
    need(message["Content-Language"] == guest["lang"], f"{message['Content-Language']} for {guest['lang']}")
    need([to.addr_spec for to in message["To"].addresses] == [guest["email"]], message["To"])


def day(lang, at):
    number = f"{at.day}." if lang == "de" else str(at.day)
    return f"{WEEKDAYS[lang][at.weekday()]}, {number} {MONTHS[lang][at.month - 1]} {at.year}"


def spoken(lang, date):
    """From when until when, in words."""
    starts, ends = (moment(date[name]).astimezone(BERLIN) for name in ("starts_at", "ends_at"))
    later = "" if starts.date() == ends.date() else f"{day(lang, ends)}, "
    if lang == "en":
        return f"{day(lang, starts)}, {starts:%H:%M} to {later}{ends:%H:%M}"
    return f"{day(lang, starts)}, {starts:%H:%M}{' Uhr' if later else ''} bis {later}{ends:%H:%M} Uhr"


def words(message, lang, dates):
    """Both texts say when it is, in the language of the recipient."""
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        need(part is not None, f"no text/{kind}")
        text = " ".join(part.get_content().split())
        for date in dates:
            need(spoken(lang, date) in text, f"{spoken(lang, date)!r} is not in text/{kind}")


def invited(vevent, method, message, guest):
    """Who invites whom, and to what it comes (RFC 5546, 3.2.2 and 3.2.5)."""
    sender = message["From"].addresses[0].addr_spec
    need(str(vevent["ORGANIZER"]) == f"mailto:{sender}", vevent["ORGANIZER"])
    attendee = vevent["ATTENDEE"]
    need(not isinstance(attendee, list), "others who come are nobody's business")
    need(urllib.parse.unquote(str(attendee)) == f"mailto:{guest['email']}", attendee)
    if method == "REQUEST":
        need(attendee.params["PARTSTAT"] == "ACCEPTED", "whoever signed up need not say so again")
    status = "CANCELLED" if method == "CANCEL" else "CONFIRMED"
    need(vevent["STATUS"] == status, f"STATUS is {vevent['STATUS']}, not {status}")


def dated(part, number, date, letter, message, guest, event):
    """A part of the mail about one date."""
    kind = part["Content-Type"].params
    need(kind.get("method") == letter["method"], f"method={kind.get('method')}, not {letter['method']}")
    need(kind.get("charset", "").lower() == "utf-8", f"charset={kind.get('charset')}")
    raw = part.get_payload(decode=True)
    lines(raw)
    vevents = parsed(raw, letter["method"]).walk("VEVENT")
    need(len(vevents) == 1, f"{len(vevents)} dates in one message (RFC 5546, 3.2.2)")
    vevent, card, many = vevents[0], event["card"], len(letter["dates"])
    times(vevent, date)
    for name in ("DTSTART", "DTEND"):
        need(vevent[name].params.get("TZID") == "Europe/Berlin", f"{name} in no zone")
    title = card["title"] + (f" ({number}/{many})" if many > 1 else "")
    need(vevent["SUMMARY"] == title, f"{vevent['SUMMARY']!r} is not {title!r}")
    known(vevent, card["id"], number)
    host = urllib.parse.urlsplit(str(vevent["URL"])).hostname
    need(str(vevent["UID"]) == f"event-{card['id']}-{number}@{host}", vevent["UID"])
    stamps(vevent)
    linked(vevent, LINK if card["online"] else None)
    described(vevent)
    invited(vevent, letter["method"], message, guest)


def enclosed(message, letter):
    """The file for whoever knows nothing of invitations: all dates in one."""
    parts = of_kind(message, "application/ics")
    need(len(parts) == 1 and parts[0].is_attachment(), "not one file")
    need(parts[0].get_filename().endswith(".ics"), parts[0].get_filename())
    raw, dates = parts[0].get_payload(decode=True), of_kind(message, "text/calendar")
    if len(dates) == 1:
        need(raw == dates[0].get_payload(decode=True), "the file says something else")
        return
    lines(raw)
    vevents = parsed(raw, "PUBLISH").walk("VEVENT")
    need(len(vevents) == len(letter["dates"]), f"{len(vevents)} of {len(letter['dates'])} dates")
    for vevent, date, part in zip(vevents, letter["dates"], dates):
        times(vevent, date)
        single = parsed(part.get_payload(decode=True), letter["method"]).walk("VEVENT")[0]
        for name in ("UID", "SEQUENCE", "STATUS"):
            need(vevent[name] == single[name], f"{name} is {vevent[name]}, not {single[name]}")


def mail(raw, message, letter, guest, event):
    """A mail that brings dates."""
    head(raw, message, guest, event["card"]["title"])
    words(message, guest["lang"], letter["dates"])
    texts = of_kind(message, "multipart/alternative")
    need(len(texts) == 1, "the same in several words, once")
    kinds = [part.get_content_type() for part in texts[0].iter_parts()]
    need(kinds == ["text/plain", "text/html", "text/calendar"], f"the best comes last: {kinds}")
    parts = of_kind(message, "text/calendar")
    need(len(parts) == len(letter["dates"]), f"{len(parts)} of {len(letter['dates'])} dates")
    for number, (part, date) in enumerate(zip(parts, letter["dates"]), 1):
        dated(part, number, date, letter, message, guest, event)
    enclosed(message, letter)


def chain(messages):
    """Every mail is about the same dates, and a calendar knows which is the latest."""
    last = {}
    for message in messages:
        now = {}
        for part in of_kind(message, "text/calendar"):
            method = part["Content-Type"].params["method"]
            for vevent in parsed(part.get_payload(decode=True), method).walk("VEVENT"):
                now[str(vevent["UID"])] = (int(vevent["SEQUENCE"]), utc(vevent, "DTSTAMP"))
        need(not last or set(now) == set(last), f"{sorted(now)} after {sorted(last)}")
        for uid, (sequence, stamp) in last.items():
            need(now[uid][0] > sequence, f"{uid}: SEQUENCE {now[uid][0]} after {sequence}")
            need(now[uid][1] >= stamp, f"{uid}: DTSTAMP {now[uid][1]} after {stamp}")
        last = now


def rules(mails, guest):
    """The zone, in one of them: it is the same in all."""
    _, message = mails[guest["email"]][0]
    zone(parsed(of_kind(message, "text/calendar")[0].get_payload(decode=True), "REQUEST"))


def count(messages, letters):
    need(len(messages) == len(letters), f"{len(messages)} of {len(letters)} mails")


def judge(folder, guests, events):
    """The mails to everybody who signed up."""
    mails = received(folder)
    for guest in guests:
        event, there = events[guest["event"]], mails.get(guest["email"], [])
        whom = f"{guest['email']}, {event['card']['title'][:40]}"
        check(f"mails to {whom}", count, there, guest["letters"])
        for (raw, message), letter in zip(there, guest["letters"]):
            check(f"{letter['method']} to {whom}", mail, raw, message, letter, guest, event)
        check(f"what follows what to {whom}", chain, [message for _, message in there])
    check("the zone of a mail", rules, mails, guests[0])
