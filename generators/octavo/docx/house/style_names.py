"""The names of Word's own styles in every language, and styles that share a name.

Word keeps its own styles under their English names, whatever the language of its menus, and shows
them translated. Other programs write into a file what Word shows; then `Überschrift 1` is a style
that Word itself does not know, and is meant for `heading 1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from octavo.docx.elements import XmlElement, attribute, child, children, name_of, remove, value

TRANSLATED = {
    "Normal": "Standard; Normal; Normale; Standaard; Normalny; Normální; Normaali; Обычный",
    "heading *": (
        "Überschrift *; Titre *; Título *; Titolo *; Kop *; Nagłówek *; Cabeçalho *; Rubrik *; "
        "Overskrift *; Otsikko *; Nadpis *; Címsor *; Titlu *; Заголовок *"
    ),
    "Title": (
        "Titel; Titre; Título; Titolo; Tytuł; Tittel; Otsikko; Název; Cím; Titlu; Rubrik; Название"
    ),
    "Subtitle": (
        "Untertitel; Sous-titre; Subtítulo; Sottotitolo; Ondertitel; Podtytuł; Underrubrik; "
        "Undertitel; Undertittel; Alaotsikko; Podnadpis; Podtitul; Alcím; Subtitlu; "
        "Подзаголовок"
    ),
    "Body Text": (
        "Textkörper; Corps de texte; Texto independiente; Corpo testo; Corpo del testo; "
        "Plattetekst; Platte tekst; Tekst podstawowy; Corpo de texto; Brödtext; Brødtekst; "
        "Leipäteksti; Základní text; Szövegtörzs; Corp text; Основной текст; Text body"
    ),
    "List Bullet": (
        "Aufzählungszeichen; Liste à puces; Lista con viñetas; Puntoelenco; Punto elenco; Lijst "
        "opsom.teken; Lijst opsomteken; Lista punktowana; Lista com marcas; Commarcadores; Com "
        "marcadores; Punktlista; Punktliste; Opstilling - punkttegn; Merkitty luettelo; Seznam "
        "s odrážkami; Felsorolás; Listă cu marcatori; Madde İşareti; Маркированный список"
    ),
    "List Number": (
        "Listennummer; Liste à numéros; Lista con números; Numeroelenco; Numero elenco; "
        "Lijstnummering; Lijst nummering; Lista numerowana; Lista numerada; Numerada; Numrerad "
        "lista; Nummerert liste; Opstilling - talopstilling; Numeroitu luettelo; Číslovaný "
        "seznam; Számozott lista; Listă numerotată; Нумерованный список"
    ),
    "List Paragraph": (
        "Listenabsatz; Paragraphe de liste; Párrafo de lista; Paragrafo elenco; Lijstalinea; "
        "Akapit z listą; Parágrafo da Lista; PargrafodaLista; Liststycke; Listeavsnitt; "
        "Listeafsnit; Luettelokappale; Odstavec se seznamem; Listaszerű bekezdés; Listă "
        "paragraf; Абзац списка"
    ),
    "caption": (
        "Beschriftung; Légende; Descripción; Epígrafe; Leyenda; Didascalia; Bijschrift; "
        "Legenda; Bildtext; Beskrivning; Bildetekst; Billedtekst; Kuvaotsikko; Kuvateksti; "
        "Titulek; Képaláírás; Legendă; Название объекта"
    ),
    "Quote": (
        "Zitat; Cita; Citazione; Citaat; Cytat; Citação; Citat; Sitat; Lainaus; "
        "Citát; Idézet; Цитата 2; Quotations"
    ),
    "Intense Quote": (
        "Intensives Zitat; Citation intense; Cita destacada; Citazione intensa; Duidelijk "
        "citaat; Cytat intensywny; Citação Intensa; Starkt citat; Sterkt sitat; Stærkt citat; "
        "Erottuva lainaus; Výrazný citát; Kiemelt idézet; Citat intens; Выделенная цитата"
    ),
    "TOC Heading": (
        "Inhaltsverzeichnisüberschrift; En-tête de table des matières; Título de TDC; Título "
        "TDC; Titolo sommario; Kopvaninhoudsopgave; Kop van inhoudsopgave; Nagłówek spisu "
        "treści; Cabeçalho do Sumário; Cabeçalho do Índice; Innehållsförteckningsrubrik; "
        "Overskrift for innholdsfortegnelse; Overskrift til indholdsfortegnelse; "
        "Sisällysluettelon otsikko; Nadpis obsahu; Tartalomjegyzék címsora; Titlu cuprins; "
        "Заголовок оглавления; Contents Heading"
    ),
    "toc *": (
        "Verzeichnis *; TM *; TDC *; Sommario *; Inhopg *; Spis treści *; Sumário *; Índice *; "
        "Innehåll *; INNH *; Indholdsfortegnelse *; Sisluet *; Obsah *; TJ *; Cuprins *; "
        "Оглавление *; Contents *"
    ),
    "index *": (
        "Indice *; Indeks *; Rejstřík *; Tárgymutató *; Указатель *; Índice remissivo *; "
        "Hakemisto *"
    ),
    "table of figures": (
        "Abbildungsverzeichnis; Table des illustrations; Tabla de ilustraciones; Indice delle "
        "figure; Lijst met afbeeldingen; Spis ilustracji; Índice de ilustrações; "
        "Figurförteckning; Figurliste; Kuvaotsikkoluettelo; Seznam obrázků; Ábrajegyzék; Tabel "
        "de figuri; Перечень рисунков"
    ),
    "header": (
        "Kopfzeile; En-tête; Encabezado; Intestazione; Koptekst; Nagłówek; Cabeçalho; Sidhuvud; "
        "Topptekst; Sidehoved; Ylätunniste; Záhlaví; Élőfej; Antet; Üst Bilgi; Верхний "
        "колонтитул"
    ),
    "footer": (
        "Fußzeile; Fusszeile; Pied de page; Pie de página; Piè di pagina; Pidipagina; "
        "Voettekst; Stopka; Rodapé; Sidfot; Bunntekst; Sidefod; Alatunniste; Zápatí; Élőláb; "
        "Subsol; Alt Bilgi; Нижний колонтитул"
    ),
    "page number": (
        "Seitenzahl; Numéro de page; Número de página; Numero pagina; Paginanummer; Numer "
        "strony; Sidnummer; Sidetall; Sidetal; Sivunumero; Číslo stránky; Oldalszám; Номер "
        "страницы"
    ),
    "footnote text": (
        "Fußnotentext; Fussnotentext; Note de bas de page; Texto nota pie; Texto de nota al "
        "pie; Testo nota a piè di pagina; Voetnoottekst; Tekst przypisu dolnego; Texto de nota "
        "de rodapé; Fotnotstext; Fotnotetekst; Fodnotetekst; Alaviitteen teksti; Text pozn. pod "
        "čarou; Lábjegyzetszöveg; Text notă de subsol; Dipnot Metni; Текст сноски"
    ),
    "footnote reference": (
        "Fußnotenzeichen; Fussnotenzeichen; Appel note de bas de p.; Ref. de nota al pie; "
        "Rimando nota a piè di pagina; Voetnootmarkering; Odwołanie przypisu dolnego; Ref. de "
        "nota de rodapé; Fotnotsreferens; Fotnotereferanse; Fodnotehenvisning; Alaviitteen "
        "viite; Značka pozn. pod čarou; Lábjegyzet-hivatkozás; Знак сноски"
    ),
    "Signature": (
        "Unterschrift; Signature; Handtekening; Podpis; Assinatura; Underskrift; Allekirjoitus; "
        "Aláírás; Подпись"
    ),
    "Strong": (
        "Fett; Élevé; Texto en negrita; Enfasi (grassetto); Zwaar; Pogrubienie; "
        "Sterk; Stærk; Voimakas; Silné; Kiemelt; Строгий"
    ),
    "Emphasis": (
        "Hervorhebung; Accentuation; Énfasis; Enfasi (corsivo); Nadruk; Uwydatnienie; Ênfase; "
        "Betoning; Utheving; Fremhæv; Korostus; Zdůraznění; Kiemelés; Accentuat; Выделение"
    ),
    "Table Grid": (
        "Tabellenraster; Tabellengitternetz; Grille du tableau; Tabla con cuadrícula; Griglia "
        "tabella; Tabelraster; Tabela - Siatka; Tabela com grade; Tabela com grelha; "
        "Tabellrutnät; Tabellrutenett; Tabel - Gitter; Taulukko Ruudukko; Mřížka tabulky; "
        "Rácsos táblázat; Tabel grilă; Сетка таблицы"
    ),
    "No Spacing": (
        "Kein Leerraum; Sans interligne; Sin espaciado; Nessuna spaziatura; Geen afstand; Bez "
        "odstępów; Sem Espaçamento; Inget avstånd; Ingen mellomrom; Ingen afstand; Ei väliä; "
        "Bez mezer; Nincs térköz; Fără spațiere; Без интервала"
    ),
}
"""Word's styles and what it shows for them: German, French, Spanish, Italian, Dutch, Polish,
Portuguese of both kinds, Swedish, Norwegian, Danish, Finnish, Czech, Hungarian, Romanian and
Russian; then what LibreOffice calls them. A star stands for the level. What is an English word for
something else is left out: a style `Citation` is not meant for Quote, as it is in French."""
_LEVEL = re.compile(r"\s*(\d+)$")
_BY_LEVEL = ("List Bullet", "List Number", "Body Text")
"""Styles of which the first level has no number."""
_VALUE, _ID = name_of("w:val"), name_of("w:styleId")


@lru_cache(1)
def _english() -> Mapping[str, str]:
    """The English name by every other one, without level, case or spaces; the first one wins."""
    found: dict[str, str] = {}
    for english in TRANSLATED:
        found[_squeeze(english)] = english
    for english, translated in TRANSLATED.items():
        for name in translated.split(";"):
            found.setdefault(_squeeze(name), english)
    return found


def _squeeze(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()


def name_in_english(name: str) -> str:
    """Word's own name for the style called `name`; `name` itself when Word has none such."""
    english = _english()
    if found := english.get(_squeeze(name)):
        return found
    level = _LEVEL.search(name)
    if not level or not 1 <= int(level[1]) <= 9:
        return name
    stem = name[: level.start()]
    if found := english.get(_squeeze(f"{stem} *")):
        return found.replace("*", level[1])
    found = english.get(_squeeze(stem), "")
    return f"{found} {level[1]}" if found in _BY_LEVEL else name


