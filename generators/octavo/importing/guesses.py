"""What words tell of a part of a document, in the languages that Octavo has words for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from octavo.document.tree import SectionKind

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")
STOP_WORDS: Mapping[str, str] = {
    "en": "the of and to in that is was for with as are be this by from have it on not which",
    "de": "der die und das den von zu mit ist des im dem nicht ein eine auf für als auch sich",
    "fr": "le la les des et est dans une du pour que qui sur par au avec pas plus ce aux",
    "es": "el la los de y que en del las por con para una un se es como más al su",
    "it": "il di che e la per un in del della una con non sono gli nel alla dei è più",
    "nl": "de het een van en in is dat op te zijn met voor niet aan door ook als bij worden",
    "pl": "w i na z do nie się jest to że o przez dla oraz po od jak są przy które",
    "pt": "o de a que e do da em um para com uma os no não dos na por mais ao",
}
"""The words that each language has most of, and by which it is told from the others."""
USUAL_TAGS = {"en": "en-GB", "pt": "pt"}
FEWEST_WORDS = 8
"""Stop words of a language that a text has at least when it is said to be in it: with fewer, a few
quotations decide."""
FEWEST_OF_ALL = 0.08
"""Part of all words of a text that the stop words of its language are at least: they are a quarter
in prose, and a tenth in lists of names; in texts of other languages some of them are by chance."""


def guess_language(text: str) -> str:
    """The language of `text` as BCP 47; empty when none is certain."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:200_000].lower()))
    scores = {
        language: sum(words[word] for word in stops.split())
        for language, stops in STOP_WORDS.items()
    }
    best = max(scores, key=lambda language: scores[language])
    enough = max(FEWEST_WORDS, FEWEST_OF_ALL * words.total())
    return USUAL_TAGS.get(best, best) if scores[best] >= enough else ""


# ------------------------------------------------------------------------------ kinds

_KINDS: tuple[tuple[SectionKind, str], ...] = (
    ("foreword", r"foreword|preface|vorwort|geleitwort|avant-propos|préface|prólogo|prefacio"),
    ("foreword", r"prefazione|premessa|voorwoord|przedmowa|wstęp|prefácio"),
    ("numbers", r"(?:conference|event|.{0,30}) in (?:numbers|figures)|in zahlen|en chiffres"),
    ("numbers", r"in cijfers|en cifras|in cifre|w liczbach|em números"),
    (
        "conclusion",
        r"conclusions?|concluding remarks|closing|way ahead|schluss|fazit|schlussfolger",
    ),
    ("conclusion", r"conclusiones|conclusioni|conclusie|wnioski|podsumowanie|conclus(?:ão|ões)"),
    ("annex", r"annex|appendix|anhang|anlage|annexe|anexo|allegato|appendice|bijlage|załącznik"),
    ("annex", r"apéndice|apêndice|bibliography|references|literatur(?:verzeichnis)?|bibliogra"),
    ("panel", r"panel|session|sitzung|sesión|sessione|sessie|panneau|table ronde|sesja|sessão"),
    ("panel", r"tavola rotonda|mesa redonda|podium"),
)
_KIND_PATTERNS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:{words})", re.IGNORECASE)) for kind, words in _KINDS
)


def guess_kind(title: str) -> SectionKind:
    """The kind of a section that is called so."""
    for kind, pattern in _KIND_PATTERNS:
        if pattern.match(title):
            return kind
    return "chapter"


