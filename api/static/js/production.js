// A job's progress, live. Without this script the page is loaded anew.
const job = document.getElementById("job");
const bar = document.getElementById("bar");
const status = document.getElementById("job-status");
let announced = "";

/** Write seconds as a clock shows them. */
function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Show which steps are done, which is the present one; say a new step once. */
function showStep(name) {
  let isBefore = true;
  for (const step of document.querySelectorAll(".job-steps li")) {
    const isNow = step.id === `step-${name}`;
    if (isNow) isBefore = false;
    step.className = isNow ? "step-now" : isBefore ? "step-done" : "step-coming";
    if (isNow) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
    if (isNow && announced !== name) {
      announced = name;
      status.textContent = step.textContent;
    }
  }
}

/** Show where the job stands. */
function show(progress) {
  bar.value = progress.percent;
  document.getElementById("percent").textContent = job.dataset.percent.replace("{percent}", Math.round(progress.percent));
  document.getElementById("part").textContent = progress.parts
    ? job.dataset.part.replace("{part}", progress.part).replace("{parts}", progress.parts)
    : "";
  document.getElementById("left").textContent =
    progress.seconds_left === null ? "" : job.dataset.left.replace("{time}", clock(progress.seconds_left));
  showStep(progress.step);
}

if (job?.dataset.events && window.EventSource) {
  const source = new EventSource(job.dataset.events);
  for (const state of ["queued", "running", "done", "failed", "cancelled"]) {
    source.addEventListener(state, (message) => {
      const told = JSON.parse(message.data);
      if (told.state === "running") document.getElementById("job-state").textContent = job.dataset.running;
      if (told.progress) show(told.progress);
      if (["done", "failed", "cancelled"].includes(told.state)) {
        source.close();
        location.assign(job.dataset.done);
      }
    });
  }
}
