/** What is remembered between pages; where that is blocked, on this page. */
export class Store {
  /** Uses the first of `areas` that works. */
  constructor(name, areas) {
    Object.assign(this, { name, values: {}, area: areas.map(tryArea).find(Boolean) });
    this.read();
  }

  /** Other windows may have written meanwhile. */
  read() {
    try {
      this.values = JSON.parse(this.area.getItem(this.name)) || {};
    } catch {
      // Blocked: the values stay as they are.
    }
  }

  get(key) {
    return this.values[key];
  }

  set(changes) {
    this.read();
    Object.assign(this.values, changes);
    try {
      this.area.setItem(this.name, JSON.stringify(this.values));
    } catch {
      // As above.
    }
  }
}

function tryArea(area) {
  try {
    window[area].setItem("signpost", "");
    window[area].removeItem("signpost");
    return window[area];
  } catch {
    return null;
  }
}
