// Makes the picture of the front answer to the pointer: a card beside the trial, a box to zoom or to list, the wheel to zoom.
// The picture itself is drawn by the server, so what is shown is always in the address.
import { redraw } from "./live.js";

const frame = { left: 62, right: 550, top: 12, bottom: 290 };
const card = document.body.appendChild(Object.assign(document.createElement("div"), { className: "hover", hidden: true }));
const chart = document.getElementById("front");
const picture = () => chart?.querySelector("svg[data-front]");

const hideTitles = () => {
  // The card says it better than the browser's own little box, which would come on top.
  for (const title of chart?.querySelectorAll("a > title") ?? []) { title.remove(); }
};

document.addEventListener("pointermove", event => {
  const link = event.target.closest?.("#front svg a");
  card.hidden = !link;
  if (!link) { return; }
  card.textContent = link.getAttribute("aria-label");
  card.style.left = Math.min(event.pageX + 14, window.scrollX + document.documentElement.clientWidth - card.offsetWidth - 8) + "px";
  card.style.top = event.pageY + 14 + "px";
  const number = link.getAttribute("href").split("/").pop();
  for (const row of document.querySelectorAll("tr[data-trial]")) { row.classList.toggle("picked", row.dataset.trial === number); }
});

const place = event => {
  const svg = picture();
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return {
    x: Math.min(1, Math.max(0, (at.x - frame.left) / (frame.right - frame.left))),
    y: Math.min(1, Math.max(0, (frame.bottom - at.y) / (frame.bottom - frame.top))),
  };
};

const value = (axis, at) => {
  const data = picture().dataset;
  const [low, high, log] = [Number(data[axis + "low"]), Number(data[axis + "high"]), data[axis + "log"] === "1"];
  return log ? low * (high / low) ** at : low + (high - low) * at;
};

const short = number => Number(number.toPrecision(6));
const show = window_ => {
  const address = new URL(location.href);
  address.searchParams.set("window", window_.map(short).join(","));
  location.assign(address);
};

let start = null;
const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
box.setAttribute("class", "selection");

const draw = (from, to) => {
  const scale = (at, low, high) => low + at * (high - low);
  box.setAttribute("x", scale(Math.min(from.x, to.x), frame.left, frame.right));
  box.setAttribute("y", scale(1 - Math.max(from.y, to.y), frame.top, frame.bottom));
  box.setAttribute("width", Math.abs(from.x - to.x) * (frame.right - frame.left));
  box.setAttribute("height", Math.abs(from.y - to.y) * (frame.bottom - frame.top));
};

const chosen = (from, to, shift) => {
  const [left, right] = [value("x", Math.min(from.x, to.x)), value("x", Math.max(from.x, to.x))];
  const [bottom, top] = [value("y", Math.min(from.y, to.y)), value("y", Math.max(from.y, to.y))];
  if (!shift) { show([left, right, bottom, top]); return; }
  const { xkey, ykey } = picture().dataset;
  const filter = `${xkey}>=${short(left)} ${xkey}<=${short(right)} ${ykey}>=${short(bottom)} ${ykey}<=${short(top)}`;
  location.assign(location.pathname + "/trials?filter=" + encodeURIComponent(filter));
};

chart?.addEventListener("pointerdown", event => {
  if (event.button !== 0 || event.target.closest("a") || !picture() || event.pointerType === "touch") { return; }
  start = place(event);
  draw(start, start);
  picture().append(box);
  event.preventDefault();
});
window.addEventListener("pointermove", event => { if (start && picture()) { draw(start, place(event)); } });
window.addEventListener("pointerup", event => {
  if (!start || !picture()) { return; }
  const [from, to] = [start, place(event)];
  start = null;
  box.remove();
  if (Math.abs(from.x - to.x) > 0.02 && Math.abs(from.y - to.y) > 0.02) { chosen(from, to, event.shiftKey); }
});
window.addEventListener("keydown", event => { if (event.key === "Escape" && start) { start = null; box.remove(); } });

// The wheel moves the picture at once and asks the server for the sharp one when it rests.
let view = null;
let resting = 0;
chart?.addEventListener("wheel", event => {
  if (!picture() || !event.ctrlKey && !event.altKey && !chart.matches(":hover")) { return; }
  event.preventDefault();
  view ??= [0, 1, 0, 1];
  const at = place(event);
  const [x, y] = [view[0] + at.x * (view[1] - view[0]), view[2] + at.y * (view[3] - view[2])];
  const factor = event.deltaY < 0 ? 0.8 : 1.25;
  view = [x + (view[0] - x) * factor, x + (view[1] - x) * factor, y + (view[2] - y) * factor, y + (view[3] - y) * factor];
  clearTimeout(resting);
  resting = setTimeout(async () => {
    const address = new URL(location.href);
    address.searchParams.set("window", [value("x", view[0]), value("x", view[1]), value("y", view[2]), value("y", view[3])].map(short).join(","));
    view = null;
    history.replaceState(null, "", address);
    await redraw();
  }, 150);
}, { passive: false });

document.addEventListener("redrawn", hideTitles);
hideTitles();
