"""Words in running heads and feet that stand for others, which nobody has written yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.docx.elements import XmlElement, child, name_of
from octavo.docx.house.fields import list_filled

_PLACEHOLDER = re.compile(
    r"""
      \[ [^\W\d_] [^\[\]]{1,80} \]                    # [Short title], [insert date here]
    | \{ [^{}]{1,80} \}                               # {$DocumentType}, {{ title }}
    | < (?!https?:) [^\W\d_] [^<>@]{1,60} >           # <year>
    | \$\{? [A-Za-z_] \w+ \}?                         # $title
    | \b (?:click|tap) \b [^.]{0,30} \b (?:add|enter|insert|edit|type|choose|select) \b [^.\t]{0,40}
    | \b (?:click|tap) \s+ (?:here|or \s+ tap) \b [^.\t]{0,40}
    | \b (?:klicken|tippen) \s+ sie \b [^.\t]{0,60}
    | \b cliquez (?: \s+ ou \s+ appuyez)? \s+ (?:ici|pour) \b [^.\t]{0,60}
    | \b haga \s+ clic \b [^.\t]{0,60}
    | \b fare \s+ clic \b [^.\t]{0,60}
    | \b klik (?: \s+ of \s+ tik)? \s+ (?:hier|om) \b [^.\t]{0,60}
    | \b kliknij \b [^.\t]{0,60}
    | \b clique \s+ (?:aqui|para|ou) \b [^.\t]{0,60}
    | \b (?:insert|enter|type|replace) \s+
      (?:(?:your|the|a|document|report|short|text|title|date|name|here) \b \s*){1,4} [^.,;\t]{0,30}
    | \b your \s+ (?:name|title|company|organi[sz]ation|text|logo) \b (?: \s+ here)?
    | \b (?:title|date|name|text|author|version|subject) \s+ (?:goes \s+)? here \b
    | \b name \s+ of \s+ (?:the \s+)?
      (?:region|author|document|report|publication|paper|project|company|department) s? \b
    | \b lorem \s+ ipsum \b [^.\t]{0,20}
    | (?:\b [^\W\d_]+ \s+)? \b (?:19|20)(?:XX|xx|YY|yy|__|\?\?|_)\b    # May 20XX
    | \b (?:YYYY|yyyy|JJJJ|AAAA) (?: [-/.] (?:MM|mm) (?: [-/.] (?:DD|dd|TT|JJ))? )? \b
    | \b (?:DD|dd|TT|MM|mm) [-/.] (?:MM|mm|DD|dd) [-/.] (?:YYYY|yyyy|JJJJ|AAAA) \b
    | \b (?:X|x){3,} \b
    | \b running \s+ head \s* : [^.\t]{0,40}
    | (?:^|\t) \s* (?:(?:document|report|short|running) \s+)? (?:title|subtitle) \s* (?=\t|$)
    | \b (?:document|report|short|project) \s+ title (?: \s* \([^()]*\))? (?! \s* [\w:])
    | \b month ,? \s+ year \b
    | \b \d{4} / n{2,} \b                             # 2026/nnn
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How houses write that something is to be put in: in brackets, in figures that are none, or by
asking for it, as Word's own templates do in each language."""


def find_placeholders(root: XmlElement) -> tuple[str, ...]:
    """What stands for other words in a head or foot, each once, in order."""
    filled = set(list_filled(root))
    found: dict[str, None] = {}
    for control in root.iter(name_of("w:sdt")):
        texts = list(control.iter(name_of("w:t")))
        properties = child(control, "w:sdtPr")
        if child(properties, "w:showingPlcHdr") is not None and not filled.intersection(texts):
            found[" ".join("".join(text.text or "" for text in texts).split())] = None
            filled.update(texts)
    for line in _list_lines(root, filled):
        found.update(dict.fromkeys(" ".join(one[0].split()) for one in _PLACEHOLDER.finditer(line)))
    return tuple(one for one in found if one)


def _list_lines(root: XmlElement, filled: set[XmlElement]) -> Iterator[str]:
    """The text of each paragraph, without what is filled in anew."""
    for paragraph in root.iter(name_of("w:p")):
        parts: list[str] = []
        for element in paragraph.iter(name_of("w:t"), name_of("w:tab"), name_of("w:br")):
            if element.tag != name_of("w:t"):
                parts.append("\t")
            elif element not in filled:
                parts.append(element.text or "")
        yield "".join(parts)
