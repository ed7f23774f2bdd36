// Long forms: a question that another answer opens is there only when it does; the parts of a form fold, and the list
// at its top says how many answers are missing. What was typed in a question that has been closed again stays in it.
const ANSWERS = "input:not([type=hidden]), textarea, select";

function boxesOf(form, name) {
  return [...form.elements].filter((box) => box.name === name);
}

function given(boxes) {
  return boxes
    .filter((box) => !["radio", "checkbox"].includes(box.type) || box.checked)
    .map((box) => box.value.trim())
    .filter(Boolean);
}

function openAsked(form) {
  for (const group of form.querySelectorAll("[data-opened-by]")) {
    const boxes = boxesOf(form, group.dataset.openedBy);
    if (!boxes.length) {
      continue;
    }
    const answers = group.dataset.openedOn.split("|").filter(Boolean);
    const said = given(boxes);
    const opened = answers.length ? said.some((each) => answers.includes(each)) : said.length > 0;
    // What is wrong is never hidden, or nobody could put it right.
    const wrong = group.classList.contains("govuk-form-group--error");
    group.hidden = !wrong && (!opened || boxes[0].closest("[data-opened-by][hidden]") !== null);
  }
}

function isOpen(form, group) {
  const instead = group.dataset.instead;
  const boxes = [...group.querySelectorAll(ANSWERS), ...(instead ? boxesOf(form, instead) : [])];
  return !group.hidden && given(boxes).length === 0;
}

function count(form) {
  const parts = [...form.querySelectorAll(".amends-part")];
  let done = 0;
  for (const part of parts) {
    const left = [...part.querySelectorAll("[data-needed]")].filter((group) => isOpen(form, group)).length;
    const groups = [...part.querySelectorAll(".amends-part__body > .govuk-form-group")];
    const said = groups.some((group) => !group.hidden && given([...group.querySelectorAll(ANSWERS)]).length);
    const wrong = !part.dataset.touched && part.querySelector(".govuk-form-group--error");
    const state = wrong ? "wrong" : left ? "left" : said ? "answered" : "optional";
    done += state === "answered" ? 1 : 0;
    for (const line of form.querySelectorAll(`[data-state-of="${part.id}"]`)) {
      line.querySelector("[data-left]").textContent = left;
      line.querySelectorAll("[data-state]").forEach((words) => {
        words.hidden = words.dataset.state !== state;
      });
    }
  }
  const shown = form.querySelector("[data-parts-done]");
  if (shown) {
    shown.textContent = done;
  }
}

function show(part) {
  part.open = true;
  const summary = part.querySelector("summary");
  summary.focus({ preventScroll: true });
  summary.scrollIntoView();
}

// A link leads into a part that may be folded: it is opened before the browser, or the list of errors, goes there.
function unfold(event) {
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.hash.slice(1));
  const part = target && target.closest(".amends-part");
  if (!part) {
    return;
  }
  part.open = true;
  if (part === target) {
    event.preventDefault();
    show(part);
  }
}

function goOn(event) {
  const button = event.target.closest("[data-next-part]");
  if (button) {
    button.closest(".amends-part").open = false;
    show(document.getElementById(button.dataset.nextPart));
  }
}

export function foldForms() {
  const forms = [...document.querySelectorAll("form")].filter((form) =>
    form.querySelector("[data-opened-by], .amends-part"),
  );
  for (const form of forms) {
    const look = () => {
      openAsked(form);
      count(form);
    };
    form.addEventListener("input", (event) => {
      const part = event.target.closest(".amends-part");
      if (part) {
        part.dataset.touched = "yes";
      }
      look();
    });
    form.addEventListener("click", goOn);
    form.querySelectorAll("[data-next-part]").forEach((button) => {
      button.hidden = false;
    });
    look();
    // Going back, the browser puts in again what was typed.
    window.addEventListener("pageshow", look);
  }
  document.addEventListener("click", unfold, true);
}
