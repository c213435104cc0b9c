// The keys of lists: / goes to the search, j and k to the next and the previous
// link of the list, n and p to the next and the previous page, a number to a page of
// the bar, ? tells them. They are off where the report view has switched them off.
"use strict";

(() => {
	const on = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
	const links = [...document.querySelectorAll("main th[scope=row] > a, main .formula a, main ol.checklist > li > .from > a:first-child")];
	const step = (by) => {
		if (!links.length) return;
		const at = links.indexOf(document.activeElement);
		links[at < 0 && by < 0 ? links.length - 1 : Math.min(Math.max(at + by, 0), links.length - 1)].focus();
	};
	const actions = {
		"/": () => document.getElementById("q")?.focus(),
		j: () => step(1),
		k: () => step(-1),
		n: () => document.querySelector("a[rel=next]")?.click(),
		p: () => document.querySelector("a[rel=prev]")?.click(),
		"?": () => document.getElementById("help")?.showModal(),
	};
	document.getElementById("showkeys")?.addEventListener("click", actions["?"]);
	document.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog") || !on()) return;
		const action = actions[event.key];
		if (action) { event.preventDefault(); action(); }
		else document.querySelector(`.bar nav a[aria-keyshortcuts="${CSS.escape(event.key)}"]`)?.click();
	});
})();
