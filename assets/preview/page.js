"use strict";
// The page of `octavo preview`: it shows what the stream of events tells, and keeps nothing.

const get = id => document.getElementById(id);
const panes = [{ root: get("first"), select: get("file") }, { root: get("second"), select: get("beside") }];
const shown = new Map(); // file name -> what was last told of its pages
const frame = () => new Promise(requestAnimationFrame);
let state = null, later = null, stream = null, zoom = 1;

// ------------------------------------------------------------------------------ the stream

function listen() {
  stream?.close();
  const names = panes.map(pane => pane.select.value).filter(Boolean);
  const query = new URLSearchParams(names.map(name => ["file", name]));
  stream = new EventSource("/events?" + query);
  stream.addEventListener("state", event => tellState(JSON.parse(event.data)));
  stream.addEventListener("pages", event => tellPages(JSON.parse(event.data)));
  stream.addEventListener("problems", event => { later = JSON.parse(event.data); tellProblems(); });
  stream.onerror = () => say("The preview has ended, or cannot be reached.");
}

function tellState(told) {
  const first = state === null;
  state = told;
  document.title = `${told.title}: preview`;
  get("title").textContent = told.title;
  document.body.classList.toggle("stale", !told.readable);
  tellError(told);
  fillSelects(told.files);
  tellProblems();
  if (first && panes[0].select.value) listen();
}

// Over the pages that are no longer what the source says stands why.
function tellError(told) {
  const error = told.problems.find(problem => problem.severity === "error"), line = get("error");
  get("stale").hidden = told.readable;
  line.replaceChildren();
  if (told.readable) return;
  say("");
  if (error) line.append(...(error.file ? [makePlace(error), ": "] : []), ...write(error.message), ".");
}

// The second pane offers all files, the first those of the reader that is chosen above.
function fillSelects(files) {
  const shownFiles = files.filter(file => file.kind !== "other");
  const readers = [...new Set(shownFiles.map(file => file.reader))];
  const chosen = panes[0].select.value, now = shownFiles.find(file => file.name === chosen) || shownFiles[0];
  fill(get("audience"), readers.map(reader => new Option(reader || "everyone", reader)), now?.reader);
  fill(panes[0].select, shownFiles.filter(file => file.reader === now?.reader).map(makeOption), now?.name);
  const groups = [...Map.groupBy(shownFiles, file => file.reader)].map(([reader, group]) => {
    const one = document.createElement("optgroup");
    one.label = reader || "everyone";
    one.append(...group.map(file => new Option(`${file.label}, ${reader || "everyone"}`, file.name)));
    return one;
  });
  const beside = panes[1].select.value;
  fill(panes[1].select, [new Option("nothing else", ""), ...groups], shownFiles.some(file => file.name === beside) ? beside : "");
}

function fill(select, options, value = "") {
  select.replaceChildren(...options);
  select.value = value;
}

const makeOption = file => new Option(file.label, file.name);

// The same kind of file for another reader, or the first that there is for them.
function changeReader(reader) {
  const files = state.files.filter(file => file.kind !== "other");
  const now = files.find(file => file.name === panes[0].select.value);
  const own = files.filter(file => file.reader === reader);
  const next = own.find(file => file.generator === now?.generator && file.kind === now?.kind) || own[0];
  if (!next) return;
  fill(panes[0].select, own.map(makeOption), next.name);
  get("audience").value = reader;
  choosePane(panes[0], 0);
}

function nextReader() {
  const options = [...get("audience").options].filter(one => one.value || get("audience").value === "");
  const at = options.findIndex(one => one.value === get("audience").value);
  changeReader(options[(at + 1) % options.length].value);
}

function say(words) { get("status").textContent = words; }

// ------------------------------------------------------------------------------- the pages

function tellPages(told) {
  const before = shown.get(told.name);
  shown.set(told.name, told);
  for (const pane of panes) if (pane.select.value === told.name) drawPane(pane, told, before);
  const count = told.pages.length;
  if (panes[0].select.value === told.name) { tellChoices(); tellContents(told.name); }
  if (state?.readable && !told.problems.length && count && panes[0].select.value === told.name) say(`${count} ${count > 1 ? "pages" : "page"}${tellChanged(told, before)}.`);
  tellProblems();
}

