// Where it happened, and what regions it is about: a map without tiles.
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import world from "world-atlas/countries-110m.json";
import { ask, h, svg, table } from "./dom.js";
import { linkTo } from "./address.js";
import { csv, json, svgText, toolbar } from "./taking.js";

const [WIDTH, HEIGHT] = [960, 480];

export async function map(thing) {
  const url = `/api/map?iri=${encodeURIComponent(thing)}`;
  const told = await ask(url);
  const drawing = draw(told.places);
  const columns = ["name", "latitude", "longitude", "iri"];
  return h(
    "section",
    {},
    h("h1", {}, `${told.name}: map`),
    toolbar("map", url, {
      json: () => json(told),
      csv: () => csv(columns, told.places.map((place) => columns.map((column) => place[column]))),
      svg: () => svgText(drawing),
    }),
    h("p", {}, `${told.places.length} places` + (told.left_out ? `; ${told.left_out} left out` : "")),
    drawing,
    table("Places", ["place", "what"], told.places.map((place) => [
      h("a", { href: linkTo("thing", place.iri) }, place.name),
      place.things.map(([iri, name], number) => [number ? "; " : "", h("a", { href: linkTo("thing", iri) }, name)]),
    ])),
  );
}

function draw(places) {
  const land = feature(world, world.objects.countries);
  const points = { type: "MultiPoint", coordinates: places.map((place) => [place.longitude, place.latitude]) };
  const projection = geoNaturalEarth1().fitExtent([[10, 10], [WIDTH - 10, HEIGHT - 10]], places.length > 1 ? spread(points) : { type: "Sphere" });
  const path = geoPath(projection);
  const clip = svg("clipPath", { id: "frame" }, svg("rect", { width: WIDTH, height: HEIGHT }));
  const marks = places.map((place) => {
    const at = projection([place.longitude, place.latitude]);
    const title = svg("title");
    title.textContent = `${place.name}: ${place.things.map(([, name]) => name).join("; ")}`;
    const label = svg("text", { x: at[0] + 8, y: at[1] + 4, class: "label", "font-size": 12, "font-family": "sans-serif" });
    label.textContent = place.name;
    return svg("g", {}, svg("circle", { cx: at[0], cy: at[1], r: 4 + Math.min(6, place.things.length), fill: "#b06a00", "fill-opacity": 0.75 }, title), label);
  });
  const title = svg("title");
  title.textContent = "Map of the places listed below";
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "map", role: "img" },
    title,
    clip,
    svg("g", { "clip-path": "url(#frame)" },
      svg("path", { d: path(geoGraticule10()), fill: "none", stroke: "#8a94a0", "stroke-opacity": 0.25 }),
      svg("path", { d: path(land), fill: "#c9d2c0", stroke: "#7d8a78", "stroke-width": 0.5 })),
    marks,
  );
}

function spread(points) {
  const [longitudes, latitudes] = [0, 1].map((axis) => points.coordinates.map((point) => point[axis]));
  const wide = (values, least) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = Math.max(least, (high - low) * 0.25);
    return [low - margin, high + margin];
  };
  const [[west, east], [south, north]] = [wide(longitudes, 8), wide(latitudes, 5)];
  const corners = [[west, south], [west, north], [east, south], [east, north]].map(([x, y]) => [Math.max(-180, Math.min(180, x)), Math.max(-85, Math.min(85, y))]);
  return { type: "MultiPoint", coordinates: corners };
}