def list_names(style: XmlElement) -> Iterator[str]:
    """The names of a style: its own, and its aliases."""
    yield value(style, "w:name")
    yield from (alias.strip() for alias in value(style, "w:aliases").split(",") if alias.strip())


def find_own_name(style: XmlElement) -> str:
    """Word's own name for a style, by its name, an alias or its id; else the name it has."""
    own, *aliases = list_names(style)
    for name in (own, *aliases):
        if _is_known(english := name_in_english(name)):
            return english
    made = attribute(style, "w:customStyle") in {"1", "true", "on"}
    by_id = "" if made else name_in_english(attribute(style, "w:styleId"))
    return by_id if _is_known(by_id) else own


def _is_known(name: str) -> bool:
    stem = _LEVEL.sub("", name)
    return any(_squeeze(one) in _english() for one in (name, f"{stem} *", stem) if one)


def settle_names(house: XmlElement, own: XmlElement) -> dict[str, str]:
    """Give the house's styles Word's own names, each to one style only.

    Of two with one name the second goes, and what called it calls the first: the result says which.
    A name that our text has for a style of another kind stays with Word's own style; of the others
    the house keeps it, and ours gets another.
    """
    kept: dict[str, XmlElement] = {}
    gone: dict[str, str] = {}
    exact = {value(style, "w:name").casefold() for style in children(house, "w:style")}
    for style in list(children(house, "w:style")):
        name = value(style, "w:name")
        english = find_own_name(style)
        if english.casefold() != name.casefold() and english.casefold() not in exact:
            _rename(style, english)
            name = english
        first = kept.setdefault(name.casefold(), style)
        if first is not style and attribute(first, "w:type") == attribute(style, "w:type"):
            _keep_beneath(house, first, style)
            gone[attribute(style, "w:styleId")] = attribute(first, "w:styleId")
            remove(style)
        elif first is not style:
            _rename(style, _find_free(name, kept))
            kept[value(style, "w:name").casefold()] = style
    _part_kinds(own, kept)
    return gone


