/** The bounding boxes of SVG elements that a browser's layout would give. */
import { svgPathProperties } from "svg-path-properties";
import { type Box, parseTransform, transformBox, union } from "@/adapters/plotly/box.ts";
import { type DomNode, isElement, numberAttribute } from "@/adapters/plotly/dom.ts";
import { textBox, type Typeface } from "@/adapters/plotly/text_box.ts";

const undrawn = new Set(["defs", "clipPath", "style", "title", "desc"]);

/** `getBBox`: the box of an element and its content, before the element's own transform. */
export function localBox(typeface: Typeface, element: DomNode): Box | undefined {
  switch (element.localName) {
    case "text":
      return textBox(typeface, element);
    case "rect":
    case "image":
      return rectangle(element);
    case "path":
      return pathBox(element.getAttribute?.("d") ?? "");
  }
  let box: Box | undefined;
  for (const child of element.childNodes) {
    if (!isElement(child) || undrawn.has(child.localName ?? "")) continue;
    box = union(box, transformed(localBox(typeface, child), child));
  }
  return box;
}

/** `getBoundingClientRect`: the box after the transforms of the element and all around it. */
export function screenBox(typeface: Typeface, element: DomNode): Box | undefined {
  let box = localBox(typeface, element);
  for (let at: DomNode | null = element; isElement(at); at = at.parentNode) {
    box = transformed(box, at);
  }
  return box;
}

function transformed(box: Box | undefined, element: DomNode): Box | undefined {
  const transform = element.getAttribute?.("transform");
  return box && transform ? transformBox(box, parseTransform(transform)) : box;
}

function rectangle(element: DomNode): Box {
  const [left, top] = [numberAttribute(element, "x"), numberAttribute(element, "y")];
  return {
    left,
    top,
    right: left + numberAttribute(element, "width"),
    bottom: top + numberAttribute(element, "height"),
  };
}

/** The box around a path's vertices: exact for straight segments, which are all that is measured. */
function pathBox(description: string): Box | undefined {
  if (!description) return undefined;
  const vertices = new svgPathProperties(description).getParts()
    .flatMap(({ start, end }) => [start, end]);
  return vertices.reduce<Box | undefined>(
    (box, { x, y }) => union(box, { left: x, right: x, top: y, bottom: y }),
    undefined,
  );
}
