// Notices can be closed; a request of htmx that failed says so instead of doing nothing.

const notices = document.getElementById("notices");

function offerClosing() {
  for (const button of notices?.querySelectorAll("[data-dismiss][hidden]") ?? []) button.hidden = false;
}

function tellLost() {
  const lost = document.getElementById("notice-lost");
  if (lost && notices && !notices.querySelector(".notice-error")) notices.append(lost.content.cloneNode(true));
  offerClosing();
}

document.addEventListener("click", (event) => {
  event.target.closest?.("[data-dismiss]")?.closest(".notice")?.remove();
});
document.addEventListener("htmx:responseError", tellLost);
document.addEventListener("htmx:sendError", tellLost);
document.addEventListener("htmx:oobAfterSwap", offerClosing);
offerClosing();
