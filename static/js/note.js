// The note to pass on: what its sender changes in it goes along with share and mail. Without this it leaves as it stands.
const note = document.querySelector("[data-note]");
const mail = document.querySelector("[data-note-mail]");
const share = document.querySelector("[data-share-url]");

function carry() {
  mail.href = mail.href.replace(/body=.*$/, () => `body=${encodeURIComponent(note.value.replace(/\r?\n/g, "\r\n"))}`);
  share.dataset.shareText = note.value.replace(share.dataset.shareUrl, "").trim();
}

note.addEventListener("input", carry);
carry();
