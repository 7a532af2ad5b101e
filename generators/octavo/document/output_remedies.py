"""Why the problems of outputs and finished files matter, and what to do about each."""

from __future__ import annotations

from octavo.document.problem_code import Remedy

OUTPUT_REMEDIES: dict[str, Remedy] = {
    "OUT001": Remedy(
        "Each kind of file is made by a generator that is installed, and there is none of this "
        "name.",
        "Correct the name; `octavo generators` lists them. Install the package that has it.",
    ),
    "OUT002": Remedy(
        "An option that is not known would silently do nothing, and one with a wrong value "
        "something else than was meant.",
        "Correct the name or the value; `octavo docs content` lists the options of each output.",
    ),
    "OUT003": Remedy(
        "The second file would replace the first.",
        "Delete one of the two, or give them options that make their names differ.",
    ),
    "OUT004": Remedy(
        "Without `outputs` there is nothing to build.",
        "Write `outputs: [booklet, word, briefing]`, or those you want.",
    ),
    "OUT005": Remedy(
        "Some files were made now and others stay from before the last change, so they may say "
        "different things.",
        "Build once without `--only` and `--audience`.",
    ),
    "OUT006": Remedy(
        "The new files are there, but the folder with the old ones belongs to somebody else or is"
        " in use.",
        "Have its owner delete it, or close the program that holds it open.",
    ),
    "OUT007": Remedy(
        "The page of a theme is a picture with a few words; it has room for paragraphs and "
        "nothing else.",
        "Move it into the section that follows, or change the section's `kind` to `chapter`.",
    ),
    "OUT008": Remedy(
        "The booklet's cover shows orbits or a picture; only Word can show this drawing there.",
        "Write `cover: orbits` or `cover: {picture: …}` to have the same in both.",
    ),
    "OUT009": Remedy(
        "The marking is repeated at the head and foot of each page, where it must stand whole.",
        "Shorten it, and say the rest in the imprint.",
    ),
    "OUT010": Remedy(
        "The program that makes this file failed; the preview goes on with the pages that it made"
        " last, and a build would stop with status 101.",
        "Take the last change of the source back; if it was right, report the message.",
    ),
    "THM001": Remedy(
        "The theme says which colours, faces and sizes there are; a part that is missing or wrong"
        " leaves something without a look.",
        "Correct the key that is named; take the built-in theme as an example.",
    ),
    "THM002": Remedy(
        "Text that is hardly darker than its ground cannot be read by many people, nor on a bad "
        "screen; 4.5 to 1 is the least that WCAG asks for.",
        "Make the one darker or the other lighter until the ratio in the message is reached.",
    ),
    "THM003": Remedy(
        "A typeface that is not installed would be replaced by one with other widths.",
        "Install the package of the typeface, or name one that is there.",
    ),
    "TPL001": Remedy(
        "A template without this file, or without the words of the language, would leave gaps in "
        "what is printed.",
        "Add the file to the publication's `templates/` folder, with the built-in one as example:"
        " see `octavo docs languages`.",
    ),
    "TPL002": Remedy(
        "A phrase with a name in braces is filled while the page is made; this name is not one "
        "that it can be filled with.",
        "Write one of the names that the message lists.",
    ),
    "TYP001": Remedy(
        "No installed typeface has a drawing of this sign, so an empty box would be printed.",
        "Write it in other signs, or install and name a typeface that has it.",
    ),
    "TYP002": Remedy(
        "Octavo sets scripts that run from left to right and stand alone; it would set this one "
        "in the wrong order or shapes.",
        "Write the words in Latin letters, or put them into a picture with a description.",
    ),
    "PRE001": Remedy(
        "A printer or an archive cannot open it.",
        "This is a fault of Octavo or of a picture's file: report it with the source.",
    ),
    "PRE002": Remedy(
        "Printers and archives accept certain versions only.",
        "Report it: the generator wrote the wrong one.",
    ),
    "PRE003": Remedy(
        "Archives tell files apart by it.",
        "Report it: the generator left it out.",
    ),
    "PRE004": Remedy(
        "The printer cuts the sheet by these boxes; without them words may be cut off.",
        "Report it with the source: the generator works them out from the size of the page.",
    ),
    "PRE005": Remedy(
        "Colours are only what they should be on the paper that they were worked out for.",
        "Name a profile of your printer's under `profile`, or leave the option out for the "
        "built-in one.",
    ),
    "PRE006": Remedy(
        "A reader without this typeface would see another one.",
        "Report it: every typeface has to be in the file.",
    ),
    "PRE007": Remedy(
        "A printing press has four inks; a colour that is not made of them is guessed by the "
        "printer.",
        "Give the colour in the theme, or save the picture in CMYK or sRGB.",
    ),
    "PRE008": Remedy(
        "Paper takes only so much ink before it smears and does not dry.",
        "Choose lighter colours, raise `ink_limit` to what your printer allows, or name the right"
        " profile.",
    ),
    "PRE009": Remedy(
        "A picture with too few pixels looks blurred or in steps when it is printed.",
        "Take a larger original, or show the picture smaller with `width`.",
    ),
    "PRE010": Remedy(
        "Comments, forms and films in a PDF are not printed and may hide something.",
        "Report it: the generator wrote what it must not.",
    ),
    "PRE011": Remedy(
        "Programs sort, cite and archive a file by its properties, and they must agree with one "
        "another.",
        "Report it with the publication's front page data.",
    ),
    "PRE012": Remedy(
        "A file for print or archive must not do anything by itself.",
        "Report it: the generator wrote what it must not.",
    ),
    "PRE013": Remedy(
        "See-through colours are mixed by the printer; in the wrong space they come out dull or "
        "too bright.",
        "Save the picture without transparency, or as sRGB.",
    ),
    "PRE014": Remedy(
        "Sheets are folded: four, eight or sixteen pages make one.",
        "Report it; blank pages should have been added.",
    ),
    "PRE015": Remedy(
        "A sheet has four pages, so a booklet whose pages are not a multiple of four ends with "
        "empty ones.",
        "Leave it, or shorten or lengthen the text by the number of pages that is told.",
    ),
    "PRE016": Remedy(
        "What runs off the page is cut by the printer.",
        "Shorten it, or let the line break: give a long word a soft hyphen, a figure a smaller "
        "`width`.",
    ),
    "PRE017": Remedy(
        "Words that leave their column run into the next one or into the margin.",
        "Give the long word a soft hyphen (`&shy;`), or divide the table.",
    ),
    "PRE018": Remedy(
        "A reader would see only a part of the words.",
        "Shorten the words, or give the figure or cell more room.",
    ),
    "PRE019": Remedy(
        "Words that lie over each other cannot be read.",
        "Shorten the label, or give the chart fewer values; report it if nothing helps.",
    ),
    "PRE020": Remedy(
        "No paper takes less than one full ink or more than four.",
        "Write a number between 100 and 400, as your printer tells you.",
    ),
    "PRE021": Remedy(
        "Colours for the press are worked out by the profile of its paper and ink.",
        "Put the printer's ICC file into `assets/` and name it, or leave `profile` out.",
    ),
    "PRE022": Remedy(
        "The printed edition carries a date in its file, which comes from the event.",
        "Write `start` under `event` in publication.yaml.",
    ),
    "PRE023": Remedy(
        "Even in the smallest type and across a turned page, its words do not fit.",
        "Divide the table into two, leave columns out, or turn rows into columns.",
    ),
    "PRE024": Remedy(
        "A thick booklet does not close, and the staples do not reach through.",
        "Order a glued back and take the edition `print`, or shorten the text.",
    ),
    "PRE025": Remedy(
        "A cut is off by a millimetre, and then a white line is seen at the edge of the page.",
        "Report it with the source: art that reaches the edge is drawn to the end of the bleed.",
    ),
    "PRE026": Remedy(
        "A page that a driver makes larger or smaller is cut in the wrong place, and its lines "
        "get thinner than they were checked for.",
        "Report it: the generator says that pages are printed at their own size.",
    ),
    "PRE027": Remedy(
        "An empty page in the middle of a book is taken for a mistake, by readers and by printers.",
        "Give the page what is missing, or report it if nothing is.",
    ),
    "PRE028": Remedy(
        "Programs that place the page on a sheet take what the crop box shows, and cut off the "
        "bleed.",
        "Report it: the generator makes the crop box as large as the sheet.",
    ),
    "PRE029": Remedy(
        "Overprinting means to leave out nothing of the inks below; white has no ink of its "
        "own, so nothing of it is seen.",
        "Report it: only black text and lines overprint.",
    ),
    "PRE030": Remedy(
        "Black text that is left out of a ground shows a white edge wherever the plates do not "
        "lie exactly on one another.",
        "Report it: the generator lets black text overprint.",
    ),
    "PRE031": Remedy(
        "Black made of several inks has coloured edges in small text.",
        "Give the colour black ink alone in the theme: `print: [0, 0, 0, 100]`.",
    ),
    "PRE032": Remedy(
        "Plates never lie exactly on one another; small letters in many inks get coloured edges "
        "and cannot be read.",
        "Print small text in black ink alone, or in an ink of its own (`spot`).",
    ),
    "PRE033": Remedy(
        "Small letters left out of many inks are filled by the plates that do not lie exactly "
        "on one another.",
        "Set the text in 9 points at least, or on a ground of one ink or two.",
    ),
    "PRE034": Remedy(
        "Lines thinner than a hairline break up on the plate, and thin lines in many inks fall "
        "apart into coloured ones.",
        "Draw the line at least 0.25 points thick, or in black ink alone.",
    ),
    "PRE035": Remedy(
        "A colour made of every ink is for marks outside the page; inside, it puts four full "
        "inks on one another, which smears.",
        "Use a colour of the theme.",
    ),
    "PRE036": Remedy(
        "Each name of an ink is a plate of its own, so one ink is printed twice and paid for "
        "twice.",
        "Write the name the same way everywhere, as the theme has it under `spot`.",
    ),
    "PRE037": Remedy(
        "A picture of black and white pixels, without greys, shows its steps unless they are "
        "very small.",
        "Take a larger original, or save the picture with greys.",
    ),
    "PRE038": Remedy(
        "What is printed depends on which layers a program has switched on.",
        "Save the picture or page without layers.",
    ),
    "PRE039": Remedy(
        "A sheet has four pages, so a stitched booklet whose pages are not a multiple of four "
        "ends with empty ones.",
        "Leave it to the printer, or shorten or lengthen the text by the number of pages that "
        "is told.",
    ),
    "PRE040": Remedy(
        "The pages inside others are moved towards the fold by the thickness of the paper; a "
        "wrong one moves them off their sheet.",
        "Write `paper` in millimetres, as the paper's maker says: usual paper has 0.1.",
    ),
    "WRD001": Remedy(
        "The file in `templates/word/` is read to make the Word version.",
        "Correct the key that is named, or delete the file to take the built-in one.",
    ),
    "WRD002": Remedy(
        "The picture would be missing from the Word file.",
        "Save it again as JPEG or PNG.",
    ),
    "WRD003": Remedy(
        "Word shows pictures of few kinds only.",
        "Save it as JPEG or PNG.",
    ),
    "WRD004": Remedy(
        "Word would call the file damaged and refuse to open it.",
        "Delete the character.",
    ),
    "WRD005": Remedy(
        "The chart would be higher than its page, and Word would cut it.",
        "Leave values out, or divide the chart into two.",
    ),
    "WRD006": Remedy(
        "With `page_numbers: libreoffice` another program lays out the pages to count them.",
        "Install LibreOffice, or leave the option out: then Octavo counts by itself.",
    ),
    "WRD007": Remedy(
        "LibreOffice ended without giving the pages, or took too long.",
        "Try again with nothing else running, or leave `page_numbers` out.",
    ),
    "WRD008": Remedy(
        "Even in the smallest type, on a page across, its words do not fit.",
        "Divide the table into two, leave columns out, or turn rows into columns.",
    ),
    "WRD010": Remedy(
        "A house's template gives the look of the Word version; this one cannot be opened or has "
        "no page.",
        "Open it in Word and save it as a document or template (.docx, .dotx) without a password;"
        " `octavo template FILE` says what is wrong.",
    ),
    "WRD011": Remedy(
        "Templates have words in brackets to be replaced by hand; left as they are they would be "
        "printed on each page.",
        "Write the real words into the template's head or foot, or delete them there.",
    ),
    "WRD012": Remedy(
        "The field would print an error message on each page, since no paragraph has this style.",
        "Let the field quote a style that the document has, such as Heading 1, or delete it in "
        "the template.",
    ),
    "WRD013": Remedy(
        "Programs inside a document may do harm; a document for readers has none.",
        "Nothing has to be done. Word's security would stop them anyway.",
    ),
    "WRD014": Remedy(
        "A cover is what stands before the first heading of a template, and this one has nothing "
        "there.",
        "Make a cover in Word, before the first heading of the template, or leave out `cover: "
        "house`.",
    ),
    "WRD015": Remedy(
        "Word keeps 255 characters of a property and cuts the rest.",
        "Shorten the title, the description or the keywords.",
    ),
    "WRD100": Remedy(
        "What should be a Word file cannot be opened as one.",
        "Make it again; report it if Octavo made it.",
    ),
    "WRD101": Remedy(
        "Word would show a field's code instead of its result, or call the file damaged.",
        "Report it; if somebody edited the file, make it again.",
    ),
    "WRD102": Remedy(
        "References in Word lead to bookmarks, and a broken one leads nowhere.",
        "Report it; if somebody edited the file, make it again.",
    ),
    "WRD103": Remedy(
        'Word would print "Error! Reference source not found."',
        "Report it; if somebody edited the file, make it again.",
    ),
    "WRD104": Remedy(
        "Word would call the file damaged, or lose one of the two.",
        "Report it; if somebody edited the file, make it again.",
    ),
    "WRD105": Remedy(
        "Word would call the file damaged, or lose the note.",
        "Report it; if somebody edited the file, make it again.",
    ),
    "WRD106": Remedy(
        "The picture, link or part would be missing when the file is opened.",
        "Report it; if somebody edited the file, make it again.",
    ),
    "WRD107": Remedy(
        "Word would ask its reader, before anything can be read, whether to update the file.",
        "Report it; if somebody edited the file, make it again.",
    ),
    "WRD108": Remedy(
        "Programs find and cite a file by its title, author and language.",
        "Write `title` and `imprint` in publication.yaml; report it if they are there.",
    ),
    "WRD109": Remedy(
        "People who cannot see the picture would hear nothing.",
        "Write `alternative` for the figure.",
    ),
    "WRD110": Remedy(
        "People who hear a document move by its headings.",
        "Write the missing words, or the missing level of heading.",
    ),
    "WRD111": Remedy(
        "People who hear a table know a cell by its head, which has to be there on each page.",
        "Give the table a head; take the inner table out of its cell.",
    ),
    "WRD112": Remedy(
        "Screen readers and spelling checkers need to know the language.",
        "Write `language` in publication.yaml.",
    ),
    "BRF001": Remedy(
        "A briefing is written for one reader; without audiences there is nobody to write it for.",
        "Define an audience under `audiences`, or take the briefing out of `outputs`.",
    ),
    "BRF002": Remedy(
        "The format says how large the page is and which parts it has; this one contradicts "
        "itself, or is not there.",
        "Correct the name, or the measure that is named in the template's file: see "
        "`octavo docs briefing`.",
    ),
    "FIT001": Remedy(
        "A briefing is one page. What is required on it takes more room than the page has.",
        "Shorten the longest parts, write shorter `variants`, or take `required` off some points."
        " `octavo fit AUDIENCE` shows what takes how much.",
    ),
    "FIT002": Remedy(
        "Word sets lines a little wider, so what fits the PDF may not fit there.",
        "Shorten by a line or two, or write shorter `variants`; `octavo fit AUDIENCE` shows where.",
    ),
    "FIT003": Remedy(
        "Word sets lines a little wider, so the Word version leaves out what the PDF just holds.",
        "Nothing has to be done. To have both alike, shorten by a line or two.",
    ),
    "FIT004": Remedy(
        "A briefing is read in a minute or two, and its format says how many words that is. What "
        "must stand there has more.",
        "Shorten `so_what` or `asks`, or write shorter `variants`. A format of your own may set "
        "another number: `words` under `points`.",
    ),
    "FIT005": Remedy(
        "A page is skimmed by its first words. Points that begin in bold, two to five words long, "
        "are found at a glance.",
        "Give the points a `lead`, or leave them: the page is set for both.",
    ),
    "FIT006": Remedy(
        "Points that repeat the bottom line, an ask or what it means for the reader are left out; "
        "one that is `required` is not, and so the page says it twice.",
        "Take its `required` away, or say one of the two otherwise.",
    ),
    "FIL001": Remedy(
        "A reader would find what is meant for others, in the text or behind it. Nothing was "
        "written.",
        "See where the words come from: the place is told. If nobody hid them on purpose, report "
        "it.",
    ),
    "FIL002": Remedy(
        "The finished file lacks something that its readers should have.",
        "Report it with the source: a generator lost the words.",
    ),
    "FIL003": Remedy(
        "Words that nobody wrote are in the file, and could be somebody else's.",
        "See whether a template or a picture brought them; else report it with the source.",
    ),
    "FIL004": Remedy(
        "Comments, hidden layers and scripts are not seen on the page, and readers find them all "
        "the same.",
        "Take them out of the template or picture that brought them; else report it.",
    ),
    "FIL005": Remedy(
        "What cannot be read cannot be looked through, so it cannot be passed on.",
        "Make the file again; if it was made by Octavo just now, report it.",
    ),
    "FIL006": Remedy(
        "The rule of attribution holds for every word of a finished file, its properties too.",
        "See ATT003: leave the name out, or waive it with a reason.",
    ),
    "VER001": Remedy(
        "Readers would look for a file that the manifest promises.",
        "Build again, or restore the file.",
    ),
    "VER002": Remedy(
        "The file is no longer what was checked and approved.",
        "Build again, or restore the file. To keep an edited one, build with `--keep-edited`.",
    ),
    "VER003": Remedy(
        "A file that Octavo did not make was not checked, and may be passed on by mistake.",
        "Move it elsewhere, or leave it if it belongs there.",
    ),
    "VER004": Remedy(
        "Two files may say different things, and page numbers that one quotes of the other may be"
        " wrong.",
        "Build once without `--only` and `--audience`.",
    ),
    "VER005": Remedy(
        "A link can lead to other words tomorrow, and does not travel with the folder.",
        "Put the file itself in its place, or build it again.",
    ),
    "VER006": Remedy(
        "A build lists each file once, under the name it has in the folder; somebody edited that.",
        "Build the publication again: a manifest is not edited by hand.",
    ),
    "VER007": Remedy(
        "The file or its signature was changed after it was signed, or the signature is another's.",
        "Do not pass the file on; have the publisher send it again by another way.",
    ),
    "VER008": Remedy(
        "A signature is worth what its certificate is: an expired one proves nothing today, and one"
        " that nobody vouches for can be anybody's.",
        "Ask the publisher for the certificate in use, and give it with `--certificate`.",
    ),
    "VER009": Remedy(
        "Somebody may have taken the signature away to change a file.",
        "Have the publisher send it again; sign a folder of your own with `octavo seal`.",
    ),
    "VER010": Remedy(
        "The publisher did not sign this file, but readers would take it for one of the others.",
        "Move it elsewhere; to sign it too, build it with the others, and seal again.",
    ),
    "VER011": Remedy(
        "Whoever can change a file can change its hash in the manifest too, so an unsigned one"
        " shows accidents only.",
        "Sign the finished files with `octavo seal`, if they go through other hands.",
    ),
    "VER012": Remedy(
        "A certificate with any name can be made by anybody. Only one that you have from elsewhere"
        " tells who signed.",
        "Ask the publisher for the certificate, and give it with `--certificate`.",
    ),
    "VER013": Remedy(
        "Signatures are checked by pyHanko, which Octavo needs for nothing else.",
        "Install it: `pip install 'octavo[seal]'`.",
    ),
    "IMF030": Remedy(
        "Files of other programs are first turned into Word files, which LibreOffice does.",
        "Install LibreOffice, or save the file as .docx in the program it comes from.",
    ),
    "IMF031": Remedy(
        "LibreOffice could not make a Word file of it: it may be damaged, or protected by a "
        "password.",
        "Open it in the program it comes from, and save it anew as .docx without a password.",
    ),
    "IMF032": Remedy(
        "A file that is open so long without an end is damaged, or far too large.",
        "Save it as .docx in the program it comes from, or divide it.",
    ),
    "IMF033": Remedy(
        "Text that is nested without end is a slip or an attack, and programs fail on it.",
        "Close what is open, or take out levels of lists and quotations.",
    ),
    "IMF034": Remedy(
        "A paragraph of that length is no text that somebody wrote; looking through it would take"
        " hours.",
        "Divide it into paragraphs, or see whether the file is Markdown at all.",
    ),
    "WRD016": Remedy(
        "Word refuses to open a file with a tooltip of more than 260 characters, so the address "
        "is not shown in one.",
        "Nothing has to be done: the link works. A shorter address would be shown whole.",
    ),
    "WRD017": Remedy(
        "Pictures before the first heading belong to the template's cover, which is not kept "
        "without `cover: house`.",
        "Write `cover: house` to keep them, or put a logo into the head of the template.",
    ),
    "IMF001": Remedy(
        "A file without a byte was not saved, or broke while it was copied.",
        "Save the document again in the program it comes from, or copy it again.",
    ),
    "IMF002": Remedy(
        "Only text that can be told from its surroundings can be taken over: a PDF, a spreadsheet "
        "or a picture has lost what is a heading, a list or a note.",
        "Open it in the program that it was written in, and save it as .docx, .odt, .md or .txt.",
    ),
    "IMF003": Remedy(
        "In another encoding letters with accents would come out as other letters.",
        "Save the text as UTF-8: editors have it under “Save as” or “Encoding”.",
    ),
    "IMF004": Remedy(
        "No document of words has that size; reading it would take the memory of the machine.",
        "Make its pictures smaller, or divide it, and import the parts together.",
    ),
    "IMF005": Remedy(
        "The document has pages, pictures or fields, but no words that could become a text.",
        "See whether it is the right file; a scan needs text recognition first.",
    ),
    "IMF006": Remedy(
        "What is imported would lie among other files, or take the place of some.",
        "Name another folder after `--output`, or move the files that are there.",
    ),
    "IMF010": Remedy(
        "Another program's file was given the name of a Word file, or it broke while it was "
        "copied.",
        "Copy it again, or give it the name of what it is: `.md`, `.txt` or `.odt` can be "
        "imported too.",
    ),
    "IMF011": Remedy(
        "Word files of before 2007 have another form, which only Word and LibreOffice read well.",
        "Open it in Word or LibreOffice, and save it as .docx.",
    ),
    "IMF012": Remedy(
        "Nothing in the file can be read without its password, and Octavo asks for none.",
        "Open it in Word, take the password off, and save it.",
    ),
    "IMF013": Remedy(
        "A part of the file is missing or cannot be read, so words would be lost without a word.",
        "Open it in Word, let it be repaired, and save it anew.",
    ),
    "IMF014": Remedy(
        "A file of that size or depth is no document: it is damaged, or made to fill the memory.",
        "See where it comes from; divide a real document into several.",
    ),
}
"""By code."""
