// A thing and its neighbours as a graph, expanded by clicking; as a list for those who don't see it.
import { ask, h, say, table, words } from "./dom.js";
import { linkTo } from "./address.js";
import { arrange, edgeOf, legend, nodeOf, paper, picture } from "./drawing.js";
import { csv, gexf, json, svgText, toolbar } from "./taking.js";

const MOST = 150;

export async function graph(thing) {
  const url = `/api/graph?iri=${encodeURIComponent(thing)}`;
  const first = await ask(url);
  const nodes = new Map();
  const edges = new Map();
  const leftOut = new Map();
  const drawing = h("div", { class: "drawing", role: "img", "aria-label": `Graph around ${first.nodes[0].name}; the same as a list below` });
  const note = h("p", {});
  const list = h("div", { class: "list" });
  let shown = null;

  function take(told, from) {
    let refused = 0;
    for (const node of told.nodes) {
      if (nodes.has(node.iri)) continue;
      if (nodes.size >= MOST) refused += 1;
      else nodes.set(node.iri, node);
    }
    for (const edge of told.edges) {
      if (nodes.has(edge.source) && nodes.has(edge.target)) edges.set(`${edge.source} ${edge.type} ${edge.target}`, edge);
    }
    leftOut.set(from, told.left_out + refused);
  }

  function told() {
    const out = [...leftOut.values()].reduce((sum, number) => sum + number, 0);
    note.textContent = `${nodes.size} things, ${edges.size} relationships` + (out ? `; ${out} neighbours left out` : "") + ". Click a thing to expand it, twice to open its card.";
    list.replaceChildren(
      table("Relationships", ["from", "relationship", "to"], [...edges.values()].map((edge) => [
        h("a", { href: linkTo("thing", edge.source) }, nodes.get(edge.source).name),
        words(edge.type.toLowerCase()) + (edge.contested ? " (contested)" : ""),
        h("a", { href: linkTo("thing", edge.target) }, nodes.get(edge.target).name),
      ])),
    );
  }

  async function expand(iri) {
    if (leftOut.has(iri)) return;
    take(await ask(`/api/graph?iri=${encodeURIComponent(iri)}&limit=30`), iri);
    draw();
    say(`Expanded ${nodes.get(iri).name}.`);
  }

  function draw() {
    told();
    const known = new Set(shown.elements().map((element) => element.id()));
    const added = [
      ...[...nodes.values()].filter((node) => !known.has(node.iri)).map(nodeOf),
      ...[...edges].filter(([key]) => !known.has(key)).map(([key, edge]) => edgeOf(key, edge)),
    ];
    shown.add(added);
    arrange(shown, known.size === 0);
  }

  take(first, first.nodes[0].iri);
  const begin = () => {
    shown = paper(drawing);
    shown.on("tap", "node", (event) => expand(event.target.id()).catch((error) => say(error.message)));
    shown.on("dbltap", "node", (event) => { location.hash = linkTo("thing", event.target.id()); });
    draw();
  };

  const edgeRows = () => [...edges.values()].map((edge) => [nodes.get(edge.source).name, edge.type, nodes.get(edge.target).name, edge.source, edge.target]);
  const view = h(
    "section",
    {},
    h("h1", {}, first.nodes[0].name),
    toolbar(`graph ${first.nodes[0].name}`, url, {
      json: () => json({ nodes: [...nodes.values()], edges: [...edges.values()] }),
      csv: () => csv(["from", "relationship", "to", "from_iri", "to_iri"], edgeRows()),
      gexf: () => gexf([...nodes.values()], [...edges.values()]),
      svg: () => svgText(picture(shown)),
    }),
    note,
    drawing,
    legend(),
    list,
  );
  view.whenShown = begin;
  return view;
}
