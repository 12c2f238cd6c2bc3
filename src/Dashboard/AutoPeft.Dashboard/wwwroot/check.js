// Checks the study file while it is written, and writes it while its fields are filled in: half a second after the last key, through
// the form itself, so that the answer is the page's own.
const text = document.querySelector("textarea[data-check]");
const answer = document.getElementById("check");
let waiting = 0;
let asked = 0;

const ask = async act => {
  const turn = ++asked;
  const form = new FormData(text.form);
  form.set("Form.Act", act);
  const response = await fetch(location.href, { method: "POST", body: new URLSearchParams(form) });
  // What was typed meanwhile is asked about next.
  if (!response.ok || turn !== asked) { return; }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (turn !== asked) { return; }
  if (act === "build") { text.value = page.querySelector("textarea[data-check]").value; }
  answer.replaceChildren(...page.getElementById("check").childNodes);
};

text?.form.addEventListener("input", event => {
  clearTimeout(waiting);
  const act = event.target.closest("[data-build]") ? "build" : "check";
  waiting = setTimeout(() => ask(act), 500);
});
