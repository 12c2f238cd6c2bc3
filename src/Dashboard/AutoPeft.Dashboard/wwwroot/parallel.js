// Brushing of parallel coordinates: ranges on axes fade the trials that miss one, hide their rows in the table below, and lead to
// the list of all that pass.
const svg = document.querySelector("svg[data-parallel]");
const note = document.querySelector("[data-brushed]");
const ranges = new Map();
const [top_, bottom] = [40, 300];

const place = event => {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return { x: at.x, y: Math.min(1, Math.max(0, (bottom - at.y) / (bottom - top_))) };
};

const value = (axis, at) => {
  const [low, high, log] = [Number(axis.dataset.low), Number(axis.dataset.high), axis.dataset.log === "1"];
  return Number((log ? low * (high / low) ** at : low + (high - low) * at).toPrecision(6));
};

const apply = () => {
  let kept = 0;
  const rows = new Map([...document.querySelectorAll("[data-threads] tr[data-trial]")].map(row => [row.dataset.trial, row]));
  for (const line of svg.querySelectorAll("polyline.thread")) {
    const places = line.dataset.places.split(" ").map(Number);
    const passes = [...ranges].every(([axis, range]) => places[axis] >= range.low && places[axis] <= range.high);
    line.classList.toggle("faded", !passes);
    rows.get(line.closest("a").getAttribute("href").split("/").pop())?.classList.toggle("faded", !passes);
    kept += passes ? 1 : 0;
  }
  const filter = [...ranges].map(([index, range]) => {
    const axis = svg.querySelector(`[data-axis="${index}"]`);
    const [low, high, words] = [value(axis, range.low), value(axis, range.high), JSON.parse(axis.dataset.words)];
    if (words.length > 0) {
      // Between words there is nothing: those in the range are listed.
      const kept = words.filter((_, place) => place >= low && place <= high).map(word => `${axis.dataset.key}="${word}"`);
      return `(${(kept.length > 0 ? kept : [`${axis.dataset.key}="nothing in the range"`]).join(" or ")})`;
    }
    return `${axis.dataset.key}>=${low} ${axis.dataset.key}<=${high}`;
  }).join(" ");
  const link = Object.assign(document.createElement("a"), {
    href: location.pathname.replace(/analysis$/, "trials") + "?filter=" + encodeURIComponent(filter), textContent: `List these ${kept} trials`,
  });
  note.replaceChildren(...ranges.size ? [link] : []);
};

let drag = null;
svg?.addEventListener("pointerdown", event => {
  const at = place(event);
  const axes = [...svg.querySelectorAll("[data-axis]")];
  const near = axes.find(axis => Math.abs(Number(axis.querySelector("line").getAttribute("x1")) - at.x) < 14);
  if (!near) { return; }
  drag = { axis: Number(near.dataset.axis), x: Number(near.querySelector("line").getAttribute("x1")), from: at.y };
  event.preventDefault();
});
window.addEventListener("pointermove", event => {
  if (!drag) { return; }
  const to = place(event).y;
  const range = { low: Math.min(drag.from, to), high: Math.max(drag.from, to) };
  ranges.set(drag.axis, range);
  svg.querySelector(`#brush${drag.axis}`)?.remove();
  const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, text] of Object.entries({
    id: `brush${drag.axis}`, class: "selection", x: drag.x - 7, width: 14, y: bottom - range.high * (bottom - top_), height: (range.high - range.low) * (bottom - top_),
  })) { box.setAttribute(name, text); }
  svg.append(box);
  apply();
});
window.addEventListener("pointerup", () => { drag = null; });
svg?.addEventListener("dblclick", () => {
  ranges.clear();
  for (const box of svg.querySelectorAll("rect.selection")) { box.remove(); }
  apply();
});
