// Draws the charts of a page above their tables, with Chart.js. Without this
// script the table is all there is, and says the same.
"use strict";

(() => {
	const number = (cell) => {
		const data = cell.querySelector("data");
		return data ? Number(data.value) : null; // null has no bar
	};
	const texts = (cells) => [...cells].slice(1).map((cell) => cell.textContent.trim());

	// draw reads the table of a figure; what the axis counts in and whether the
	// series add up stand in its data attributes.
	function draw(figure) {
		const { axis, label, locale, per, stacked, unit } = figure.dataset;
		const table = figure.querySelector("table");
		// A colour is asked for whenever a chart is drawn: it is that of the scheme of the moment.
		const colour = (name) => () => getComputedStyle(figure).getPropertyValue(name).trim();
		const ink = colour("--ink"), line = colour("--line");
		const series = [...table.tBodies[0].rows].map((row, i) => ({
			label: row.cells[0].textContent.trim(),
			data: [...row.cells].slice(1).map((cell) => number(cell)).map((n) => n === null ? n : n / Number(per)),
			told: texts(row.cells),
			backgroundColor: colour("--s" + i),
			borderColor: colour("--card"),
			borderWidth: stacked ? { top: 1 } : 0, // parts stay apart whatever their colours
			maxBarThickness: 48,
		}));
		const plot = document.createElement("div");
		plot.className = "plot";
		const canvas = document.createElement("canvas");
		canvas.setAttribute("role", "img");
		canvas.setAttribute("aria-label", label);
		plot.append(canvas);
		figure.querySelector("figcaption").after(plot);
		return new Chart(canvas, {
			type: "bar",
			data: { labels: texts(table.tHead.rows[0].cells), datasets: series },
			options: {
				locale,
				maintainAspectRatio: false,
				interaction: { mode: "index", intersect: false },
				scales: {
					x: { stacked: Boolean(stacked), ticks: { color: ink }, grid: { display: false }, border: { color: line } },
					y: { stacked: Boolean(stacked), max: stacked ? 100 : undefined, ticks: { color: ink }, grid: { color: line }, border: { color: line },
						title: { display: true, text: axis, color: ink } },
				},
				plugins: {
					legend: { labels: { color: ink, boxWidth: 12, boxHeight: 12 } },
					tooltip: { callbacks: { label: (item) => `${item.dataset.label} ${item.dataset.told[item.dataIndex]} ${unit}` } },
				},
			},
		});
	}

	Chart.defaults.animation = false;
	Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
	Chart.defaults.font.size = 13;
	Chart.defaults.devicePixelRatio = Math.max(2, devicePixelRatio); // sharp on paper too
	const charts = [...document.querySelectorAll("figure.chart")].map(draw);
	for (const query of ["(prefers-color-scheme: dark)", "print"]) {
		matchMedia(query).addEventListener("change", () => {
			for (const chart of charts) chart.update("none");
		});
	}
})();
