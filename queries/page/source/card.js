// The card of a thing, and an article with its passages.
import { ask, h, words } from "./dom.js";
import { linkTo } from "./address.js";
import { csv, json, toolbar } from "./taking.js";

export async function card(thing) {
  const url = `/api/thing?iri=${encodeURIComponent(thing)}`;
  const told = await ask(url);
  const rows = told.sections.flatMap((section) =>
    section.entries.map((entry) => [section.title, entry.relation, entry.type, entry.name, entry.iri, entry.sentences.map((s) => s.quote).join(" | ")]));
  const columns = ["section", "relation", "type", "name", "iri", "sentences"];
  return h(
    "article",
    { class: "card" },
    h("p", { class: "type" }, told.type, codes(told)),
    h("h1", {}, told.name, contested(told)),
    toolbar(told.name, url, { json: () => json(told), csv: () => csv(columns, rows) }),
    fields(told.fields),
    told.standing ? standing(told.standing) : null,
    sentences(told.sentences),
    told.sections.map((section) =>
      h(
        "section",
        {},
        h("h2", {}, `${section.title} (${section.entries.length})`),
        h("ul", { class: "entries" }, section.entries.map(entry)),
      )),
  );
}

function codes(told) {
  const found = told.fields.find((field) => field.label === "code");
  return found ? [" ", h("span", { class: "code" }, found.values[0])] : null;
}

function contested(told) {
  return told.contested ? [" ", h("span", { class: "contested", title: "Somebody denies it" }, "contested")] : null;
}

function entry(told) {
  return h(
    "li",
    {},
    told.relation ? h("span", { class: "relation" }, `${told.relation}: `) : null,
    h("a", { href: linkTo(told.type === "Article" ? "article" : "thing", told.iri) }, told.name),
    contested(told),
    h("span", { class: "type" }, ` ${told.type}`),
    fields(told.fields),
    sentences(told.sentences),
  );
}

function fields(told) {
  if (!told.length) return null;
  return h("dl", {}, told.map((field) => h("div", {}, h("dt", {}, field.label), h("dd", {}, field.values.join("; ")))));
}

function sentences(told) {
  return told.map((sentence) =>
    h(
      "blockquote",
      {},
      sentence.quote,
      h("cite", {}, h("a", { href: linkTo("article", sentence.article, { at: sentence.start, to: sentence.start + [...sentence.quote].length }) },
        [sentence.title || sentence.article, sentence.published].filter(Boolean).join(", "))),
    ));
}

function standing(told) {
  const line = (one) => [words(one.status), one.since ? ` since ${one.since}` : ""];
  const grounds = (one) => one.rests_on.map((ground) => `${ground.what} ${ground.date}`.trim()).join("; ");
  return h(
    "section",
    { class: "standing" },
    h("h2", {}, "Status"),
    h("p", {}, h("strong", {}, line(told.agreement)), grounds(told.agreement) ? ` (${grounds(told.agreement)})` : ""),
    told.parties.length
      ? h("ul", {}, told.parties.map((party) =>
          h("li", {}, h("a", { href: linkTo("thing", party.iri) }, party.name), ": ", line(party), grounds(party) ? ` (${grounds(party)})` : "")))
      : null,
  );
}

export async function article(thing, parameters) {
  const url = `/api/article?iri=${encodeURIComponent(thing)}`;
  const told = await ask(url);
  const letters = [...told.text];
  const asked = [Number(parameters.get("at") ?? -1), Number(parameters.get("to") ?? -1)];
  const cuts = new Set([0, letters.length, ...told.marks.flatMap((mark) => [mark.start, mark.end]), ...asked.filter((place) => place >= 0)]);
  const places = [...cuts].filter((place) => place >= 0 && place <= letters.length).sort((a, b) => a - b);
  let current = null;
  const parts = places.slice(0, -1).map((start, number) => {
    const end = places[number + 1];
    const text = letters.slice(start, end).join("");
    const marks = told.marks.filter((mark) => mark.start <= start && mark.end >= end);
    const chosen = asked[0] <= start && asked[1] >= end && asked[1] > asked[0];
    if (!marks.length && !chosen) return text;
    const names = [...new Set(marks.map((mark) => `${mark.type}: ${mark.name}`))].join("\n");
    const part = h("mark", { title: names, class: chosen ? "chosen" : null }, text);
    if (chosen) current ??= part;
    return part;
  });
  const facts = new Map(told.marks.map((mark) => [mark.iri, mark]));
  const shown = h(
    "article",
    { class: "text" },
    h("p", { class: "type" }, "Article"),
    h("h1", {}, told.title || told.id),
    toolbar(told.id, url, { json: () => json(told) }),
    h("p", {}, [told.publisher, told.published].filter(Boolean).join(", "), told.url ? [" ", h("a", { href: safe(told.url), rel: "noreferrer" }, "source")] : null),
    h("div", { class: "whole" }, parts),
    h("h2", {}, `What it tells (${facts.size})`),
    h("ul", {}, [...facts.values()].map((mark) => h("li", {}, h("a", { href: linkTo("thing", mark.iri) }, mark.name), h("span", { class: "type" }, ` ${mark.type}`)))),
  );
  shown.whenShown = () => current?.scrollIntoView({ block: "center" });
  return shown;
}

function safe(address) {
  return /^https?:\/\//i.test(address) ? address : "#";
}
