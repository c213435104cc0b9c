// The script of the page that files are dropped on: it sends them one after the
// other, has them read, and tells how far that is. All text is set as text.
"use strict";

(() => {
	const zone = document.getElementById("drop");
	const said = document.getElementById("said");
	const bar = document.getElementById("progress");
	const done = document.getElementById("done");
	const token = zone.dataset.token;
	const word = (key, ...values) => values.reduce((text, v, i) => text.replace("%" + "ab"[i], v), zone.dataset[key]);
	let busy = false;

	const show = (text, value, most) => {
		said.textContent = text;
		bar.hidden = most === undefined;
		if (most) { bar.max = most; bar.value = value; } else { bar.removeAttribute("value"); }
	};
	const post = (address, body) => fetch(address, { method: "POST", body, headers: { "X-Token": token } });

	// entries are the files of what was dropped, those in folders too.
	async function entries(items) {
		const files = [];
		const walk = async (entry, folder) => {
			if (entry.isFile) {
				const file = await new Promise((ok, no) => entry.file(ok, no));
				files.push([folder + file.name, file]);
				return;
			}
			const reader = entry.createReader();
			for (;;) {
				const some = await new Promise((ok, no) => reader.readEntries(ok, no));
				if (!some.length) return;
				for (const e of some) await walk(e, folder + entry.name + "/");
			}
		};
		for (const entry of items) await walk(entry, "");
		return files;
	}

	async function send(files) {
		if (busy || !files.length) return;
		busy = true;
		done.hidden = true;
		try {
			let n = 0;
			for (const [name, file] of files) {
				show(word("sending", ++n, files.length), n, files.length);
				const answer = await post("/add/file?name=" + encodeURIComponent(name), file);
				if (!answer.ok) throw new Error(name + ": " + await answer.text());
			}
			await post("/add/run");
			await watch();
		} catch (error) {
			show(word("failed") + error.message);
		}
		busy = false;
	}

	async function watch() {
		for (;;) {
			const state = await (await fetch("/add/state")).json();
			if (!state.running) {
				show(state.failed ? word("failed") + state.failed : word("read", state.came.files, state.came.findings) + (state.came.refused ? word("refused", state.came.refused) : ""));
				done.hidden = Boolean(state.failed) || !state.runs;
				if (!done.hidden) done.querySelector("a").focus();
				return;
			}
			show(word("reading", state.done, state.total || "…"), state.done, state.total || 0);
			await new Promise((ok) => setTimeout(ok, 500));
		}
	}

	zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
	zone.addEventListener("dragleave", () => zone.classList.remove("over"));
	zone.addEventListener("drop", async (event) => {
		event.preventDefault();
		zone.classList.remove("over");
		const items = [...event.dataTransfer.items].map((i) => i.webkitGetAsEntry?.()).filter(Boolean);
		send(items.length ? await entries(items) : [...event.dataTransfer.files].map((f) => [f.name, f]));
	});
	for (const input of zone.querySelectorAll("input[type=file]")) {
		input.addEventListener("change", () => send([...input.files].map((f) => [f.webkitRelativePath || f.name, f])));
	}
})();
