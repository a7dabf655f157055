// Agreements, contacts and incidents in time; as a table for those who don't see it.
import { DataSet } from "vis-data";
import { Timeline } from "vis-timeline/esnext";
import "vis-timeline/styles/vis-timeline-graph2d.min.css";
import { ask, h, svg, table, words } from "./dom.js";
import { linkTo } from "./address.js";
import { csv, json, svgText, toolbar } from "./taking.js";

export async function timeline(thing) {
  const url = `/api/timeline?iri=${encodeURIComponent(thing)}`;
  const told = await ask(url);
  const drawing = h("div", { class: "timeline", "aria-hidden": "true" });
  const items = told.events.map((event, number) => {
    const content = document.createElement("span");
    content.textContent = event.name;
    const longer = event.end && event.end !== event.start;
    return { id: number, group: event.type, start: event.start, end: longer ? event.end : undefined, type: longer ? "range" : "point", content, className: event.contested ? "dashed" : "" };
  });
  const groups = [...new Set(told.events.map((event) => event.type))].map((type) => ({ id: type, content: type }));
  const begin = () => {
    if (items.length) {
      const shown = new Timeline(drawing, new DataSet(items), new DataSet(groups), { height: 120 + 60 * groups.length, stack: true, verticalScroll: true, showTooltips: false, orientation: { axis: "bottom", item: "top" }, start: first(-1), end: first(1) });
      shown.on("doubleClick", (event) => { if (event.item !== null) location.hash = linkTo("thing", told.events[event.item].iri); });
    }
  };
  function first(side) {
    const days = told.events.flatMap((event) => [event.start, event.end || event.start]).map((day) => Date.parse(day));
    const [low, high] = [Math.min(...days), Math.max(...days)];
    const margin = Math.max(30 * 86_400_000, (high - low) * 0.08);
    return new Date(side < 0 ? low - margin : high + margin);
  }
  const columns = ["date", "type", "name", "kind", "status", "contested", "iri"];
  const view = h(
    "section",
    {},
    h("h1", {}, `${told.name}: timeline`),
    toolbar("timeline", url, {
      json: () => json(told),
      csv: () => csv(columns, told.events.map((event) => columns.map((column) => event[column]))),
      svg: () => svgText(picture(told.events)),
    }),
    h("p", {}, `${told.events.length} dated` + (told.left_out ? `; ${told.left_out} left out` : "") + (items.length ? "" : ": nothing to draw")),
    items.length ? drawing : null,
    table("Events by date", ["date", "what", "kind", "status"], told.events.map((event) => [
      event.date || event.start,
      [h("a", { href: linkTo("thing", event.iri) }, event.name), event.contested ? " (contested)" : ""],
      words(event.kind) || event.type,
      words(event.status),
    ])),
  );
  view.whenShown = begin;
  return view;
}

function picture(events) {
  const days = events.map((event) => Date.parse(event.start));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const across = (day) => 20 + (900 * (day - first)) / Math.max(1, last - first);
  const rows = events.map((event, number) => {
    const label = svg("text", { x: across(days[number]) + 7, y: 24 + 16 * number, "font-size": 10, "font-family": "sans-serif", fill: "#222" });
    label.textContent = `${event.start} ${event.name}`;
    return svg("g", {}, svg("circle", { cx: across(days[number]), cy: 20 + 16 * number, r: 4, fill: "#b06a00" }), label);
  });
  const height = 40 + 16 * events.length;
  return svg("svg", { width: 1300, height, viewBox: `0 0 1300 ${height}` }, rows);
}
