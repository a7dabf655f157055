// A thing and its neighbours as a graph, expanded by clicking; as a list for those who don't see it.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { ask, h, say, svg, table, words } from "./dom.js";
import { linkTo } from "./address.js";
import { csv, gexf, json, svgText, toolbar } from "./taking.js";

cytoscape.use(fcose);
const MOST = 150;
const COLOURS = {
  State: "#2f6fb3", Organization: "#6b4fa0", ArmedGroup: "#a0403a", Person: "#2d7f5e", Agreement: "#b06a00",
  Contact: "#5d7a1f", Incident: "#b03060", Statement: "#5f6b76", Region: "#7a5a3a", Office: "#3d7a86",
};

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
      ...[...nodes.values()].filter((node) => !known.has(node.iri)).map((node) => ({
        data: { id: node.iri, label: node.code || node.name, colour: COLOURS[node.type] ?? "#666", mark: node.contested ? 1 : 0 },
      })),
      ...[...edges].filter(([key]) => !known.has(key)).map(([key, edge]) => ({
        data: { id: key, source: edge.source, target: edge.target, label: words(edge.type.toLowerCase()), mark: edge.contested ? 1 : 0 },
      })),
    ];
    shown.add(added);
    shown.layout({ name: "fcose", animate: false, randomize: known.size === 0, nodeSeparation: 90, idealEdgeLength: 90 }).run();
  }

  take(first, first.nodes[0].iri);
  const begin = () => {
    const dark = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
    shown = cytoscape({
      container: drawing,
      style: [
        { selector: "node", style: { "background-color": "data(colour)", label: "data(label)", color: dark, "font-size": 10, "text-wrap": "ellipsis", "text-max-width": 110, width: 18, height: 18 } },
        { selector: "node[mark = 1]", style: { "border-width": 3, "border-style": "dashed", "border-color": dark } },
        { selector: "edge", style: { width: 1, "line-color": "#8a94a0", "target-arrow-color": "#8a94a0", "target-arrow-shape": "triangle", "curve-style": "bezier", "arrow-scale": 0.7 } },
        { selector: "edge[mark = 1]", style: { "line-style": "dashed" } },
        { selector: "edge:selected", style: { label: "data(label)", color: dark, "font-size": 9 } },
      ],
    });
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
    h("ul", { class: "legend", "aria-label": "Colours" }, Object.entries(COLOURS).map(([type, colour]) => {
      const dot = svg("svg", { width: 12, height: 12, "aria-hidden": "true" }, svg("circle", { cx: 6, cy: 6, r: 5, fill: colour }));
      return h("li", {}, dot, ` ${type}`);
    })),
    list,
  );
  view.whenShown = begin;
  return view;
}

function picture(shown) {
  const box = shown.elements().boundingBox();
  const at = (node) => ({ x: node.position("x") - box.x1 + 20, y: node.position("y") - box.y1 + 20 });
  const lines = shown.edges().map((edge) => {
    const [a, b] = [at(edge.source()), at(edge.target())];
    return svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: "#8a94a0", "stroke-dasharray": edge.data("mark") ? "4 3" : "none" });
  });
  const dots = shown.nodes().map((node) => {
    const { x, y } = at(node);
    const label = svg("text", { x: x + 11, y: y + 4, "font-size": 10, "font-family": "sans-serif", fill: "#222" });
    label.textContent = node.data("label");
    return svg("g", {}, svg("circle", { cx: x, cy: y, r: 8, fill: node.data("colour") }), label);
  });
  return svg("svg", { width: box.w + 140, height: box.h + 40, viewBox: `0 0 ${box.w + 140} ${box.h + 40}` }, lines, dots);
}
