// Keeps the page current. Every event of the sweep on display is followed by one redraw of the parts marked data-live: the server
// sends those that changed, and of these only the differences touch the page, one part a frame. What a person types or has
// opened stays as it is.
import { morph } from "./morph.js";

const status = document.getElementById("live");
const source = document.querySelector("[data-events]")?.dataset.events;
const poll = Number(document.querySelector("[data-poll]")?.dataset.poll ?? 0);
document.documentElement.classList.add("scripted");

// What the parts hold, by their ids, as the server names it.
const shown = new Map();
const frame = () => new Promise(done => requestAnimationFrame(done));

const fetchParts = async () => {
  const address = location.href;
  const response = await fetch(address, { headers: { accept: "text/html", "x-live-parts": [...shown].map(([id, hash]) => `${id}=${hash}`).join(" ") } });
  if (!response.ok) { throw new Error(response.statusText); }
  for (const { id, hash, html } of await response.json()) {
    await frame();
    // A page of another address was asked for meanwhile; what came is of no use any more.
    if (location.href !== address) { return; }
    const part = document.getElementById(id);
    if (part) { morph(part, html); }
    shown.set(id, hash);
    document.dispatchEvent(new CustomEvent("redrawn", { detail: id }));
  }
};

// What is still being computed is asked for again, even when nothing happens in the sweep.
const comeBack = () => { if (document.querySelector("[data-again]")) { setTimeout(() => redraw(), 1500); } };

let running = false;
let again = false;
let failures = 0;
// How long the last redraw took: a slow server or line is asked less often.
let took = 0;
// One at a time; what is asked for meanwhile is done once more afterwards, so the last state is always shown.
export const redraw = async () => {
  if (document.hidden) { return; }
  if (running) { again = true; return; }
  running = true;
  const began = performance.now();
  do {
    again = false;
    try {
      await fetchParts();
      failures = 0;
    } catch {
      // Perhaps the last event was the last for long, so the page must not wait for the next.
      failures++;
      setTimeout(redraw, Math.min(30, 2 ** failures) * 1000);
    }
  } while (again && !failures);
  running = false;
  took = performance.now() - began;
  comeBack();
};

let waiting = false;
const schedule = () => {
  if (waiting) { return; }
  waiting = true;
  setTimeout(async () => { waiting = false; await redraw(); }, Math.max(500, Math.min(5000, 2 * took)));
};

if (source) {
  // EventSource reconnects by itself and names the last event it saw, so nothing is missed after sleep.
  const events = new EventSource(source);
  events.onopen = () => { status.textContent = "live"; status.classList.add("on"); schedule(); };
  events.onmessage = schedule;
  events.addEventListener("interruption", schedule);
  events.onerror = () => { status.textContent = "reconnecting"; status.classList.remove("on"); };
  document.addEventListener("visibilitychange", schedule);
}
if (poll) {
  status.textContent = source ? status.textContent : "live";
  status.classList.toggle("on", !source);
  setInterval(() => redraw(), poll * 1000);
}

status.hidden = !source && !poll;
comeBack();

// A choice takes effect at once; without scripts there is the button.
for (const form of document.querySelectorAll("form[data-instant]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
