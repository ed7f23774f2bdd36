// A pad to sign on. Without a script the name is typed, which means the same.
const form = document.querySelector("form[data-signing]");
const part = form && form.querySelector("[data-pad]");
if (part) {
  const pad = part.querySelector("svg");
  const ink = part.querySelector("path");
  const kept = form.querySelector("input[name=strokes]");
  let strokes = [];
  let drawing = false;

  const at = (event) => {
    const box = pad.getBoundingClientRect();
    const inside = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return [
      inside(((event.clientX - box.left) / box.width) * 600, 599),
      inside(((event.clientY - box.top) / box.height) * 200, 199),
    ];
  };
  const show = () => {
    const path = strokes
      .filter((stroke) => stroke.length > 1)
      .map(([first, ...rest]) => `M${first.join(" ")}${rest.map((point) => ` L${point.join(" ")}`).join("")}`)
      .join(" ");
    ink.setAttribute("d", path);
    kept.value = path;
  };

  part.hidden = false;
  kept.value = "";
  pad.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    drawing = true;
    strokes.push([at(event)]);
  });
  pad.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const stroke = strokes[strokes.length - 1];
    const [x, y] = at(event);
    const [lastX, lastY] = stroke[stroke.length - 1];
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 3) return;
    stroke.push([x, y]);
    show();
  });
  for (const name of ["pointerup", "pointercancel"]) pad.addEventListener(name, () => (drawing = false));
  part.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    show();
  });
}
