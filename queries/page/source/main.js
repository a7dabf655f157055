// Which view is shown, by the address.
import "./main.css";
import { h, say } from "./dom.js";
import { VIEWS, here, linkTo } from "./address.js";
import { article, card } from "./card.js";
import { graph } from "./graph.js";
import { map } from "./map.js";
import { search } from "./search.js";
import { sparql } from "./sparql.js";
import { timeline } from "./timeline.js";

const ABOUT = { thing: card, graph, timeline, map };
let asked = 0;

async function show() {
  const turn = ++asked;
  const main = document.getElementById("main");
  const { view, thing, parameters } = here();
  main.setAttribute("aria-busy", "true");
  let shown;
  try {
    if (view in ABOUT) shown = [views(view, thing), await ABOUT[view](thing, parameters)];
    else if (view === "article") shown = [await article(thing, parameters)];
    else if (view === "sparql") shown = [await sparql(parameters)];
    else shown = [await search(parameters)];
  } catch (error) {
    shown = [h("p", { class: "problem", role: "alert" }, error.message)];
  }
  if (turn !== asked) return;
  main.replaceChildren(...shown);
  main.removeAttribute("aria-busy");
  for (const one of shown) one.whenShown?.();
  const heading = main.querySelector("h1");
  document.title = heading ? `${heading.textContent} · accord` : "accord";
  say(heading?.textContent ?? "");
  if (view) main.focus({ preventScroll: view === "article" });
}

function views(current, thing) {
  return h("nav", { class: "views", "aria-label": "Views of this" }, VIEWS.map(([view, name]) =>
    h("a", { href: linkTo(view, thing), "aria-current": view === current ? "page" : null }, name)));
}

document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = document.getElementById("words").value.trim();
  location.hash = words ? `#/search?${new URLSearchParams({ q: words })}` : "#/";
});
document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
addEventListener("hashchange", show);
show();
