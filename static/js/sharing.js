// Copy and share buttons. They are written hidden, and shown where the browser can do it.

async function copy(button) {
  const source = document.querySelector(button.dataset.copyFrom || null);
  await navigator.clipboard.writeText(button.dataset.copy ?? source?.value ?? source?.textContent.trim() ?? "");
  const label = button.textContent;
  button.textContent = button.dataset.done ?? label;
  setTimeout(() => (button.textContent = label), 2000);
}

async function share(button) {
  const { shareTitle: title, shareText: text, shareUrl: url } = button.dataset;
  try {
    await navigator.share({ title, text, url });
  } catch (error) {
    if (error.name !== "AbortError") throw error; // closing the sheet is an answer too
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy], [data-copy-from], [data-share-url]");
  if (button) (button.dataset.shareUrl ? share : copy)(button);
});

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy], [data-copy-from]")) button.hidden = false;
}
if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share-url]")) button.hidden = false;
}
