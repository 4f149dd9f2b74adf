// The one box that opens above the page: editors, menus, lists. A click beside it closes it.
const box = document.getElementById("pop");
let current = null;

export const isOpen = () => Boolean(current);

// `over` covers the anchor, as a field does, at least so wide; else the box opens below it. `done` runs at closing
// with whether what was entered is kept.
export function pop(anchor, className, inside, { over = 0, done = () => {}, focus } = {}) {
  close();
  box.className = className;
  box.replaceChildren(...[inside].flat());
  box.hidden = false;
  current = { anchor, key: anchor.dataset?.key, done };
  const at = anchor.getBoundingClientRect();
  box.style.width = over ? `${Math.min(Math.max(at.width, over), innerWidth - 16)}px` : "";
  if (over) box.style.minHeight = `${at.height}px`; else box.style.minHeight = "";
  place(at, over);
  (focus ?? box.querySelector("input, textarea, button, select"))?.focus({ preventScroll: true });
}

function place(at, over) {
  const below = over ? at.top : at.bottom + 3;
  const fits = below + box.offsetHeight <= innerHeight - 8;
  const top = fits ? below : over ? innerHeight - 8 - box.offsetHeight : at.top - 3 - box.offsetHeight;
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, fits || top > 8 ? top : innerHeight - 8 - box.offsetHeight)}px`;
}

export function close(keep = true) {
  if (!current) return;
  const { anchor, key, done } = current;
  const inside = box.contains(document.activeElement);
  current = null;
  done(keep);
  box.hidden = true;
  box.replaceChildren();
  if (!inside) return;
  const again = anchor.isConnected ? anchor : key ? [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key) : null;
  again?.focus?.({ preventScroll: true });
}

addEventListener("pointerdown", (event) => { if (current && !box.contains(event.target)) close(); }, true);
addEventListener("keydown", (event) => {
  if (!current || event.key !== "Escape" || event.isComposing) return;
  event.preventDefault();
  close(false);
});
addEventListener("resize", () => { if (current && !matchMedia("(pointer: coarse)").matches) close(); });
