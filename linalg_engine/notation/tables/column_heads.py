"""What heads say of the numbers below them: ids, things, times, groups."""

from __future__ import annotations

import re

ID_HEAD = re.compile(
    r"(?:.* )?(?:[chsu]?ids?|p?id ?num\d*|key|\w*nr|identifier)|.* num|code|row ?names?"
    r"|(?:.* )?(?:cas|casrn|cusip|ean|isbn|upc)"
    r"|\w*(?:nummer|kundennr|matnr|matrikelnr)"
    r"|(?:case|child|class|client|customer|employee|event|family|film|game|gene|group|house|item"
    r"|movie|object|order|passenger|patient|person|player|product|record|sample|school|site|student"
    r"|study|teacher|team|tree|trial|unit|user|viewer) ?(?:id|no|number)"
)
"""Heads of columns of ids; a film called No is none."""

ID_WORD = re.compile(
    r"(?:.* )?\w{3,}(?<!pa)(?<!ac)(?<!gr)(?<!ra)(?<!cov)(?<!flu)(?<!hum)(?<!hybr)(?<!lip)(?<!sol)"
    r"(?<!stero)(?<!val)(?<!vo)id"
)
"""A word that ends in "id", and is none as "paid" and "grid"."""

CODE_HEAD = re.compile(r"(?:.* |\w+)codes?\d*|\w{3,}num|zip|plz|(?:.* )?\w*fips? ?\w*")
"""Heads above numbers that stand for something, as a place; few of them are groups."""

ROW_HEAD = re.compile(
    r"(?:row|obs|observation|serial|s|sl|sr|case|index|entry|record)"
    r"(?: ?(?:id|no|num|number|names?))?|i|idx|no|nr|seq|sequence|unnamed 0|"
)
"""Heads of columns that count the rows."""

R_HEAD = re.compile(r"X|\.\.\.1|X\.1|#|V1|Ss")
"""What R calls a column without a name, and psychologists their subjects."""

INDEX_HEADS = frozenset(["index", "idx", "#", "no", "nr", "unnamed: 0", "row", "case"])
"""Heads of labels that only number the rows."""

NAME_HEADS = frozenset(
    ["author", "book", "brand", "car", "city", "client", "company", "country", "customer", "day",
     "document", "employee", "film", "firm", "gene", "item", "label", "land", "model", "movie",
     "name", "names", "ort", "participant", "passenger", "patient", "people", "person", "place",
     "player", "product", "region", "respondent", "sample", "school", "site", "song", "species",
     "stadt", "state", "station", "student", "subject", "team", "term", "titel", "title", "user",
     "username", "viewer", "who", "word"]
)  # fmt: skip
"""Last words of heads above the names of people or things."""

SUBJECT_HEAD = re.compile(
    r"(?:subjects?|sub|individual|participant|patient|respondent|person|user)"
    r"(?: ?(?:id|no|number))?"
    r"|subj|resp|subj? ?id\w*"
)
THING_HEADS = frozenset(
    ["brand", "cage", "center", "centre", "city", "clinic", "compartment", "country", "county",
     "district", "entity", "family", "farm", "firm", "herd", "hospital", "household", "inst",
     "institution", "judge", "lab", "litter", "machine", "nest", "operator", "pair", "plant",
     "plot", "precinct", "product", "province", "rater", "school", "shop", "state", "station",
     "store", "strain", "strata", "stratum", "tank", "team", "tract", "village", "ward"]
)  # fmt: skip
"""Heads above the numbers of things, which may be few or many."""

BEING_HEADS = frozenset(
    ["animal", "bird", "calf", "cat", "chick", "child", "cow", "dog", "fish", "hen", "horse",
     "lamb", "monkey", "mother", "mouse", "pig", "pupil", "rabbit", "rat", "sheep", "student",
     "teacher", "tree", "woman", "worker"]
)  # fmt: skip
"""Heads above the numbers of living beings, if they are many; few may be how many there are."""

YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
OUR_YEAR = re.compile(r"19[0-9]{2}|20[0-4][0-9]")
DAY = re.compile(r"(?:1[89]|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
TIME_HEADS = frozenset(
    ["date", "datum", "day", "jahr", "monat", "month", "quartal", "quarter", "tag", "week", "woche",
     "year", "yr"]
)  # fmt: skip
"""Heads above when it was; years and days in the plural are how long."""

TIME_NUMBER = re.compile(
    r"(?:.* )?(?:day|month|quarter|week|year) (?:no|num|number)|(?:year|yr) ?(?:month|week)"
    r"|day of (?:the )?(?:month|week|year)"
)
YEAR_HEAD = re.compile(r".* (?:year|yr)|(?:year|yr) (?!of\b).*")
BEGAN = re.compile(
    r"\b(?:birth|born|yob|built|debut|established|founded|founding|model|opened|since)\b"
)
"""In heads above a year in which something began, not in which it was observed."""

PART_OF_A_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}(?:\.[0-9]+)?")
RANKS = frozenset(["place", "position", "rang", "rank"])
CLOCK_HEADS = frozenset(["t", "time", "trend", "zeit"])
PERSON_HEADS = frozenset(
    ["book", "customer", "film", "game", "item", "movie", "name", "names", "person", "song",
     "student", "title", "user", "viewer"]
)  # fmt: skip
"""Heads above people and what they rate, which may have numbers."""

GROUP_HEADS = frozenset(
    ["arm", "batch", "block", "category", "class", "classe", "cls", "cluster", "code", "codes",
     "cultivar", "diagnosis", "gender", "group", "grp", "gruppe", "kind", "klasse", "label",
     "labels", "locality", "mode", "outcome", "party", "quality", "race", "region", "rep",
     "replicate", "series", "sex", "site", "species", "target", "treat", "treatment", "trt", "typ",
     "type", "variety", "zone"]
)  # fmt: skip
"""Last words of heads above codes of groups."""
