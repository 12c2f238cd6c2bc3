// Checks the study file while it is written: half a second after the last key, through the form itself, so that the answer is
// the page's own.
const text = document.querySelector("textarea[data-check]");
const answer = document.getElementById("check");
let waiting = 0;

text?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const form = new FormData(text.form);
    form.set("Form.Act", "check");
    const response = await fetch(location.href, { method: "POST", body: new URLSearchParams(form) });
    if (!response.ok) { return; }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    answer.replaceChildren(...page.getElementById("check").childNodes);
  }, 500);
});