_LABELS = (
    r"panel|session|chapter|part|annex|appendix|section|lecture|workshop|kapitel|teil|anhang|anlage"
    r"|sitzung|chapitre|partie|annexe|capítulo|parte|anexo|sesión|capitolo|allegato|sessione"
    r"|hoofdstuk|deel|bijlage|sessie|rozdział|część|załącznik|sesja|sessão|panneau"
)
_LABEL = re.compile(
    rf"(?P<label>(?:{_LABELS})\s+(?:\d{{1,3}}|[IVXL]{{1,6}}|[A-Z]))\b"
    r"(?:\s*[:.–—\n-]\s*|\s*$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_LABEL = 24
"""Characters of a label such as `Panel 1`: longer ones are titles."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a section is called."""

    title: str
    label: str = ""


def split_label(heading: str) -> Named:
    """`heading` with what it counts apart: `Panel 1` and what the panel is about."""
    found = _LABEL.fullmatch(heading.strip())
    words = " ".join(heading.split())
    if not found or len(found["label"]) > LONGEST_LABEL:
        return Named(words)
    label = " ".join(found["label"].split())
    kind, number = label.rsplit(" ", 1)
    label = f"{kind.capitalize()} {number.upper()}"
    return Named(" ".join(found["title"].split()) or label, label if found["title"] else "")


PREAMBLE: Mapping[str, tuple[str, str]] = {
    "en": ("Foreword", "Introduction"),
    "de": ("Vorwort", "Einleitung"),
    "fr": ("Avant-propos", "Introduction"),
    "es": ("Prólogo", "Introducción"),
    "it": ("Prefazione", "Introduzione"),
    "nl": ("Voorwoord", "Inleiding"),
    "pl": ("Przedmowa", "Wprowadzenie"),
    "pt": ("Prefácio", "Introdução"),
}
"""What words without a heading before the first one are called: with a signature, and without."""
FOREWORD = re.compile(
    "|".join(words for kind, words in _KINDS if kind == "foreword"), re.IGNORECASE
)
EVENT = re.compile(
    r"conference|congress|symposium|workshop|seminar|summit|forum|colloquium|meeting|hackathon"
    r"|konferenz|kongress|tagung|konferencja|conférence|congrès|colloque|séminaire|conferencia"
    r"|congreso|jornadas|convegno|conferenza|congresso|conferentie|congres|conferência",
    re.IGNORECASE,
)
PHOTOS = re.compile(
    r"(?:list of )?(?:photo(?:graph)?s?|pictures?|fotos?|bild(?:nachweis|er)?|images?)\b.*"
    r"|(?:crédits?|légendes?) (?:photo|image).*|captions?",
    re.IGNORECASE,
)
ABBREVIATIONS = re.compile(
    r"(?:list of |glossary of )?(?:abbreviations|acronyms)(?: and .*)?|abkürzungs?.*"
    r"|(?:liste des )?(?:abréviations|sigles|acronymes).*|(?:siglas|acrónimos|abreviaturas).*"
    r"|(?:sigle|acronimi|abbreviazioni).*|afkortingen.*|(?:wykaz )?skrót.*|abreviações",
    re.IGNORECASE,
)
CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice|indice"
    r"|sommario|inhoud(?:sopgave)?|spis treści|sumário",
    re.IGNORECASE,
)


# ------------------------------------------------------------------------------ days

_MONTHS: Mapping[str, str] = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
}
_NUMBERS = {
    name: number for names in _MONTHS.values() for number, name in enumerate(names.split(), 1)
}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_BETWEEN = r"\s*(?:–|—|-|to|and|bis|und|au|et|a|al|y|e|tot|en|do|i)\s*"
_DAYS = re.compile(
    rf"(?P<first>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s+(?:de\s+)?(?P<before>{_MONTH}))?"
    rf"(?:{_BETWEEN}(?P<last>\d{{1,2}})(?:st|nd|rd|th|er|\.)?)?\s+(?:of\s+|de\s+)?"
    rf"(?P<month>{_MONTH}),?\s+(?:de\s+)?(?P<year>\d{{4}})\b"
    rf"|(?P<us>{_MONTH})\s+(?P<us_first>\d{{1,2}})(?:{_BETWEEN}(?P<us_last>\d{{1,2}}))?,\s+"
    r"(?P<us_year>\d{4})\b|(?P<iso>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_NAME = r"[A-Z]\w+(?:[ -][A-Z]\w+)?"
_FROM = "from|between|on|vom|zwischen|am|du|entre|les?|del|dal|van|op|od|de"
_PLACED = re.compile(
    rf"\b(?:in|at|à|en|a|w|te|em)\s+(?P<place>{_NAME}(?:,\s{_NAME})?),?(?:\s+(?:{_FROM}))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Days:
    """When something took place."""

    start: date
    end: date | None = None
    place: str = ""


def find_days(text: str) -> Days | None:
    """The first days that `text` names with month and year, and where that was."""
    found = _DAYS.search(text)
    if not found:
        return None
    try:
        days = _make_days(found)
    except ValueError:
        return None
    before = _PLACED.search(text[max(0, found.start() - 120) : found.start()])
    return Days(days.start, days.end, before["place"] if before else "")


def _make_days(found: re.Match[str]) -> Days:
    if found["iso"]:
        return Days(date.fromisoformat(found["iso"]))
    name = (found["month"] or found["us"]).lower()
    year, month = int(found["year"] or found["us_year"]), _NUMBERS[name]
    first = int(found["first"] or found["us_first"])
    last = found["last"] or found["us_last"]
    begins = _NUMBERS[found["before"].lower()] if found["before"] else month
    start = date(year, begins, first)
    end = date(year, month, int(last)) if last else None
    return Days(start, end if end and end > start else None)
