"""What search engines ask of the data of an event (schema.org/Event; Google Search Central,
"Event structured data": required are name, startDate, location and its address)."""

import datetime
import html.parser
import json
import re

KINDS = {"Event", "EducationEvent", "SocialEvent", "BusinessEvent", "CourseInstance"}
STATUS = {
    "published": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
MODES = {
    (True, False): "https://schema.org/OfflineEventAttendanceMode",
    (False, True): "https://schema.org/OnlineEventAttendanceMode",
    (True, True): "https://schema.org/MixedEventAttendanceMode",
}
AVAILABLE = {"InStock", "SoldOut", "PreOrder", "BackOrder", "Discontinued", "LimitedAvailability"}
# An offset is a must: without one, a search engine guesses the zone.
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


class Found(html.parser.HTMLParser):
    """The contents of each element with JSON-LD."""

    def __init__(self):
        super().__init__()
        self.inside, self.texts = False, []

    def handle_starttag(self, tag, attributes):
        self.inside = tag == "script" and ("type", "application/ld+json") in attributes
        if self.inside:
            self.texts.append("")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


def need(right, why):
    if not right:
        raise AssertionError(why)


def text(data, name):
    found = data.get(name)
    need(isinstance(found, str) and found.strip(), f"{name} is no text: {found!r}")
    return found


def link(data, name):
    found = text(data, name)
    need(re.fullmatch(r"https?://[^\s<>\"]+", found), f"{name} is no whole address: {found}")
    return found


def moment(data, name):
    found = text(data, name)
    need(ISO.fullmatch(found), f"{name} is no time with its offset: {found}")
    return datetime.datetime.fromisoformat(found.replace("Z", "+00:00"))


def no_nulls(data):
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else []:
        need(value is not None, f"null in {data}")
        no_nulls(value)


def place(data):
    """A place that one can go to, or one on the web; which of the two."""
    kind = data.get("@type")
    if kind == "VirtualLocation":
        link(data, "url")
        return kind
    need(kind == "Place", f"a location that is {kind!r}")
    text(data, "name")
    address = data.get("address")
    if isinstance(address, dict):
        need(address.get("@type") == "PostalAddress", f"an address that is {address.get('@type')!r}")
        text(address, "streetAddress")
    else:
        text(data, "address")
    return kind


def location(data):
    found = data.get("location")
    need(found, "no location")
    return {place(one) for one in (found if isinstance(found, list) else [found])}


def one(data, base_status):
    """An event, or one of the events that it is made of."""
    need(data.get("@type") in KINDS, f"@type is {data.get('@type')!r}")
    text(data, "name")
    starts, ends = moment(data, "startDate"), moment(data, "endDate")
    need(starts < ends, "it ends before it begins")
    need(data.get("eventStatus") == base_status, f"eventStatus is {data.get('eventStatus')}")
    return starts, ends, location(data)


def offer(data):
    if data is None:
        return
    for single in data if isinstance(data, list) else [data]:
        need(single.get("@type") == "Offer", "an offer that is none")
        link(single, "url")
        word = text(single, "availability").removeprefix("https://schema.org/")
        need(word in AVAILABLE, f"availability is {word}")
        need(re.fullmatch(r"\d+(\.\d+)?", str(single.get("price"))), f"price is {single.get('price')!r}")
        need(re.fullmatch(r"[A-Z]{3}", text(single, "priceCurrency")), "priceCurrency")
        if "validFrom" in single:
            moment(single, "validFrom")


def judge(page, event):
    """The page of an event against the API."""
    found = Found()
    found.feed(page)
    every = [json.loads(words) for words in found.texts]
    every = [data for data in every if isinstance(data, dict) and data.get("@type") in KINDS]
    need(len(every) == 1, f"{len(every)} events in the page")
    data, card = every[0], event["card"]
    no_nulls(data)
    need(data.get("@context") in ("https://schema.org", "https://schema.org/"), "@context")
    status = STATUS[card["state"]]
    starts, ends, places = one(data, status)
    api = [(moment(date, "starts_at"), moment(date, "ends_at")) for date in event["dates"]]
    need((starts, ends) == (api[0][0], api[-1][1]), f"{starts} to {ends} is not {api}")
    need(data["name"] == card["title"], f"{data['name']!r} is not {card['title']!r}")
    mode = MODES.get(("Place" in places, "VirtualLocation" in places))
    need(data.get("eventAttendanceMode") == mode, f"{data.get('eventAttendanceMode')} at {places}")
    need(("VirtualLocation" in places) == card["online"], "online or not")
    need("meet.example.org/secret" not in page, "the link is for those who have a seat")
    text(data, "description")
    if "url" in data:
        need(link(data, "url").endswith(f"/events/{card['id']}"), data["url"])
    for image in data.get("image", []):
        link({"image": image}, "image")
    organizer = data.get("organizer", {})
    need(organizer.get("@type") in ("Organization", "Person"), "organizer")
    text(organizer, "name")
    offer(data.get("offers"))
    if len(api) > 1:
        dates = [one(date, status)[:2] for date in data.get("subEvent", [])]
        need(dates == api, f"{dates} is not {api}")
