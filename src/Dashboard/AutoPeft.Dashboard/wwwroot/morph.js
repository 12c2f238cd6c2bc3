// Makes what an element holds the same as some HTML with as few changes as possible, so that the browser lays out and paints little,
// and focus, opened details and what was typed or ticked stay.
const keyOf = node => node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.trial || node.getAttribute("href") || "" : "";

// What people change themselves.
const isTheirs = (element, name) => name === "open" && element.localName === "details" || (name === "checked" || name === "value") && element.localName === "input";

const syncAttributes = (old, fresh) => {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !isTheirs(old, name)) { old.removeAttribute(name); }
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !isTheirs(old, name)) { old.setAttribute(name, value); }
  }
};

const sync = (old, fresh) => {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) { old.nodeValue = fresh.nodeValue; }
    return;
  }
  syncAttributes(old, fresh);
  if (old.localName !== "textarea") { syncChildren(old, fresh); }
};

const isLike = (old, fresh) => old && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);

const syncChildren = (old, fresh) => {
  const keyed = new Map();
  for (const node of old.childNodes) {
    const key = keyOf(node);
    if (key && !keyed.has(key)) { keyed.set(key, node); }
  }
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const known = isLike(at, node) ? at : keyed.get(keyOf(node));
    if (known && known.nodeName === node.nodeName) {
      keyed.delete(keyOf(node));
      if (known === at) { at = at.nextSibling; } else { old.insertBefore(known, at); }
      sync(known, node);
    } else {
      old.insertBefore(node, at);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
};

export const morph = (element, html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  syncChildren(element, template.content);
};