// Which pages a change has changed: said to those who do not see the frames.
function tellChanged(told, before) {
  if (!before?.pages.length) return "";
  const known = new Set(before.pages.map(page => page.shows));
  const fresh = told.pages.flatMap((page, at) => known.has(page.shows) ? [] : [at + 1]);
  if (!fresh.length) return "";
  return fresh.length > 1 ? `; ${fresh.length} have changed` : `; page ${fresh[0]} has changed`;
}

async function drawPane(pane, told, before) {
  if (told.wanting) { pane.root.replaceChildren(makeNote(told.wanting)); pane.pages = []; return; }
  const view = document.querySelector("[name=view]:checked").value;
  pane.pages = (pane.pages || []).slice(0, told.pages.length);
  const old = before ? before.pages : [];
  const changed = told.pages.map((page, at) => at < old.length && old[at].shows !== page.shows);
  const ready = [];
  told.pages.forEach((page, at) => {
    const known = pane.pages[at];
    if (known && known.shows === page.shows) return sizePage(known, view);
    const fresh = known || makePage(pane, at);
    pane.pages[at] = fresh;
    Object.assign(fresh, { shows: page.shows, width: page.width, height: page.height });
    fresh.figure.classList.toggle("changed", changed[at]);
    sizePage(fresh, view);
    ready.push(loadPage(fresh, view));
  });
  arrange(pane, view);
  const first = changed.indexOf(true);
  compare();
  if (first >= 0 && !pane.pages.some((page, at) => changed[at] && isVisible(page.figure))) {
    pane.pages[first].figure.scrollIntoView({ block: "center" });
    ready.push(pane.pages[first].image.decode().catch(() => {})); // else it counts as painted while it is still loading
  }
  await Promise.all(ready);
  await frame();
  performance.mark("painted", { detail: { name: told.name, version: told.version } });
}

function makePage(pane, at) {
  const figure = document.createElement("figure"), caption = document.createElement("figcaption");
  const image = new Image();
  image.loading = "lazy";
  caption.textContent = `${at + 1}`;
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.append(image);
  figure.append(sheet, caption);
  const page = { pane, figure, sheet, image, at };
  figure.page = page;
  watcher.observe(figure);
  return page;
}

// A page is as wide as its pane when it fits, and no larger than twice its size in print.
function sizePage(page, view) {
  const across = view === "spread" ? 2 : 1, pane = page.pane.root;
  const room = Math.max(pane.clientWidth - 32, 120) / across;
  const scale = zoom * (view === "grid" ? 0.4 : Math.min(room / page.width, 1.4));
  page.image.width = Math.round(page.width * scale);
  page.image.height = Math.round(page.height * scale);
  page.image.alt = `Page ${page.at + 1}`;
}

async function loadPage(page, view) {
  const shows = page.shows, scale = view === "grid" ? 1 : 2;
  const address = `/image/${shows}?scale=${scale}`;
  if (!page.image.src || !isVisible(page.figure)) { page.image.src = address; return; }
  const fresh = new Image(page.image.width, page.image.height); // the old one stays until this is ready
  fresh.alt = page.image.alt;
  fresh.src = address;
  try { await fresh.decode(); } catch { return; }
  if (page.shows !== shows) return;
  page.image.replaceWith(fresh);
  page.image = fresh;
  coverBlocks(page);
}

function arrange(pane, view) {
  const figures = pane.pages.map(page => page.figure);
  if (view !== "spread") { place(pane.root, figures); return; }
  const rows = [];
  for (let at = 0; at < figures.length; at += at ? 2 : 1) {
    const old = pane.root.children[rows.length];
    const row = old?.className === "spread" ? old : document.createElement("div");
    row.className = "spread";
    place(row, figures.slice(at, at + (at ? 2 : 1)));
    rows.push(row);
  }
  place(pane.root, rows);
}

// What stands where it should stays there, with the focus and the place that the window shows.
function place(root, children) {
  if (children.length !== root.children.length || children.some((child, at) => root.children[at] !== child))
    root.replaceChildren(...children);
}

