// Copies of unsaved text on this device: one for each time that a person opened a form, gone once it is saved or refused.

const START = "bayan-copy", DAYS = 30, DAY = 86_400_000;

export class Copies {
  // `person` and `path` say whose and which form it is, `opened` when it was opened (the server's time, as it sent it).
  constructor(person, path, opened) {
    this.start = `${START}:${person}:${path}:`;
    this.own = this.start + opened;
    for (const key of keys(`${START}:`)) if (Date.now() - (read(key)?.at ?? 0) > DAYS * DAY) localStorage.removeItem(key);
  }

  // Whether the copy could be kept: a browser may have no room left, or allow none.
  keep(fields, isSubmitted) {
    try {
      localStorage.setItem(this.own, JSON.stringify({ at: Date.now(), isSubmitted, fields }));
      return true;
    } catch {
      return false;
    }
  }

  // What another opening left is sent off: it stays until that is known to be saved.
  submit(opened) {
    const key = this.start + opened, copy = read(key);
    if (copy) localStorage.setItem(key, JSON.stringify({ ...copy, isSubmitted: true }));
  }

  forget(opened) {
    const key = opened === undefined ? this.own : this.start + opened;
    if (keys(this.start).includes(key)) localStorage.removeItem(key);
  }

  // What other openings of this form left, the newest first. What was submitted and is among the `saved` (by when they were opened) is forgotten here.
  left(saved) {
    const found = [];
    for (const key of keys(this.start)) {
      const opened = key.slice(this.start.length), copy = read(key);
      if (key === this.own) continue;
      if (!copy || (copy.isSubmitted && saved.includes(opened))) localStorage.removeItem(key);
      else found.push({ opened, ...copy });
    }
    return found.sort((one, other) => other.at - one.at);
  }
}

function keys(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return []; // a browser that keeps nothing
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
