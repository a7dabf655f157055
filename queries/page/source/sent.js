// A part of the graph in a file of its own: the drawing, what each thing is, the sentences, and what can be taken away.
import "./sent.css";
import { h, say, table, words } from "./dom.js";
import { COLOURS, arrange, dot, edgeOf, nodeOf, paper, picture } from "./drawing.js";
import { csv, gexf, json, svgText, toolbar } from "./taking.js";

const told = JSON.parse(document.getElementById("told").textContent);
const nodes = new Map(told.nodes.map((node) => [node.iri, node]));
const hidden = new Set();
const drawing = h("div", { class: "drawing", role: "img", "aria-label": "The graph; the same as a table below" });
const aside = h("section", { class: "aside", "aria-label": "The chosen thing", tabindex: "0" });
const list = h("div", { class: "list" });
const note = h("p", {});
let shown = null;

const seen = () => told.nodes.filter((node) => !hidden.has(node.type));
const seenEdges = () => told.edges.filter((edge) => [edge.source, edge.target].every((end) => !hidden.has(nodes.get(end).type)));
const relation = (edge) => words(edge.type.toLowerCase()) + (edge.contested ? " (contested)" : "");
const thing = (iri) => h("button", { type: "button", class: "thing", onclick: () => choose(iri) }, nodes.get(iri).name);

function choose(iri) {
  history.replaceState(null, "", `#${encodeURIComponent(iri)}`);
  open(iri);
}

function open(iri) {
  const node = nodes.get(iri);
  shown.elements().removeClass("chosen near far");
  const around = shown.getElementById(iri).closedNeighborhood();
  shown.elements().not(around).addClass("far");
  around.edges().addClass("near");
  shown.getElementById(iri).addClass("chosen");
  const joined = seenEdges().filter((edge) => edge.source === iri || edge.target === iri);
  aside.replaceChildren(
    h("p", { class: "type" }, node.type, node.code ? [" ", h("span", { class: "code" }, node.code)] : null),
    h("h2", {}, node.name, node.contested ? [" ", h("span", { class: "contested" }, "contested")] : null),
    h("dl", {}, node.fields.map((field) => h("div", {}, h("dt", {}, field.label), h("dd", {}, field.values.join("; "))))),
    h("h3", {}, `Sentences (${node.sentences.length + node.sentences_left_out})`),
    ...node.sentences.map((sentence) =>
      h("blockquote", {}, sentence.quote, h("cite", {}, [sentence.title || sentence.article, sentence.published].filter(Boolean).join(", ")))),
    node.sentences_left_out ? h("p", {}, `${node.sentences_left_out} more are left out.`) : "",
    h("h3", {}, `Relationships (${joined.length})`),
    h("ul", {}, joined.map((edge) =>
      h("li", {}, edge.source === iri ? [relation(edge), " → ", thing(edge.target)] : [thing(edge.source), " → ", relation(edge)]))),
    h("p", { class: "type" }, node.iri),
  );
  aside.scrollTop = 0;
  say(`${node.name}: ${joined.length} relationships, ${node.sentences.length} sentences.`);
}

function all() {
  shown.elements().removeClass("chosen near far");
  aside.replaceChildren(h("h2", {}, "What is here"), h("p", {}, "Choose a thing, in the drawing or here, to read what articles say of it."),
    ...Object.keys(COLOURS).concat("").map(group));
  history.replaceState(null, "", "#");
}

function group(type) {
  const found = seen().filter((node) => (type ? node.type === type : !(node.type in COLOURS)));
  return found.length ? h("div", {}, h("h3", {}, `${type || "Other"} (${found.length})`), h("ul", {}, found.map((node) => h("li", {}, thing(node.iri))))) : "";
}

function refresh() {
  for (const node of shown.nodes()) node.toggleClass("hidden", hidden.has(nodes.get(node.id()).type));
  note.textContent = `${seen().length} things, ${seenEdges().length} relationships` + (told.left_out ? `; ${told.left_out} more things that the query finds are left out of this file` : "") + ".";
  list.replaceChildren(table("Relationships", ["from", "relationship", "to"], seenEdges().map((edge) => [thing(edge.source), relation(edge), thing(edge.target)])));
}

function types() {
  const found = [...new Set(told.nodes.map((node) => node.type))].sort();
  return h("ul", { class: "legend", "aria-label": "What is shown" }, found.map((type) =>
    h("li", {}, h("label", {}, h("input", { type: "checkbox", checked: true, "data-type": type, onchange: (event) => {
      if (event.target.checked) hidden.delete(type);
      else hidden.add(type);
      refresh();
      all();
    } }), dot(COLOURS[type] ?? "#666"), type))));
}

function find(event) {
  const asked = event.target.value.trim().toLowerCase();
  const hit = asked && seen().find((node) => [node.name, node.code].some((name) => name.toLowerCase().includes(asked)));
  if (hit) choose(hit.iri);
  else all();
}

function dark() {
  const root = document.documentElement;
  const was = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = was ? "light" : "dark";
  draw();
}

function draw() {
  shown?.destroy();
  shown = paper(drawing);
  shown.add([...told.nodes.map(nodeOf), ...told.edges.map((edge, number) => edgeOf(`edge ${number}`, edge))]);
  arrange(shown, true);
  shown.on("tap", "node", (event) => choose(event.target.id()));
  shown.on("tap", (event) => { if (event.target === shown) all(); });
  refresh();
  const asked = decodeURIComponent(location.hash.slice(1));
  if (nodes.has(asked)) open(asked);
  else all();
}

const rows = () => seenEdges().map((edge) => [nodes.get(edge.source).name, edge.type, nodes.get(edge.target).name, edge.source, edge.target]);
document.getElementById("main").append(
  h("div", { class: "bar" }, h("h1", {}, told.title), h("div", {}, h("button", { type: "button", onclick: () => all() }, "Show all"), " ",
    h("button", { type: "button", "aria-label": "Light or dark", onclick: dark }, "◐"))),
  note,
  toolbar(told.title, null, {
    json: () => json({ nodes: seen(), edges: seenEdges() }),
    csv: () => csv(["from", "relationship", "to", "from_iri", "to_iri"], rows()),
    gexf: () => gexf(seen(), seenEdges()),
    svg: () => svgText(picture(shown)),
  }),
  h("div", { class: "find" }, h("label", { for: "name" }, "Find"), h("input", { id: "name", type: "search", autocomplete: "off", oninput: find })),
  types(),
  h("div", { class: "sheet" }, drawing, aside),
  list,
  h("details", {}, h("summary", {}, "The query"), h("pre", { tabindex: "0" }, told.query)),
);
addEventListener("hashchange", () => draw());
draw();
