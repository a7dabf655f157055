// How things and relationships are drawn, on the page and in a file to send.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { h, svg, words } from "./dom.js";

cytoscape.use(fcose);
export const COLOURS = {
  State: "#2f6fb3", Organization: "#6b4fa0", ArmedGroup: "#a0403a", Person: "#2d7f5e", Agreement: "#b06a00",
  Contact: "#5d7a1f", Incident: "#b03060", Statement: "#5f6b76", Region: "#7a5a3a", Office: "#3d7a86",
};

export function paper(container) {
  const style = getComputedStyle(document.documentElement);
  const [dark, card] = ["--ink", "--card"].map((name) => style.getPropertyValue(name).trim());
  return cytoscape({
    container,
    style: [
      { selector: "node", style: { "background-color": "data(colour)", label: "data(label)", color: dark, "font-size": 10, "text-wrap": "ellipsis", "text-max-width": 110, width: 18, height: 18 } },
      { selector: "node[mark = 1]", style: { "border-width": 3, "border-style": "dashed", "border-color": dark } },
      { selector: "edge", style: { width: 1, "line-color": "#8a94a0", "target-arrow-color": "#8a94a0", "target-arrow-shape": "triangle", "curve-style": "bezier", "arrow-scale": 0.7 } },
      { selector: "edge[mark = 1]", style: { "line-style": "dashed" } },
      { selector: "edge:selected, edge.near", style: { label: "data(label)", color: dark, "font-size": 9, "text-background-color": card, "text-background-opacity": 0.85 } },
      { selector: ".far", style: { opacity: 0.18 } },
      { selector: ".hidden", style: { display: "none" } },
      { selector: "node.chosen", style: { "border-width": 3, "border-color": dark } },
    ],
  });
}

export function nodeOf(node) {
  return { data: { id: node.iri, label: node.code || node.name, colour: COLOURS[node.type] ?? "#666", mark: node.contested ? 1 : 0 } };
}

export function edgeOf(id, edge) {
  return { data: { id, source: edge.source, target: edge.target, label: words(edge.type.toLowerCase()), mark: edge.contested ? 1 : 0 } };
}

export function arrange(shown, anew) {
  shown.layout({ name: "fcose", animate: false, randomize: anew, nodeSeparation: 90, idealEdgeLength: 90 }).run();
}

export function dot(colour) {
  return svg("svg", { width: 12, height: 12, "aria-hidden": "true" }, svg("circle", { cx: 6, cy: 6, r: 5, fill: colour }));
}

export function legend() {
  return h("ul", { class: "legend", "aria-label": "Colours" }, Object.entries(COLOURS).map(([type, colour]) => h("li", {}, dot(colour), ` ${type}`)));
}

export function picture(shown) {
  const box = shown.elements(":visible").boundingBox();
  const at = (node) => ({ x: node.position("x") - box.x1 + 20, y: node.position("y") - box.y1 + 20 });
  const lines = shown.edges(":visible").map((edge) => {
    const [a, b] = [at(edge.source()), at(edge.target())];
    return svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: "#8a94a0", "stroke-dasharray": edge.data("mark") ? "4 3" : "none" });
  });
  const dots = shown.nodes(":visible").map((node) => {
    const { x, y } = at(node);
    const label = svg("text", { x: x + 11, y: y + 4, "font-size": 10, "font-family": "sans-serif", fill: "#222" });
    label.textContent = node.data("label");
    return svg("g", {}, svg("circle", { cx: x, cy: y, r: 8, fill: node.data("colour") }), label);
  });
  return svg("svg", { width: box.w + 140, height: box.h + 40, viewBox: `0 0 ${box.w + 140} ${box.h + 40}` }, lines, dots);
}
