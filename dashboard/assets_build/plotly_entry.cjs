// The trace types that dashboard/figures draws, and nothing else.
const Plotly = require("plotly.js/lib/core");
const { inTurn } = require("./in_turn.cjs");

Plotly.register([
    require("plotly.js/lib/bar"),
    require("plotly.js/lib/heatmap"),
    require("plotly.js/lib/treemap"),
    require("plotly.js/lib/waterfall"),
    require("plotly.js/lib/choropleth"),
    require("plotly.js/lib/scattergeo"),
]);

Plotly.react = inTurn(Plotly.react);

module.exports = Plotly;