function makeNote(words, kind = "p") {
  const note = document.createElement(kind);
  note.textContent = words;
  return note;
}

const isVisible = element => {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
};

function redraw() {
  panes.forEach(pane => {
    const told = shown.get(pane.select.value);
    if (told) drawPane(pane, told, told);
  });
}

// ---------------------------------------------------------------------------- the problems

function tellProblems() {
  const found = [...(state?.problems || [])];
  const checked = later && later.version === state?.version;
  if (checked) found.splice(0, found.length, ...later.problems);
  for (const pane of panes) found.push(...(shown.get(pane.select.value)?.problems || []));
  const order = ["error", "warning", "note"];
  const list = [...new Map(found.map(problem => [JSON.stringify(problem), problem])).values()];
  list.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  get("count").textContent = list.length ? `(${list.length})` : "";
  const alike = [...Map.groupBy(list, problem => problem.severity + problem.code).values()];
  get("problems").replaceChildren(...(alike.length ? alike.map(makeProblems) : [makeNote(checked ? "Nothing to mend." : "Checking …", "li")]));
}

function makeProblems(alike) {
  const [first, ...others] = alike.map(makeProblem);
  if (others.length) {
    const more = document.createElement("details"), summary = document.createElement("summary"), list = document.createElement("ul");
    summary.textContent = `${others.length} more like this`;
    list.append(...others);
    more.append(summary, list);
    first.append(more);
  }
  return first;
}

function makeProblem(problem) {
  const item = document.createElement("li");
  item.className = problem.severity;
  if (problem.file) {
    item.append(makePlace(problem), " ");
    if (problem.line) item.append(makeButtonTo(problem), " ");
  }
  const severity = document.createElement("span");
  severity.className = "severity";
  severity.textContent = problem.severity;
  const code = document.createElement("code");
  code.textContent = problem.code;
  item.append(severity, ": ", ...write(problem.message), " ", code);
  if (problem.excerpt) {
    const line = document.createElement("pre");
    line.textContent = problem.excerpt.trim();
    item.append(line);
  }
  if (problem.hint) {
    const hint = makeNote("");
    hint.append(...write(problem.hint));
    item.append(hint);
  }
  return item;
}

// A link that opens the editor at the place.
function makePlace(problem) {
  const link = document.createElement("a");
  const place = [problem.line, problem.column].filter(Boolean).join(":");
  link.textContent = place ? `${problem.file}:${place}` : problem.file;
  link.href = `vscode://file${encodeURI(problem.path)}${place ? ":" + place : ""}`;
  return link;
}

