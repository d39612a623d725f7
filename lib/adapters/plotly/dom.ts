/** The little of the DOM that measuring needs; jsdom ships no types. */

/** An element or a text node. */
export interface DomNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly parentNode: DomNode | null;
  getAttribute?(name: string): string | null;
  readonly style?: { getPropertyValue(name: string): string };
}

/** Whether a node is an element. */
export function isElement(node: DomNode | null): node is DomNode {
  return node?.nodeType === 1;
}

/** Whether a node is text. */
export function isText(node: DomNode): boolean {
  return node.nodeType === 3;
}

/** An attribute's number; 0 when it is absent. */
export function numberAttribute(node: DomNode, name: string): number {
  return Number.parseFloat(node.getAttribute?.(name) ?? "") || 0;
}

/** A style property from the element's style or, failing that, the attribute of that name. */
export function styleOf(node: DomNode, name: string): string {
  return node.style?.getPropertyValue(name) || node.getAttribute?.(name) || "";
}
