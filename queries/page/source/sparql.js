// A SPARQL editor with completion from the ontology, and examples made for this graph.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { StreamLanguage, bracketMatching, defaultHighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { sparql as mode } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { ask, h, say, table } from "./dom.js";
import { linkTo } from "./address.js";
import { csv, json, toolbar } from "./taking.js";

const FIRST = `SELECT ?agreement ?status (GROUP_CONCAT(?party; separator="; ") AS ?parties) WHERE {
  { SELECT ?a ?agreement WHERE { ?a a acc:Agreement ; acc:name ?agreement } LIMIT 50 }
  OPTIONAL { ?a acc:status ?s . BIND(REPLACE(STR(?s), "^.*/", "") AS ?status) }
  ?p acc:partyTo ?a ; acc:name ?party .
}
GROUP BY ?a ?agreement ?status`;

export async function sparql(parameters) {
  const [vocabulary, examples] = await Promise.all([ask("/api/vocabulary"), ask("/api/examples")]);
  const place = h("div", { class: "editor" });
  const answer = h("div", { class: "answer", "aria-live": "polite" });
  const editor = open(place, parameters.get("query") ?? FIRST, vocabulary, () => run());

  async function run() {
    const query = editor.state.doc.toString();
    history_(query);
    const url = `/sparql?${new URLSearchParams({ query })}`;
    answer.replaceChildren(h("p", {}, "Asking …"));
    try {
      answer.replaceChildren(shown(await ask(url, { headers: { accept: "application/sparql-results+json, text/turtle;q=0.9" } }), url));
    } catch (error) {
      answer.replaceChildren(h("p", { class: "problem", role: "alert" }, error.message));
    }
  }

  const choice = h("select", { id: "example", onchange: () => {
    const chosen = examples[choice.selectedIndex - 1];
    if (chosen) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: chosen.query } });
  } }, h("option", {}, "…"), examples.map((example) => h("option", {}, example.title)));
  const view = h(
    "section",
    {},
    h("h1", {}, "SPARQL"),
    h("p", {}, h("label", { for: "example" }, "Examples "), choice),
    place,
    h("p", {}, h("button", { type: "button", class: "run", onclick: run }, "Run (Ctrl+Enter)")),
    answer,
  );
  if (parameters.get("query")) view.whenShown = run;
  return view;
}

function history_(query) {
  window.history.replaceState(null, "", `#/sparql?${new URLSearchParams({ query })}`);
}

function shown(told, url) {
  if (typeof told === "string") return h("div", {}, toolbar("answer", url, {}), h("pre", { tabindex: "0" }, told));
  if ("boolean" in told) return h("p", { class: "yes" }, told.boolean ? "Yes" : "No");
  const columns = told.head.vars;
  const rows = told.results.bindings;
  say(`${rows.length} rows`);
  return h(
    "div",
    {},
    toolbar("answer", url, {
      json: () => json(told),
      csv: () => csv(columns, rows.map((row) => columns.map((column) => row[column]?.value))),
    }),
    table(`${rows.length} rows${rows.length > 1000 ? ", the first 1,000 shown" : ""}`, columns, rows.slice(0, 1000).map((row) => columns.map((column) => cell(row[column])))),
  );
}

function cell(term) {
  if (!term) return "";
  if (term.type === "uri" && term.value.includes("/id/")) return h("a", { href: linkTo("thing", term.value) }, term.value.split("/id/")[1]);
  return term.value;
}

function open(place, text, vocabulary, run) {
  // In a shadow tree, where the editor's styles are sheets of their own: the page's policy allows no style elements.
  const root = place.attachShadow({ mode: "open" });
  const inside = document.createElement("div");
  root.append(inside);
  const names = [...Object.keys(vocabulary.prefixes).map((prefix) => `${prefix}:`), ...vocabulary.terms];
  const keywords = "SELECT DISTINCT WHERE OPTIONAL FILTER UNION GRAPH BIND VALUES GROUP BY ORDER LIMIT ASK CONSTRUCT DESCRIBE COUNT".split(" ");
  const options = [...names.map((label) => ({ label, type: "property" })), ...keywords.map((label) => ({ label, type: "keyword" }))];
  const complete = (context) => {
    const word = context.matchBefore(/[\w:]+/);
    return word && (word.from < word.to || context.explicit) ? { from: word.from, options, validFor: /^[\w:]*$/ } : null;
  };
  return new EditorView({
    parent: inside,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: "Ctrl-Enter", mac: "Cmd-Enter", run: () => { run(); return true; } }]),
        lineNumbers(),
        history(),
        bracketMatching(),
        closeBrackets(),
        StreamLanguage.define(mode),
        syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
        autocompletion({ override: [complete] }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "Query" }),
        EditorView.lineWrapping,
        EditorView.theme({ "&": { fontSize: "14px", backgroundColor: "#fff", color: "#1c2430" }, ".cm-content": { minHeight: "9rem" } }),
      ],
    }),
  });
}
