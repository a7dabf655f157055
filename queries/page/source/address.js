// Views have their addresses after the #, so that each can be kept, sent and cited.

const BASE = "https://w3id.org/accord/id/";

export function pathOf(iri, base = BASE) {
  const at = iri.indexOf("/id/");
  if (iri.startsWith(base)) return iri.slice(base.length);
  return at >= 0 && !iri.startsWith(BASE) ? iri : iri;
}

export function linkTo(view, iri, parameters = {}) {
  const asked = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const query = asked.toString();
  return `#/${view}/${encodeURIComponent(pathOf(iri))}${query ? `?${query}` : ""}`;
}

export function here() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [view = "", thing = ""] = path.split(/\/(.*)/s);
  return { view, thing: decodeURIComponent(thing), parameters: new URLSearchParams(query) };
}

export const VIEWS = [
  ["thing", "Card"],
  ["graph", "Graph"],
  ["timeline", "Timeline"],
  ["map", "Map"],
];
