// For forms filled in on a doorstep: <form data-keep>. What was typed survives a lost signal or a closed page, in this
// tab only, until it was saved; signing out or closing the tab forgets it. Files and hidden fields are never kept.
const PREFIX = "amends-kept:";
const NO_SIGNAL =
  "You have no signal. Nothing is lost: this page keeps what you typed. Save again when the signal is back.";
const RESTORED = "We kept what you typed here earlier. Check it before you save.";

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type),
  );
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function say(form, text) {
  let note = form.querySelector(".amends-kept");
  if (!note) {
    note = document.createElement("p");
    note.className = "amends-kept govuk-inset-text";
    note.setAttribute("role", "status");
    form.prepend(note);
  }
  note.textContent = text;
}

function store(form, key, sent) {
  const values = fieldsOf(form).map((field) =>
    ["radio", "checkbox"].includes(field.type) ? field.checked : field.value,
  );
  sessionStorage.setItem(key, JSON.stringify({ sent, values }));
}

function restore(form, kept) {
  const fields = fieldsOf(form);
  const untouched = fields.every((field) =>
    ["radio", "checkbox"].includes(field.type) ? field.checked === field.defaultChecked : field.value === field.defaultValue,
  );
  // The page came back with errors, or it is another form by now: what the server sent is the truth.
  if (!untouched || fields.length !== kept.values.length || document.querySelector(".govuk-error-summary")) {
    return;
  }
  fields.forEach((field, place) => {
    if (["radio", "checkbox"].includes(field.type)) {
      field.checked = kept.values[place];
    } else {
      field.value = kept.values[place];
    }
  });
  say(form, RESTORED);
}

function forget(condition) {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX) && condition(key))
    .forEach((key) => sessionStorage.removeItem(key));
}

export function keepForms() {
  const here = PREFIX + location.pathname;
  const signedIn = document.querySelector(".amends-header__user") !== null;
  // Arriving on another page means that what was sent got there.
  forget((key) => !signedIn || (key !== here && read(key)?.sent));
  for (const form of signedIn ? document.querySelectorAll("form[data-keep]") : []) {
    const kept = read(here);
    if (kept) {
      restore(form, kept);
    }
    form.addEventListener("input", () => store(form, here, false));
    form.addEventListener("submit", (event) => {
      store(form, here, navigator.onLine);
      if (!navigator.onLine) {
        event.preventDefault();
        say(form, NO_SIGNAL);
        form.querySelector(".amends-kept").scrollIntoView({ block: "center" });
      }
    });
  }
}
