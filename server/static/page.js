// Live progress, records on demand, buttons that can be pressed once. Everything works without it.
"use strict";

const PAUSE = 400;

async function watch(place) {
  const step = place.querySelector("[data-step]");
  const marks = [...place.querySelectorAll(".steps li")];
  for (;;) {
    await new Promise((ready) => setTimeout(ready, PAUSE));
    let run;
    try {
      const answer = await fetch(place.dataset.run, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      run = await answer.json();
    } catch {
      continue;
    }
    if (run.state !== "running") {
      location.replace(place.dataset.then);
      return;
    }
    if (step && run.text && step.textContent !== run.text) step.textContent = run.text;
    marks.forEach((mark, index) => {
      mark.className = index + 1 < run.number ? "past" : index + 1 === run.number ? "now" : "";
    });
  }
}

async function fill(details) {
  const body = details.querySelector("[data-body]");
  if (!details.open || !body || details.dataset.filled) return;
  details.dataset.filled = "yes";
  try {
    const answer = await fetch(details.dataset.part);
    if (!answer.ok) throw new Error(answer.status);
    body.innerHTML = await answer.text();
  } catch {
    delete details.dataset.filled;
  }
}

document.querySelectorAll("[data-run]").forEach(watch);
document.querySelectorAll("details[data-part]").forEach((details) => {
  details.addEventListener("toggle", () => fill(details));
});
document.querySelectorAll("a[href^='#M-']").forEach((link) => {
  link.addEventListener("click", () => {
    const metric = document.getElementById(link.hash.slice(1));
    if (metric) metric.open = true;
  });
});
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button");
  if (button) setTimeout(() => { button.disabled = true; });
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
