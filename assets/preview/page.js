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
  get("stale").hidden = told.readable;
  fillSelects(told.files);
  tellProblems();
  if (!told.readable) say("There is an error in the source.");
  if (first && panes[0].select.value) listen();
}

function fillSelects(files) {
  panes.forEach((pane, at) => {
    const chosen = pane.select.value;
    const groups = Map.groupBy(files.filter(file => file.kind !== "other"), file => file.reader);
    const options = [...groups].map(([reader, group]) => {
      const one = document.createElement("optgroup");
      one.label = reader || "For everyone";
      one.append(...group.map(file => new Option(file.label, file.name)));
      return one;
    });
    pane.select.replaceChildren(...(at ? [new Option("nothing", "")] : []), ...options);
    if (files.some(file => file.name === chosen)) pane.select.value = chosen;
  });
}

function say(words) { get("status").textContent = words; }

// ------------------------------------------------------------------------------- the pages

function tellPages(told) {
  const before = shown.get(told.name);
  shown.set(told.name, told);
  for (const pane of panes) if (pane.select.value === told.name) drawPane(pane, told, before);
  const count = told.pages.length;
  if (panes[0].select.value === told.name) tellChoices();
  if (state?.readable && !told.problems.length && count) say(`${count} ${count > 1 ? "pages" : "page"}, version ${told.version}`);
  tellProblems();
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
  if (first >= 0 && !pane.pages.some((page, at) => changed[at] && isVisible(page.figure)))
    pane.pages[first].figure.scrollIntoView({ block: "center" });
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
  if (view !== "spread") { pane.root.replaceChildren(...figures); return; }
  const rows = [];
  for (let at = 0; at < figures.length; at += at ? 2 : 1) {
    const row = document.createElement("div");
    row.className = "spread";
    row.append(...figures.slice(at, at + (at ? 2 : 1)));
    rows.push(row);
  }
  pane.root.replaceChildren(...rows);
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
    const link = document.createElement("a");
    const place = [problem.line, problem.column].filter(Boolean).join(":");
    link.textContent = place ? `${problem.file}:${place}` : problem.file;
    link.href = `vscode://file${encodeURI(problem.path)}${place ? ":" + place : ""}`;
    item.append(link, " ");
  }
  const severity = document.createElement("span");
  severity.className = "severity";
  severity.textContent = problem.severity;
  const code = document.createElement("code");
  code.textContent = problem.code;
  item.append(severity, `: ${problem.message} `, code);
  if (problem.excerpt) {
    const line = document.createElement("pre");
    line.textContent = problem.excerpt.trim();
    item.append(line);
  }
  if (problem.hint) item.append(makeNote(problem.hint));
  return item;
}

// ------------------------------------------------------------------- what a briefing chose

async function tellChoices() {
  const file = state?.files.find(one => one.name === panes[0].select.value);
  const answer = file?.audience ? await fetch("/choices?" + new URLSearchParams({ file: file.name })) : null;
  const choices = answer?.ok ? await answer.json() : [];
  get("chosen").hidden = !choices.length;
  const groups = { "Shown": c => c.shown && !c.wording, "Shortened": c => c.shown && c.wording,
    "Left out": c => !c.shown && !c.repeats, "Said by another point": c => !c.shown && c.repeats };
  get("tally").textContent = `${choices.filter(c => c.shown).length} of ${choices.length} are shown.`;
  get("choices").replaceChildren(...Object.entries(groups).flatMap(([name, belongs]) => {
    const found = choices.filter(belongs);
    return found.length ? [makeChoices(name, found)] : [];
  }));
}

function makeChoices(name, choices) {
  const item = document.createElement("li"), details = document.createElement("details");
  const summary = document.createElement("summary"), list = document.createElement("ul");
  summary.textContent = `${name} (${choices.length})`;
  details.open = name === "Shown" || name === "Shortened";
  list.append(...choices.sort((a, b) => b.weight - a.weight).map(choice => {
    const one = document.createElement("li"), weight = document.createElement("b");
    weight.textContent = choice.weight;
    weight.title = `weight ${choice.weight} of 10${choice.required ? ", required" : ""}`;
    one.append(weight, ` ${choice.text}${choice.required ? " (required)" : ""}`);
    return one;
  }));
  details.append(summary, list);
  item.append(details);
  return item;
}

// ------------------------------------------------------------------------ changing words

let asked = null; // what the editor is about

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
  page.sheet.querySelectorAll("button").forEach(button => button.remove());
  page.sheet.append(...blocks.map(block => makeButton(block, page)));
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
  button.addEventListener("click", () => askForWords(block));
  return button;
}

async function askForWords(block) {
  const { file, line, column } = block;
  const answer = await fetch("/words?" + new URLSearchParams({ file, line, column }));
  const told = await answer.json();
  asked = { file, line, column, words: told.words };
  const where = get("where");
  where.textContent = `${file}:${line}`;
  where.href = told.path ? `vscode://file${encodeURI(told.path)}:${line}` : "#";
  get("words").value = told.words || block.text;
  get("words").disabled = get("save").disabled = !answer.ok;
  get("why").textContent = told.why || "";
  get("editor").showModal();
}

async function saveWords(event) {
  event.preventDefault();
  const { file, line, column, words } = asked;
  const answer = await send("/change", { file, line, column, old: words, new: get("words").value });
  if (answer.ok) { get("editor").close(); return; }
  const told = await answer.json();
  get("why").textContent = told.now ? `${told.why}; it says now: ${told.now}` : told.why;
}

async function takeBack(path) {
  const answer = await send(path, {});
  if (!answer.ok) { const told = await answer.json(); say(told.now || told.why); }
}

get("editor").querySelector("form").addEventListener("submit", saveWords);
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

const KEYS = {
  n: () => turn(1), p: () => turn(-1), "+": () => magnify(1.2), "-": () => magnify(1 / 1.2),
  1: () => choose("single"), 2: () => choose("spread"), 3: () => choose("grid"),
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
panes.forEach((pane, at) => pane.select.addEventListener("change", () => {
  pane.pages = [];
  pane.root.replaceChildren();
  if (at) pane.root.hidden = !pane.select.value;
  listen();
}));
addEventListener("resize", redraw);
listen();
