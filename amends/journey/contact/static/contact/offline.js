// Without a signal the page keeps what was typed and sends it when the signal is back. Nothing is stored anywhere.
for (const form of document.querySelectorAll("form[data-waits-for-signal]")) {
  const note = form.querySelector("[data-no-signal]");
  let waits = false;
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    if (note) note.hidden = false;
    if (waits) return;
    waits = true;
    window.addEventListener("online", () => form.requestSubmit(), { once: true });
  });
}
