// Reads diagrams, one JSON string a line, with Mermaid's own parser, and answers each with a line of JSON: what the
// diagram holds, or the parser's error. JOURNEYMAP_MERMAID is the folder whose node_modules has mermaid and jsdom.
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const root = process.env.JOURNEYMAP_MERMAID;
const { JSDOM } = createRequire(path.join(root, "any.js"))("jsdom");
const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const place = pathToFileURL(path.join(root, "node_modules/mermaid/dist/mermaid.core.mjs"));
const mermaid = (await import(place)).default;
mermaid.initialize({ startOnLoad: false });

// What a browser shows of a label: Mermaid has entity codes in a notation of its own until it has drawn the diagram.
function shown(text) {
  const box = window.document.createElement("div");
  box.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  for (const end of box.querySelectorAll("br")) end.replaceWith("\n");
  if (box.children.length) throw new Error(`a label holds an element: ${box.innerHTML}`);
  return box.textContent;
}

function journey(db) {
  const tasks = db.getTasks().map((task) => ({
    section: shown(task.section), task: shown(task.task), score: task.score, people: task.people.map(shown),
  }));
  return { title: shown(db.getDiagramTitle()), sections: db.getSections().map(shown), tasks };
}

function flow(db) {
  const nodes = [...db.getVertices().values()].map((one) => ({ id: one.id, text: shown(one.text), classes: one.classes }));
  const edges = db.getEdges().map((one) => ({ start: one.start, end: one.end, text: shown(one.text), stroke: one.stroke }));
  const groups = db.getSubGraphs().map((one) => ({ id: one.id, title: shown(one.title), nodes: one.nodes }));
  return { title: shown(db.getAccTitle()), nodes, edges, groups, classes: [...db.getClasses().keys()] };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(JSON.parse(line));
    answer = { type: diagram.type, ...(diagram.type === "journey" ? journey(diagram.db) : flow(diagram.db)) };
  } catch (error) {
    answer = { error: String(error.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