def _keep_beneath(house: XmlElement, kept: XmlElement, gone: XmlElement) -> None:
    """Have what is beneath `kept` lie on what was beneath `gone`, so that no ring comes about."""
    styles = {attribute(style, "w:styleId"): style for style in children(house, "w:style")}
    id, beneath = attribute(gone, "w:styleId"), child(gone, "w:basedOn")
    for _ in styles:
        based = child(kept, "w:basedOn")
        if based is None:
            return
        if attribute(based, "w:val") == id:
            kept.remove(based) if beneath is None else kept.replace(based, beneath)
            return
        kept = styles.get(attribute(based, "w:val"), gone)
        if kept is gone:
            return


def _part_kinds(own: XmlElement, kept: dict[str, XmlElement]) -> None:
    """See that no style of ours has the name of one of the house's of another kind."""
    taken = {value(style, "w:name").casefold() for style in children(own, "w:style")}
    for style in children(own, "w:style"):
        name = value(style, "w:name")
        twin = kept.get(name.casefold())
        if twin is None or attribute(twin, "w:type") == attribute(style, "w:type"):
            continue
        changed = style if attribute(style, "w:customStyle") else twin
        _rename(changed, _find_free(name, {*kept, *taken}))
        kept[value(twin, "w:name").casefold()] = twin


def drop_dangling(styles: XmlElement) -> None:
    """Take out of `styles` what names a style that there is not."""
    there = {attribute(style, "w:styleId") for style in children(styles, "w:style")}
    for tag in ("w:basedOn", "w:next", "w:link"):
        for element in list(styles.iter(name_of(tag))):
            if attribute(element, "w:val") not in there:
                remove(element)


def _find_free(name: str, taken: Mapping[str, XmlElement] | set[str]) -> str:
    """`name`, with the first number from 2 on that nothing has."""
    number = 2
    while f"{name} {number}".casefold() in taken:
        number += 1
    return f"{name} {number}"


def _rename(style: XmlElement, name: str) -> None:
    element = child(style, "w:name")
    if element is None:
        element = style.makeelement(name_of("w:name"), {}, nsmap=None)
        style.insert(0, element)
    element.set(_VALUE, name)
