// The script of the document view: what a chosen number or check means, the
// marks of its operands, and the keys. All text is set as text, never as HTML.
// The address #check-ID is of this script: no element has that id, or the browser
// would go to it and away from the operands.
"use strict";

(() => {
	const source = document.getElementById("data");
	if (!source) return;
	const data = JSON.parse(source.textContent);
	const word = (key) => data.words[key] ?? key;
	const panel = document.getElementById("panel");
	const chosen = document.getElementById("chosen");
	const position = document.getElementById("position");
	const failing = [...document.querySelectorAll(".card[data-check]")].map((card) => card.dataset.check)
		.filter((id) => data.checks[id] && data.checks[id].verdict === "inconsistent");
	let current = -1;

	const make = (tag, attributes = {}, ...children) => {
		const e = document.createElement(tag);
		for (const [name, value] of Object.entries(attributes)) {
			if (name === "click") e.addEventListener("click", value);
			else e.setAttribute(name, value);
		}
		e.append(...children);
		return e;
	};
	const fact = (id) => document.getElementById("fact-" + id);
	// mark is the number a fact is shown as; facts of one number share it.
	const mark = (id) => {
		let e = fact(id);
		while (e && !e.classList.contains("f")) e = e.previousElementSibling;
		return e;
	};
	const verdict = (v) => make("span", { class: "verdict v-" + v }, word("verdict." + v));
	const address = (hash) => history.replaceState(null, "", hash);

	// middle is where a number is scrolled to: on a phone the panel takes the lower half.
	const middle = () => matchMedia("(max-width: 56rem)").matches ? "start" : "center";

	// Who arrives is at once where the address says; later moves may be seen.
	let arrived = false;
	const show = (e) => e.scrollIntoView({ block: middle(), behavior: arrived ? "auto" : "instant" });

	function clear() {
		for (const e of document.querySelectorAll(".f.op, .f.here")) e.classList.remove("op", "here");
		for (const e of document.querySelectorAll(".card.on")) e.classList.remove("on");
		chosen.hidden = true;
		chosen.replaceChildren();
	}

	function raise() {
		panel.classList.add("up");
		panel.querySelector("[data-do=fold]").setAttribute("aria-expanded", "true");
	}

	function showCheck(id, scroll) {
		const check = data.checks[id];
		if (!check) return false;
		clear();
		address("#check-" + id);
		const marks = check.ops.filter((o) => !o.h).map((o) => mark(o.f)).filter(Boolean);
		for (const m of marks) m.classList.add("op");
		const card = document.getElementById("card-" + id);
		raise();
		if (card) {
			card.classList.add("on");
			if (!card.querySelector(".pictures")) card.querySelector(".operands").after(pictures(check.ops.filter((o) => !o.h).map((o) => o.f)));
			panel.scrollTo({ top: card.offsetTop - panel.firstElementChild.offsetHeight - 8 });
		} else {
			chosen.append(heading(word("verdict." + check.verdict)), ...checkParts(check), operands(check), pictures(check.ops.filter((o) => !o.h).map((o) => o.f)));
			addForm(check.rule, id, check);
			chosen.hidden = false;
			panel.scrollTo({ top: 0 });
		}
		current = failing.indexOf(id);
		if (current >= 0) {
			position.textContent = word("script.position").replace("%a", current + 1).replace("%b", failing.length);
		}
		if (scroll && marks.length) {
			marks.sort((a, b) => a.compareDocumentPosition(b) & 4 ? -1 : 1);
			show(marks[0]);
		}
		if (scroll) (card?.querySelector(".formula a") ?? chosen).focus({ preventScroll: true }); // its decision is some tabs away
		return true;
	}

	// pictures shows figures as the file has them, a part of the page for each of the
	// first pages they stand on; a click opens the page.
	function pictures(facts) {
		const box = make("div", { class: "pictures" });
		if (!data.pages) return box;
		const pages = new Map();
		for (const id of facts) {
			const page = data.facts[id]?.page;
			if (page) pages.set(page, [...pages.get(page) ?? [], id]);
		}
		for (const [page, ids] of [...pages].slice(0, 2)) {
			const to = data.pages + page + "?" + ids.slice(0, 20).map((id) => "fact=" + id).join("&");
			const image = make("img", { src: to + "&near=1", alt: word("script.picture").replace("%a", page) });
			const link = make("a", { href: to, target: "_blank", rel: "noopener" }, image, make("span", {}, image.alt));
			image.addEventListener("error", () => link.remove());
			box.append(link);
		}
		return box;
	}

	function heading(text) {
		return make("h2", {}, make("span", {}, text),
			make("button", { type: "button", "aria-label": word("script.close"), click: () => { clear(); address(location.pathname + location.search); } }, "×"));
	}

	function checkParts(check) {
		const sums = make("dl", { class: "sums" });
		for (const [name, value] of check.rows ?? []) sums.append(make("div", {}, make("dt", {}, name), make("dd", {}, value)));
		return [make("p", { class: "formula", lang: "zh-CN" }, check.formula), make("p", { class: "rule" }, check.title, " ", make("code", {}, check.rule)), sums];
	}

	function operands(check) {
		const list = make("p", { class: "operands" });
		for (const o of check.ops) {
			const link = make("a", { href: o.h ?? "#fact-" + o.f, lang: "zh-CN" }, o.r);
			if (o.o) link.title = o.o;
			list.append(link, o.h ? " (" + word("script.elsewhere") + ") " : " ");
		}
		return list;
	}

	function showFact(id, scroll) {
		const f = data.facts[id];
		if (!f) return false;
		clear();
		address("#fact-" + id);
		const m = mark(id);
		if (m) {
			m.classList.add("here");
			if (scroll) show(m);
		}
		const props = make("dl", { class: "props" });
		for (const [name, value] of f.rows) props.append(make("dt", {}, name), make("dd", { lang: "zh-CN" }, value));
		chosen.append(heading(f.raw), pictures([id]), props, make("h3", {}, word("script.checks")));
		const list = make("ul");
		for (const c of f.checks ?? []) {
			const check = data.checks[c];
			list.append(make("li", {}, verdict(check.verdict), " ",
				make("button", { type: "button", class: "linklike", lang: "zh-CN", click: () => showCheck(c, false) }, check.formula)));
		}
		chosen.append(list.childElementCount ? list : make("p", { class: "empty" }, word("script.none")));
		for (const other of sharing(m, id)) {
			chosen.append(make("p", {}, make("a", { href: "#fact-" + other, lang: "zh-CN" }, data.facts[other].rows[0][1])));
		}
		addForm("fact", id, f);
		chosen.hidden = false;
		if (document.activeElement === m) chosen.focus({ preventScroll: true });
		raise();
		panel.scrollTo({ top: 0 });
		return true;
	}

	// sharing are the other facts of the same number.
	function sharing(m, id) {
		if (!m) return [];
		const ids = [m.id.slice(5)];
		for (let e = m.nextElementSibling; e && e.classList.contains("also"); e = e.nextElementSibling) ids.push(e.id.slice(5));
		return ids.filter((other) => other !== id && data.facts[other]);
	}

	function addForm(rule, id, { action, note, history = [] }) {
		const template = document.getElementById("decideform");
		if (!template) return;
		const form = template.content.firstElementChild.cloneNode(true);
		form.elements.namedItem("rule").value = rule;
		form.elements.namedItem("id").value = id;
		form.elements.namedItem("note").value = note ?? "";
		form.elements.namedItem("seen").value = history.length;
		if (history.length) form.append(make("ol", { class: "history", lang: "zh-CN" }, ...history.map((line) => make("li", {}, line))));
		const details = make("details", {}, make("summary", {}, word("script.decide")), form);
		details.open = Boolean(action);
		if (action) {
			form.querySelector(".buttons").append(make("button", { name: "action", value: "withdraw", title: "u", "aria-keyshortcuts": "u" }, word("action withdraw")));
		}
		chosen.append(details);
	}

	// Decisions are sent without leaving the page, which is then read again.
	document.addEventListener("submit", async (event) => {
		const form = event.target;
		if (!form.matches("form.decide")) return;
		event.preventDefault();
		const body = new URLSearchParams(new FormData(form, event.submitter));
		const said = form.querySelector(".said");
		try {
			const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } });
			if (!answer.ok) throw new Error(await answer.text());
			said.textContent = word("script.saved");
			location.reload();
		} catch (error) {
			said.textContent = word("script.failed") + error.message;
		}
	});

	// A usual reason is taken by a click, or by its number in an empty note.
	const giveReason = (form, reason) => {
		const note = form.elements.namedItem("note");
		note.value = reason.dataset.reason;
		note.focus();
	};
	document.addEventListener("click", (event) => {
		const reason = event.target.closest(".reason");
		if (reason) giveReason(reason.form, reason);
	});
	document.addEventListener("keydown", (event) => {
		const form = event.target.closest("form.decide");
		if (!form || event.target.name !== "note" || event.target.value || event.ctrlKey || event.metaKey || event.altKey || !keys.checked) return;
		const reason = form.querySelectorAll(".reason")[Number(event.key) - 1];
		if (reason) { event.preventDefault(); giveReason(form, reason); }
	});

	// decide is a decision by key about what is chosen. A difference is accepted
	// for a reason: without one, as for a comment, the note is asked for first.
	let intended = "comment";
	function decide(action) {
		const form = (chosen.hidden ? document.querySelector(".card.on") : chosen)?.querySelector("form.decide");
		if (!form) return;
		form.closest("details").open = true;
		const note = form.elements.namedItem("note");
		if (action === "withdraw") {
			const undo = form.querySelector("button[value=withdraw]");
			if (undo) form.requestSubmit(undo);
			return;
		}
		if (action === "reject" || action === "accept" && note.value.trim()) {
			form.requestSubmit(form.querySelector(`button[value=${action}]`));
			return;
		}
		intended = action;
		note.focus();
	}
	document.addEventListener("keydown", (event) => {
		const form = event.target.closest("form.decide");
		if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		form.requestSubmit(form.querySelector(`button[value=${intended}]`));
	});

	function step(by) {
		if (!failing.length) return;
		const from = current < 0 && by < 0 ? 0 : current;
		showCheck(failing[(from + by + failing.length) % failing.length], true);
	}

	// Who speaks to the machine, or types without meaning to, can do without the keys.
	const help = document.getElementById("help");
	const keys = document.getElementById("keys");
	try {
		keys.checked = localStorage.getItem("keys") !== "off";
		keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
	} catch { /* a page from a file may not keep anything */ }
	// list is the address of the list that led here; a page that stands alone has none.
	const list = document.querySelector(".bar") && (/\/(checks|documents|search|office|decisions)\b/.test(document.referrer) ? document.referrer : "/checks?decision=open");
	const actions = {
		next: () => step(1),
		previous: () => step(-1),
		help: () => help.showModal(),
		accept: () => decide("accept"),
		reject: () => decide("reject"),
		comment: () => decide("comment"),
		withdraw: () => decide("withdraw"),
		list: () => { if (list) location.assign(list); },
		search: () => { if (list) location.assign("/search"); },
		fold: () => {
			const up = panel.classList.toggle("up");
			panel.querySelector("[data-do=fold]").setAttribute("aria-expanded", String(up));
		},
	};
	panel.addEventListener("click", (event) => {
		const button = event.target.closest("[data-do]");
		if (button) { actions[button.dataset.do](); return; }
		const card = event.target.closest(".card[data-check]");
		if (card && !event.target.closest("form, details, .operands")) {
			event.preventDefault();
			showCheck(card.dataset.check, true);
		}
	});
	document.addEventListener("click", (event) => {
		const link = event.target.closest("a[href^='#']");
		if (link && follow(link.getAttribute("href"), !link.classList.contains("f"))) event.preventDefault();
	});
	document.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
		const action = keys.checked && { n: actions.next, p: actions.previous, a: actions.accept, r: actions.reject, c: actions.comment, u: actions.withdraw, l: actions.list, "/": actions.search, "?": actions.help }[event.key];
		if (action) { event.preventDefault(); action(); }
		else if (keys.checked) document.querySelector(`.bar nav a[aria-keyshortcuts="${CSS.escape(event.key)}"]`)?.click();
		if (event.key === "Escape") {
			const last = document.querySelector(".f.here, .f.op");
			clear();
			address(location.pathname + location.search);
			last?.focus({ preventScroll: true });
		}
	});

	function follow(hash, scroll) {
		if (hash.startsWith("#fact-")) return showFact(hash.slice(6), scroll);
		if (hash.startsWith("#check-")) return showCheck(hash.slice(7), scroll);
		return false;
	}
	addEventListener("hashchange", () => follow(location.hash, true));
	follow(location.hash, true);
	arrived = true;

	// What a number means is told as soon as the pointer rests on it.
	document.querySelector(".report").addEventListener("pointerover", (event) => {
		const f = event.target.closest(".f");
		if (!f || f.title) return;
		const known = data.facts[f.id.slice(5)];
		if (known) f.title = known.rows.slice(0, 5).map((r) => r.join(": ")).join("\n");
	});
	if (matchMedia("(max-width: 80rem)").matches) document.querySelector(".sections details").open = false;
})();
