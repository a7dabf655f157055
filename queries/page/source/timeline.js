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
  if (items.length) {
    queueMicrotask(() => {
      const shown = new Timeline(drawing, new DataSet(items), new DataSet(groups), { stack: true, maxHeight: 420, minHeight: 160, showTooltips: false, xss: { disabled: false } });
      shown.on("doubleClick", (event) => { if (event.item !== null) location.hash = linkTo("thing", told.events[event.item].iri); });
    });
  }
  const columns = ["date", "type", "name", "kind", "status", "contested", "iri"];
  return h(
    "section",
    {},
    h("h1", {}, "Timeline"),
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
