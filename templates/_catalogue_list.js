"use strict";
// The list of results: a listbox of which only the rows in sight are in the page.

const AROUND = 4; // rows beyond the edges that are there already when somebody scrolls

/**
 * @param {HTMLElement} box the listbox, which scrolls
 * @param {(item: number) => Node[]} content of the row of an item
 * @param {(item: number, byKey: boolean) => void} open
 */
function makeList(box, content, open) {
  const space = h("div", { role: "presentation", class: "space" });
  const rows = new Map(); // position -> element
  const list = { items: /** @type {number[]} */ ([]), active: -1, current: -1, height: 1, controls: [box] };
  const sight = { top: 0, height: innerHeight }; // known without asking, which would lay out the page at once
  box.append(space);

  function row(position) {
    const item = list.items[position];
    const element = h("div", {
      role: "option", id: `row-${position}`, class: "row", "aria-setsize": list.items.length, "aria-posinset": position + 1,
      onclick: () => { list.move(position); open(item, false); },
    }, content(item));
    element.style.transform = `translateY(${position * list.height}px)`;
    return element;
  }

  function mark(position, element) {
    element.setAttribute("aria-selected", String(position === list.active));
    if (list.items[position] === list.current) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }

  function draw() {
    const first = Math.max(0, Math.floor(sight.top / list.height) - AROUND);
    const last = Math.min(list.items.length, Math.ceil((sight.top + sight.height) / list.height) + AROUND);
    const wanted = new Set(list.active >= 0 ? [list.active] : []);
    for (let position = first; position < last; position++) wanted.add(position);
    for (const [position, element] of rows) {
      if (wanted.has(position)) continue;
      element.remove();
      rows.delete(position);
    }
    const added = document.createDocumentFragment();
    for (const position of [...wanted].sort((a, b) => a - b)) {
      if (!rows.has(position)) {
        rows.set(position, row(position));
        added.append(rows.get(position));
      }
      mark(position, rows.get(position));
    }
    space.append(added);
    for (const control of list.controls) {
      if (list.active >= 0) control.setAttribute("aria-activedescendant", `row-${list.active}`);
      else control.removeAttribute("aria-activedescendant");
    }
  }

  /** Show other items, or the same anew. */
  list.show = (items, active = -1) => {
    rows.clear();
    space.replaceChildren();
    const anew = items !== list.items;
    list.items = items;
    list.active = active;
    space.style.height = `${items.length * list.height}px`;
    box.hidden = !items.length;
    if (anew && active < 0) scroll(0);
    if (anew && active >= 0) list.reveal();
    draw();
  };

  /** Scroll the active row into sight. */
  list.reveal = () => {
    const top = list.active * list.height;
    scroll(Math.min(top, Math.max(sight.top, top + list.height - sight.height)));
  };

  function scroll(top) {
    if (top === sight.top) return;
    box.scrollTop = top;
    sight.top = box.scrollTop;
  }

  list.move = (position) => {
    if (!list.items.length) return;
    list.active = Math.max(0, Math.min(list.items.length - 1, position));
    list.reveal();
    draw();
  };

  /** Mark the item that is open elsewhere. */
  list.setCurrent = (item) => {
    list.current = item;
    const position = list.items.indexOf(item);
    if (position >= 0 && list.active !== position) list.move(position);
    draw();
  };

  /** Moves by keys; whether the key was one. */
  list.key = (event, inText) => {
    if (event.altKey || event.metaKey || event.isComposing) return false;
    const page = Math.max(1, Math.floor(sight.height / list.height) - 1);
    const ends = !inText || event.ctrlKey;
    const target = {
      ArrowDown: list.active + 1,
      ArrowUp: list.active - 1,
      PageDown: list.active + page,
      PageUp: list.active - page,
      Home: ends ? 0 : undefined,
      End: ends ? list.items.length - 1 : undefined,
    }[event.key];
    if (target !== undefined) list.move(target);
    else if (event.key === "Enter" && list.items.length) open(list.items[Math.max(0, list.active)], true);
    else return false;
    event.preventDefault();
    return true;
  };

  /** Take the height of rows from the style sheet, which may change with the window. */
  list.measure = () => {
    const height = parseFloat(getComputedStyle(space).getPropertyValue("line-height"));
    if (!height || height === list.height) return;
    list.height = height;
    list.show(list.items, list.active);
    if (list.active >= 0) list.reveal();
  };

  let waiting = false;
  box.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      sight.top = box.scrollTop;
      draw();
    });
  }, { passive: true });
  new ResizeObserver(([{ contentRect }]) => {
    if (!contentRect.height) return;
    sight.height = contentRect.height;
    list.measure();
    draw();
  }).observe(box);
  return list;
}
