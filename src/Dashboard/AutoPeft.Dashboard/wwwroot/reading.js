// Asks whether the history of the sweep is read, and only then loads the page: a page that comes anew each second would take focus and
// place from who reads it.
const ask = async () => {
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!response.headers.has("retry-after")) { location.reload(); return; }
  } catch {
    // The server is away; perhaps it comes back.
  }
  setTimeout(ask, 1000);
};
setTimeout(ask, 1000);
