// How often the find controller of pdf.js finds each word of a list in a PDF, as JSON.
//     node find_in_pdfjs.mjs FOLDER_OF_PDFJS FILE WORDS.json
import { readFileSync } from "node:fs";

const [folder, file, words] = process.argv.slice(2);
// the viewer asks for these when it is loaded; finding uses none of them
globalThis.navigator ??= { language: "en", platform: "", userAgent: "" };
globalThis.window ??= globalThis;
globalThis.requestAnimationFrame = (call) => setTimeout(call, 0);
globalThis.document ??= {
  documentElement: { style: {} },
  createElement: () => ({ style: {}, getContext: () => null }),
  addEventListener() {},
};
globalThis.pdfjsLib = await import(`${folder}/legacy/build/pdf.mjs`);
const { EventBus, PDFFindController } = await import(`${folder}/legacy/web/pdf_viewer.mjs`);

const data = new Uint8Array(readFileSync(file));
const pdf = await globalThis.pdfjsLib.getDocument({ data, verbosity: 0 }).promise;
const eventBus = new EventBus();
const controller = new PDFFindController({
  linkService: { pagesCount: pdf.numPages, page: 1 },
  eventBus,
  updateMatchesCountOnProgress: false,
});
controller.setDocument(pdf);
controller.onIsPageVisible = () => true;

const found = {};
for (const query of JSON.parse(readFileSync(words))) {
  eventBus.dispatch("find", {
    source: null,
    type: "again",
    query,
    caseSensitive: true,
    entireWord: false,
    highlightAll: true,
    findPrevious: false,
    matchDiacritics: true,
  });
  const matches = () => controller.pageMatches.filter(Boolean);
  do await new Promise((next) => setTimeout(next, 5));
  while (matches().length < pdf.numPages);
  found[query] = matches().reduce((sum, page) => sum + page.length, 0);
}
console.log(JSON.stringify(found));
process.exit(0);
