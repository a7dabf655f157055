// What can be taken away from a view: exactly what is seen, as files, and the request that gave it.
import { h, say } from "./dom.js";

export function toolbar(name, url, forms) {
  const curl = url && `curl '${new URL(url, location.href).href.replaceAll("'", "'\\''")}'`;
  return h(
    "div",
    { class: "tools", role: "group", "aria-label": "Take away" },
    h("button", { type: "button", onclick: () => copied(location.href, "the link") }, "Copy link"),
    curl && h("button", { type: "button", onclick: () => copied(curl, "the command") }, "Copy as curl"),
    Object.entries(forms).map(([form, make]) =>
      h("button", { type: "button", "data-form": form, onclick: () => saved(`${name}.${form}`, make(), form) }, form.toUpperCase()),
    ),
  );
}

async function copied(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied ${what}.`);
  } catch {
    say(text);
  }
}

const TYPES = { csv: "text/csv", json: "application/json", svg: "image/svg+xml", gexf: "application/gexf+xml" };

function saved(name, text, form) {
  const address = URL.createObjectURL(new Blob([text], { type: TYPES[form] }));
  h("a", { href: address, download: name.replaceAll(/[^\w.-]+/g, "-") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say(`Saved ${name}.`);
}

export function csv(columns, rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export function json(value) {
  return JSON.stringify(value, null, 2) + "\n";
}

export function svgText(element) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(element)}\n`;
}

export function gexf(nodes, edges) {
  const built = document.implementation.createDocument("http://gexf.net/1.3", "gexf");
  const make = (tag, attributes, ...children) => {
    const element = built.createElementNS("http://gexf.net/1.3", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  built.documentElement.setAttribute("version", "1.3");
  built.documentElement.append(
    make(
      "graph",
      { defaultedgetype: "directed" },
      make("attributes", { class: "node" }, make("attribute", { id: "type", title: "type", type: "string" })),
      make("nodes", {}, ...nodes.map((node) =>
        make("node", { id: node.iri, label: node.name }, make("attvalues", {}, make("attvalue", { for: "type", value: node.type }))))),
      make("edges", {}, ...edges.map((edge, number) =>
        make("edge", { id: String(number), source: edge.source, target: edge.target, label: edge.type }))),
    ),
  );
  return svgText(built);
}
