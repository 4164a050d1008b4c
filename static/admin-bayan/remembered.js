// What somebody chose last for the form, where their browser keeps anything at all.

export function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // it is chosen for now, then
  }
}
