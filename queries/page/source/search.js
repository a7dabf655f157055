// Search by name, and where to begin.
import { ask, h } from "./dom.js";
import { linkTo } from "./address.js";
import { csv, json, toolbar } from "./taking.js";

export async function search(parameters) {
  const asked = parameters.get("q") ?? "";
  if (!asked) return welcome();
  const url = `/api/search?${new URLSearchParams({ q: asked, limit: "50" })}`;
  const hits = await ask(url);
  const columns = ["type", "name", "code", "iri"];
  return h(
    "section",
    {},
    h("h1", {}, `“${asked}”`),
    toolbar(`search ${asked}`, url, { json: () => json(hits), csv: () => csv(columns, hits.map((hit) => columns.map((c) => hit[c]))) }),
    h("p", {}, hits.length ? `${hits.length} found, the likeliest first` : "Nothing like it is known."),
    h("ol", { class: "hits" }, hits.map((hit) =>
      h("li", {},
        h("a", { href: linkTo(hit.type === "Article" ? "article" : "thing", hit.iri) }, hit.name),
        hit.code ? [" ", h("span", { class: "code" }, hit.code)] : null,
        h("span", { class: "type" }, ` ${hit.type}`),
        hit.matched ? h("span", { class: "relation" }, ` as “${hit.matched}”`) : null))),
  );
}

function welcome() {
  return h(
    "section",
    { class: "welcome" },
    h("h1", {}, "Who agreed with whom on what, and who says so"),
    h("p", {}, "Search for a state, an official, an organisation, an agreement or a place. Every fact leads to the sentence that tells it."),
    h("p", {}, h("a", { href: "#/sparql" }, "Ask in SPARQL"), " with examples made for this graph."),
  );
}
