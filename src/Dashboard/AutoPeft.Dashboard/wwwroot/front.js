// Makes the picture of the front answer to the pointer and the keyboard: a card beside the trial, a box to zoom or to list, moving
// and zooming at once. The picture itself is drawn by the server, so what is shown is always in the address.
import { redraw } from "./live.js";

const frame = { left: 62, right: 550, top: 12, bottom: 290 };
const card = document.body.appendChild(Object.assign(document.createElement("div"), { className: "hover", hidden: true }));
const chart = document.getElementById("front");
const tools = document.getElementById("front-tools");
const picture = () => chart?.querySelector("svg[data-front]");
const plane = () => chart?.querySelector("[data-plane]");
const short = number => Number(number.toPrecision(6));

const hideTitles = () => {
  // The card says it better than the browser's own little box, which would come on top.
  for (const title of chart?.querySelectorAll("a > title, .crowd > title") ?? []) { title.remove(); }
};

const spot = event => new DOMPoint(event.clientX, event.clientY).matrixTransform(picture().getScreenCTM().inverse());
const place = event => {
  const at = spot(event);
  return {
    x: Math.min(1, Math.max(0, (at.x - frame.left) / (frame.right - frame.left))),
    y: Math.min(1, Math.max(0, (frame.bottom - at.y) / (frame.bottom - frame.top))),
  };
};

const isLog = axis => picture().dataset[axis + "log"] === "1";
const edges = axis => ["low", "high"].map(end => Number(picture().dataset[axis + end])).map(number => isLog(axis) ? Math.log10(number) : number);

// What the server drew, and where one is looking meanwhile: left, right, bottom, top as the axes are scaled; null for the same.
const drawn = () => [...edges("x"), ...edges("y")];
let wanted = null;
let resting = 0;

// Where one is looking as parts of the picture.
const view = () => {
  const at = drawn();
  return (wanted ?? at).map((edge, i) => (edge - at[i & 2]) / (at[i | 1] - at[i & 2]));
};

const value = (axis, part) => {
  const [low, high] = axis === "x" ? (wanted ?? drawn()).slice(0, 2) : (wanted ?? drawn()).slice(2);
  const scaled = low + part * (high - low);
  return isLog(axis) ? 10 ** scaled : scaled;
};

const move = () => {
  const [left, right, bottom, top] = view();
  const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
  const [sx, sy] = [1 / (right - left), 1 / (top - bottom)];
  plane()?.setAttribute(
    "transform", `translate(${frame.left - (frame.left + left * width) * sx} ${frame.top - (frame.top + (1 - top) * height) * sy}) scale(${sx} ${sy})`);
};

const settle = keep => {
  const address = new URL(location.href);
  address.searchParams.set("window", [value("x", 0), value("x", 1), value("y", 0), value("y", 1)].map(short).join(","));
  history[keep ? "pushState" : "replaceState"](null, "", address);
  return redraw();
};

// The picture moves at once; the sharp one comes from the server when the hand rests.
const look = parts => {
  const at = drawn();
  wanted = parts.map((part, i) => at[i & 2] + part * (at[i | 1] - at[i & 2]));
  move();
  clearTimeout(resting);
  resting = setTimeout(() => settle(false), 150);
};

const zoom = (factor, at = { x: 0.5, y: 0.5 }) => {
  const now = view();
  const [x, y] = [now[0] + at.x * (now[1] - now[0]), now[2] + at.y * (now[3] - now[2])];
  look(now.map((edge, i) => i < 2 ? x + (edge - x) * factor : y + (edge - y) * factor));
};

const shift = (x, y, from = view()) => {
  const [dx, dy] = [x * (from[1] - from[0]), y * (from[3] - from[2])];
  look([from[0] + dx, from[1] + dx, from[2] + dy, from[3] + dy]);
};

// Dots of a crowd are one path; which trial is nearest is computed here, and what it is comes from the API.
const crowds = new WeakMap();
const dotsOf = path => {
  const [shape, trials] = [path.getAttribute("d"), path.dataset.trials];
  const known = crowds.get(path);
  // What is live changes in its place.
  if (known?.shape !== shape || known.trials !== trials) {
    const numbers = trials.split(" ").map(text => text.split("*").map(Number));
    const places = shape.split("M").slice(1).map(text => text.split(/[ h]/, 2).map(Number));
    crowds.set(path, { shape, trials, dots: places.map(([x, y], i) => ({ x, y, trial: numbers[i][0], count: numbers[i][1] ?? 1 })) });
  }
  return crowds.get(path).dots;
};

const nearest = event => {
  const at = spot(event);
  let [best, least] = [null, 36];
  for (const path of chart.querySelectorAll("path.crowd")) {
    for (const dot of dotsOf(path)) {
      const far = (dot.x - at.x) ** 2 + (dot.y - at.y) ** 2;
      if (far < least) { [best, least] = [dot, far]; }
    }
  }
  return best;
};

