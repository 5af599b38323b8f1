// Sign-up: time zone, language and country as the browser knows them. All three can be changed in Settings.

const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
const language = navigator.language || locale;

function region(tag) {
  try {
    return new Intl.Locale(tag).region ?? "";
  } catch {
    return "";
  }
}

const known = {
  time_zone: timeZone ?? "",
  language,
  country: navigator.languages?.map(region).find(Boolean) ?? "",
};

for (const form of document.querySelectorAll("form[data-from-browser]")) {
  for (const [name, value] of Object.entries(known)) {
    const field = form.elements.namedItem(name);
    if (field && value) field.value = value;
  }
}