// Words in which what stands between backticks is code.
const write = words => words.split(/`([^`]+)`/).map((part, at) => at % 2 ? makeNote(part, "code") : part);

function makeButtonTo(problem) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "to";
  button.textContent = "Show";
  button.setAttribute("aria-label", `Show the page of ${problem.file}:${problem.line}`);
  button.addEventListener("click", () => showPlace(problem.file, problem.line));
  return button;
}

// The page on which a line of the source stands, in the first pane that shows it.
async function showPlace(source, line) {
  for (const pane of panes) {
    if (!pane.select.value) continue;
    const answer = await fetch("/page?" + new URLSearchParams({ file: pane.select.value, source, line }));
    const at = answer.ok ? (await answer.json()).page : null;
    const page = at === null ? null : pane.pages?.[at];
    if (!page) continue;
    page.figure.scrollIntoView({ block: "start" });
    await coverBlocks(page);
    const before = [...page.sheet.querySelectorAll("button")].filter(one => one.block.file === source && one.block.line <= line);
    const nearest = before.sort((a, b) => b.block.line - a.block.line)[0];
    nearest?.scrollIntoView({ block: "center" });
    nearest?.focus({ preventScroll: true });
    return;
  }
  say(`${source}:${line} is on none of the pages that are shown.`);
}

// ------------------------------------------------------------------------------ the contents

async function tellContents(file) {
  const answer = await fetch("/contents?" + new URLSearchParams({ file }));
  const lines = answer.ok ? await answer.json() : [];
  const options = lines.map(line => new Option("\u2003".repeat(line.level - 1) + line.title, line.page));
  get("contents").replaceChildren(new Option("a section …", ""), ...options);
  get("contents").parentElement.hidden = !lines.length;
}

function goToSection() {
  const at = get("contents").value;
  if (at !== "") panes[0].pages[Number(at)]?.figure.scrollIntoView({ block: "start" });
  get("contents").value = "";
}

// ------------------------------------------------------------------ two files side by side

const MOST_COMPARED = 12; // pages of a file: briefings and digests have fewer, and booklets are long
const keyOf = block => [block.file, block.line, block.column, block.text].join("\n");

// What stands in one of two files of the same kind and not in the other is marked.
async function compare() {
  const [one, other] = panes.map(pane => state?.files.find(file => file.name === pane.select.value));
  const alike = one && other && one !== other && one.generator === other.generator;
  const all = panes.map(pane => pane.pages || []);
  document.body.classList.toggle("compared", Boolean(alike));
  if (!alike || all.some(pages => !pages.length || pages.length > MOST_COMPARED)) { get("differences").textContent = ""; return; }
  await Promise.all(all.flat().map(coverBlocks));
  const said = all.map(pages => new Set(pages.flatMap(page => [...page.sheet.querySelectorAll("button")].map(button => keyOf(button.block)))));
  let count = 0;
  all.forEach((pages, at) => pages.forEach(page => page.sheet.querySelectorAll("button").forEach(button => {
    const differs = !said[1 - at].has(keyOf(button.block));
    button.classList.toggle("differs", differs);
    button.setAttribute("aria-label", `Change${differs ? ", only in this file" : ""}: ${button.block.text || "figure"}`);
    count += differs;
  })));
  get("differences").textContent = count ? `${count} ${count > 1 ? "passages stand" : "passage stands"} in only one of the two, and ${count > 1 ? "are" : "is"} marked.` : "Both files say the same.";
}

// ------------------------------------------------------------------- what a briefing chose

async function tellChoices() {
  const file = state?.files.find(one => one.name === panes[0].select.value);
  const answer = file?.audience ? await fetch("/choices?" + new URLSearchParams({ file: file.name })) : null;
  const { audience, choices, more } = answer?.ok ? await answer.json() : { choices: [] };
  get("chosen").hidden = !choices.length;
  if (!choices.length) return;
  get("reader").textContent = `Key messages for ${file.reader}`;
  get("tally").textContent = `${choices.filter(c => c.shown).length} of ${choices.length} are shown.`;
  tellMore(more, choices);
  const groups = { "Shown": c => c.shown && !c.wording, "Shortened": c => c.shown && c.wording,
    "Left out": c => !c.shown && !c.repeats, "Said by another point": c => !c.shown && c.repeats };
  const open = new Map([...get("choices").querySelectorAll("details")].map(one => [one.dataset.group, one.open]));
  const focused = document.activeElement?.id;
  get("choices").replaceChildren(...Object.entries(groups).flatMap(([name, belongs]) => {
    const found = choices.filter(belongs);
    return found.length ? [makeChoices(name, found, audience, more, open)] : [];
  }));
  if (focused) document.getElementById(focused)?.focus();
}

// What a little more room would change, in words.
function tellMore(more, choices) {
  const line = get("more"), named = id => `“${choices.find(c => c.id === id)?.text || id}”`;
  line.replaceChildren();
  if (!more) return;
  const verbs = { added: "also shown", lengthened: "said at length", shortened: "shortened", dropped: "left out" };
  const parts = Object.entries(verbs).filter(([key]) => more[key].length);
  line.append(parts.length ? `With ${more.points} points more room:` : `${more.points} points more room would change nothing.`);
  for (const [key, verb] of parts) line.append(...more[key].map(id => makeNote(`${verb}: ${named(id)}`, "span")));
}

function makeChoices(name, choices, audience, more, open) {
  const item = document.createElement("li"), details = document.createElement("details");
  const summary = document.createElement("summary"), list = document.createElement("ul");
  summary.textContent = `${name} (${choices.length})`;
  details.dataset.group = name;
  details.open = open.get(name) ?? (name === "Shown" || name === "Shortened");
  list.append(...choices.sort((a, b) => b.weight - a.weight).map(choice => makeChoice(choice, audience, more)));
  details.append(summary, list);
  item.append(details);
  return item;
}

function makeChoice(choice, audience, more) {
  const item = document.createElement("li"), bar = document.createElement("div"), said = document.createElement("p");
  said.id = `point-${choice.id}`;
  said.textContent = choice.text;
  if (more?.added.includes(choice.id)) item.className = "next";
  const weight = document.createElement("select");
  weight.id = `weight-${choice.id}`;
  weight.append(...Array.from({ length: 10 }, (_, at) => new Option(at + 1, at + 1)));
  weight.value = choice.weight;
  weight.addEventListener("change", () => set(choice, { weight: Number(weight.value), audience }));
  bar.className = "settings";
  bar.append(label("weight", weight, choice),
    label("required", makeBox("required", choice, choice.required, on => set(choice, { required: on, audience })), choice),
    label("key message", makeBox("key", choice, choice.key, on => set(choice, { key: on })), choice));
  item.append(said, bar);
  return item;
}

function label(words, control, choice) {
  const one = document.createElement("label");
  control.setAttribute("aria-describedby", `point-${choice.id}`);
  one.append(control, ` ${words}`);
  return one;
}

function makeBox(name, choice, on, changed) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = `${name}-${choice.id}`;
  box.checked = on;
  box.addEventListener("change", () => changed(box.checked));
  return box;
}

async function set({ file, line, column }, what) {
  const answer = await send("/set", { file, line, column, ...what });
  get("refused").textContent = answer.ok ? "" : (await answer.json()).why;
  if (!answer.ok) tellChoices();
}

// ------------------------------------------------------------------------ changing words

let asked = null; // what the editor is about: a place, its passages, and which of them

const send = (path, what) => fetch(path, {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(what),
});

// Over each block of a page that can be seen lies a button, for the mouse as for the keyboard.
const watcher = new IntersectionObserver(entries => {
  for (const entry of entries) if (entry.isIntersecting) coverBlocks(entry.target.page);
}, { rootMargin: "200px" });

async function coverBlocks(page) {
  if (page.covered === page.shows) return;
  page.covered = page.shows;
  const query = new URLSearchParams({ file: page.pane.select.value, page: page.at });
  const answer = await fetch("/blocks?" + query);
  const blocks = answer.ok ? await answer.json() : [];
  if (page.covered !== page.shows) return;
  const old = [...page.sheet.querySelectorAll("button")], focused = old.indexOf(document.activeElement);
  const fresh = blocks.map(block => makeButton(block, page));
  old.forEach(button => button.remove());
  page.sheet.append(...fresh);
  if (focused >= 0) fresh[Math.min(focused, fresh.length - 1)]?.focus({ preventScroll: true });
}

function makeButton(block, page) {
  const button = document.createElement("button"), [left, bottom, right, top] = block.box;
  button.type = "button";
  button.className = "block";
  button.setAttribute("aria-label", `Change: ${block.text || "figure"}`);
  button.title = `${block.file}:${block.line}`;
  button.style.left = `${left / page.width * 100}%`;
  button.style.top = `${(1 - top / page.height) * 100}%`;
  button.style.width = `${(right - left) / page.width * 100}%`;
  button.style.height = `${(top - bottom) / page.height * 100}%`;
  button.block = block;
  button.addEventListener("click", () => askForWords(block));
  return button;
}

async function askForWords(block) {
  const { file, line, column } = block;
  const answer = await fetch("/words?" + new URLSearchParams({ file, line, column }));
  const told = await answer.json();
  const passages = told.passages || [{ label: "", words: block.text, line }];
  asked = { file, line, column, path: told.path, passages, at: 0 };
  get("passage").replaceChildren(...passages.map((one, at) => new Option(nameWords(one.label), at)));
  get("which").hidden = passages.length < 2;
  choosePassage();
  get("words").disabled = get("save").disabled = !answer.ok;
  get("why").textContent = told.why || "";
  get("editor").showModal();
  (answer.ok ? get("words") : get("close")).focus();
}

const NAMES = {
  text: "key message, in full", variants: "key message, shorter", what: "what is asked", who: "who is asked", by: "by when",
  so_what: "what it means", alternative: "words for those who cannot see it", question: "question that is answered",
  value: "value of the fact", label: "words beside the value", name: "name", cell: "cell of the table", table: "whole table, as Markdown",
};
const nameWords = label => label.replace(/^[a-z_]+/, key => NAMES[key] || key.replaceAll("_", " "));

function choosePassage() {
  const at = Number(get("passage").value), passage = asked.passages[at], where = get("where");
  asked.at = at;
  where.textContent = `${asked.file}, line ${passage.line}`;
  get("what").textContent = passage.label ? `Change the ${nameWords(passage.label)}` : "Change the words";
  where.href = asked.path ? `vscode://file${encodeURI(asked.path)}:${passage.line}` : "#";
  get("words").value = passage.words;
  get("words").rows = Math.min(Math.max(passage.words.length / 60, 3), 16);
  get("why").textContent = "";
}