const known = new Map();
const sweep = location.pathname.split("/")[2];
const describe = async dot => {
  if (!known.has(dot.trial)) {
    const answer = await fetch(`api/v1/studies/${sweep}/trials/${dot.trial}`);
    const trial = answer.ok ? (await answer.json()).trial : null;
    const values = Object.entries(trial?.objectives ?? {}).map(([name, number]) => `${name.replaceAll("_", " ")} ${short(number)}`);
    known.set(dot.trial, [`Trial ${dot.trial}`, values.join(", ") || trial?.reason || ""].join("\n"));
  }
  return (dot.count > 1 ? `${dot.count} trials lie here, one of them:\n` : "") + known.get(dot.trial);
};

const show = (event, text) => {
  card.hidden = false;
  card.textContent = text;
  card.style.left = Math.min(event.pageX + 14, window.scrollX + document.documentElement.clientWidth - card.offsetWidth - 8) + "px";
  card.style.top = event.pageY + 14 + "px";
};

const pick = number => {
  for (const row of document.querySelectorAll("tr[data-trial]")) { row.classList.toggle("picked", row.dataset.trial === String(number)); }
};

let pointing = 0;
document.addEventListener("pointermove", event => {
  const link = event.target.closest?.("#front svg a");
  clearTimeout(pointing);
  if (link) {
    show(event, link.getAttribute("aria-label"));
    pick(link.getAttribute("href").split("/").pop());
    return;
  }
  card.hidden = true;
  if (event.target.closest?.("#front svg") && chart.querySelector("path.crowd")) {
    pointing = setTimeout(async () => {
      const dot = nearest(event);
      if (dot) { show(event, await describe(dot)); }
    }, 60);
  }
});

let mode = "zoom";
const choose = wanted => {
  mode = wanted;
  for (const button of tools?.querySelectorAll("[data-mode]") ?? []) { button.setAttribute("aria-pressed", String(button.dataset.mode === mode)); }
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

const chosen = (from, to, lists) => {
  const [left, right, bottom, top] = [Math.min(from.x, to.x), Math.max(from.x, to.x), Math.min(from.y, to.y), Math.max(from.y, to.y)];
  if (!lists) {
    clearTimeout(resting);
    const [low, high] = [view(), drawn()];
    const inside = [left, right, bottom, top].map((part, i) => low[i & 2] + part * (low[i | 1] - low[i & 2]));
    wanted = inside.map((part, i) => high[i & 2] + part * (high[i | 1] - high[i & 2]));
    move();
    settle(true);
    return;
  }
  const { xkey, ykey } = picture().dataset;
  const filter = `${xkey}>=${short(value("x", left))} ${xkey}<=${short(value("x", right))} ${ykey}>=${short(value("y", bottom))} ${ykey}<=${short(value("y", top))}`;
  location.assign(location.pathname + "/trials?filter=" + encodeURIComponent(filter));
};

chart?.addEventListener("pointerdown", event => {
  if (event.button !== 0 || event.target.closest("a") || !event.target.closest("svg") || !picture() || event.pointerType === "touch" && mode !== "move") { return; }
  start = { at: place(event), view: view(), mode: event.shiftKey ? "list" : mode };
  if (start.mode !== "move") {
    draw(start.at, start.at);
    picture().append(box);
  }
  event.preventDefault();
});
window.addEventListener("pointermove", event => {
  if (!start || !picture()) { return; }
  const at = place(event);
  if (start.mode === "move") { shift(start.at.x - at.x, start.at.y - at.y, start.view); } else { draw(start.at, at); }
});
window.addEventListener("pointerup", event => {
  if (!start || !picture()) { return; }
  const [began, to] = [start, place(event)];
  start = null;
  box.remove();
  const [x, y] = [Math.abs(began.at.x - to.x), Math.abs(began.at.y - to.y)];
  if (x < 0.005 && y < 0.005) {
    const dot = nearest(event);
    if (dot) { location.assign(`${location.pathname}/trials/${dot.trial}`); }
  } else if (began.mode !== "move" && x > 0.02 && y > 0.02) {
    chosen(began.at, to, began.mode === "list");
  }
});

chart?.addEventListener("wheel", event => {
  if (!picture() || !event.target.closest("svg")) { return; }
  event.preventDefault();
  zoom(event.deltaY < 0 ? 0.8 : 1.25, place(event));
}, { passive: false });

const keys = {
  "+": () => zoom(0.7), "-": () => zoom(1.4), ArrowLeft: () => shift(-0.2, 0), ArrowRight: () => shift(0.2, 0), ArrowUp: () => shift(0, 0.2), ArrowDown: () => shift(0, -0.2),
};
chart?.addEventListener("keydown", event => {
  if (!keys[event.key] || !picture() || event.target.closest("select, input")) { return; }
  event.preventDefault();
  keys[event.key]();
});
window.addEventListener("keydown", event => { if (event.key === "Escape" && start) { start = null; box.remove(); } });
tools?.addEventListener("click", event => {
  const button = event.target.closest("button");
  if (button?.dataset.mode) { choose(button.dataset.mode); }
  if (button?.dataset.zoom && picture()) { zoom(Number(button.dataset.zoom)); }
});
window.addEventListener("popstate", () => { wanted = null; redraw(); });

document.addEventListener("redrawn", event => {
  if (event.detail !== "front") { return; }
  hideTitles();
  if (!wanted || !picture()) { return; }
  if (view().every((part, i) => Math.abs(part - i % 2) < 1e-3)) { wanted = null; } else { move(); }
});
hideTitles();
choose(mode);
