// Keeps the page current: every event of the sweep on display is followed by one redraw of <main>, at most twice a second.
const main = document.getElementById("main");
const status = document.getElementById("live");
const source = document.querySelector("[data-events]")?.dataset.events;

const redraw = async () => {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok) { return; }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const open = new Set([...main.querySelectorAll("details[open]")].map(item => item.id));
  const focused = document.activeElement?.id;
  main.replaceChildren(...page.getElementById("main").childNodes);
  for (const item of main.querySelectorAll("details")) { item.open = open.has(item.id) || item.open; }
  if (focused) { document.getElementById(focused)?.focus(); }
};

if (source) {
  let waiting = false;
  const schedule = () => {
    if (waiting) { return; }
    waiting = true;
    setTimeout(async () => { waiting = false; await redraw(); }, 500);
  };
  // EventSource reconnects by itself and names the last event it saw, so nothing is missed after sleep.
  const events = new EventSource(source);
  events.onopen = () => { status.textContent = "live"; status.classList.add("on"); schedule(); };
  events.onmessage = schedule;
  events.onerror = () => { status.textContent = "reconnecting"; status.classList.remove("on"); };
}