async function saveWords(event) {
  event.preventDefault();
  const { file, line, column, passages, at } = asked;
  const answer = await send("/change", { file, line, column, at, old: passages[at].words, new: get("words").value });
  if (answer.ok) { get("editor").close(); return; }
  const told = await answer.json();
  get("why").textContent = told.now ? `${told.why}; it says now: ${told.now}` : told.why;
}

async function takeBack(path) {
  const answer = await send(path, {});
  if (!answer.ok) { const told = await answer.json(); say(told.now || told.why); }
}

get("editor").querySelector("form").addEventListener("submit", saveWords);
get("passage").addEventListener("change", choosePassage);
get("contents").addEventListener("change", goToSection);
get("close").addEventListener("click", () => get("editor").close());
get("words").addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) saveWords(event);
});
get("undo").addEventListener("click", () => takeBack("/undo"));
get("redo").addEventListener("click", () => takeBack("/redo"));

// ------------------------------------------------------------------------- what people do

function turn(by) {
  const pages = panes[0].pages || [];
  const at = pages.findIndex(page => page.figure.getBoundingClientRect().bottom > 120);
  pages[Math.min(Math.max(at + by, 0), pages.length - 1)]?.figure.scrollIntoView({ block: "start", behavior: "smooth" });
}

function magnify(by) {
  zoom = Math.min(Math.max(zoom * by, 0.4), 2.5);
  get("size").textContent = `${Math.round(zoom * 100)} %`;
  redraw();
}

