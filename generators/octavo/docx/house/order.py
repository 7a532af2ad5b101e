"""Properties in the order of the schema, which some converters do not keep."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.docx.elements import XmlElement, attribute, name_of, remove

_ORDERS = {
    "w:style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
        unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr
        trPr tcPr tblStylePr""",
    "w:pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "w:rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
        imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight
        u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "w:tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
        jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription""",
    "w:tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark""",
}
"""The children of each in the order of ISO/IEC 29500-1, annex A: CT_Style, CT_PPr and so on."""
_WRAPPERS = ("w:smartTag", "w:customXml")
"""Elements that only say what kind of thing their content is, for programs of the house."""
_LONG_NUMBER = 8
"""Digits that a ST_LongHexNumber has, whatever its value (ISO/IEC 29500-1, 17.18.50)."""


def _number(names: str) -> Mapping[str, int]:
    return {name_of(f"w:{name}"): place for place, name in enumerate(names.split())}


_PLACES = {name_of(holder): _number(names) for holder, names in _ORDERS.items()}


def set_in_order(root: XmlElement) -> None:
    """Sort the properties in `root`, unwrap what is wrapped for programs, and write numbers of
    lists in full: what a validator would find in files that Word reads all the same.
    """
    for tag in _WRAPPERS:
        for wrapper in list(root.iter(name_of(tag))):
            unwrap(wrapper)
    for holder, places in _PLACES.items():
        for element in root.iter(holder):
            found = [places.get(str(one.tag), len(places)) for one in element]
            if found != sorted(found):
                element[:] = sorted(element, key=lambda one: places.get(str(one.tag), len(places)))
    for number in root.iter(name_of("w:nsid"), name_of("w:tmpl")):
        number.set(name_of("w:val"), attribute(number, "w:val").rjust(_LONG_NUMBER, "0"))


def unwrap(wrapper: XmlElement) -> None:
    """Leave of an element what is inside it."""
    holder = wrapper.getparent()
    if holder is None:
        return
    place = holder.index(wrapper)
    inner = [one for one in wrapper if not str(one.tag).endswith(("smartTagPr", "customXmlPr"))]
    remove(wrapper)
    holder[place:place] = inner
