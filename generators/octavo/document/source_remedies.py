"""Why the problems of a source matter, and what to do about each."""

from __future__ import annotations

from octavo.document.problem_code import Remedy

SOURCE_REMEDIES: dict[str, Remedy] = {
    "SRC001": Remedy(
        "Everything that is printed comes from the publication's own folder, as text in UTF-8, so"
        " that the same source gives the same files everywhere.",
        'Correct the name; capitals matter. Save the file as UTF-8 in your editor ("Save with '
        'encoding"). Divide a file of more than 4 MiB.',
    ),
    "SRC002": Remedy(
        "Invisible characters, such as marks for the direction of text or breaks pasted from "
        "Word, change what is printed without being seen, and nobody can find them by reading.",
        "Delete the character; `octavo check --fix` does so where it separates no words. Write a "
        "new line for a line break.",
    ),
    "SRC003": Remedy(
        "YAML that cannot be read says nothing at all, so nothing else in this file was looked at.",
        "Look at the place shown: quotes and brackets are closed, lines that belong together "
        "begin in the same column, with spaces and no tabs, and a value with `: ` or ` #` in it "
        "stands between quotes.",
    ),
    "SRC004": Remedy(
        "These parts of YAML let one line stand for another, or a file grow without end; a source"
        " says each thing where it is read.",
        "Write the value itself in each place where it belongs.",
    ),
    "SRC005": Remedy(
        "Of two values for one key, YAML would silently take one, and a section listed twice "
        "would be printed twice.",
        "Delete one of the two, or correct its name if it was meant as something else.",
    ),
    "SRC006": Remedy(
        "A key that Octavo does not know would silently do nothing, which is most often a slip of"
        " the keyboard.",
        "Write the key that is suggested, or delete it. `octavo docs content` lists all keys. "
        "`octavo check --fix` corrects capitals and hyphens.",
    ),
    "SRC007": Remedy(
        "Without this key the publication cannot be made: there is no sensible value to take "
        "instead.",
        "Write the key, with its value, in the mapping that is shown.",
    ),
    "SRC008": Remedy(
        "The value is read by its key: a date is a date, a list is a list, and a word is one of "
        "those that are known.",
        "Write what the message names. Days are written year-month-day; text that looks like "
        "something else stands between quotes.",
    ),
    "SRC009": Remedy(
        "The lines between two lines of `---` at the top of a section say its id, its title and "
        "its kind; without them it has no place in the publication.",
        "Begin the file with `---`, then `id`, `title` and `kind` on a line each, then `---`, "
        "then the text.",
    ),
    "SRC010": Remedy(
        "For YAML a `#` after a space begins a comment, so the rest of the value would not be "
        "printed.",
        "Put the value between quotes if the sign is a part of it, or write a space after the `#`"
        " if it is a comment.",
    ),
    "SRC011": Remedy(
        "Only the straight signs `\"` and `'` are quotation marks for YAML. Others are printed, "
        "and a name of a file or a word of a list is not found with them.",
        "Write straight signs around the value. To have the curved ones printed, put `'` before "
        "and after them.",
    ),
    "SRC012": Remedy(
        "A section that is not listed is not printed, and a picture that nobody shows is passed on"
        " with the source: either may have been forgotten.",
        "List the section under `sections`, name the picture, or move the file elsewhere.",
    ),
    "TXT001": Remedy(
        "HTML has no meaning in a book or a Word file; it would be printed as it stands or be "
        "lost.",
        "Write it in Markdown: `**bold**`, `*italic*`, a table with bars. Put a backslash before "
        "a `<` that is meant as such.",
    ),
    "TXT002": Remedy(
        "A link that leads nowhere, to a file of your own disk or to a program is of no use to a "
        "reader and may be a danger.",
        "Write the whole address, with `https://`, or `#id` for a place in the publication.",
    ),
    "TXT003": Remedy(
        "A section is a chapter of a book: its title is its heading of level 1, pictures stand in"
        " figures with a caption and a description, and rules across a page mean nothing.",
        "Write headings with two signs `#` or more, pictures as a block `figure`, and delete the "
        "rule.",
    ),
    "TXT004": Remedy(
        "Words in braces at the end of a paragraph say who may read it and how it is set. What is"
        " not understood there could have been meant to hide something.",
        "Correct the mark, or put a backslash before the brace if it is meant as text. Marks "
        "stand at the end of a paragraph, a heading or below a table, after a space.",
    ),
    "TXT005": Remedy(
        "A block between two lines of three backticks is a figure, a table of people or code, by "
        "the word behind the first of them. Without its end everything below would be part of it.",
        "Correct the name of the block, or end it with a line of three backticks. For code in a "
        "language, write its own name.",
    ),
    "TXT006": Remedy(
        "A caption belongs to the table right above it; alone it would be printed as a sentence.",
        "Write the line `Table: …` directly below the last row of its table.",
    ),
    "TXT007": Remedy(
        "A mark in the text and the note that it calls belong together, once each: a reader would"
        " look for what is not there.",
        "Write the note as `[^name]: words` on a line of its own, or delete the mark. Give each "
        "call its own note.",
    ),
    "TXT008": Remedy(
        "Markdown would print it as running text, or swallow a part of it, although it looks like"
        " a list or a table.",
        "Write an empty line before it, begin each item at the same column, and give each row of "
        "a table as many cells as its head.",
    ),
    "TXT009": Remedy(
        "Text that is nested without end is a slip or an attack; nobody could read it, and "
        "programs fail on it.",
        "Close what is open, or divide the paragraph.",
    ),
    "TXT010": Remedy(
        "People who hear a page read out move by its headings; a level that is left out sounds "
        "like a missing chapter, and PDF/UA forbids it.",
        "Write it one level below the heading above it.",
    ),
    "TXT011": Remedy(
        "A heading with another of its level right below it leads a reader to nothing.",
        "Write a sentence below it, or delete it.",
    ),
    "TXT012": Remedy(
        "It would be printed as a title on an empty page.",
        "Write its text, or take the section out of `sections` in publication.yaml.",
    ),
    "TXT013": Remedy(
        "A query `{>>…<<}` is for the editors and never for readers. One that is not complete "
        "would be printed.",
        "Close it with `<<}` in the same paragraph; put it into the text of a section and not "
        "into a title, code or an address.",
    ),
    "TXT014": Remedy(
        "The language of words decides how they are hyphenated and read out; screen readers know "
        "languages by their codes.",
        "Write a code such as `fr` or `en-GB`.",
    ),
    "TXT015": Remedy(
        "Programs that read Markdown differ here. Octavo does not choose for you, since the other"
        " reading may show to everyone what was meant for some.",
        "Indent it, or take it out, as the hint says, so that only one reading is left.",
    ),
    "TXT016": Remedy(
        "Another program would make a formula, a box or a list of it; Octavo prints it letter by "
        "letter, which is rarely what was meant.",
        "Write it in Octavo's way, as the hint says, or put a backslash before a sign that is "
        "meant as such.",
    ),
    "TXT017": Remedy(
        "Cells that lie over each other cannot both be printed.",
        "Leave empty the cells that the large one covers, or make `colspan` and `rowspan` smaller.",
    ),
    "TXT018": Remedy(
        "Programs that tidy Markdown, such as mdformat, take away backslashes that CommonMark "
        "does not need. Without this one, the words would mean something else.",
        "Do not run such a program over this file, or write the words as code, between backticks.",
    ),
    "LST001": Remedy(
        "A programme is read from top to bottom by its times. What is out of order or overlaps is"
        " most often a wrong digit.",
        "Correct the time or the day, or give sessions that take place together different places.",
    ),
    "LST002": Remedy(
        "A name that stands twice makes the count of participants wrong.",
        "Delete one of the two, or tell them apart by their institution.",
    ),
    "LST003": Remedy(
        "Nobody could find the session: those who may see it cannot see its day.",
        "Let the day be for these readers too, or move the session to another day.",
    ),
    "QRY001": Remedy(
        "A query that is still open is a question to somebody; it is never printed but in the "
        "edition for editors.",
        "Answer it: correct the text and delete the query, or leave it for now.",
    ),
    "FCT001": Remedy(
        "A number that is quoted by name is the same everywhere and is corrected in one place. "
        "This name is not defined.",
        "Correct the name, or define it under `facts` in publication.yaml.",
    ),
    "FCT002": Remedy(
        "Only facts can be quoted between `{{` and `}}`: a source does not calculate.",
        "Write `{{ facts.name }}`, or put a backslash before a brace that is meant as such.",
    ),
    "FCT003": Remedy(
        "It is defined and never printed, which is harmless, but it may be that its number was "
        "typed by hand elsewhere and will be forgotten.",
        "Mention it as `{{ facts.name }}`, or delete it.",
    ),
    "ABB001": Remedy(
        "The list of abbreviations shows only those that the text has, so this one is not printed.",
        "Use it, or delete it; look also whether the text has it in another spelling.",
    ),
    "REF001": Remedy(
        "The words point to something that is not there, so a reader could not follow them.",
        "Correct the id after `#`, or give the thing that is meant this id, as `{#id}`.",
    ),
    "REF002": Remedy(
        "A reference to this id could mean two places.",
        "Give one of the two another id.",
    ),
    "REF003": Remedy(
        "A key message must say on which paragraph it rests, so that each line of a briefing can "
        "be traced.",
        "Correct the id, or give the paragraph one: `octavo ids` writes them.",
    ),
    "REF004": Remedy(
        "Some readers of the sentence do not get what it refers to; that it exists would tell "
        "them of it.",
        "Mark the sentence for the same audience, or refer to something that all of them have.",
    ),
    "REF005": Remedy(
        "A number is put where a reference has no words of its own, and this target has no number.",
        "Write words between the brackets, or give the table or figure a caption.",
    ),
    "REF006": Remedy(
        "A running number such as `one-1` names another paragraph as soon as one is written "
        "before it; the message would then rest on the wrong words.",
        "Run `octavo ids`: it writes an id into the paragraph and names it here.",
    ),
    "REF007": Remedy(
        "A running number moves when something is written before it.",
        "Give the target an id of its own, such as `{#lamps}`, and refer to that.",
    ),
    "AUD001": Remedy(
        "Text for an audience that there is not would be printed for nobody, or for everybody.",
        "Correct the name, or define the audience under `audiences` in publication.yaml. Octavo "
        "never corrects this itself, since it decides who may read.",
    ),
    "AUD002": Remedy(
        "The bottom line is the one sentence that a busy reader takes along.",
        "Cut it to one sentence of at most 30 words; put the rest into `so_what`.",
    ),
    "AUD003": Remedy(
        "A briefing chooses the messages that matter most to its reader; among fewer than five "
        "there is little to choose, and the page stays half empty.",
        "Write more `points` in the sections that this audience may read.",
    ),
    "AUD004": Remedy(
        "Somebody who is to decide has to know what is asked, of whom and by when.",
        "Write `asks` for the audience, each with `what`, `who` and `by`.",
    ),
    "AUD005": Remedy(
        "More than five messages in one section are no longer key: readers keep three to five in "
        "mind.",
        "Leave the weakest out, or set `key: false` for those that are only for briefings.",
    ),
    "AUD006": Remedy(
        "Those who may read the section may not read this part, and the other way round, so it is"
        " in no file.",
        "Give it an audience that the section has too, or move it.",
    ),
    "AUD007": Remedy(
        "A reader who finds Panel 3 looks for Panel 2.",
        "Correct the label, or see whether a section is missing from `sections`.",
    ),
    "AUD009": Remedy(
        "What must be on the page leaves no room to choose, and does not fit when there is too "
        "much of it.",
        "Take `required` off those that could be left out.",
    ),
    "AUD010": Remedy(
        "The strip of figures on a briefing is made for three; with fewer or more it looks "
        "unfinished.",
        "List three names under `lead_facts`, or none.",
    ),
    "AUD011": Remedy(
        "Without its columns nobody can tell who the readers are and what each of them gets.",
        "Save the list as CSV in UTF-8, with the columns `name` and `audience` in its first row; "
        "docs/briefing.md shows one.",
    ),
    "AUD012": Remedy(
        "Each row is a file for somebody: one that is guessed would go to the wrong reader, or say "
        "what is not meant for them.",
        "Correct the cell that is named; an audience or a point is called as in the source.",
    ),
    "AUD013": Remedy(
        "A reader of another language gets nothing here, and a column that no generator knows "
        "changes nothing.",
        "Nothing, where this is meant; otherwise correct the column's name or the language.",
    ),
    "PNT001": Remedy(
        "Somebody approved the message as a fair summary of its paragraph; now the paragraph says"
        " something else.",
        "Read both again; run `octavo approve` when the message still holds, else correct it.",
    ),
    "PNT002": Remedy(
        "A number in a message that its paragraph does not have cannot be traced, and is most "
        "often an old one.",
        "Quote the number of the paragraph, better as a fact, or name the paragraph that has it "
        "under `rests_on`.",
    ),
    "PNT003": Remedy(
        '"Gaps remain" says more than "several gaps may remain". A short wording must not be '
        "surer than what it stands for.",
        'Take the hedge over, as in "some", "may" or "about", or name a paragraph that is as sure.',
    ),
    "MRK001": Remedy(
        "Which levels there are, and which of them is higher, is known only for schemes that are "
        "described.",
        "Correct the name of the scheme, or describe your own in `templates/markings/`: see "
        "`octavo docs markings`.",
    ),
    "MRK002": Remedy(
        "A level is one word of a scheme; any other could be taken for less than what was meant.",
        "Write a level of the scheme, or name the scheme under `marking`.",
    ),
    "MRK003": Remedy(
        "Octavo runs on ordinary computers and must not hold what is classified higher.",
        "Take the classified text out of the source and make it where it may be held.",
    ),
    "MRK004": Remedy(
        "A file for the public would have what may not be published, or a mark that says so.",
        "Take `public` off the audience, or the marking off the text, after asking whoever may "
        "decide that.",
    ),
    "MRK005": Remedy(
        "A title, a credit or an ask is plain words: the fact in it would be read without its "
        "mark, and would not count for the marking of the whole.",
        "Write the value itself, and mark the part that the words belong to.",
    ),
    "MRK006": Remedy(
        "What stands beside a level says who may have it; a word that the scheme does not know, or "
        "that contradicts another, is understood by nobody in the same way.",
        "Write a word of the scheme, or take one of the two away: see `octavo docs markings`.",
    ),
    "MRK007": Remedy(
        "The published rule of the scheme asks for it, such as who decided the marking.",
        "Say it under `marking.designation` or `marking.additions`.",
    ),
    "ATT001": Remedy(
        "Under this rule nobody may find out who said something, and one's own words often tell.",
        "Say it in other words, or waive it under `waivers` with the words and a reason.",
    ),
    "ATT002": Remedy(
        "What was said off the record may not be written down for others.",
        "Leave the section out of `sections`, or correct its `attribution` if another rule was "
        "agreed.",
    ),
    "ATT003": Remedy(
        "The rule of the session does not let anybody be named who took part.",
        "Write what was said without the name, or waive it with a reason if the person is not "
        "meant as a speaker.",
    ),
    "ATT004": Remedy(
        "A post that one person holds names the person.",
        'Write "a senior official" or the like, or waive it with a reason.',
    ),
    "ATT005": Remedy(
        "Where few came from one country or house, it tells who spoke.",
        "Leave the origin out, or name a larger region or group.",
    ),
    "ATT006": Remedy(
        '"The chair said" tells who held a view, and the rule forbids that.',
        'Write what was said without who said it: "It was said that …".',
    ),
    "ATT007": Remedy(
        "When only one person fits the words, they are as good as a name.",
        'Describe a group instead, as in "one of the panellists".',
    ),
    "ATT008": Remedy(
        "A face beside an opinion says whose opinion it is.",
        "Take another caption that says nothing of views, or move the picture.",
    ),
    "ATT009": Remedy(
        "A waiver that waives nothing is left over from an older text, and may later let "
        "something pass that nobody looked at.",
        "Delete it, or correct its words or its code.",
    ),
    "ATT010": Remedy(
        "Reasons are printed in the manifest; this one says what the waiver should help to hide.",
        'Write a reason that names nobody, such as "agreed in writing".',
    ),
    "ATT011": Remedy(
        "Cameras and programs write names into pictures, which readers of the file can see.",
        "Octavo leaves them out of its files; take them out of the picture too before you pass "
        "the source on.",
    ),
    "ATT012": Remedy(
        "For this language there are no patterns of how speech is reported, so only names and "
        "posts of the register are found.",
        "Read the text yourself with the rule in mind, or write patterns for the language: see "
        "`octavo docs languages`.",
    ),
    "ATT013": Remedy(
        "A register of people is there so that a rule can be held, and no rule is named.",
        "Write `attribution` in publication.yaml, such as `chatham-house`, or delete `people`.",
    ),
    "ATT014": Remedy(
        "A list of those who took part says who may have spoken, which this rule does not allow.",
        "Leave the list out, name institutions only where the rule lets you, or ask the "
        "participants and waive it with a reason.",
    ),
    "IMP001": Remedy(
        "The last digit of an ISBN is worked out from the others, so a wrong one shows a slip of "
        "the keyboard; a shop would not find the book.",
        "Copy the number again from where it was assigned. Each format has a number of its own.",
    ),
    "IMP002": Remedy(
        "A DOI is written without the address before it; programs that read references expect it "
        "so.",
        "Write only the part that begins with `10.`, as in `10.1000/182`.",
    ),
    "IMP003": Remedy(
        "The address is printed, and made into a square code that telephones read.",
        "Write an address that begins with `https://`, and a short one.",
    ),
    "IMG001": Remedy(
        "The file is not where it is named, or it may not be read.",
        "Correct the path, which begins in the publication's folder and in which capitals matter,"
        " or put the picture there.",
    ),
    "IMG002": Remedy(
        "A damaged or foreign picture would be missing from the page, and a huge one needs more "
        "memory than there is.",
        "Open it in a picture editor and save it as JPEG or PNG, with at most 50 million pixels.",
    ),
    "IMG003": Remedy(
        "People who cannot see the picture hear this description instead; PDF/UA and the law in "
        "many countries ask for it.",
        "Write `alternative`: what there is to see, and what it shows, in a sentence or two.",
    ),
    "IMG004": Remedy(
        "The register names a photograph that is not there yet; it is listed by its caption and "
        "nothing is shown.",
        "Write `file` with the picture when you have it, or leave it as it is.",
    ),
    "IMG005": Remedy(
        "The values cannot make a drawing: a share of nothing, a scale without a length.",
        "Correct the value that is shown.",
    ),
    "STY001": Remedy(
        "The rules of a house style stand in a file of its own, and one that is missing or says "
        "two things cannot be followed.",
        "Correct the name under `house_style`, or the rule that is named in the style's file.",
    ),
    "STY002": Remedy(
        "The house has agreed not to use this word: it is worn, long or unclear.",
        "Take the word that is suggested, or say it in another way. Quotations, names and code "
        "are left alone.",
    ),
    "STY003": Remedy(
        "The house has one word for one thing, so that readers do not look for a difference.",
        "Write the word that is suggested; `octavo check --fix` does it where nothing else can be"
        " meant.",
    ),
    "STY004": Remedy(
        "Two spellings of one word look like two things, or like carelessness.",
        "Choose one of the two and use it throughout.",
    ),
    "STY005": Remedy(
        "Capital letters say what is a name; a house has one way to write them.",
        "Write it as suggested.",
    ),
    "STY006": Remedy(
        "Long sentences lose their readers, most of all those who read in another language.",
        "Divide it into two, or take out what can be said elsewhere.",
    ),
    "STY007": Remedy(
        "A reader who does not know the letters has to be told once what they stand for.",
        "Write the words out where they stand first, with the letters in parentheses, or list "
        "them under `abbreviations`.",
    ),
    "STY008": Remedy(
        "A house writes small numbers in words and large ones in figures, so that pages look "
        "alike.",
        "Write it as suggested.",
    ),
    "STY009": Remedy(
        "A day that is written in two ways can be misread: 3/4 is in March or in April.",
        "Write the day as suggested.",
    ),
    "STY010": Remedy(
        "Both spellings are right, and a house uses one of them.",
        "Write it as suggested.",
    ),
    "STY011": Remedy(
        "The rules look for words of another language, so they find nothing, or the wrong things.",
        "Name a style for the publication's language, or leave `house_style` out.",
    ),
}
"""By code."""