function choose(view) {
  document.querySelector(`[name=view][value=${view}]`).checked = true;
  redraw();
}

new ResizeObserver(([entry]) => {
  document.documentElement.style.setProperty("--head", `${entry.target.offsetHeight}px`);
}).observe(document.querySelector("header"));

const KEYS = {
  n: () => turn(1), p: () => turn(-1), "+": () => magnify(1.2), "-": () => magnify(1 / 1.2),
  1: () => choose("single"), 2: () => choose("spread"), 3: () => choose("grid"),
  a: nextReader,
  e: () => get("problems").querySelector("a")?.focus(),
  u: () => takeBack("/undo"), r: () => takeBack("/redo"),
};
document.addEventListener("keydown", event => {
  const writes = event.target.closest("input:not([type=radio]), textarea, select, dialog");
  if (!writes && !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key]) { KEYS[event.key](); event.preventDefault(); }
});
get("smaller").addEventListener("click", () => magnify(1 / 1.2));
get("larger").addEventListener("click", () => magnify(1.2));
document.querySelectorAll("[name=view]").forEach(input => input.addEventListener("change", redraw));
function choosePane(pane, at) {
  pane.pages = [];
  pane.root.replaceChildren(makeNote("Making the pages …"));
  if (at) pane.root.hidden = !pane.select.value;
  compare();
  listen();
}

panes.forEach((pane, at) => pane.select.addEventListener("change", () => choosePane(pane, at)));
get("audience").addEventListener("change", () => changeReader(get("audience").value));
addEventListener("resize", redraw);
listen();
