// Keeps the page current. Every event of the sweep on display is followed by one redraw of the parts marked data-live, at most
// twice a second; what a person types or has opened stays as it is.
const status = document.getElementById("live");
const source = document.querySelector("[data-events]")?.dataset.events;
const poll = Number(document.querySelector("[data-poll]")?.dataset.poll ?? 0);
document.documentElement.classList.add("scripted");

const replace = (part, fresh) => {
  if (!fresh || part.innerHTML === fresh.innerHTML) { return; }
  const open = new Set([...part.querySelectorAll("details[open]")].map(item => item.id));
  const checked = new Set([...part.querySelectorAll("input:checked")].map(item => item.name + "=" + item.value));
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceChildren(...fresh.childNodes);
  for (const item of part.querySelectorAll("details")) { item.open = open.has(item.id) || item.open; }
  for (const item of part.querySelectorAll("input")) { item.checked = checked.has(item.name + "=" + item.value) || item.checked; }
  if (focused) { part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus(); }
};

const fetchParts = async () => {
  const address = location.href;
  const response = await fetch(address, { headers: { accept: "text/html" } });
  const text = response.ok ? await response.text() : "";
  // A page of another address was asked for meanwhile; what came is of no use any more.
  if (!text || location.href !== address) { return; }
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const part of document.querySelectorAll("[data-live]")) { replace(part, page.getElementById(part.id)); }
  document.dispatchEvent(new CustomEvent("redrawn"));
};

let running = false;
let again = false;
// One at a time; what is asked for meanwhile is done once more afterwards, so the last state is always shown.
export const redraw = async () => {
  if (document.hidden) { return; }
  if (running) { again = true; return; }
  running = true;
  do {
    again = false;
    try { await fetchParts(); } catch { /* The stream reconnects and asks for the next redraw. */ }
  } while (again);
  running = false;
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
  document.addEventListener("visibilitychange", schedule);
} else if (poll) {
  status.textContent = "live";
  status.classList.add("on");
  setInterval(() => redraw(), poll * 1000);
}

status.hidden = !source && !poll;

// A choice takes effect at once; without scripts there is the button.
for (const form of document.querySelectorAll("form[data-instant]")) {
  form.addEventListener("change", () => form.requestSubmit());
}
