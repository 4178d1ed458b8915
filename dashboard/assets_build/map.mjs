// Makes ../assets/wire/world_50m.json{,.br,.gz}: the shapes of the world map.
//
// Taken from the assets of plotly.js itself (borders: United Nations Geospatial Data, ids:
// ISO 3166 alpha-3), so figures need no table of ids. Shapes are simplified, those of small
// economies the least: Malta, Singapore and Hong Kong must still be found on the map.
import { createRequire } from "node:module";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { feature, quantize } from "topojson-client";
import * as simple from "topojson-simplify";
import { compressed, wire } from "./wire.mjs";

const SMALL = 0.0006; // steradian, about 24,000 km2: smaller economies keep more detail
const DETAIL = 0.000006; // steradian: corners cut off below this size
const KEPT = ["countries", "land"];

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve("plotly.js/dist/plotly-geo-assets.js"), "utf8");
const shelf = {};
new Function("window", "self", source)(shelf, shelf);
const all = (shelf.PlotlyGeoAssets ?? shelf.Plotly).topojson.world_50m;

const world = { ...all, objects: Object.fromEntries(KEPT.map((name) => [name, all.objects[name]])) };
// plotly.js hovers and clicks by the middle of each shape ("ct"); the other properties are not used.
for (const shape of world.objects.countries.geometries) shape.properties = { ct: shape.properties.ct };

const weighed = simple.presimplify(world, simple.sphericalTriangleArea);
for (const [arc, factor] of arcsOfSmall(world)) weighed.arcs[arc].forEach((corner) => (corner[2] *= factor));
const simplified = simple.simplify(weighed, DETAIL);
Object.values(simplified.objects).forEach((object) => object.geometries.forEach(dropIslets));
const dropped = simple.filter(simplified, () => true); // forgets the arcs that nobody uses now

const out = `${wire}world_50m.json`;
writeFileSync(out, JSON.stringify(quantize(dropped, 20000)));
compressed(out);
rmSync(out);

function* arcsOfSmall(topology) {
    for (const shape of topology.objects.countries.geometries) {
        const polygons = feature(topology, shape).geometry.coordinates;
        const rings = shape.type === "Polygon" ? [polygons[0]] : polygons.map((polygon) => polygon[0]);
        const area = rings.reduce((sum, ring) => sum + areaOf(ring), 0);
        if (area < SMALL) for (const arc of shape.arcs.flat(3)) yield [arc < 0 ? ~arc : arc, (4 * SMALL) / area];
    }
}

// An islet goes when it is too small to be seen and a larger part of the same economy stays.
function dropIslets(shape) {
    if (shape.type !== "MultiPolygon") return;
    const polygons = feature(simplified, shape).geometry.coordinates;
    const areas = polygons.map(([ring]) => areaOf(ring));
    const largest = Math.max(...areas);
    shape.arcs = shape.arcs.filter((_, i) => areas[i] === largest || areas[i] > 10 * DETAIL);
}

function areaOf(ring) {
    const area = simple.sphericalRingArea(ring, true);
    return Math.min(area, 4 * Math.PI - area); // whichever way round the ring runs
}
