// Line drawings of 24 by 24, in the colour of the text beside them.

const PATHS = {
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.7 5.700l12.6 12.6",
  check: "M4 12.500l5 5L20 6.5",
  checks: "M1.5 12.500l5 5L17 6.500M11 16.500l1 1L22.5 6.5",
  clip: "M20 11.500l-8.3 8.300a5.2 5.2 0 0 1-7.4-7.400l8.5-8.500a3.5 3.5 0 0 1 5 5l-8.5 8.500a1.7 1.7 0 0 1-2.5-2.400l7.8-7.9",
  close: "M6 6l12 12M18 6L6 18",
  commands: "M4 7h16M4 12h16M4 17h10",
  contact: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20.500c1-4 4.2-6 8-6s7 2 8 6",
  down: "M5 9l7 7 7-7",
  edit: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  forward: "M13 5l7 6.5-7 6.500v-4c-5 0-8 1.5-9.5 5C3.5 14 6.5 9.5 13 9z",
  group: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c.7-3.7 3.3-5.5 6.5-5.500s5.8 1.8 6.5 5.500M15.5 5.300a3.5 3.5 0 0 1 0 6.400M17.5 14.800c2.2.7 3.6 2.4 4 5.2",
  hand: "M8 12V6a1.5 1.5 0 0 1 3 0v5V4.500a1.5 1.5 0 0 1 3 0V11 6a1.5 1.5 0 0 1 3 0v8c0 4-2.5 7-6 7-3 0-4.5-1.5-6-4l-2-3.500a1.5 1.5 0 0 1 2.5-1.500L8 14.5",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.500a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.500v.7M12 17h.01",
  keys: "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M7 14h.01M17 14h.01M10 14h4",
  lock: "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
  more: "M12 5h.01M12 12h.01M12 19h.01",
  network: "M2.5 9a14 14 0 0 1 19 0M6 13a9 9 0 0 1 12 0M9.5 16.500a4 4 0 0 1 5 0M12 20h.01",
  photo: "M3 5h18v14H3zM3 16l5-5 5 5 3-3 5 5M15.5 9h.01",
  pin: "M12 21c-4-4.5-6.5-7.5-6.5-11a6.5 6.5 0 0 1 13 0c0 3.5-2.5 6.5-6.5 11zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  plus: "M12 5v14M5 12h14",
  power: "M12 3v9M7 6a8 8 0 1 0 10 0",
  reply: "M10 5L3 11.5 10 18v-4c5 0 8 1.5 10.5 5C20 13 16.5 9.5 10 9z",
  send: "M3.5 4.500L21 12 3.5 19.5 6 12zM6 12h8",
  sticker: "M12 3a9 9 0 1 0 0 18c1 0 9-8 9-9a9 9 0 0 0-9-9zM8.5 10h.01M15 10h.01M8 14c1 1.7 2.5 2.5 4.5 2.500M12 21c0-5 4-9 9-9",
  timer: "M12 5a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 9v4l2.5 2.500M10 2h4",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
  voice: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.500V21",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
